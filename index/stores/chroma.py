"""Vectors in Chroma: in the data folder, or on a server that several processes share."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import IndexStateError, SettingsError, disk_errors
from index.embedder import Vectors
from index.filters import Filters
from index.matrix import VectorMatrix
from index.passages import PassageStore
from index.placed import Placed
from index.stores.store import Place
from index.stores.words import WordIndex
from index.tags import Selection

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

_COLLECTION = "passages"
_BATCH = 5_000  # Chroma refuses more ids at once
_PAGE = 20_000  # ids in one answer
_SEARCH_WIDTH = 200  # how many neighbours the graph search keeps in view: recall over speed
_BROAD = 3  # a filter that lets one in three through is served by the graph and sifted after
_SPARE = 1.3  # times what is expected to be needed
_MOST_IDS = 2_000  # beyond these, naming ids to a server takes longer than sifting its answers


FEW = 10_000
"""Passages: up to so many exact search takes no longer than the graph, and misses none."""


class ChromaVectors:
    """A collection of vectors. Only ids and vectors: the rest lies in the passage store."""

    def __init__(self, client: ClientAPI, collection: str, where: str) -> None:
        """Open the collection, making it where it is missing.

        :param where: what an error calls the place.
        """
        self._client = client
        try:
            self._collection: ChromaCollection = client.get_or_create_collection(
                collection,
                configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
                embedding_function=None,
            )
        except Exception as error:
            # Chroma's Rust core raises its own types, and plain ValueError for a broken folder.
            raise IndexStateError(
                f"The vector index in {where} cannot be read: {error}.",
                "Rebuild it with `pilar index --rebuild`.",
            ) from error

    def add(self, placed: Sequence[Placed], vectors: Vectors) -> None:
        """Add passages; one that is there already is written over."""
        for start in range(0, len(placed), _BATCH):
            self._collection.upsert(
                ids=[passage.id for passage in placed[start : start + _BATCH]],
                embeddings=np.asarray(vectors[start : start + _BATCH]),
            )

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove passages by id; unknown ids are passed over."""
        ids = list(passage_ids)
        for start in range(0, len(ids), _BATCH):
            self._collection.delete(ids=ids[start : start + _BATCH])

    def search(
        self, vector: Vectors, k: int, selection: Selection | None = None
    ) -> dict[str, float]:
        """Return passage id -> cosine of the k nearest passages.

        A narrow filter is given to the server as ids; for a broad one more is asked for than
        needed and sifted here, which takes the server a tenth of the time.
        """
        if selection is None:
            return self._query(vector, k)
        if selection.count > _MOST_IDS:
            wanted = int(k * selection.total / selection.count * _SPARE) + k
            found = self._query(vector, min(wanted, selection.total))
            kept = {name: value for name, value in found.items() if name in selection.ids}
            if len(kept) >= k:
                return dict(list(kept.items())[:k])
        if not selection.count:
            return {}
        return self._query(vector, min(k, selection.count), list(selection.ids))

    def cosines(self, vector: Vectors, passage_ids: Collection[str]) -> dict[str, float]:
        """Return passage id -> cosine for these passages, near or far."""
        if not passage_ids:
            return {}
        found = self._collection.get(ids=list(passage_ids), include=["embeddings"])
        if not found["ids"]:
            return {}
        similar = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return {name: float(value) for name, value in zip(found["ids"], similar, strict=True)}

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        found: set[str] = set()
        for start in range(0, self.count, _PAGE):
            found.update(self._collection.get(limit=_PAGE, offset=start, include=[])["ids"])
        return found

    @property
    def count(self) -> int:
        """The number of passages."""
        return self._collection.count()

    def close(self) -> None:
        """Do nothing: the connection to a server is shared, and lives as long as the process."""

    def _query(self, vector: Vectors, k: int, ids: list[str] | None = None) -> dict[str, float]:
        found = self._collection.query(
            query_embeddings=vector[np.newaxis], n_results=k, ids=ids, include=["distances"]
        )
        distances = found["distances"] or [[]]
        return {
            name: 1.0 - float(distance)
            for name, distance in zip(found["ids"][0], distances[0], strict=True)
        }


class EmbeddedVectors(ChromaVectors):
    """Chroma in the data folder, beside the same vectors as mapped files.

    The graph answers what is not filtered, or hardly, among many passages. The files answer the
    rest exactly: the fewer passages there are, and the narrower the filter, the sooner.
    """

    def __init__(
        self, folder: Path, passages: PassageStore, matrix: VectorMatrix, few: int = FEW
    ) -> None:
        self._passages = passages
        self._few = few
        self._matrix = matrix
        self._is_written = False
        super().__init__(_embedded_client(folder), _COLLECTION, str(folder))

    def add(self, placed: Sequence[Placed], vectors: Vectors) -> None:
        """Add passages; one that is there already is written over."""
        self._is_written = True
        super().add(placed, vectors)

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove passages by id; unknown ids are passed over."""
        self._is_written = True
        super().remove(passage_ids)

    def search(
        self, vector: Vectors, k: int, selection: Selection | None = None
    ) -> dict[str, float]:
        """Return passage id -> cosine of the k nearest passages."""
        if selection is None and self._is_written:  # the tags are read once, and would lag behind
            return self._query(vector, k)
        selection = selection or self._passages.tags.select(Filters())
        if selection.total > self._few and selection.count == selection.total:
            return self._query(vector, k)
        if selection.total > self._few and selection.count * _BROAD > selection.total:
            wanted = int(k * selection.total / selection.count * _SPARE) + k
            found = self._query(vector, min(wanted, selection.total))
            kept = {name: value for name, value in found.items() if name in selection.ids}
            if len(kept) >= k:
                return dict(list(kept.items())[:k])
        rows, similar = self._matrix.nearest(vector, k, selection.rows)
        return dict(zip(selection.names[rows].tolist(), similar.tolist(), strict=True))

    def cosines(self, vector: Vectors, passage_ids: Collection[str]) -> dict[str, float]:
        """Return passage id -> cosine for these passages, near or far."""
        rows = self._passages.rows_of(passage_ids)
        similar = self._matrix.cosines(vector, np.fromiter(rows.values(), np.int64))
        return dict(zip(rows, similar.tolist(), strict=True))

    def close(self) -> None:
        """Let go of the files."""
        close = getattr(self._client, "close", None)  # the interface does not promise it
        if close:
            close()


class Embedded:
    """The default: Chroma and Tantivy in the data folder."""

    name = "embedded"
    is_shared = False
    has_tags = False

    def __init__(self, few: int = FEW) -> None:
        """Leave the graph to more than a few passages."""
        self._few = few

    def open(self, place: Place) -> tuple[EmbeddedVectors, WordIndex]:
        """Open the stores in the folder of a generation."""
        vectors = EmbeddedVectors(place.folder / "chroma", place.passages, place.matrix, self._few)
        return vectors, WordIndex(place.folder / "words")

    def collections(self, prefix: str) -> set[str]:  # noqa: ARG002 - a store's promise
        """Return nothing: there is no server."""
        return set()

    def drop(self, collection: str) -> None:
        """Do nothing: what is in a folder goes with it."""


class ChromaServer:
    """Vectors on a Chroma server (``chroma run``, or Chroma on Kubernetes); words stay here."""

    name = "chroma"
    is_shared = True
    has_tags = False

    def __init__(self, url: str, token: str | None = None) -> None:
        """Note where the server is; it is first spoken to when a generation is opened.

        :raises SettingsError: when the URL is none.
        """
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise SettingsError(
                f"PILAR_CHROMA_URL is {url!r}, which is not the address of a server.",
                "Write it like http://localhost:8000.",
            )
        self._url = url
        self._options: dict[str, Any] = {
            "host": parts.hostname,
            "port": parts.port or (443 if parts.scheme == "https" else 80),
            "ssl": parts.scheme == "https",
            "headers": {"Authorization": f"Bearer {token}"} if token else None,
        }

    def open(self, place: Place) -> tuple[ChromaVectors, WordIndex]:
        """Open the collection of a generation on the server, and its words in the folder."""
        vectors = ChromaVectors(self._client, place.collection, self._url)
        return vectors, WordIndex(place.folder / "words")

    def collections(self, prefix: str) -> set[str]:
        """Return the names of the collections that begin so."""
        names = {collection.name for collection in self._client.list_collections()}
        return {name for name in names if name.startswith(prefix)}

    def drop(self, collection: str) -> None:
        """Remove a collection from the server."""
        self._client.delete_collection(collection)

    @cached_property
    def _client(self) -> ClientAPI:
        import chromadb

        try:
            return chromadb.HttpClient(**self._options, settings=_settings())
        except Exception as error:
            # The client raises ValueError when nobody answers, and httpx's own errors otherwise.
            raise IndexStateError(
                f"The Chroma server at {self._url} does not answer: {error}.",
                "Start it with `chroma run`, or correct PILAR_CHROMA_URL.",
            ) from error


def _embedded_client(folder: Path) -> ClientAPI:
    import chromadb

    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        return chromadb.PersistentClient(path=str(folder), settings=_settings())
    except Exception as error:
        # Chroma's Rust core raises its own types, and plain ValueError for a broken folder.
        raise IndexStateError(
            f"The vector index in {folder} cannot be opened: {error}.",
            "Rebuild it with `pilar index --rebuild`.",
        ) from error


def _settings() -> Any:  # noqa: ANN401 - chromadb is imported late
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    return Settings(anonymized_telemetry=False)
