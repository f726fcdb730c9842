from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clauses import clauses
from corpus.regulationtext import is_regulation, sections
from tests.documents import article

LAW = """PERATURAN PRESIDEN NOMOR 9 TAHUN 2020

Menimbang :

a. bahwa Pasal 5 perlu diatur;

Mengingat :

1. Pasal 4 ayat (1) Undang-Undang Dasar;

MEMUTUSKAN :

BAB I

KETENTUAN UMUM

Pasal 1

Dalam peraturan ini:

Pasal 2

(1) Setiap orang sebagaimana dimaksud dalam Pasal 1 wajib daftar.

BAB II PENYELENGGARAAN Bagian Kesatu Umum Pasal 3 (1) Satu. (2) Dua.

Bagian Kedua

Tata Cara

Pasa1 4

Empat. Pasal 5 Lima.

Pasal 5A

Sisipan.

Agar setiap orang mengetahuinya.

Ditetapkan di Jakarta

PENJELASAN ATAS PERATURAN PRESIDEN NOMOR 9 TAHUN 2020

I. UMUM

Penjelasan umum.

II. PASAL DEMI PASAL

Pasal 1

Cukup jelas. Pasal 2 Ayat (1) Yang dimaksud dengan orang adalah warga.

LAMPIRAN

PERATURAN PRESIDEN

Peta wilayah."""

PATHS = {
    "a. bahwa Pasal 5": ("Menimbang", ""),
    "1. Pasal 4 ayat": ("Mengingat", ""),
    "Dalam peraturan ini": ("BAB I KETENTUAN UMUM › Pasal 1", "1"),
    "(1) Setiap orang": ("BAB I KETENTUAN UMUM › Pasal 2", "2"),
    "(1) Satu. (2)": ("BAB II PENYELENGGARAAN › Bagian Kesatu Umum › Pasal 3", "3"),
    "Empat.": ("BAB II PENYELENGGARAAN › Bagian Kedua Tata Cara › Pasal 4", "4"),
    "Lima.": ("BAB II PENYELENGGARAAN › Bagian Kedua Tata Cara › Pasal 5", "5"),
    "Sisipan.": ("BAB II PENYELENGGARAAN › Bagian Kedua Tata Cara › Pasal 5A", "5A"),
    "Ditetapkan di": ("Penutup", ""),
    "Penjelasan umum": ("Penjelasan › Umum", ""),
    "Cukup jelas.": ("Penjelasan › Pasal 1", "1"),
    "Ayat (1) Yang dimaksud": ("Penjelasan › Pasal 2", "2"),
    "Peta wilayah": ("Lampiran", ""),
}


@pytest.mark.parametrize(("words", "expected"), PATHS.items(), ids=PATHS)
def test_text_of_a_regulation_has_its_path(words: str, expected: tuple[str, str]) -> None:
    place = LAW.index(words)
    found = next(s for s in sections(LAW) if s.start <= place < s.end)
    assert (" › ".join(found.heading), found.article) == expected


AMENDING = """PERUBAHAN ATAS UNDANG-UNDANG NOMOR 1 TAHUN 2001

MEMUTUSKAN:

Pasal I

Beberapa ketentuan diubah sebagai berikut:

1. Ketentuan Pasal 12 diubah sehingga berbunyi sebagai berikut:

Pasal 12

Dua belas.

2. Di antara Pasal 12 dan Pasal 13 disisipkan 1 pasal yang berbunyi: Pasal 12A (1) Sisipan.

Pasal II

Mulai berlaku."""


def test_an_amending_law_keeps_its_own_article_above_the_quoted_ones() -> None:
    found = {s.article: " › ".join(s.heading) for s in sections(AMENDING)}
    assert found["I/12"] == "Pasal I › angka 1 › Pasal 12"
    assert found["I/12A"] == "Pasal I › angka 2 › Pasal 12A"
    assert found["II"] == "Pasal II"


def test_a_scanners_slips_are_read_by_the_number_that_is_due() -> None:
    law = "\n\n".join(f"Pasal {n}\n\nIsi." for n in (*range(1, 10), "1O", "1 1", "l2"))
    law = law.replace("Pasal 1 1\n\nIsi.", "Kata. Pasal 1 1 Isi.")
    assert [s.article for s in sections(law)] == [str(n) for n in range(1, 13)]


def test_a_cited_article_heads_nothing() -> None:
    law = "Pasal 1\n\nSatu sesuai\n\nPasal 2 ayat (1) UUD. Lihat Pasal 2.\n\nPasal 2\n\nDua."
    assert [s.article for s in sections(law)] == ["1", "2"]


@given(
    st.lists(
        st.sampled_from(
            ["Pasal 1", "Pasal 2 (1) Isi.", "BAB I UMUM", "Bagian Kesatu", "isi teks.", "Pasal I",
             "PENJELASAN ATAS", "LAMPIRAN", "MEMUTUSKAN:", "PASAL DEMI PASAL", "Ditetapkan di X"]
        ),
        max_size=14,
    )
)  # fmt: skip
def test_sections_never_overlap_and_lose_only_headings(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    found = sections(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    kept = "".join(text[section.start : section.end] for section in found)
    assert kept.count("isi teks.") == text.count("isi teks.")


def test_only_what_decides_something_in_articles_is_read_as_a_regulation() -> None:
    assert is_regulation(article(LAW, kind="report"))
    assert is_regulation(article("Pasal 1\n\nSatu.", kind="regulation"))
    assert not is_regulation(article(LAW, kind="article"))
    assert not is_regulation(article("Berita tentang Pasal 5.", kind="page"))


def test_clauses_open_in_their_turn_only() -> None:
    text = "(1) Satu menurut\n(4) lain: a. x; b. y. (2) Dua sesuai ayat (1).\n(3) Tiga."
    assert [" ".join(clause.label) for clause in clauses(text, 0, len(text))] == [
        "ayat (1)",
        "ayat (1) huruf a",
        "ayat (1) huruf b",
        "ayat (2)",
        "ayat (3)",
    ]
