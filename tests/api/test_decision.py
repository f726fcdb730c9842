"""What rules an answer out, whatever else speaks for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.decision import is_ruled_out
from api.match import Match
from tests.made import candidate, hit

NO_YEAR = "Belanja pemeliharaan hanya 9 persen dari jumlah itu."
OWN_YEAR = "Pada 2023 belanja pemeliharaan 9 persen."


@pytest.mark.parametrize(
    ("text", "missing", "read", "is_out"),
    [
        (NO_YEAR, (), 0.0, False),
        (NO_YEAR, ("2024",), 1.0, True),
        (NO_YEAR, ("2024",), 3.0, False),
        (OWN_YEAR, ("2024",), 3.0, True),
        (NO_YEAR, ("Kota Semarang",), 3.0, True),
        (NO_YEAR, ("2024", "Kota Semarang"), 3.0, True),
    ],
    ids=["nothing missing", "unsure", "certain", "another year", "another place", "both"],
)
def test_the_reader_may_fill_in_a_year_that_no_sentence_names_but_nothing_else(
    text: str, missing: tuple[str, ...], read: float, *, is_out: bool
) -> None:
    held = Match(coverage=1.0, missing_names=(), missing_frame=missing)
    assert is_ruled_out(replace(candidate(hit(text)), in_sentence=held, read=read)) is is_out


@pytest.mark.parametrize(("read", "is_out"), [(-0.5, True), (0.5, False)])
def test_what_has_nothing_of_the_kind_asked_for_needs_the_word_of_the_reader(
    read: float, *, is_out: bool
) -> None:
    nothing = replace(candidate(hit(NO_YEAR)), shows_expected=0.0, read=read)
    assert is_ruled_out(nothing) is is_out
