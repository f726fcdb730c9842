"""What a store of vectors and a store of words must do.

A new one keeps these promises when it passes tests/index/stores/contract.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from index.embedder import Vectors
from index.matrix import VectorMatrix
from index.passages import PassageStore
from index.placed import Placed
from index.tags import Selection


class VectorStore(Protocol):
    """The vectors of one generation, to be searched by nearness."""

    def add(self, placed: Sequence[Placed], vectors: Vectors) -> None:
        """Add passages; one that is there already is written over.

        :param vectors: shape (passages, dimensions), rows of length 1.
        """

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove passages by id; unknown ids are passed over."""

    def search(
        self, vector: Vectors, k: int, selection: Selection | None = None
    ) -> dict[str, float]:
        """Return passage id -> cosine of the k nearest passages.

        :param vector: shape (dimensions,), length 1.
        :param selection: only these passages, when given: k of them whenever there are k.
        """

    def cosines(self, vector: Vectors, passage_ids: Collection[str]) -> dict[str, float]:
        """Return passage id -> cosine for these passages, near or far."""

    def ids(self) -> set[str]:
        """Return the ids of all passages."""

    @property
    def count(self) -> int:
        """The number of passages."""

    def close(self) -> None:
        """Let go of files and connections."""


class WordStore(Protocol):
    """The words of one generation, to be searched by BM25 over stems."""

    def update(self, removed: Iterable[str], added: Iterable[Placed]) -> None:
        """Remove passages by id, then add others; all of it or nothing."""

    def search(self, question: str, k: int, selection: Selection | None = None) -> dict[str, float]:
        """Return passage id -> BM25 score of the best k passages that share a word.

        :param selection: only these passages, when given.
        """

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a stem."""

    def ids(self) -> set[str]:
        """Return the ids of all passages."""

    @property
    def count(self) -> int:
        """The number of passages."""


@runtime_checkable
class HybridStore(Protocol):
    """A store of vectors that searches words in the same request."""

    def hybrid(
        self,
        vector: Vectors,
        question: str,
        k: tuple[int, int],
        selection: Selection | None = None,
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return passage id -> cosine of all that either leg finds, -> BM25 of some, at once."""


Lap = Callable[[str], None]
"""Told the name of a stage when it is over."""


def candidates(
    stores: tuple[VectorStore, WordStore],
    vector: Vectors,
    question: str,
    k: tuple[int, int],
    selection: Selection | None = None,
    lap: Lap | None = None,
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what the legs find: passage id -> cosine of the nearest, -> BM25 of the best.

    Both best first. A store that searches both in one request is asked once, and tells the cosine
    of what only the words found as well.

    :param k: how many of the nearest vectors, and how many of the best by words.
    """
    vectors, words = stores
    told = lap or _unheard
    if isinstance(vectors, HybridStore):
        cosines, scores = vectors.hybrid(vector, question, k, selection)
        told("vectors and words")
        return _best_first(cosines), _best_first(scores)
    near = vectors.search(vector, k[0], selection)
    told("vectors")
    scores = words.search(question, k[1], selection)
    told("words")
    return near, scores


def _best_first(scores: Mapping[str, float]) -> dict[str, float]:
    return dict(sorted(scores.items(), key=lambda item: -item[1]))


def _unheard(_stage: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Place:
    """Where a generation keeps its stores.

    :ivar folder: the folder of the generation.
    :ivar collection: its name on a server.
    """

    folder: Path
    collection: str
    passages: PassageStore
    matrix: VectorMatrix


class Backend(Protocol):
    """A kind of store, as the settings name it.

    :ivar name: kept in the manifest: one kind cannot read what another has written.
    :ivar is_shared: the stores lie on a server. An update changes them in place, additions
        before the switch to the new generation and removals after it, where a store in the
        data folder is copied.
    :ivar has_tags: the vectors carry the tags, and are written anew when a tag changes.
    """

    name: str
    is_shared: bool
    has_tags: bool

    def open(self, place: Place) -> tuple[VectorStore, WordStore]:
        """Open the stores of a generation, making them where they are missing.

        :raises IndexStateError: when they cannot be reached or read.
        """

    def collections(self, prefix: str) -> set[str]:
        """Return the names on the server that begin so; none for stores in the data folder."""

    def drop(self, collection: str) -> None:
        """Remove a collection from the server."""
