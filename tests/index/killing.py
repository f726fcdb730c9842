"""Runs that are killed: indexing in a process of its own, with a model that costs nothing.

    python -m tests.index.killing DATA_DIR POINT

POINT names the act after which the process ends as by kill -9; ``none`` lets it finish. What is
tested is what the stores hold, so vectors are made of hashes instead of by the model.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.catalogue import Catalogue
from index import indexer
from index.embedder import Embedder, Reading
from index.generation import Generation, open_live
from index.indexer import IndexReport, update_index
from index.matrix import VectorMatrix
from index.passages import PassageStore
from index.stores.chroma import ChromaVectors
from index.stores.words import WordIndex
from index.tokens import TokenStore
from tests.documents import article

DIMENSIONS = 32
POINTS: dict[str, tuple[Any, str]] = {
    "a copy of the live generation": (shutil, "copytree"),
    "a batch of vectors": (VectorMatrix, "write"),
    "the token vectors": (TokenStore, "commit"),
    "the passages": (PassageStore, "commit"),
    "the vector store": (ChromaVectors, "add"),
    "the word store": (WordIndex, "update"),
    "the new generation's name": (Path, "rename"),
}


class HashedEmbedder:
    """Vectors from hashes: the same text, the same vectors."""

    name = "hashed"
    dimensions = DIMENSIONS
    longest = 512

    def tokenize(self, text: str) -> list[int]:
        """Return a token for each word."""
        return list(range(len(text.split())))

    def read(self, texts: Sequence[str], _kind: str) -> list[Reading]:
        """Return a vector and seven token vectors for each text."""
        return [_reading(text) for text in texts]

    def read_question(self, question: str) -> Reading:
        """Return the same for a question."""
        return _reading(question)


EMBEDDER: Embedder = HashedEmbedder()  # type: ignore[assignment]


def _reading(text: str) -> Reading:
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    vectors = np.random.default_rng(seed).standard_normal((8, DIMENSIONS), dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    spans = np.array([(place, place + 1) for place in range(7)], np.int32)
    return Reading(vectors[0], vectors[1:], spans)


def first_documents(catalogue: Catalogue, count: int = 60) -> None:
    """Fill a catalogue."""
    for number in range(count):
        catalogue.put(_document(number, "pertama"))


def later_documents(catalogue: Catalogue, count: int = 60) -> None:
    """Change a third of them, withdraw a tenth, add as many."""
    for number in range(0, count, 3):
        catalogue.put(_document(number, "kedua"))
    for number in range(1, count, 10):
        catalogue.withdraw(_document(number, "").id)
    for number in range(count, count + count // 10):
        catalogue.put(_document(number, "pertama"))


def _document(number: int, edition: str) -> Any:
    body = f"## Tetap\n\nProgram {number} tetap.\n\n## Ubah\n\nEdisi {edition} nomor {number}."
    return article(body, f"https://a.example/{number}")


def index(data: Path, **options: Any) -> IndexReport:
    """Run the indexer over a data folder."""
    catalogue = Catalogue(data / "catalogue.sqlite")
    report = update_index(catalogue, data / "index", EMBEDDER, **options)
    catalogue.close()
    return report


def contents(data: Path) -> dict[str, tuple[Any, ...]]:
    """Return what the live generation holds of every passage, in all of its stores."""
    live = open_live(data / "index", EMBEDDER.name)
    held = {name: _held(live, name, row) for name, row in live.passages.rows_of(_ids(live)).items()}
    assert held.keys() == live.vectors.ids() == live.words.ids() == live.tokens.ids()
    live.close()
    return held


def _ids(live: Generation) -> list[str]:
    return sorted(live.passages.ids())


def _held(live: Generation, name: str, row: int) -> tuple[Any, ...]:
    passage, card = live.passages.get([name])[name]
    vector = live.matrix.read(np.array([row]))[0]
    stored = live.vectors._collection.get(ids=[name], include=["embeddings"])["embeddings"]  # type: ignore[attr-defined]
    np.testing.assert_allclose(np.asarray(stored)[0], vector, atol=1e-6)
    tokens = live.tokens.matches(_reading("kota").tokens, [name])[name].similar
    # Not its score: Tantivy counts removed passages among the rare and the frequent words until
    # it merges its files.
    assert name in live.words.search(passage.text, 5_000)
    return passage, card, vector.tobytes(), tokens.round(5).tobytes()


def _ending_after(act: Callable[..., Any], is_last: Callable[..., bool]) -> Callable[..., Any]:
    def ending(*args: Any, **options: Any) -> Any:
        done = act(*args, **options)
        if is_last(*args):
            os._exit(9)
        return done

    return ending


def main() -> None:
    """Index, and end at the point that was named."""
    data, point = Path(sys.argv[1]), sys.argv[2]
    if point in POINTS:
        holder, name = POINTS[point]
        of_generation = name != "rename"
        setattr(
            holder,
            name,
            _ending_after(
                getattr(holder, name),
                lambda *args: of_generation or str(args[0].name).startswith("building-"),
            ),
        )
    indexer._SAFE_EVERY = 0
    index(data)


if __name__ == "__main__":
    main()
