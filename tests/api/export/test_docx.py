"""A memo as a Word file, opened again with python-docx."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from docx import Document

from api.export.docx import to_docx
from api.export.memo import Memo, Section
from tests.api.export.conftest import HOSTILE, NEWS, SERVICE


def test_it_opens_with_title_sentences_marks_and_footnotes(memo: Memo) -> None:
    file = Document(BytesIO(to_docx(memo)))
    texts = [paragraph.text for paragraph in file.paragraphs]
    assert texts[0] == memo.title == file.core_properties.title
    assert "Sebanyak 50 daerah ikut.[1]" in texts
    assert f"{HOSTILE}[1][2]" in texts
    marks = [run for p in file.paragraphs for run in p.runs if run.font.superscript]
    assert [run.text for run in marks] == ["[1]", "[1]", "[2]"]
    assert texts.index("Sumber") < texts.index(f"[1] {memo.footnote_text(memo.citations[0])}")
    assert any(NEWS in text and SERVICE in text for text in texts)


def test_sections_of_one_heading_stand_under_it_once(memo: Memo) -> None:
    cells = tuple(
        Section("Smart Living", (), "Tidak ditemukan bukti.", part) for part in ("Awal", "Hasil")
    )
    file = Document(BytesIO(to_docx(replace(memo, sections=cells))))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in file.paragraphs
        if paragraph.style and (paragraph.style.name or "").startswith("Heading")
    ]
    assert headings[1:4] == [
        ("Heading 2", "Smart Living"),
        ("Heading 3", "Awal"),
        ("Heading 3", "Hasil"),
    ]


def test_characters_that_xml_forbids_do_not_spoil_the_file(memo: Memo) -> None:
    file = Document(BytesIO(to_docx(replace(memo, title="Judul\x00 dengan \x0b\ufffe sisa"))))
    assert file.paragraphs[0].text == "Judul dengan  sisa"


def test_a_refusal_says_so(refusal: Memo) -> None:
    texts = [paragraph.text for paragraph in Document(BytesIO(to_docx(refusal))).paragraphs]
    assert texts[1] == "Tidak dimuat."
    assert "Sumber" not in texts
