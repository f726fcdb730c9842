"""Hostile PDFs: each ends in one clear line, and the next file is read."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.errors import PdfError
from corpus.rawstore import RawStore
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.pdfworker import PdfReader
from crawler.source import FolderSource
from tests.crawler.pdffile import Sheet, pdf

GOOD = pdf(Sheet(["Rencana kerja tahunan dinas komunikasi."]))
SMALL = 300_000_000  # bytes of memory


@pytest.fixture(scope="module")
def reader() -> Iterator[PdfReader]:
    with PdfReader(memory=SMALL, seconds=20) as opened:
        yield opened


def bomb() -> bytes:
    """Return a page whose content is 300 MB when it is unpacked twice."""
    packer = zlib.compressobj(1)
    piece = b" " * 1_000_000
    once = b"".join(packer.compress(piece) for _ in range(300)) + packer.flush()
    twice = zlib.compress(once)
    head = b"\n9 0 obj\n<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(twice)
    good = changed(GOOD, b"/Contents 5 0 R", b"/Contents 9 0 R")
    return good + head + twice + b"\nendstream\nendobj\n"


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """Return the file with a part replaced and its cross references gone, as readers mend it."""
    assert old in content
    return content.replace(old, new).replace(b"startxref", b"startnone").replace(b"xref", b"none")


HOSTILE = {
    "says it has too many pages": changed(GOOD, b"/Count 1", b"/Count 999999"),
    "a page tree that holds itself": changed(GOOD, b"/Kids [6 0 R]", b"/Kids [2 0 R 6 0 R]"),
    "arrays in arrays": changed(GOOD, b"/MediaBox [0 0 595 842]", b"/MediaBox " + b"[" * 100_000),
    "forms in forms": changed(
        GOOD, b"/Type /XObject /Subtype /Image", b"/Type /XObject /Subtype /Form"
    ),
    "a giant page": changed(GOOD, b"[0 0 595 842]", b"[0 0 9e30 9e30]"),
    "cut in half": GOOD[: len(GOOD) // 2],
    "no content": changed(GOOD, b"/Contents 5 0 R", b"/Contents 99 0 R"),
    "noise": b"%PDF-1.7\n" + bytes(range(256)) * 400,
}


def outcome(reader: PdfReader, content: bytes) -> tuple[str, int]:
    """Return what is said of a file that cannot be read, or "", and how much text it gave."""
    try:
        found = reader.read(content, "jahat.pdf")
    except PdfError as error:
        return str(error), 0
    return "", len(found.text)


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_gives_one_line_or_little_text(reader: PdfReader, content: bytes) -> None:
    said, length = outcome(reader, content)
    assert not said or (said.startswith("jahat.pdf ") and "\n" not in said)
    assert length < 1_000
    assert "Rencana kerja" in reader.read(GOOD, "baik.pdf").text


def test_a_bomb_breaks_the_limit_and_nothing_else(reader: PdfReader) -> None:
    said, length = outcome(reader, bomb())
    assert not said or "memory" in said or "crash" in said
    assert length < 1_000
    assert "Rencana kerja" in reader.read(GOOD, "baik.pdf").text


def test_a_hostile_file_is_one_failed_line_of_the_crawl(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(HOSTILE["cut in half"])
    (folder / "b.pdf").write_bytes(b"")
    (folder / "c.pdf").write_bytes(GOOD)
    source = FolderSource(name="berkas", kind="folder", path=folder, why="uji")
    intake = Intake(
        source, catalogue, RawStore(tmp_path / "raw"), CrawlLog(catalogue).begin("berkas", {})
    )
    crawl_folder(source, intake)
    assert [Path(item.url).name for item in intake.report.failed] == ["a.pdf", "b.pdf"]
    assert intake.report.new == ["file:berkas/c.pdf"]
