from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from corpus.errors import PdfError
from crawler.pdf import is_garbled, read_pdf
from crawler.pdfhyphens import Hyphens
from crawler.pdflines import heading_level, paragraphs
from crawler.pdftitle import guess, says_something
from tests.crawler.pdffile import Sheet, pdf
from tests.shared import SHARED

REAL = SHARED / "data" / "pdf"

LAW = [
    "PERATURAN BUPATI SLEMAN",
    "NOMOR 1.1 TAHUN 2018",
    "TENTANG",
    "RENCANA INDUK KABUPATEN CERDAS",
    "DENGAN RAHMAT TUHAN YANG MAHA ESA",
    "BAB I",
    "KETENTUAN UMUM",
    "Pasal 1",
    "Dalam Peraturan Bupati ini yang dimaksud dengan:",
    "1. Daerah adalah Kabupaten Sleman sebagai satuan wilayah",
    "administrasi.",
    "2. Bupati adalah Bupati Sleman.",
]


def words(sheet_lines: list[str]) -> list[tuple[str, int, str]]:
    return list(paragraphs(sheet_lines))


def test_each_page_is_a_part_of_the_text() -> None:
    found = read_pdf(pdf(Sheet(LAW), Sheet(["Halaman kedua tentang anggaran."])), "perbup.pdf")
    assert [page.number for page in found.pages] == [1, 2]
    second = found.pages[1]
    assert found.text[second.start : second.end] == "Halaman kedua tentang anggaran."
    assert all(page.method == "native" for page in found.pages)
    assert all(found.text[b.start : b.end].strip() for b in found.blocks)


def test_a_regulation_names_itself() -> None:
    found = read_pdf(pdf(Sheet(LAW), title="Microsoft Word - perbup.doc"), "perbup.pdf")
    assert found.title == (
        "Peraturan Bupati Sleman Nomor 1.1 Tahun 2018 tentang Rencana Induk Kabupaten Cerdas"
    )
    assert found.kind == "regulation"
    assert found.published == "2018"


def test_headings_items_and_paragraphs_are_told_apart() -> None:
    assert words(LAW)[-5:] == [
        ("heading", 1, "BAB I KETENTUAN UMUM"),
        ("heading", 4, "Pasal 1"),
        ("paragraph", 0, "Dalam Peraturan Bupati ini yang dimaksud dengan:"),
        ("item", 0, "1. Daerah adalah Kabupaten Sleman sebagai satuan wilayah administrasi."),
        ("item", 0, "2. Bupati adalah Bupati Sleman."),
    ]


def test_a_number_that_a_line_break_put_first_begins_no_item() -> None:
    lines = ["(1) Kewajiban sebagaimana dimaksud pada ayat", "(2) dan ayat (3) diatur bupati."]
    assert len(words(lines)) == 1
    assert len(words(["Hal itu dimaksud dalam", "Pasal 5"])) == 1


def test_an_item_may_follow_and_or() -> None:
    assert len(words(["a. laporan keuangan; dan/atau", "b. laporan kinerja."])) == 2


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("BAB IV", 1),
        ("BAB II ASAS DAN TUJUAN", 1),
        ("Bab 1. Visi dan Kesiapan Daerah", 1),
        ("Bab II menjelaskan pembagian tugas", 0),
        ("Bagian Kedua", 2),
        ("Bagian Kesatu Umum", 2),
        ("Paragraf 3", 3),
        ("Pasal 28F", 4),
        ("2.1. Latar Belakang", 2),
        ("2.2.7. Peta Jabatan", 3),
        ("2.1. Latar Belakang 4", 0),
        ("BAB I PENDAHULUAN.......... 1", 0),
        ("Pasal 5 ayat (1) mengatur", 0),
        ("Bagian dari rencana itu", 0),
    ],
)
def test_headings_have_levels(line: str, level: int) -> None:
    assert heading_level(line) == level


def test_hyphens_at_line_ends_are_mended() -> None:
    cut = (
        "per\x02aturan perundang\x02 undangan Undang\x02Undang serta\x02merta non\x02aktif nonaktif"
    )
    assert Hyphens([cut]).mend(cut) == (
        "peraturan perundang-undangan Undang-Undang serta-merta nonaktif nonaktif"
    )


def test_the_explanation_of_a_law_is_a_chapter_of_its_own() -> None:
    lines = [
        "Pasal 64",
        "Undang-Undang ini mulai berlaku pada tanggal diundangkan.",
        "PENJELASAN",
        "ATAS",
        "UNDANG-UNDANG REPUBLIK INDONESIA",
        "NOMOR 14 TAHUN 2008",
        "I. UMUM",
        "Dalam Undang-Undang Dasar disebutkan hak itu.",
        "II. PASAL DEMI PASAL",
        "Pasal 1",
        "Cukup jelas.",
    ]
    found = list(paragraphs(lines, may_explain=True))
    assert [(level, text) for kind, level, text in found if kind == "heading"] == [
        (4, "Pasal 64"),
        (1, "PENJELASAN ATAS UNDANG-UNDANG REPUBLIK INDONESIA NOMOR 14 TAHUN 2008"),
        (2, "I. UMUM"),
        (2, "II. PASAL DEMI PASAL"),
        (4, "Pasal 1"),
    ]


def test_the_outline_of_a_pdf_names_headings() -> None:
    lines = ["Kondisi Umum Daerah", "Luas daerah ini tiga ribu hektare."]
    assert next(paragraphs(lines))[0] == "paragraph"
    assert next(paragraphs(lines, {"kondisiumumdaerah": 2})) == ("heading", 2, lines[0])


def test_a_scan_is_said_to_have_no_text() -> None:
    found = read_pdf(pdf(Sheet(picture=True), Sheet(["3"], picture=True)), "pindai.pdf")
    assert [page.method for page in found.pages] == ["none", "none"]
    assert (found.text, found.title, found.broken_ocr) == ("", "pindai", False)


def test_text_under_a_picture_is_an_ocr_layer() -> None:
    sheet = Sheet(["Rencana kerja dinas komunikasi dan informatika"], picture=True, invisible=True)
    found = read_pdf(pdf(sheet), "pindai.pdf")
    assert found.pages[0].method == "ocr_layer"
    assert "Rencana kerja" in found.text


def test_text_painted_over_a_picture_is_a_designed_page() -> None:
    found = read_pdf(pdf(Sheet(["Sampul rencana induk kota cerdas"], picture=True)), "x.pdf")
    assert found.pages[0].method == "native"


def test_a_garbled_ocr_layer_is_left_out() -> None:
    garbled = ["PERATURAN KEPALA NOMOR 3 TAHUN 20T6", "PET{YUSUNAN STANDAR 2OI4", "Pen5rusunan"]
    found = read_pdf(
        pdf(Sheet(garbled, picture=True, invisible=True), Sheet(["Lampiran yang ditulis biasa."])),
        "perka.pdf",
    )
    assert found.broken_ocr
    assert [page.method for page in found.pages] == ["none", "native"]
    assert found.text == "Lampiran yang ditulis biasa."


def test_only_a_plainly_broken_layer_is_garbled() -> None:
    good = "Kota 4G memakai P2KP, Pasal 28F dan B2B pada 2019 di https://a.id/x1y2z3 " * 20
    assert not is_garbled(good)
    assert not is_garbled(good + " 20T6")
    assert is_garbled("tahun 20T6 dan 2OI4 oleh kine{a")
    assert not is_garbled("")


def test_printed_page_labels_are_kept_where_they_differ() -> None:
    sheets = [Sheet(["Kata pengantar yang pertama"]), Sheet(["Kata pengantar yang kedua"])]
    found = read_pdf(pdf(*sheets, labels="<< /S /r >>"), "x.pdf")
    assert [page.label for page in found.pages] == ["i", "ii"]
    assert [page.label for page in read_pdf(pdf(*sheets), "x.pdf").pages] == [None, None]


def test_metadata_gives_date_and_title() -> None:
    found = read_pdf(
        pdf(Sheet(["Isi dokumen ini."]), title="Masterplan Smart City", created="D:20230614"),
        "x.pdf",
    )
    assert (found.title, found.kind, found.published) == (
        "Masterplan Smart City",
        "masterplan",
        "2023-06-14",
    )


@pytest.mark.parametrize(
    ("metadata", "hint", "name", "title"),
    [
        ("Untitled", "Rencana Induk SPBE", "a.pdf", "Rencana Induk SPBE"),
        ("", "Unduh di sini (PDF, 2 MB)", "rencana_induk%202023.pdf", "rencana induk 2023"),
        ("laporan akhir.docx", "", "a.pdf", "laporan akhir"),
    ],
)
def test_a_title_is_found(metadata: str, hint: str, name: str, title: str) -> None:
    hint = hint if says_something(hint) else ""
    assert guess(["x" * 500], metadata, hint, name).title == title


def test_a_number_that_a_scanner_spaced_is_one() -> None:
    page = (
        "SALINAN KEPUTUSAN MENTERI DALAM NEGERI NOMOR 400.10.11 - 6098 TAHUN 2025 TENTANG INOVASI"
    )
    found = guess([page], "", "", "scan.pdf")
    assert found.kind == "regulation"
    assert found.title == (
        "Keputusan Menteri Dalam Negeri Nomor 400.10.11-6098 Tahun 2025 tentang Inovasi"
    )


def locked() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("rahasia", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x.pdf is empty."),
        (b"<html>", "x.pdf is damaged or no PDF."),
        (pdf(Sheet(LAW))[:300], "x.pdf is damaged or no PDF."),
        (pdf(), "x.pdf is damaged or no PDF."),
        (locked(), "x.pdf is locked by a password."),
    ],
    ids=["empty", "no pdf", "cut off", "no pages", "locked"],
)
def test_what_cannot_be_read_is_one_clear_line(content: bytes, message: str) -> None:
    with pytest.raises(PdfError) as caught:
        read_pdf(content, "x.pdf")
    assert caught.value.message == message


needs_real = pytest.mark.skipif(not REAL.is_dir(), reason=f"no real PDFs in {REAL}")


@needs_real
@pytest.mark.parametrize(
    ("name", "pages", "scanned"),
    [
        ("kepmendagri-scan", 6, 6),
        ("perka-bkn-3-2016-bad-ocr-layer", 44, 44),
        ("renstra-bangka-2019-2023-scan", 78, 78),
        ("renstra-bangka-2021-2023", 67, 0),
        ("spbe-architecture-ntb", 23, 0),
        ("uu-14-2008", 53, 0),
    ],
)
def test_real_scans_are_told_from_real_text(name: str, pages: int, scanned: int) -> None:
    found = read_pdf((REAL / f"{name}.pdf").read_bytes(), f"{name}.pdf")
    assert len(found.pages) == pages
    assert sum(page.method == "none" for page in found.pages) == scanned
    assert (found.text == "") == (scanned == pages)


@needs_real
def test_the_law_on_public_information_reads_well() -> None:
    law = read_pdf((REAL / "uu-14-2008.pdf").read_bytes(), "uu-14-2008.pdf")
    assert law.title == "Undang-Undang Nomor 14 Tahun 2008 tentang Keterbukaan Informasi Publik"
    assert (law.kind, law.published) == ("regulation", "2008-05-09")
    meaning = (
        "2. Informasi Publik adalah informasi yang dihasilkan, disimpan, dikelola, dikirim, "
        "dan/atau diterima oleh suatu badan publik yang berkaitan dengan penyelenggara dan "
        "penyelenggaraan negara dan/atau penyelenggara dan penyelenggaraan badan publik lainnya "
        "yang sesuai dengan Undang-Undang ini serta informasi lain yang berkaitan dengan "
        "kepentingan publik."
    )
    at_once = (
        "(1) Badan Publik wajib mengumumkan secara serta-merta suatu informasi yang dapat "
        "mengancam hajat hidup orang banyak dan ketertiban umum."
    )
    for text, page in ((meaning, 2), (at_once, 8), ("(1) Setiap Badan Publik wajib", 7)):
        start = law.text.index(text)
        assert [p.number for p in law.pages if p.start <= start < p.end] == [page]
        assert start in {block.start for block in law.blocks}
    headings = [law.text[b.start : b.end] for b in law.blocks if b.kind == "heading"]
    assert "Bagian Kedua Informasi yang Wajib Diumumkan secara Serta-merta" in headings
    for number in (1, 9, 10, 11):
        assert f"Pasal {number}" in headings
