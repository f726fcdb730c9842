"""Furniture, columns, tables and contents, on PDFs that are drawn for the purpose."""

from __future__ import annotations

import pytest

from corpus.document import Block
from crawler.pdf import Pdf, read_pdf
from tests.crawler.pdffile import Sheet, pdf

BODY = "Isi halaman ini berbeda dari halaman yang lain, sebab membahas"
TOPICS = "anggaran pegawai jalan sampah air sekolah pasar hutan laut desa kota listrik".split()


def drawn(*texts: tuple[float, float, str], rules: str = "") -> Sheet:
    """Return a page with text at these places and these lines drawn."""
    shown = "\n".join(f"BT /F 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in texts)
    return Sheet(content=f"{rules}\n{shown}")


def page_texts(found: Pdf) -> list[str]:
    return [found.text[page.start : page.end] for page in found.pages]


def of_kind(found: Pdf, kind: str) -> list[str]:
    return [said(found, block) for block in found.blocks if block.kind == kind]


def said(found: Pdf, block: Block) -> str:
    return found.text[block.start : block.end]


def test_headers_that_alternate_and_page_numbers_go() -> None:
    pages = [
        drawn(
            (60, 800, "Rencana Induk" if number % 2 else "Kabupaten Contoh"),
            (60, 700, f"{BODY} {topic}."),
            (290, 40, f"{number} dari 12"),
        )
        for number, topic in enumerate(TOPICS, start=1)
    ]
    found = read_pdf(pdf(*pages), "x.pdf")
    assert page_texts(found) == [f"{BODY} {topic}." for topic in TOPICS]


def test_headers_that_change_by_chapter_go() -> None:
    pages = [
        drawn((60, 800, f"Bab tentang {TOPICS[number // 4]}"), (60, 700, f"{BODY} {topic}."))
        for number, topic in enumerate(TOPICS)
    ]
    assert page_texts(read_pdf(pdf(*pages), "x.pdf")) == [f"{BODY} {topic}." for topic in TOPICS]


def test_a_sentence_that_ends_several_pages_is_no_footer() -> None:
    pages = [
        drawn(
            (60, 700, f"{BODY} {topic}."),
            (60, 60, "Cukup jelas." if number % 2 else f"Pasal tentang {topic} berlaku."),
        )
        for number, topic in enumerate(TOPICS)
    ]
    found = read_pdf(pdf(*pages), "x.pdf")
    assert found.text.count("Cukup jelas.") == len(TOPICS) // 2


def test_articles_at_the_top_of_pages_are_no_page_numbers() -> None:
    articles = (3, 5, 8, 9, 13, 14)
    pages = [
        drawn((60, 800, f"Pasal {article}"), (60, 700, f"{BODY} {topic}."))
        for article, topic in zip(articles, TOPICS, strict=False)
    ]
    found = read_pdf(pdf(*pages), "x.pdf")
    assert of_kind(found, "heading") == [f"Pasal {article}" for article in articles]


def test_the_printed_page_number_is_the_label_where_the_file_has_none() -> None:
    pages = [
        drawn((60, 700, f"{BODY} {topic}."), (290, 40, f"- {number + 4} -"))
        for number, topic in enumerate(TOPICS, start=1)
    ]
    assert [page.label for page in read_pdf(pdf(*pages), "x.pdf").pages[:3]] == ["5", "6", "7"]


def test_the_catchword_of_the_next_page_goes() -> None:
    first = drawn((60, 700, f"{BODY} anggaran."), (400, 60, "6. Mediasi ..."))
    second = drawn((60, 700, "6. Mediasi adalah penyelesaian sengketa."))
    assert page_texts(read_pdf(pdf(first, second), "x.pdf"))[0] == f"{BODY} anggaran."


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"kolom kiri baris nomor {n} yang panjang isinya" for n in range(12)]
    right = [f"kolom kanan baris nomor {n} yang panjang isinya" for n in range(12)]
    lines = [
        part
        for n, (one, other) in enumerate(zip(left, right, strict=True))
        for part in ((60, 700 - 14 * n, one), (310, 700 - 14 * n, other))
    ]
    text = read_pdf(pdf(drawn((60, 730, "Judul di atas dua kolom"), *lines)), "x.pdf").text
    assert text.split() == " ".join(["Judul di atas dua kolom", *left, *right]).split()


def grid(xs: list[int], ys: list[int]) -> str:
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    upright = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "\n".join(across + upright)


TABLE = drawn(
    (60, 735, "Peta jabatan menurut eselon:"),
    (62, 705, "No"),
    (102, 705, "Nama Jabatan"),
    (302, 705, "Eselon"),
    (62, 685, "1"),
    (102, 685, "Kepala Badan"),
    (302, 685, "II-B"),
    (62, 665, "2"),
    (102, 665, "Sekretaris"),
    (102, 653, "Badan"),
    (302, 665, "III-A"),
    rules=grid([60, 100, 300, 400], [720, 700, 680, 645]),
)


def test_each_row_of_a_table_can_be_understood_alone() -> None:
    found = read_pdf(pdf(TABLE), "x.pdf")
    assert of_kind(found, "row") == [
        "1 | Nama Jabatan: Kepala Badan | Eselon: II-B",
        "2 | Nama Jabatan: Sekretaris Badan | Eselon: III-A",
    ]
    assert of_kind(found, "paragraph") == ["Peta jabatan menurut eselon:"]


def test_a_table_that_goes_on_overleaf_keeps_its_names() -> None:
    rest = drawn(
        (62, 785, "3"),
        (102, 785, "Kepala Bidang"),
        (302, 785, "III-B"),
        (62, 765, "4"),
        (102, 765, "Analis"),
        (302, 765, "-"),
        rules=grid([60, 100, 300, 400], [800, 780, 760]),
    )
    rows = of_kind(read_pdf(pdf(TABLE, rest), "x.pdf"), "row")
    assert rows[2] == "3 | Nama Jabatan: Kepala Bidang | Eselon: III-B"


def test_names_over_several_columns_stand_before_each_of_them() -> None:
    rules = (
        "60 720 m 400 720 l S 200 700 m 400 700 l S 60 680 m 400 680 l S 60 660 m 400 660 l S "
        "60 660 m 60 720 l S 200 660 m 200 720 l S 300 660 m 300 700 l S 400 660 m 400 720 l S"
    )
    sheet = drawn(
        (62, 705, "Indikator"),
        (250, 705, "Target"),
        (202, 685, "2021"),
        (302, 685, "2022"),
        (62, 665, "Indeks kepuasan"),
        (202, 665, "70"),
        (302, 665, "75"),
        rules=rules,
    )
    assert of_kind(read_pdf(pdf(sheet), "x.pdf"), "row") == [
        "Indikator: Indeks kepuasan | Target 2021: 70 | Target 2022: 75"
    ]


def test_contents_and_lists_of_sources_are_known() -> None:
    contents = drawn(
        (60, 780, "DAFTAR ISI"),
        (60, 760, "BAB I PENDAHULUAN .................... 1"),
        (60, 740, "1.1 Latar Belakang .................... 2"),
        (60, 720, "BAB II PENUTUP .................... 9"),
    )
    body = drawn((60, 780, "BAB I"), (60, 760, "PENDAHULUAN"), (60, 740, f"{BODY} anggaran."))
    sources = drawn(
        (60, 780, "DAFTAR PUSTAKA"), (60, 760, "Suharso, 2019. Kota Cerdas. Jakarta: Contoh.")
    )
    found = read_pdf(pdf(contents, body, sources), "x.pdf")
    assert len(of_kind(found, "contents")) == 4
    assert len(of_kind(found, "references")) == 2
    assert of_kind(found, "heading") == ["BAB I PENDAHULUAN"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    sheet = Sheet(["Halaman ini diputar agar tabelnya muat."], turn=turn)
    assert read_pdf(pdf(sheet), "x.pdf").text == "Halaman ini diputar agar tabelnya muat."
