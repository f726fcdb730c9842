"""A number holds for the months of its sentence."""

from __future__ import annotations

import pytest

from api.months import months_missing

IN_MAY = "Berapa aduan yang masuk pada Mei 2026?"


@pytest.mark.parametrize(
    "text",
    [
        "Pada Februari-April 2026 masuk 300 aduan.",
        "Pada Maret 2026 masuk 90 aduan.",
        "Januari, Februari, dan Maret 2026: 300 aduan.",
        "Selama November 2025 s.d. Februari 2026 masuk 300 aduan.",
        "From January to March 2026 there were 300 complaints.",
    ],
)
def test_a_number_of_other_months_does_not_answer(text: str) -> None:
    assert [*months_missing(IN_MAY, text)] == ["Mei 2026"]


@pytest.mark.parametrize(
    "text",
    [
        "Januari s.d. Juni 2026 masuk 300 aduan.",
        "April, Mei, dan Juni 2026: 300 aduan.",
        "Mei dan Juni 2026: 300 aduan.",
        "Sampai Juni 2026 masuk 300 aduan.",
        "Per 30 Juni 2026 masuk 300 aduan.",
        "Sejak Januari 2026 masuk 300 aduan.",
        "Between April and July 2026 there were 300 complaints.",
        "Selama November-Juni 2026 masuk 300 aduan.",
        "Pada 2026 masuk 300 aduan.",
    ],
)
def test_a_span_holds_its_months_and_an_open_one_may(text: str) -> None:
    assert [*months_missing(IN_MAY, text)] == []


@pytest.mark.parametrize(
    "asked",
    [
        "Berapa anggaran aplikasi yang diluncurkan pada Mei 2026?",
        "How much did the app that was launched in May 2026 cost?",
        "Berapa aduan yang masuk pada 2026?",
    ],
)
def test_the_month_of_something_else_is_not_asked_for(asked: str) -> None:
    assert [*months_missing(asked, "Pada Maret 2026 masuk 90 aduan.")] == []
