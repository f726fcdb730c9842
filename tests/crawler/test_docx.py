from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as Word

from corpus.catalogue import Catalogue
from corpus.crawllog import Run
from corpus.document import Document
from corpus.errors import DocumentError
from corpus.ids import document_id
from corpus.rawstore import RawStore
from crawler.docx import read_docx
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.source import FolderSource


def word_file(*, title: str = "Rencana Induk Rimbasari") -> bytes:
    word = Word()
    word.core_properties.title = title
    word.core_properties.author = "Bappeda Rimbasari"
    word.add_heading("Pendahuluan", 1)
    word.add_paragraph("Rencana ini disusun pada 3 Juli 2019 oleh semua perangkat daerah.")
    word.add_heading("Tujuan", 2)
    word.add_paragraph("Layanan lebih cepat", style="List Bullet")
    word.add_paragraph("Data terbuka", style="List Bullet")
    table = word.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Pilar", "Dinas", "Living", "Kesehatan"], strict=True):
        cell.text = text
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def with_part(content: bytes, name: str, part: bytes | None) -> bytes:
    saved = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        if part is not None:
            new.writestr(name, part)
    return saved.getvalue()


def test_headings_lists_and_tables_stay_structure() -> None:
    found = read_docx(word_file(), "rencana.docx")
    assert [(b.kind, b.level, found.text[b.start : b.end]) for b in found.blocks] == [
        ("heading", 1, "Pendahuluan"),
        ("paragraph", 0, "Rencana ini disusun pada 3 Juli 2019 oleh semua perangkat daerah."),
        ("heading", 2, "Tujuan"),
        ("item", 0, "Layanan lebih cepat"),
        ("item", 0, "Data terbuka"),
        ("row", 0, "Pilar | Dinas"),
        ("row", 0, "Living | Kesehatan"),
    ]
    assert (found.title, found.author) == ("Rencana Induk Rimbasari", "Bappeda Rimbasari")
    assert [event.first for event in found.events] == ["2019-07-03"]
    assert found.language == "id"


@pytest.mark.parametrize("title", ["", "Document1"])
def test_a_file_without_a_title_is_called_by_its_first_heading(title: str) -> None:
    assert read_docx(word_file(title=title), "rencana.docx").title == "Pendahuluan"


BAD = {
    "no_zip": (b"Ini bukan berkas Word.", "no Word file, or a damaged one"),
    "cut_off": (word_file()[:4000], "no Word file, or a damaged one"),
    "a_password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "locked with a password"),
    "another_zip": (with_part(word_file(), "word/document.xml", None), "holds no word/document"),
    "broken_xml": (with_part(word_file(), "word/document.xml", b"<w:document>"), "damaged Word"),
    "a_bomb": (
        with_part(word_file(), "word/document.xml", bytes(17 * 2**20)),
        "unpacks to 17 MiB of text; at most 16 MiB are read",
    ),
    "entities": (
        with_part(
            word_file(),
            "word/document.xml",
            b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
            + b"".join(
                b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10)
                for n in range(9)
            )
            + b"]><x>&a8;</x>",
        ),
        "damaged Word",
    ),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD)
def test_a_bad_file_gets_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message) as caught:
        read_docx(content, "rencana.docx")
    assert "\n" not in str(caught.value)
    assert "rencana.docx" in str(caught.value)


def test_an_empty_file_holds_no_text() -> None:
    saved = io.BytesIO()
    Word().save(saved)
    with pytest.raises(DocumentError, match=r"kosong\.docx holds no text"):
        read_docx(saved.getvalue(), "kosong.docx")


def test_a_folder_of_word_files_is_taken_in_and_a_bad_one_stops_nothing(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    root = tmp_path / "berkas"
    root.mkdir()
    (root / "rencana.docx").write_bytes(word_file())
    (root / "rusak.docx").write_bytes(b"PK\x03\x04rusak")
    source = FolderSource(name="berkas", kind="folder", path=root, why="uji")
    intake = Intake(source, catalogue, RawStore(tmp_path / "raw"), Run("berkas", "2024"))
    crawl_folder(source, intake)
    document: Document = catalogue.document(document_id("file:berkas/rencana.docx"))
    assert document.title == "Rencana Induk Rimbasari"
    assert document.media_type.endswith("wordprocessingml.document")
    assert [event.first for event in document.events] == ["2019-07-03"]
    (failure,) = intake.report.failed
    assert "rusak.docx" in str(failure)
