"""What every pair of stores must do, compared with the embedded default.

A new kind of store passes when a class of its own takes these tests and names its backend.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from corpus.digest import seed_digests
from corpus.document import Document
from corpus.passage import Passage
from index.embedder import Embedder, Vectors
from index.filters import Filters
from index.generation import live_name
from index.indexer import update_index
from index.matrix import VectorMatrix
from index.passages import PassageStore
from index.placed import Placed
from index.retriever import Retriever
from index.splitter import split
from index.stores.chroma import Embedded
from index.stores.store import Backend, Place, VectorStore, WordStore, candidates
from tests.documents import article

DOCUMENTS = 24
QUESTIONS = (
    "Apa itu bank sampah?",
    "Which cities won the award?",
    "Perpres 95 Tahun 2018 tentang SPBE",
    "quick win Kulon Progo",
)
FILTERS = {
    "none": Filters(),
    "pillar": Filters.named(pillars=["environment"]),
    "province": Filters.named(regions=["DIY"]),
    "language": Filters.named(languages=["en"]),
    "two at once": Filters.named(pillars=["governance", "living"], languages=["id"]),
    "years": Filters.named(year_from=2018, year_to=2020),
    "nothing": Filters.named(year_from=2150),
}


@dataclass
class Filled:
    """Passages with their vectors, in a pair of stores."""

    passages: PassageStore
    matrix: VectorMatrix
    placed: list[Placed]
    vectors: VectorStore
    words: WordStore


def fill(folder: Path, backend: Backend, embedder: Embedder, collection: str) -> Filled:
    """Put some seed digests into the stores of a backend."""
    folder.mkdir(parents=True)
    passages = PassageStore(folder / "passages.sqlite")
    for digest, pieces in _digests():
        passages.replace(digest, pieces)
    passages.commit()
    placed = [passage for some in passages.placed(passages.pending()) for passage in some]
    matrix = VectorMatrix(folder, embedder.dimensions)
    rows = np.array([passage.row for passage in placed])
    matrix.write(rows, _embedded(embedder, tuple(passage.text for passage in placed)))
    vectors, words = backend.open(Place(folder, collection, passages, matrix))
    vectors.add(placed, matrix.read(rows))
    words.update([], placed)
    return Filled(passages, matrix, placed, vectors, words)


@cache
def _digests() -> list[tuple[Document, list[Passage]]]:
    some = sorted(seed_digests(), key=lambda found: found.id)[:DOCUMENTS]
    return [(digest, split(digest)) for digest in some]


_SEEN: dict[tuple[str, ...], Vectors] = {}


def _embedded(embedder: Embedder, texts: tuple[str, ...]) -> Vectors:
    """Embed the same texts once for all stores."""
    if texts not in _SEEN:
        _SEEN[texts] = embedder.embed(texts, "document")
    return _SEEN[texts]


class StoreContract:
    """The tests; a subclass provides the fixture ``backend``."""

    @pytest.fixture(scope="class")
    @classmethod
    def filled(
        cls, tmp_path_factory: pytest.TempPathFactory, backend: Backend, embedder: Embedder
    ) -> Iterator[Filled]:
        """The stores under test, for tests that leave them as they are."""
        yield from cls._fill(tmp_path_factory.mktemp("filled"), backend, embedder)

    @pytest.fixture
    def own(self, tmp_path: Path, backend: Backend, embedder: Embedder) -> Iterator[Filled]:
        """The same for a test that changes them."""
        yield from self._fill(tmp_path, backend, embedder)

    @pytest.fixture(scope="class")
    @classmethod
    def default(
        cls, tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
    ) -> Iterator[Filled]:
        """What they are compared with."""
        yield from cls._fill(tmp_path_factory.mktemp("default"), Embedded(), embedder)

    @staticmethod
    def _fill(folder: Path, backend: Backend, embedder: Embedder) -> Iterator[Filled]:
        collection = f"pilar_contract_{secrets.token_hex(4)}"
        made = fill(folder / "generation", backend, embedder, collection)
        yield made
        made.vectors.close()
        if backend.is_shared:
            backend.drop(collection)

    @pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
    def test_vectors_answer_as_the_embedded_ones(
        self, filled: Filled, default: Filled, embedder: Embedder, filters: Filters
    ) -> None:
        for question in QUESTIONS:
            vector = embedder.embed_question(question)
            found, expected = (
                one.vectors.search(vector, 10, one.passages.tags.select(filters))
                for one in (filled, default)
            )
            assert found == pytest.approx(expected, abs=1e-4)
            assert [name for name, _ in _ranked(found)] == [name for name, _ in _ranked(expected)]

    @pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
    def test_words_answer_as_the_embedded_ones(
        self, filled: Filled, default: Filled, filters: Filters
    ) -> None:
        for question in QUESTIONS:
            found, expected = (
                one.words.search(question, 500, one.passages.tags.select(filters))
                for one in (filled, default)
            )
            assert found.keys() == expected.keys()
            # Tantivy keeps the length of a text in one byte, which moves a score by some percent.
            # Milvus Lite weighs words by how rare they are among what the filter lets through.
            if not filters:
                assert found == pytest.approx(expected, rel=0.1)

    def test_a_filter_gives_as_many_as_there_are(self, filled: Filled, embedder: Embedder) -> None:
        vector = embedder.embed_question("kota")
        for filters in FILTERS.values():
            selection = filled.passages.tags.select(filters)
            found = filled.vectors.search(vector, 30, selection)
            assert len(found) == min(30, selection.count)
            assert found.keys() <= selection.ids

    @pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS)
    def test_candidates_are_what_both_legs_find(
        self, filled: Filled, embedder: Embedder, filters: Filters
    ) -> None:
        selection = filled.passages.tags.select(filters)
        for question in QUESTIONS:
            vector = embedder.embed_question(question)
            stores = (filled.vectors, filled.words)
            near, words = candidates(stores, vector, question, (10, 8), selection)
            nearest = filled.vectors.search(vector, 10, selection)
            best = filled.words.search(question, 8, selection)
            assert words == pytest.approx(best, abs=0.05)
            assert nearest.keys() <= near.keys() <= nearest.keys() | best.keys()
            assert near == pytest.approx(filled.vectors.cosines(vector, list(near)), abs=1e-4)
            assert list(near.values()) == sorted(near.values(), reverse=True)

    def test_cosines_are_those_of_the_vectors(self, filled: Filled, embedder: Embedder) -> None:
        vector = embedder.embed_question("kota pintar")
        some = filled.placed[:7]
        rows = np.array([passage.row for passage in some])
        expected = dict(
            zip([passage.id for passage in some], filled.matrix.cosines(vector, rows), strict=True)
        )
        found = filled.vectors.cosines(vector, [passage.id for passage in some])
        assert found == pytest.approx(expected, abs=1e-4)

    def test_adding_twice_changes_nothing(self, own: Filled) -> None:
        some = own.placed[:5]
        rows = np.array([passage.row for passage in some])
        own.vectors.add(some, own.matrix.read(rows))
        own.words.update([passage.id for passage in some], some)
        assert own.vectors.count == own.words.count == len(own.placed)

    def test_what_is_removed_is_found_no_more(self, own: Filled, embedder: Embedder) -> None:
        names = [passage.id for passage in own.placed]
        own.vectors.remove([*names[:5], "0000000000000000"])
        own.words.update([*names[:5], "0000000000000000"], [])
        assert own.vectors.ids() == own.words.ids() == set(names[5:])
        assert own.vectors.count == own.words.count == len(names) - 5
        found = own.vectors.search(embedder.embed_question("kota"), len(names))
        assert not found.keys() & set(names[:5])

    def test_a_stem_is_counted_once_a_passage(self, filled: Filled, default: Filled) -> None:
        for stem in ("sampah", "smart", "2018", "go-onlin", "tidak-ada"):
            assert filled.words.passages_with(stem) == default.words.passages_with(stem)

    def test_an_index_lives_through_update_withdrawal_and_rebuild(
        self, catalogue: Catalogue, tmp_path: Path, backend: Backend, embedder: Embedder
    ) -> None:
        index_dir = tmp_path / "data" / "index"
        first = article("Kabupaten Sleman membuka bank sampah.", "https://a.example/1")
        second = article("Kota Magelang memasang lampu pintar.", "https://a.example/2")
        catalogue.put(first)
        update_index(catalogue, index_dir, embedder, backend=backend)
        reader = Retriever(catalogue, index_dir, embedder, backend=backend)
        assert [hit.document.id for hit in reader.search("lampu").hits] == [first.id]
        catalogue.put(second)
        update_index(catalogue, index_dir, embedder, backend=backend)
        assert reader.search("lampu").hits[0].document.id == second.id
        catalogue.withdraw(first.id)
        update_index(catalogue, index_dir, embedder, backend=backend)
        assert [hit.document.id for hit in reader.search("bank sampah").hits] == [second.id]
        for expected in ("000004", "000005"):
            update_index(catalogue, index_dir, embedder, backend=backend, rebuild=True)
            assert live_name(index_dir) == expected
            assert [hit.document.id for hit in reader.search("sampah").hits] == [second.id]
        if backend.is_shared:  # the live one, and the one before it for its readers
            left = backend.collections(f"pilar_{(index_dir / 'OWNER').read_text()}_")
            assert sorted(name[-6:] for name in left) == ["000004", "000005"]
            for name in left:
                backend.drop(name)


def _ranked(found: dict[str, float]) -> list[tuple[str, float]]:
    return sorted(found.items(), key=lambda item: (-round(item[1], 4), item[0]))
