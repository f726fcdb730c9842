from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sections import sections
from tests.corpus.laws import AMENDING, DECREE, FLOWING, LAW

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


def test_an_amending_law_keeps_its_own_article_above_the_quoted_ones() -> None:
    found = {s.article: " › ".join(s.heading) for s in sections(AMENDING)}
    assert found["I/12"] == "Pasal I › angka 1 › Pasal 12"
    assert found["I/12A"] == "Pasal I › angka 2 › Pasal 12A"
    assert found["II"] == "Pasal II"


def test_the_explanation_of_a_change_belongs_to_the_article_that_is_changed() -> None:
    explained = "PENJELASAN ATAS UNDANG-UNDANG\n\nII. PASAL DEMI PASAL Pasal I Angka 1 Pasal 12"
    law = f"{AMENDING}\n\n{explained} Ayat (1) Cukup jelas. Angka 2 Pasal 40 Dihapus."
    assert [s.article for s in sections(law)][-2:] == ["I/12", "I/40"]


def test_articles_are_found_where_all_line_breaks_are_lost() -> None:
    found = [s.article for s in sections(FLOWING) if s.article]
    assert found == ["1", "2", "9", "1", "2"]


@pytest.mark.parametrize(
    ("opening", "articles"),
    [
        ("Pasall Beberapa ketentuan diubah:", ["I", "I/3"]),
        ("Pasal I (1) Setiap orang wajib.", ["1", "3"]),
    ],
)
def test_what_a_scanner_made_of_the_first_article_is_told_by_what_follows(
    opening: str, articles: list[str]
) -> None:
    law = f"PERUBAHAN\n\nMEMUTUSKAN:\n\nMenetapkan: TENTANG UANG. {opening}\n\nPasal 3\n\nTiga."
    assert [s.article for s in sections(law) if s.article] == articles


def test_the_decisions_of_a_decree_stand_under_their_number() -> None:
    found = {" › ".join(s.heading): DECREE[s.start : s.end].strip() for s in sections(DECREE)}
    assert found["Menetapkan › Diktum KESATU"] == "Membentuk tim."
    assert found["Menetapkan › Diktum KEDUA"].endswith("a. menyusun;")
    assert found["Menetapkan › Diktum KETIGA"] == "Biaya dibebankan pada APBD."
    assert "Penutup" in found
    assert "Lampiran" in found


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
