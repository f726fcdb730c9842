from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DocumentError
from corpus.ids import canonical_url
from corpus.language import detect_language
from corpus.markdown import read_markdown
from corpus.sentences import sentence_spans

SENTENCES = {
    "abbreviations end nothing": (
        "Kab. Sleman menetapkan Perbup No. 1.1 Tahun 2018. Dr. A. Budi hadir.",
        ["Kab. Sleman menetapkan Perbup No. 1.1 Tahun 2018.", "Dr. A. Budi hadir."],
    ),
    "money and decimals stay whole": (
        "Nilainya Rp1,5 miliar atau Rp1.500.000.000. Selesai.",
        ["Nilainya Rp1,5 miliar atau Rp1.500.000.000.", "Selesai."],
    ),
    "a quotation mark belongs to its sentence": (
        "“Mari mulai!” Kata bupati itu.",
        ["“Mari mulai!”", "Kata bupati itu."],
    ),
    "an empty line always ends a sentence": (
        "Judul bagian\n\nIsi bagian.",
        ["Judul bagian", "Isi bagian."],
    ),
    "the items of a list stay with what leads in to them": (
        "Prinsipnya:\na. standar data;\nb. metadata. Berlaku sejak 2019.",
        ["Prinsipnya:\na. standar data;\nb. metadata.", "Berlaku sejak 2019."],
    ),
    "an item number is no sentence": (
        "Ketentuan umum. 1. Informasi adalah keterangan.",
        ["Ketentuan umum.", "1. Informasi adalah keterangan."],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_spans(text)] == expected


@given(st.text(alphabet='aB1. \n!?"', max_size=200))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    kept = "".join("".join(text[a:b].split()) for a, b in sentence_spans(text))
    assert kept == "".join(text.split())


LANGUAGES = {
    "What is a smart city?": "en",
    "What is Sibaku in Kulon Progo?": "en",
    "Apa itu smart city?": "id",
    "Berapa daerah yang ikut pada 2018?": "id",
    "Which regencies have a waste bank application": "en",
    "anggaran command center Kulon Progo": "id",
}


@pytest.mark.parametrize(("text", "language"), LANGUAGES.items(), ids=LANGUAGES)
def test_language_of_a_short_question(text: str, language: str) -> None:
    assert detect_language(text) == language


URLS = {
    "HTTP://Aptika.Kominfo.go.id/2019/08/6545?utm_source=x#top": "https://aptika.kominfo.go.id/2019/08/6545",
    "https://www.aptika.kominfo.go.id/2019/08/6545/": "https://aptika.kominfo.go.id/2019/08/6545",
    "http://aptika.kominfo.go.id/?p=3114": "https://aptika.kominfo.go.id?p=3114",
    "http://127.0.0.1:8080/a/": "http://127.0.0.1:8080/a",
}


@pytest.mark.parametrize(("url", "canonical"), URLS.items(), ids=URLS)
def test_a_page_has_one_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_marks_become_attributions_and_leave_the_text() -> None:
    markdown = read_markdown("Satu.[^1] Dua.[^1][^2]\n\n## Judul\n\n- butir[^2]", "x.md")
    assert markdown.text == "Satu. Dua.\n\nJudul\n\nbutir"
    spans = [(markdown.text[a.start : a.end], a.references) for a in markdown.attributions]
    assert spans == [("Satu.", (0,)), (" Dua.", (0, 1)), ("butir", (1,))]
    assert [block.kind for block in markdown.blocks] == ["paragraph", "heading", "item"]


def test_a_table_keeps_its_rows() -> None:
    markdown = read_markdown("| Pilar | Skor |\n| --- | --- |\n| Living | 3,33 |", "x.md")
    assert markdown.text == "Pilar | Skor\nLiving | 3,33"


def test_front_matter_that_is_not_yaml_names_file_and_line() -> None:
    with pytest.raises(DocumentError, match=r"a\.md, line 2.*not valid YAML"):
        read_markdown("---\ntitle: satu: dua\n---\nIsi.", "a.md")


def test_lines_and_numbers_of_a_regulation_outlive_markdown() -> None:
    markdown = read_markdown(
        "Pasal 1\nDalam peraturan ini:\n1. Satu adalah\nsatu.\n2. Dua.\nPasal 2\n"
        "(1) Isi.\n(2) Lain.\n\n<b>\nPasal 3\nTiga.",
        "x.md",
    )
    assert markdown.text.split("\n\n") == [
        "Pasal 1",
        "Dalam peraturan ini:",
        "1. Satu adalah satu.\n2. Dua.",
        "Pasal 2",
        "(1) Isi.",
        "(2) Lain.",
        "Pasal 3 Tiga.",
    ]
