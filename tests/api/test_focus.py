from __future__ import annotations

from dataclasses import replace

import numpy as np

from api.candidate import Candidate
from api.focus import told_of
from index.tokens import TokenMatches
from tests.made import candidate, hit

TABLE = """Tabel 2. Kebutuhan dana (miliar rupiah)

Dimensi | 2025 | 2026
Tata kelola | 6,8 | 7,4
Lingkungan | 5,4 | 6,1"""


def near(text: str, *, to: str) -> Candidate:
    """A candidate of which one word alone is like the question."""
    at = text.index(to)
    spans = np.array([[0, 1], [at, at + len(to)]], np.int32)
    similar = np.array([[0.1], [0.9]], np.float32)
    return replace(candidate(hit(text)), tokens=TokenMatches(spans, similar))


def test_the_cells_of_a_row_are_told_with_the_names_of_their_columns() -> None:
    assert told_of(candidate(hit(TABLE))).sentence.splitlines() == [
        "Tabel 2. Kebutuhan dana (miliar rupiah)",
        "Dimensi: Tata kelola | 2025: 6,8 | 2026: 7,4",
        "Dimensi: Lingkungan | 2025: 5,4 | 2026: 6,1",
    ]


def test_of_a_long_table_the_row_that_is_asked_for_is_told_below_its_caption() -> None:
    rows = "\n".join(f"Kecamatan Nomor {number} | {number},5 | {number},7" for number in range(40))
    text = f"{TABLE}\n{rows}"
    shown = told_of(near(text, to="Nomor 33")).sentence.splitlines()
    assert shown[0].startswith("Tabel 2.")
    assert "Dimensi: Kecamatan Nomor 33 | 2025: 33,5 | 2026: 33,7" in shown
    assert len(shown) < 8


def test_rows_that_name_their_columns_already_stay_as_they_are() -> None:
    text = "Program: Statistik | Pagu: 84\nProgram: Sandi | Pagu: 77"
    assert told_of(candidate(hit(text))).sentence == text


def test_rows_of_other_lengths_are_not_given_names() -> None:
    text = "Dimensi | 2025\nTata kelola | 6,8 | 7,4"
    assert told_of(candidate(hit(text))).sentence == text


def test_of_a_long_list_the_item_that_is_asked_for_is_told_below_its_opening() -> None:
    items = "\n".join(f"{n}. mengurus berkas bernomor {n} di kantor camat;" for n in range(1, 30))
    shown = told_of(near(f"Langkahnya adalah:\n{items}", to="bernomor 17")).sentence
    assert shown.startswith("Langkahnya adalah:\n")
    assert "17. mengurus" in shown


def test_a_sentence_is_told_as_it_stands() -> None:
    text = "Sebanyak 212 kamera dipasang pada 2024."
    told = told_of(candidate(hit(text)))
    assert told.sentence == text
    assert told.title == hit(text).document.title
