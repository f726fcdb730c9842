"""The vector index: Chroma, filled through LlamaIndex."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import IndexStateError, disk_errors
from index.embedder import Vectors

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection
    from llama_index.vector_stores.chroma import ChromaVectorStore

COLLECTION = "passages"
_DELETE_BATCH = 5_000  # Chroma refuses more ids at once
_SEARCH_WIDTH = 200  # how many neighbours the graph search keeps in view: recall over speed


class VectorIndex:
    """The vectors of all passages of one generation."""

    def __init__(self, folder: Path) -> None:
        """Open the store in ``folder``, making it where it is missing."""
        self._folder = folder
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        self._client = _client(folder)
        self._collection = _collection(self._client, folder)

    def store(self) -> ChromaVectorStore:
        """Return the LlamaIndex store that writes into this index."""
        from llama_index.vector_stores.chroma import ChromaVectorStore

        return ChromaVectorStore(chroma_collection=self._collection)

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove passages by id; unknown ids are passed over."""
        ids = list(passage_ids)
        for start in range(0, len(ids), _DELETE_BATCH):
            self._collection.delete(ids=ids[start : start + _DELETE_BATCH])

    def search(
        self, vector: Vectors, k: int, allowed: Collection[str] | None = None
    ) -> dict[str, float]:
        """Return passage id -> cosine of the k nearest passages.

        :param vector: shape (dimensions,), length 1.
        :param allowed: only these passages, when given.
        """
        if allowed is not None and not allowed:
            return {}
        found = self._collection.query(
            query_embeddings=vector[np.newaxis],
            n_results=k if allowed is None else min(k, len(allowed)),
            ids=None if allowed is None else list(allowed),
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return {
            name: 1.0 - float(distance)
            for name, distance in zip(found["ids"][0], distances[0], strict=True)
        }

    def cosines(self, vector: Vectors, passage_ids: Collection[str]) -> dict[str, float]:
        """Return passage id -> cosine for these passages, near or far."""
        if not passage_ids:
            return {}
        found = self._collection.get(ids=list(passage_ids), include=["embeddings"])
        similar = np.asarray(found["embeddings"], dtype=np.float32) @ vector
        return {name: float(value) for name, value in zip(found["ids"], similar, strict=True)}

    @property
    def count(self) -> int:
        """The number of passages."""
        return self._collection.count()

    def close(self) -> None:
        """Let go of the files."""
        close = getattr(self._client, "close", None)  # the interface does not promise it
        if close:
            close()


def _client(folder: Path) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings

    logging.getLogger("chromadb").setLevel(logging.ERROR)
    try:
        return chromadb.PersistentClient(
            path=str(folder), settings=Settings(anonymized_telemetry=False)
        )
    except Exception as error:
        # Chroma's Rust core raises its own types, and plain ValueError for a broken folder.
        raise IndexStateError(
            f"The vector index in {folder} cannot be opened: {error}.",
            "Rebuild it with `pilar index --rebuild`.",
        ) from error


def _collection(client: ClientAPI, folder: Path) -> ChromaCollection:
    try:
        return client.get_or_create_collection(
            COLLECTION,
            configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH}},
            embedding_function=None,
        )
    except Exception as error:
        raise IndexStateError(
            f"The vector index in {folder} cannot be read: {error}.",
            "Rebuild it with `pilar index --rebuild`.",
        ) from error
