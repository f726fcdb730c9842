"""Real government PDFs, handed over in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from api.service import Service, open_service
from corpus.settings import load_settings
from index.embedder import Embedder
from tests.conftest import CACHE_DIR, ROOT
from tests.pilar import pilar

PDFS = ROOT.parent / "shared" / "data" / "pdf"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PDFS.is_dir(), reason=f"the real PDFs are not at {PDFS}"),
]


@pytest.fixture(scope="module")
def crawled(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> tuple[dict[str, Any], Service]:
    data = tmp_path_factory.mktemp("pdfs") / "data"
    outcome = pilar("crawl", str(PDFS), "--json", PILAR_DATA_DIR=str(data), PILAR_OCR="off")
    assert outcome.code == 0, outcome.err
    assert pilar("index", "--json", PILAR_DATA_DIR=str(data)).code == 0
    settings = load_settings(data_dir=data, cache_dir=CACHE_DIR)
    return outcome.json["reports"][0], open_service(settings, embedder)


def test_scans_are_reported_and_not_silently_empty(
    crawled: tuple[dict[str, Any], Service],
) -> None:
    report, _ = crawled
    scans = {Path(scan["origin"]).name for scan in report["scans"]}
    assert scans == {
        "kepmendagri-scan.pdf",
        "perka-bkn-3-2016-bad-ocr-layer.pdf",
        "renstra-bangka-2019-2023-scan.pdf",
    }
    assert report["counts"]["new"] == 6


ANSWERS = {
    "Apa yang dimaksud dengan informasi publik menurut UU 14/2008?": (
        "uu-14-2008",
        "dihasilkan, disimpan, dikelola, dikirim",
        {2},
    ),
    "Siapa yang wajib mengumumkan secara serta-merta informasi yang dapat mengancam hajat hidup "
    "orang banyak?": ("uu-14-2008", "Badan Publik wajib mengumumkan secara serta-merta", {8}),
}


@pytest.mark.parametrize(("question", "expected"), ANSWERS.items(), ids=["define", "publish"])
def test_the_law_answers_with_the_right_physical_page(
    crawled: tuple[dict[str, Any], Service],
    question: str,
    expected: tuple[str, str, set[int]],
) -> None:
    _, service = crawled
    name, words, pages = expected
    answer = service.answerer.answer(question)
    assert answer.status == "found"
    cited = [c for c in answer.citations if words in " ".join(c.quote.split())]
    assert cited, [sentence.text for sentence in answer.sentences]
    assert {citation.page for citation in cited} <= pages
    assert name in service.catalogue.document(cited[0].document_id).origin


def test_a_scan_is_never_cited(crawled: tuple[dict[str, Any], Service]) -> None:
    report, service = crawled
    scans = {scan["origin"] for scan in report["scans"]}
    hits = service.retriever.search("peraturan kepala badan kepegawaian negara", k=100).hits
    found = {service.catalogue.document(hit.document.id).origin for hit in hits}
    assert found
    assert not found & scans
