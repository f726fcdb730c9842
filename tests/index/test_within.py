"""More of one document: who reads what was found may need a passage that the question hides."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.service import Service, open_service
from corpus.catalogue import Catalogue
from corpus.settings import load_settings
from crawler.crawl import crawl
from crawler.source import FolderSource
from index.embedder import Embedder
from index.filters import Filters
from index.indexer import update_index
from tests.conftest import CACHE_DIR

GROUPS = ("melati", "mawar", "kenanga", "dahlia", "anggrek", "teratai", "cempaka", "seruni")
DECREE = "# Keputusan Bupati Sagukara tentang Tim Kota Cerdas\n\n" + "\n\n".join(
    f"## Kelompok {name}\n\n" + f"Kelompok kerja {name} bersidang di ruang {name}. " * 16
    for name in GROUPS
)
PLACES = (
    "Wonopelangi Randuasri Kalibeningan Tirtamoya Argapurna Jatibarang Sidomukti Purwoasri "
    "Bandarjati Kertajati Sukaharja Tanjungasri Mekarwangi Lembahasri"
)
OTHERS = [
    f"# Tim kota cerdas Kabupaten {place}\n\nTim kota cerdas {place} menyampaikan laporan tahunan "
    "kepada bupati. Laporan itu dibahas bersama dewan kota cerdas setiap tahun."
    for place in PLACES.split()
]
ASKED = "When must the smart city team of Sagukara send its annual report to the regent?"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Service]:
    """A service on a long decree, and on many short papers nearer to the question."""
    folder, data = tmp_path_factory.mktemp("papers"), tmp_path_factory.mktemp("data")
    for number, text in enumerate([DECREE, *OTHERS]):
        (folder / f"{number}.md").write_text(text, "utf-8")
    settings = load_settings(cache_dir=CACHE_DIR, data_dir=data)
    crawl(settings, [FolderSource(name="uji", kind="folder", path=folder, why="test")])
    catalogue = Catalogue(settings.catalogue_path)
    update_index(catalogue, settings.index_dir, embedder)
    catalogue.close()
    opened = open_service(settings, embedder)
    yield opened
    opened.catalogue.close()


def decree_among(service: Service, question: str) -> int:
    reading = service.answerer.inquirer.gather(question, None, Filters())
    return sum("Sagukara" in hit.document.title for hit in reading.hits)


def test_within_a_document_its_passages_alone_are_found_the_best_first(service: Service) -> None:
    retriever = service.retriever
    (decree,) = (card.id for card in retriever.cards() if "Sagukara" in card.title)
    found = retriever.within("kelompok kerja anggrek", [decree], 3)
    assert [hit.rank for hit in found] == [1, 2, 3]
    assert {hit.document.id for hit in found} == {decree}
    assert "anggrek" in found[0].passage.text
    assert retriever.within("kelompok kerja anggrek", [], 3) == []


def test_the_document_that_a_question_names_is_read_though_others_come_nearer(
    service: Service,
) -> None:
    first = service.retriever.search(ASKED, k=12).hits
    assert not any("Sagukara" in hit.document.title for hit in first[:6])
    assert decree_among(service, ASKED) >= 6
    assert decree_among(service, ASKED.replace("of Sagukara ", "")) < 6
