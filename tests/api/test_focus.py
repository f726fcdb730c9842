from __future__ import annotations

from dataclasses import replace

import numpy as np

from api.candidate import Candidate
from api.focus import shown, stretches
from index.hit import Hit
from index.tokenmatches import TokenMatches
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
    assert told(candidate(hit(TABLE))).splitlines() == [
        "Tabel 2. Kebutuhan dana (miliar rupiah)",
        "Dimensi: Tata kelola | 2025: 6,8 | 2026: 7,4",
        "Dimensi: Lingkungan | 2025: 5,4 | 2026: 6,1",
    ]


def test_of_a_long_table_the_row_that_is_asked_for_is_told_below_its_caption() -> None:
    rows = "\n".join(f"Kecamatan Nomor {number} | {number},5 | {number},7" for number in range(40))
    text = f"{TABLE}\n{rows}"
    lines = told(near(text, to="Nomor 33")).splitlines()
    assert lines[0].startswith("Tabel 2.")
    assert "Dimensi: Kecamatan Nomor 33 | 2025: 33,5 | 2026: 33,7" in lines
    assert len(lines) < 8


def test_rows_that_name_their_columns_already_stay_as_they_are() -> None:
    text = "Program: Statistik | Pagu: 84\nProgram: Sandi | Pagu: 77"
    assert told(candidate(hit(text))) == text


def test_rows_of_other_lengths_are_not_given_names() -> None:
    text = "Dimensi | 2025\nTata kelola | 6,8 | 7,4"
    assert told(candidate(hit(text))) == text


def test_of_a_long_list_the_item_that_is_asked_for_is_told_below_its_opening() -> None:
    items = "\n".join(f"{n}. mengurus berkas bernomor {n} di kantor camat;" for n in range(1, 30))
    text = told(near(f"Langkahnya adalah:\n{items}", to="bernomor 17"))
    assert text.startswith("Langkahnya adalah:\n")
    assert "17. mengurus" in text


FIRST = "Rumah Kabar adalah kios di pasar tempat warga membaca pengumuman."
SECOND = "Jumlahnya 48 buah."
THIRD = "Biayanya Rp2,4 miliar setahun."
FAR = f"Kepala Dinas menjelaskan hal lain yang tidak ada hubungannya {'sama sekali ' * 20}di sini."


def at(one: Hit, sentence: str) -> Candidate:
    start = one.passage.text.index(sentence)
    return replace(candidate(one, text=sentence), start=start, end=start + len(sentence))


def test_a_sentence_is_shown_among_its_neighbours_and_they_are_judged_with_it() -> None:
    one = hit(f"{FIRST} {SECOND} {THIRD} {FAR}")
    second, third, far = (at(one, sentence) for sentence in (SECOND, THIRD, FAR))
    seen = shown(second, [second, third, far])
    assert seen.told.text == f"{FIRST} {SECOND} {THIRD}"
    assert seen.told.title == one.document.title
    assert seen.candidates == (second, third)
    assert [seen.told.text[start:end] for start, end in seen.told.spans] == [SECOND, THIRD]


def test_what_stands_in_another_passage_is_not_judged_with_it() -> None:
    one = hit(f"{FIRST} {SECOND}")
    other = replace(one, passage=replace(one.passage, id="other"))
    first, second = at(one, SECOND), at(other, SECOND)
    assert shown(first, [first, second]).candidates == (first,)


def test_no_candidate_is_shown_twice() -> None:
    one = hit(f"{FIRST} {SECOND} {THIRD} {FAR}")
    ranked = [at(one, sentence) for sentence in (SECOND, THIRD, FAR, FIRST)]
    found = stretches(ranked, 5)
    assert [seen.candidates[0].text for seen in found] == [SECOND, FAR]
    assert len(stretches(ranked, 1)) == 1
    assert stretches([], 3) == []


def told(one: Candidate) -> str:
    return shown(one).told.text
