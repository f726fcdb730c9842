"""From the bytes of regulations to passages: law portals' pages, a law's PDF and decrees."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from corpus.document import Document
from corpus.passage import Passage
from crawler.extract import document_from_html, document_from_pdf
from crawler.html import read_html
from crawler.pdfworker import PdfReader
from crawler.source import FolderSource
from index.splitter import split
from tests.crawler.pdffile import Sheet, pdf
from tests.shared import SHARED

PAGES = Path(__file__).parent.parent / "pages" / "jdih-regulation"
LAW = SHARED / "data" / "pdf" / "uu-14-2008.pdf"
SOURCE = FolderSource(name="uji", kind="folder", path=PAGES, why="test")


def from_page(path: Path) -> Document:
    url = json.loads(path.with_suffix(".json").read_text("utf-8"))["url"]
    page = read_html(path.read_bytes(), url)
    return document_from_html(page, SOURCE, origin=url, url=url, kind="article")


def from_pdf(content: bytes) -> Document:
    with PdfReader() as reader:
        return document_from_pdf(
            content, SOURCE, reader, origin="file:uji/a.pdf", url=None, name="a.pdf"
        )[0]


def holding(words: str, passages: list[Passage]) -> Passage:
    """Return the one passage that holds these words."""
    (found,) = (p for p in passages if words in " ".join(p.text.split()))
    return found


def test_the_page_of_a_law_portal_is_a_regulation_whose_pasal_are_found() -> None:
    document = from_page(PAGES / "tuned" / "peraturan-menteri-nomor-7-tahun.html")
    assert document.kind == "regulation"
    passages = split(document)
    assert [p.article for p in passages if p.article] == ["1", "2"]
    assert holding("wajib menerbitkan kamus data", passages).heading == "Pasal 2"
    assert holding("memerlukan format", passages).heading == "Menimbang"


@pytest.mark.parametrize("path", sorted(PAGES.glob("*/*.html")), ids=lambda path: path.stem)
def test_the_table_of_a_law_portal_is_in_no_pasal(path: Path) -> None:
    document = from_page(path)
    assert document.kind == "regulation"
    table = split(document)[0]
    assert table.article == ""
    assert document.text[table.start : table.end] == table.text


@pytest.fixture(scope="module")
def law() -> Document:
    if not LAW.exists():
        pytest.skip(f"no real law in {LAW.parent}")
    return from_pdf(LAW.read_bytes())


def test_every_pasal_of_a_real_law_is_found_in_order(law: Document) -> None:
    plain = pdfium.PdfDocument(LAW.read_bytes())
    texts = (plain[page].get_textpage().get_text_bounded() for page in range(len(plain)))
    alone = re.findall(r"^\s*Pasal (\d+)\s*$", "\n".join(texts), re.MULTILINE)
    plain.close()
    found = list(dict.fromkeys(p.article for p in split(law) if p.article))
    assert found == list(dict.fromkeys(alone)) == [str(number) for number in range(1, 65)]


@pytest.mark.parametrize(
    ("words", "article", "page", "heading"),
    [
        ("Informasi Publik adalah informasi yang dihasilkan, disimpan", "1", 2, "Pasal 1"),
        ("wajib mengumumkan secara serta-merta suatu informasi", "10", 8, "Pasal 10"),
        ("menghambat proses penyelidikan dan penyidikan", "17", 12, "Pasal 17 › huruf a"),
    ],
)
def test_a_sentence_of_a_real_law_has_its_pasal_and_page(
    law: Document, words: str, article: str, page: int, heading: str
) -> None:
    passage = holding(words, [p for p in split(law) if not p.heading.startswith("Penjelasan")])
    assert (passage.article, passage.page) == (article, page)
    assert passage.heading.endswith(heading)


DECREE = (
    ["KEPUTUSAN BUPATI SLEMAN", "NOMOR 21 TAHUN 2022", "TENTANG", "TIM KOTA CERDAS"],
    ["Menimbang : a. bahwa perlu dibentuk tim;"],
    ["MEMUTUSKAN:"],
    ["Menetapkan : KEPUTUSAN BUPATI TENTANG TIM KOTA CERDAS."],
    ["KESATU : Membentuk tim kota cerdas kabupaten."],
    ["KEDUA : Tim sebagaimana dimaksud dalam Diktum KESATU bertugas:"],
    ["a. menyusun rencana induk;", "b. melaporkan hasilnya kepada Bupati."],
)
REST = (
    ["KETIGA : Biaya dibebankan pada anggaran daerah."],
    ["Ditetapkan di Sleman", "pada tanggal 3 Maret 2022"],
    ["LAMPIRAN", "KEPUTUSAN BUPATI SLEMAN", "Susunan tim: Bupati sebagai pengarah."],
)


def test_the_decisions_of_a_decree_in_a_pdf_are_told_apart() -> None:
    sheets = [Sheet([line for part in page for line in part]) for page in (DECREE, REST)]
    passages = split(from_pdf(pdf(*sheets)))
    places = {
        "Membentuk tim kota cerdas": ("Menetapkan › Diktum KESATU", 1),
        "melaporkan hasilnya": ("Menetapkan › Diktum KEDUA", 1),
        "Biaya dibebankan": ("Menetapkan › Diktum KETIGA", 2),
    }
    for words, place in places.items():
        passage = holding(words, passages)
        assert (passage.heading, passage.page, passage.article) == (*place, "")
    assert holding("Bupati sebagai pengarah", passages).heading.startswith("Lampiran")
