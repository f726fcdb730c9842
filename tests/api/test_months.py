"""A number holds for the months of its sentence."""

from __future__ import annotations

import pytest

from api.months import months_missing, months_of
from api.question import understand


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("uji coba Februari sampai April 2026", {"2026-02", "2026-03", "2026-04"}),
        ("18 November 2025 hingga 3 Januari 2026", {"2025-11", "2025-12", "2026-01"}),
        ("on 30 June 2025", {"2025-06"}),
        ("pada Mei", set()),
        ("pada 2026", set()),
    ],
)
def test_spans_of_months_hold_all_of_theirs(text: str, months: set[str]) -> None:
    assert months_of(text) == months


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Berapa harga karet pada Mei 2026?", "Pada Februari-April 2026: Rp11.450.", ["Mei 2026"]),
        ("Berapa harga karet pada Maret 2026?", "Pada Februari-April 2026: Rp11.450.", []),
        ("Berapa harga karet pada Mei 2026?", "Pada 2026 harganya Rp11.450.", []),
        ("Siapa kepalanya pada Mei 2026?", "Sejak Maret 2026 dipimpin Rina Wati.", []),
    ],
    ids=["another month", "within the span", "no month told", "no number asked for"],
)
def test_a_number_of_other_months_does_not_answer(
    question: str, text: str, missing: list[str]
) -> None:
    assert [*months_missing(understand(question, "id"), text)] == missing
