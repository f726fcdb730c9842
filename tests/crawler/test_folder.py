from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.crawllog import Run
from corpus.document import Document
from corpus.errors import StorageError
from corpus.ids import document_id
from corpus.rawstore import RawStore
from crawler import folder as folder_module
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.report import CrawlReport
from crawler.source import FolderSource
from tests.crawler.pdffile import Sheet, pdf

NOTES = """---
title: "Rapat: kota cerdas"
published: 2023-07-12
pillars: [Smart Environment]
regions: ["34.04"]
kind: report
url: https://example.go.id/rapat
---
# Rapat

Sleman membahas bank sampah.
"""

Crawl = Callable[..., CrawlReport]


@pytest.fixture
def files(tmp_path: Path) -> Path:
    root = tmp_path / "berkas"
    (root / "dalam").mkdir(parents=True)
    (root / "rapat.md").write_text(NOTES)
    (root / "catatan.txt").write_text("Judul catatan\n\nIsi catatan kota.\nBaris kedua.")
    (root / "dalam" / "halaman.html").write_text(
        "<h1>Kabar</h1><article><p>Kota membangun pusat data pada tahun 2022.</p></article>"
    )
    (root / "dalam" / "RENCANA.PDF").write_bytes(pdf(Sheet(["Rencana kerja tahunan dinas."])))
    return root


@pytest.fixture
def run(files: Path, tmp_path: Path, catalogue: Catalogue) -> Crawl:
    def crawl(**options: object) -> CrawlReport:
        source = FolderSource(name="berkas", kind="folder", path=files, why="uji", regions=("34",))
        full = bool(options.pop("full", False))
        started = datetime.now(UTC).isoformat(timespec="microseconds")
        raw = RawStore(tmp_path / "raw")
        intake = Intake(source, catalogue, raw, Run(source.name, started), full=full)
        crawl_folder(source, intake, **options)  # type: ignore[arg-type]
        return intake.report

    return crawl


def stored(catalogue: Catalogue, path: str) -> Document:
    return catalogue.document(document_id(f"file:berkas/{path}"))


def test_four_kinds_of_files_are_taken_in(run: Crawl, catalogue: Catalogue) -> None:
    report = run()
    assert sorted(report.new) == [
        "file:berkas/catatan.txt",
        "file:berkas/dalam/RENCANA.PDF",
        "file:berkas/dalam/halaman.html",
        "file:berkas/rapat.md",
    ]
    assert (report.complete, report.ok, report.listing) == (True, True, "folder")
    assert stored(catalogue, "dalam/halaman.html").title == "Kabar"
    note = stored(catalogue, "catatan.txt")
    assert (note.title, note.text) == (
        "Judul catatan",
        "Judul catatan\n\nIsi catatan kota. Baris kedua.",
    )
    assert note.regions == ("34",)
    assert stored(catalogue, "dalam/RENCANA.PDF").media_type == "application/pdf"


def test_front_matter_is_read(run: Crawl, catalogue: Catalogue) -> None:
    run()
    found = stored(catalogue, "rapat.md")
    assert (found.title, found.kind, found.published) == (
        "Rapat: kota cerdas",
        "report",
        "2023-07-12",
    )
    assert (found.pillars, found.regions) == (("environment",), ("34", "34.04"))
    assert found.url == "https://example.go.id/rapat"


def test_unchanged_bytes_are_not_read_again(run: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(folder_module, "read_html", None)
    monkeypatch.setattr(folder_module, "document_from_pdf", None)
    report = run()
    assert report.counts()["unchanged"] == 4
    assert run(full=True).counts()["failed"] == 2


def test_a_changed_file_is_a_new_version(run: Crawl, files: Path, catalogue: Catalogue) -> None:
    run()
    (files / "catatan.txt").write_text("Judul catatan\n\nIsi yang lain.")
    assert run().changed == ["file:berkas/catatan.txt"]
    assert "lain" in stored(catalogue, "catatan.txt").text


def test_a_file_that_is_gone_is_withdrawn_and_may_come_back(run: Crawl, files: Path) -> None:
    run()
    (files / "rapat.md").unlink()
    first = run()
    assert (first.missing, first.withdrawn) == (["file:berkas/rapat.md"], [])
    second = run()
    assert (second.missing, second.withdrawn) == ([], ["file:berkas/rapat.md"])
    assert run().withdrawn == []
    (files / "rapat.md").write_text(NOTES)
    assert run().new == ["file:berkas/rapat.md"]


def test_an_emptied_or_missing_folder_withdraws_nothing(run: Crawl, files: Path) -> None:
    run()
    moved = files.rename(files.with_name("lain"))
    missing = run()
    assert missing.withdrawn == []
    assert "missing" in missing.failed[0].reason
    files.mkdir()
    assert run().withdrawn == []
    moved.joinpath("rapat.md").rename(files / "rapat.md")
    lost = run()
    assert (lost.missing, lost.withdrawn, lost.ok) == ([], [], False)
    assert lost.alarms == [
        "3 of the 4 documents that the source had are gone; nothing was withdrawn. "
        "Check that the folder is complete and mounted."
    ]


@pytest.mark.parametrize("options", [{"limit": 1}, {"since": date(2999, 1, 1)}])
def test_a_partial_crawl_withdraws_nothing(
    run: Crawl, files: Path, options: dict[str, object]
) -> None:
    run()
    (files / "rapat.md").unlink()
    report = run(**options)
    assert (report.withdrawn, report.complete) == ([], False)
    assert report.notes


def test_since_takes_only_what_changed(run: Crawl, files: Path) -> None:
    old = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    for path in files.rglob("*.*"):
        os.utime(path, (old, old))
    os.utime(files / "rapat.md")
    assert run(since=date(2024, 1, 1)).new == ["file:berkas/rapat.md"]


def test_hidden_files_and_links_out_of_the_folder_are_left_alone(
    run: Crawl, files: Path, tmp_path: Path
) -> None:
    secret = tmp_path / "rahasia.txt"
    secret.write_text("Ini rahasia yang tidak boleh dibaca.")
    (files / "tautan.txt").symlink_to(secret)
    (files / "luar").symlink_to(tmp_path)
    (files / ".tersembunyi.txt").write_text("Tersembunyi.")
    (files / ".git").mkdir()
    (files / ".git" / "x.txt").write_text("Tersembunyi.")
    (files / "gambar.png").write_bytes(b"x")
    assert run().counts()["new"] == 4


def test_a_broken_file_is_one_failed_line(run: Crawl, files: Path) -> None:
    (files / "kosong.pdf").write_bytes(b"")
    (files / "rusak.md").write_text("---\ntitle: a: b\n---\nIsi")
    (files / "tanggal.md").write_text("---\npublished: kemarin\n---\nIsi")
    (files / "pilar.md").write_text("---\npillars: [smart bahagia]\n---\nIsi")
    (files / "hampa.html").write_text("")
    os.mkfifo(files / "pipa.txt")
    report = run()
    assert report.counts()["new"] == 4
    reasons = {Path(item.url).name: item.reason for item in report.failed}
    assert reasons["kosong.pdf"] == "kosong.pdf is empty."
    assert "front matter" in reasons["rusak.md"]
    assert "'kemarin'" in reasons["tanggal.md"]
    assert "smart bahagia" in reasons["pilar.md"]
    assert reasons["hampa.html"] == "hampa.html holds no text."
    assert reasons["pipa.txt"] == "It is no ordinary file."
    assert len(reasons) == 6


def test_a_file_that_breaks_keeps_its_earlier_version(
    run: Crawl, files: Path, catalogue: Catalogue
) -> None:
    run()
    (files / "dalam" / "RENCANA.PDF").write_bytes(b"rusak")
    report = run()
    assert (len(report.failed), report.withdrawn) == (1, [])
    assert "Rencana kerja" in stored(catalogue, "dalam/RENCANA.PDF").text


def test_a_scan_is_reported_every_time(run: Crawl, files: Path) -> None:
    (files / "pindai.pdf").write_bytes(pdf(Sheet(picture=True), Sheet(picture=True)))
    for _ in range(2):
        (scan,) = run().scans
        assert (scan.origin, scan.pages) == ("file:berkas/pindai.pdf", 2)


def test_new_tags_of_the_source_reach_unchanged_files(
    run: Crawl, files: Path, tmp_path: Path, catalogue: Catalogue
) -> None:
    run()
    source = FolderSource(name="berkas", kind="folder", path=files, why="uji", pillars=("living",))
    intake = Intake(source, catalogue, RawStore(tmp_path / "raw"), Run("berkas", "2024"))
    crawl_folder(source, intake)
    assert intake.report.counts()["changed"] == 4
    assert stored(catalogue, "catatan.txt").pillars == ("living",)


def test_a_full_disk_ends_the_crawl(run: Crawl, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise StorageError("The disk is full.")

    monkeypatch.setattr(RawStore, "put", full)
    with pytest.raises(StorageError):
        run()
