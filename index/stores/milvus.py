"""Both legs in Milvus: dense vectors, and BM25 by Milvus's own full-text function.

The client and the schema are those of Milvus Distributed; Milvus Lite takes them too, from a file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import IndexStateError
from index.embedder import Vectors
from index.placed import Placed
from index.stores.store import Place
from index.tags import Selection
from index.terms import passage_stems, question_stems

if TYPE_CHECKING:
    from pymilvus import MilvusClient

_BATCH = 1_000  # rows in one message, some 3 MB
_PAGE = 10_000  # ids in one answer; Milvus gives at most 16,384
_LONGEST = 65_535  # characters of stems
_QUARTERS = 4  # steps in which a question's word can count; Milvus counts a word by repeating it
_WORD_SHARE = 1e-4  # of a quarter's BM25 point beside a cosine
_ROUNDING = 1e-5
_DENSE = {"metric_type": "COSINE", "params": {"ef": 200}}
_WORDS = {"metric_type": "BM25", "params": {}}


class MilvusStore:
    """A collection that holds a passage's vector, stems and tags in one row.

    It is both stores at once: the vector side writes, the word side finds what was written.
    """

    def __init__(self, client: MilvusClient, collection: str, dimensions: int) -> None:
        self._client = client
        self._name = collection
        if not client.has_collection(collection):
            _create(client, collection, dimensions)
        client.load_collection(collection)

    def add(self, placed: Sequence[Placed], vectors: Vectors) -> None:
        """Add passages; one that is there already is written over."""
        for start in range(0, len(placed), _BATCH):
            rows = [
                _row(passage, vector)
                for passage, vector in zip(
                    placed[start : start + _BATCH], vectors[start : start + _BATCH], strict=True
                )
            ]
            self._client.upsert(self._name, rows)

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Remove passages by id; unknown ids are passed over."""
        ids = list(passage_ids)
        for start in range(0, len(ids), _BATCH):
            self._client.delete(self._name, ids=ids[start : start + _BATCH])

    def search(
        self, vector: Vectors, k: int, selection: Selection | None = None
    ) -> dict[str, float]:
        """Return passage id -> cosine of the k nearest passages."""
        return self._search("dense", vector.tolist(), k, _DENSE, selection)

    def cosines(self, vector: Vectors, passage_ids: Collection[str]) -> dict[str, float]:
        """Return passage id -> cosine for these passages, near or far."""
        if not passage_ids:
            return {}
        rows = self._client.get(self._name, ids=list(passage_ids), output_fields=["dense"])
        return {row["id"]: float(np.asarray(row["dense"], np.float32) @ vector) for row in rows}

    def matching(
        self, words: Mapping[str, float], k: int, selection: Selection | None = None
    ) -> dict[str, float]:
        """Return passage id -> BM25 score of the best k passages that hold one of these stems."""
        text = _question(words)
        if not text:
            return {}
        found = self._search("sparse", text, k, _WORDS, selection)
        # Milvus Lite tells BM25 as a distance below zero, Milvus as a score above.
        return {name: abs(value) / _QUARTERS for name, value in found.items() if value}

    def hybrid(
        self,
        vector: Vectors,
        question: str,
        k: tuple[int, int],
        selection: Selection | None = None,
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Return passage id -> cosine and passage id -> BM25 of what both legs find.

        One request, by Milvus's hybrid search. Its weighted ranker adds the legs' own scores, the
        words' at a weight at which they stay below any cosine: with the vectors that come along,
        each sum tells which leg it is made of.
        """
        from pymilvus import AnnSearchRequest, WeightedRanker

        text = _question(question_stems(question))
        if selection is not None and not selection.count:
            return {}, {}
        if not text:
            return self.search(vector, k[0], selection), {}
        only = "" if selection is None else _expression(selection)
        found = self._client.hybrid_search(
            self._name,
            [
                AnnSearchRequest([vector.tolist()], "dense", _DENSE, k[0], expr=only),
                AnnSearchRequest([text], "sparse", _WORDS, k[1], expr=only),
            ],
            ranker=WeightedRanker(1.0, _WORD_SHARE, norm_score=False),
            limit=sum(k),
            output_fields=["dense"],
        )
        cosines, words = {}, {}
        for hit in found[0]:
            dense = np.asarray(hit["entity"]["dense"], np.float32)
            cosine = cosines[hit["id"]] = float(dense @ vector)
            rest = float(hit["distance"]) - cosine
            if abs(rest) < _ROUNDING:
                continue
            of_words = rest if rest > 0 else float(hit["distance"])
            words[hit["id"]] = of_words / _WORD_SHARE / _QUARTERS
        return cosines, words

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        found = self._client.query(
            self._name,
            filter=f"ARRAY_CONTAINS(words, {json.dumps(_word(stem), ensure_ascii=False)})",
            output_fields=["count(*)"],
        )
        return int(found[0]["count(*)"])

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        found: set[str] = set()
        last = ""
        while True:
            rows = self._client.query(
                self._name, filter=f'id > "{last}"', output_fields=["id"], limit=_PAGE
            )
            if not rows:
                return found
            found.update(row["id"] for row in rows)
            last = max(row["id"] for row in rows)

    @property
    def count(self) -> int:
        """The number of passages."""
        found = self._client.query(self._name, filter="", output_fields=["count(*)"])
        return int(found[0]["count(*)"])

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def _search(
        self,
        field: str,
        asked: Any,  # noqa: ANN401 - a vector, or a text
        k: int,
        params: dict[str, Any],
        selection: Selection | None,
    ) -> dict[str, float]:
        if selection is not None and not selection.count:
            return {}
        found = self._client.search(
            self._name,
            [asked],
            anns_field=field,
            limit=k,
            search_params=params,
            filter="" if selection is None else _expression(selection),
            output_fields=["id"],
        )
        return {hit["id"]: float(hit["distance"]) for hit in found[0]}


class MilvusWords:
    """The word side of a collection."""

    def __init__(self, store: MilvusStore) -> None:
        self._store = store

    def update(self, removed: Iterable[str], added: Iterable[Placed]) -> None:
        """Do nothing: words are written and removed together with the vectors."""

    def search(self, question: str, k: int, selection: Selection | None = None) -> dict[str, float]:
        """Return passage id -> BM25 score of the best k passages."""
        return self._store.matching(question_stems(question), k, selection)

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a stem."""
        return self._store.passages_with(stem)

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        return self._store.ids()

    @property
    def count(self) -> int:
        """The number of passages."""
        return self._store.count


class Milvus:
    """Both legs in Milvus, for what one machine does not hold."""

    name = "milvus"
    is_shared = True
    has_tags = True

    def __init__(self, uri: str, token: str | None = None) -> None:
        """Note where Milvus is: a URI, or the path of a Milvus Lite file."""
        self._uri = uri
        self._token = token

    def open(self, place: Place) -> tuple[MilvusStore, MilvusWords]:
        """Open the collection of a generation."""
        try:
            store = MilvusStore(self._client(), place.collection, place.matrix.dimensions)
        except Exception as error:
            raise self._unreachable(error) from error
        return store, MilvusWords(store)

    def collections(self, prefix: str) -> set[str]:
        """Return the names of the collections that begin so."""
        return {name for name in self._client().list_collections() if name.startswith(prefix)}

    def drop(self, collection: str) -> None:
        """Remove a collection."""
        self._client().drop_collection(collection)

    def _client(self) -> MilvusClient:
        from pymilvus import MilvusClient

        try:
            return MilvusClient(self._uri, token=self._token or "")
        except Exception as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> IndexStateError:
        # pymilvus, gRPC and Milvus Lite each raise their own families of errors.
        return IndexStateError(
            f"Milvus at {self._uri} cannot be used: {error}.",
            "Start it, or correct PILAR_STORE.",
        )


def _create(client: MilvusClient, name: str, dimensions: int) -> None:
    from pymilvus import DataType, Function, FunctionType

    schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
    schema.add_field("id", DataType.VARCHAR, is_primary=True, max_length=64)
    schema.add_field("dense", DataType.FLOAT_VECTOR, dim=dimensions)
    schema.add_field(
        "stems",
        DataType.VARCHAR,
        max_length=_LONGEST,
        enable_analyzer=True,
        analyzer_params={"tokenizer": "standard"},
    )
    schema.add_field("sparse", DataType.SPARSE_FLOAT_VECTOR)
    schema.add_field(
        "words", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=4_096, max_length=255
    )
    schema.add_field(
        "tags", DataType.ARRAY, element_type=DataType.VARCHAR, max_capacity=1_024, max_length=255
    )
    schema.add_function(
        Function(
            name="bm25",
            function_type=FunctionType.BM25,
            input_field_names=["stems"],
            output_field_names=["sparse"],
        )
    )
    indexes = client.prepare_index_params()
    indexes.add_index(
        "dense",
        index_type="HNSW",
        metric_type="COSINE",
        params={"M": 16, "efConstruction": 200},
    )
    # The same constants as Tantivy's.
    indexes.add_index(
        "sparse",
        index_type="SPARSE_INVERTED_INDEX",
        metric_type="BM25",
        params={"bm25_k1": 1.2, "bm25_b": 0.75},
    )
    client.create_collection(name, schema=schema, index_params=indexes, consistency_level="Strong")


def _row(passage: Placed, vector: Vectors) -> dict[str, Any]:
    words = [_word(stem) for stem in passage_stems(passage.text, passage.language)]
    return {
        "id": passage.id,
        "dense": vector,
        "stems": " ".join(words)[:_LONGEST],
        "words": sorted(set(words)),
        "tags": sorted(passage.tags),
    }


def _word(stem: str) -> str:
    """Write a stem so that Milvus's tokenizer leaves it whole: letters and digits only."""
    return re.sub(r"[\W_]", "", stem.replace(".", "p"))[:255]


def _question(words: Mapping[str, float]) -> str:
    """Write weighted stems as a text that repeats each as often as it counts."""
    return " ".join(
        _word(stem) for stem, weight in words.items() for _ in range(round(weight * _QUARTERS))
    )


def _expression(selection: Selection) -> str:
    return " and ".join(
        f"ARRAY_CONTAINS_ANY(tags, {json.dumps(sorted(group))})"
        for group in selection.filters.groups()
    )
