from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.corrections import Corrections
from corpus.errors import AmbiguousNameError, IndexStateError, UnknownNameError
from corpus.tag import Tag
from index.embedder import Embedder
from index.filters import Filters
from index.generation import live_name, open_live
from index.indexer import IndexReport, update_index
from index.retriever import Retriever
from tests.documents import article

Update = Callable[..., IndexReport]


@pytest.fixture
def index_dir(tmp_path: Path) -> Path:
    return tmp_path / "data" / "index"


@pytest.fixture
def update(catalogue: Catalogue, index_dir: Path, embedder: Embedder) -> Update:
    return lambda **options: update_index(catalogue, index_dir, embedder, **options)


@pytest.fixture
def filled(catalogue: Catalogue) -> list[str]:
    documents = [
        article("Kabupaten Sleman membuka bank sampah.", "https://a.example/1", published="2019"),
        article("Kota Magelang memasang lampu pintar.", "https://a.example/2", published="2021"),
        article("The city opened a health clinic.", "https://a.example/3", language="en"),
    ]
    for document in documents:
        catalogue.put(document)
    return [document.id for document in documents]


@pytest.mark.usefixtures("filled")
def test_a_second_run_embeds_nothing_and_switches_nothing(update: Update, index_dir: Path) -> None:
    assert update().embedded == 3
    before = live_name(index_dir)
    again = update()
    assert (again.embedded, again.removed, again.passages) == (0, 0, 3)
    assert live_name(index_dir) == before


@pytest.mark.usefixtures("filled")
def test_only_the_changed_passage_is_embedded(catalogue: Catalogue, update: Update) -> None:
    long = article("## A\n\nTetap sama.\n\n## B\n\nAngka 25.", "https://a.example/4")
    catalogue.put(long)
    update()
    catalogue.put(article("## A\n\nTetap sama.\n\n## B\n\nAngka 50.", "https://a.example/4"))
    report = update()
    assert (report.embedded, report.removed, report.passages) == (1, 1, 5)


def test_a_withdrawn_document_leaves_every_store(
    catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder, filled: list[str]
) -> None:
    update()
    catalogue.withdraw(filled[0])
    update()
    live = open_live(index_dir, embedder.name)
    assert {live.passages.count(), live.vectors.count, live.words.count, live.tokens.count} == {2}
    live.close()


def test_a_withdrawn_document_is_not_found_even_before_the_next_run(
    catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder, filled: list[str]
) -> None:
    update()
    retriever = Retriever(catalogue, index_dir, embedder)
    assert retriever.search("bank sampah").hits[0].document.id == filled[0]
    catalogue.withdraw(filled[0])
    assert filled[0] not in [hit.document.id for hit in retriever.search("bank sampah").hits]


def test_an_open_retriever_follows_to_the_new_generation(
    catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder, filled: list[str]
) -> None:
    update()
    retriever = Retriever(catalogue, index_dir, embedder)
    catalogue.put(article("Aplikasi Sibaku mencatat tabungan.", "https://a.example/9"))
    update()
    assert "Sibaku" in retriever.search("Sibaku").hits[0].passage.text
    assert len(filled) + 1 == retriever.indexed()[0]


@pytest.mark.usefixtures("filled")
def test_another_model_is_refused_until_a_rebuild(
    catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder
) -> None:
    update()
    other = Embedder(embedder._engine, "other")
    with pytest.raises(IndexStateError, match=r"built with the model .* --rebuild"):
        update_index(catalogue, index_dir, other)
    assert update_index(catalogue, index_dir, other, rebuild=True).embedded == 3
    with pytest.raises(IndexStateError, match="built with the model other"):
        Retriever(catalogue, index_dir, embedder)


@pytest.mark.usefixtures("filled")
def test_a_failure_while_embedding_leaves_the_live_index(
    catalogue: Catalogue, update: Update, index_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update()
    before = live_name(index_dir)
    catalogue.put(article("Baru.", "https://a.example/5"))

    def full(*_args: object, **_options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("index.indexer.read_texts", full)
        with pytest.raises(Exception, match=r"disk is full|No space left"):
            update()
    assert live_name(index_dir) == before
    assert update().embedded == 1
    assert not list(index_dir.glob("building-*"))


@pytest.mark.usefixtures("filled")
def test_what_a_killed_run_left_is_swept_away(update: Update, index_dir: Path) -> None:
    index_dir.mkdir(parents=True)
    (index_dir / "building-000001").mkdir()
    (index_dir / "building-000001" / "passages.sqlite").write_text("half")
    assert update().embedded == 3
    assert not list(index_dir.glob("building-*"))


def test_a_process_killed_while_embedding_harms_nothing(
    catalogue: Catalogue, update: Update, index_dir: Path, filled: list[str]
) -> None:
    update()
    catalogue.put(article("Kalimat baru. " * 400, "https://a.example/6"))
    catalogue.close()
    script = (
        "import os, sys; from pathlib import Path; import index.indexer as indexer\n"
        "indexer.read_texts = lambda *a: os._exit(9)\n"
        "from corpus.catalogue import Catalogue; from corpus.settings import load_settings\n"
        "from index.embedder import Embedder\n"
        "data = Path(sys.argv[1])\n"
        "indexer.update_index(Catalogue(data / 'catalogue.sqlite'), data / 'index', "
        "Embedder.open(load_settings()))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(index_dir.parent)],
        env=dict(os.environ),
        cwd=Path(__file__).resolve().parents[2],
        check=False,
        capture_output=True,
    )
    assert killed.returncode == 9, killed.stderr.decode()
    report = update()
    assert report.documents == len(filled) + 1
    assert report.embedded > 0


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("store", ["chroma", "words", "tokens"])
def test_a_store_that_lost_its_files_is_noticed(
    catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder, store: str
) -> None:
    update()
    shutil.rmtree(index_dir / str(live_name(index_dir)) / store)
    with pytest.raises(IndexStateError, match=r"damaged: 3 passages, .*--rebuild"):
        Retriever(catalogue, index_dir, embedder)
    assert update(rebuild=True).embedded == 3


FILTERS = {
    "by region": (Filters.named(regions=["Sleman"]), ["Sleman"]),
    "by province": (Filters.named(regions=["Jateng"]), ["Magelang"]),
    "by kind and year": (Filters.named(kinds=["article"], year_from=2020), ["Magelang"]),
    "by last year": (Filters.named(year_to=2019), ["Sleman"]),
    "by language": (Filters.named(languages=["en"]), ["clinic"]),
    "that let nothing through": (Filters.named(year_from=2100), []),
}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("filters", "words"), FILTERS.values(), ids=FILTERS)
def test_filters(
    catalogue: Catalogue,
    update: Update,
    index_dir: Path,
    embedder: Embedder,
    filters: Filters,
    words: list[str],
) -> None:
    update()
    result = Retriever(catalogue, index_dir, embedder).search("kota", filters=filters)
    assert len(result.hits) == len(words)
    assert all(word in hit.passage.text for hit, word in zip(result.hits, words, strict=True))


@pytest.mark.parametrize(
    ("filters", "error", "told"),
    [
        ({"pillars": ["smart food"]}, UnknownNameError, "governance"),
        ({"regions": ["Atlantis"]}, UnknownNameError, "Atlantis"),
        ({"regions": ["Magelang"]}, AmbiguousNameError, "Kota Magelang"),
        ({"kinds": ["poem"]}, UnknownNameError, "masterplan"),
    ],
)
def test_an_unknown_name_in_a_filter_is_explained(
    filters: dict[str, list[str]], error: type[Exception], told: str
) -> None:
    with pytest.raises(error, match=told):
        Filters.named(**filters)  # type: ignore[arg-type]


def test_no_index_yet_says_what_to_run(
    catalogue: Catalogue, index_dir: Path, embedder: Embedder
) -> None:
    with pytest.raises(IndexStateError, match="Run `pilar index` first"):
        Retriever(catalogue, index_dir, embedder)


def test_a_correction_is_taken_in_without_embedding_and_outlives_a_rebuild(
    filled: list[str], catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder
) -> None:
    update()
    corrections = Corrections(catalogue)
    words = "Kota Magelang memasang lampu pintar."
    corrections.make(filled[1], words, add=["security"], remove=["energy"], because="Uji.")
    assert update().embedded == 0
    for rebuild in (False, True):
        update(rebuild=rebuild)
        retriever = Retriever(catalogue, index_dir, embedder)
        (hit,) = retriever.search("lampu", filters=Filters.named(dimensions=["security"])).hits
        assert hit.passage.text == words
        assert Tag("security", 1.0, "maintainer", "Uji.") in hit.passage.tags
        assert "energy" not in hit.passage.dimensions
    corrections.withdraw(filled[1], words)
    update()
    retriever = Retriever(catalogue, index_dir, embedder)
    assert not retriever.search("lampu", filters=Filters.named(dimensions=["security"])).hits


def test_a_hit_tells_the_tags_of_its_passage_and_document(
    filled: list[str], catalogue: Catalogue, update: Update, index_dir: Path, embedder: Embedder
) -> None:
    update()
    retriever = Retriever(catalogue, index_dir, embedder)
    hit = retriever.search("bank sampah", filters=Filters.named(dimensions=["waste"])).hits[0]
    assert hit.document.id == filled[0]
    assert (hit.passage.pillars, hit.passage.dimensions) == (("environment",), ("waste",))
    assert hit.passage.tags[0].evidence == "bank sampah, sampah"
    assert hit.document.dimensions == ("waste",)
    assert retriever.document_tags(filled[0]) == hit.document.tags
    assert retriever.document_tags("none") == ()
