"""Coverage by region, pillar and year, and every kind of gap."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.gaps import coverage_report
from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.document import Page
from corpus.errors import UnknownNameError
from corpus.health import SourceFacts
from corpus.settings import load_settings
from index.card import DocumentCard
from index.coverage import live_cards
from index.embedder import Embedder
from index.indexer import update_index
from tests.documents import article, paged

SLEMAN = "34.04"


def card(number: int, published: str | None, **fields: Any) -> DocumentCard:
    values: dict[str, Any] = {
        "version": "v",
        "source": "test",
        "title": f"Dokumen {number}",
        "url": None,
        "kind": "article",
        "language": "id",
        "pillars": ("living",),
        "regions": (SLEMAN,),
    }
    return DocumentCard(id=f"d{number}", published=published, **{**values, **fields})


CARDS = (
    card(1, "2018-03-01"),
    card(2, "2019"),
    card(3, "2019-05-02", pillars=("living", "economy")),
    card(4, None, kind="masterplan"),
    card(5, "2024", regions=("33.08",)),
)


def _row(report: dict[str, Any], region: str = SLEMAN) -> dict[str, Any]:
    (found,) = [row for row in report["regions"] if row["region"] == region]
    return dict(found)


def _gap(report: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [gap for gap in _row(report)["gaps"] if gap["code"] == code]
    return dict(found)


def test_documents_are_counted_by_region_pillar_and_year(catalogue: Catalogue) -> None:
    row = _row(coverage_report(CARDS, catalogue))
    assert row["documents"] == 4
    assert row["pillars"]["living"]["years"] == {"2018": 1, "2019": 2}
    assert row["pillars"]["living"]["newest"] == "2019-05-02"
    assert row["pillars"]["economy"]["documents"] == 1
    assert "society" not in row["pillars"]


def test_the_best_evidence_is_a_masterplan_then_the_newest(catalogue: Catalogue) -> None:
    best = _row(coverage_report(CARDS, catalogue))["pillars"]["living"]["best"]
    assert [shown["document_id"] for shown in best] == ["d4", "d3", "d2"]
    assert best[0]["title"] == "Dokumen 4"


def test_a_missing_masterplan_and_missing_pillars_are_gaps(catalogue: Catalogue) -> None:
    codes = [gap["code"] for gap in _row(coverage_report(CARDS[:3], catalogue))["gaps"]]
    assert codes == ["no_masterplan", "no_pillar_evidence"]
    told = _gap(coverage_report(CARDS, catalogue, language="en"), "no_pillar_evidence")["text"]
    assert "Smart Society" in told
    assert "Smart Living" not in told
    assert [g["code"] for g in _row(coverage_report(CARDS, catalogue))["gaps"]] == [
        "no_pillar_evidence"
    ]


def test_a_region_that_is_asked_for_and_has_nothing_has_a_row(catalogue: Catalogue) -> None:
    report = coverage_report(CARDS, catalogue, ("DIY",), "living")
    assert report["pillars"] == ["living"]
    assert "34.01" in report["without_documents"]
    assert [gap["code"] for gap in _row(report, "34.01")["gaps"]] == ["no_documents"]
    assert _row(report)["documents"] == 4
    assert not any(row["region"] == "33.08" for row in report["regions"])


def test_pages_that_were_read_without_confidence_are_a_gap(catalogue: Catalogue) -> None:
    gap = _gap(coverage_report(CARDS, catalogue, poorly_read={"d2": 3}), "poor_scan")
    assert gap["documents"] == [{"document_id": "d2", "title": "Dokumen 2", "pages": 3}]


def test_a_scan_that_the_last_crawl_could_not_read_is_a_gap_of_its_region(
    catalogue: Catalogue,
) -> None:
    scan = paged([""], title="Masterplan Kabupaten Sleman")
    catalogue.put(scan)
    log = CrawlLog(catalogue)
    found = {"origin": scan.origin, "title": scan.title, "pages": 1, "reason": "no usable text"}
    log.end(log.begin("test", {}), "partial", {"scans": [found]})
    report = coverage_report(CARDS, catalogue)
    assert report["unread_scans"] == [{"source": "test", **found}]
    assert _gap(report, "poor_scan")["documents"][0]["document_id"] == scan.id


def test_a_document_that_is_gone_from_its_source_is_a_gap(catalogue: Catalogue) -> None:
    gone = article("Isi.", title="Evaluasi Kabupaten Sleman")
    catalogue.put(gone)
    catalogue.withdraw(gone.id)
    (shown,) = _gap(coverage_report(CARDS, catalogue), "source_gone")["documents"]
    assert shown["document_id"] == gone.id
    assert shown["withdrawn"]


def test_a_source_that_cannot_be_read_is_a_gap_of_its_region(catalogue: Catalogue) -> None:
    source = SourceFacts("sleman", "wordpress", "https://a.example/", "", 30, (), (SLEMAN,))
    told = coverage_report(CARDS, catalogue, sources=[source])
    assert _gap(told, "source_never")["source"] == "sleman"

    log = CrawlLog(catalogue)
    log.end(log.begin("sleman", {}), "failed", {})
    told = coverage_report(CARDS, catalogue, sources=[source], language="id")
    assert "belum pernah" in _gap(told, "source_failing")["text"]

    log.end(log.begin("sleman", {}), "ok", {})
    codes = {g["code"] for g in _row(coverage_report(CARDS, catalogue, sources=[source]))["gaps"]}
    assert not any(code.startswith("source") for code in codes)


def test_unknown_names_are_told(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownNameError, match="Atlantis"):
        coverage_report(CARDS, catalogue, ("Atlantis",))
    with pytest.raises(UnknownNameError, match="food"):
        coverage_report(CARDS, catalogue, pillar="food")


def test_the_index_knows_which_pages_were_read_without_confidence(embedder: Embedder) -> None:
    settings = load_settings()
    catalogue = Catalogue(settings.catalogue_path)
    scan = paged(["Kabupaten Sleman membangun sistem peringatan dini Merapi.", "Halaman kedua."])
    first, second = scan.pages
    poor = Page(first.number, first.start, first.end, method="ocr_low_confidence")
    catalogue.put(replace(scan, pages=(poor, second)))
    update_index(catalogue, settings.index_dir, embedder)
    cards, poorly_read = live_cards(settings.index_dir, catalogue)
    assert poorly_read == {scan.id: 1}
    assert [shown.id for shown in cards] == [scan.id]
    catalogue.close()


def test_coverage_over_http_tells_labels_and_gaps_in_the_language_asked(
    seed_client: TestClient,
) -> None:
    params = {"region": "Sleman", "language": "id"}
    row = _row(seed_client.get("/v1/coverage", params=params).json())
    assert row["label"] == "Kabupaten Sleman"
    assert row["gaps"][0]["text"].startswith("Dokumen rencana induk")
    assert row["pillars"]["society"]["best"][0]["title"]
