"""What a follow-up asks, told by the question before it."""

from __future__ import annotations

import pytest

from api.followup import resolve

COUNT = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
FOLLOW_UPS = {
    "a year, English": (
        "and in 2022?",
        "How many regions joined the programme in 2018?",
        "How many regions joined the programme in 2022?",
    ),
    "a year, colloquial": ("kalau 2019?", COUNT, COUNT.replace("2018", "2019")),
    "a place": ("Bagaimana dengan Sleman?", "Apa quick win Kabupaten Magelang?", "Sleman"),
    "a bare place": (
        "Bantul?",
        "Berapa anggaran smart city Kota Malang 2023?",
        "Berapa anggaran smart city Bantul 2023?",
    ),
    "a place, English": (
        "What about Bandung?",
        "Which regulation sets the Sleman masterplan?",
        "Which regulation sets the Bandung masterplan?",
    ),
    "a pillar": (
        "lalu pilar Smart Living?",
        "Apa program Smart Governance di Sleman?",
        "Apa program Smart Living di Sleman?",
    ),
    "a place that was not there": ("Bagaimana dengan Kulon Progo?", COUNT, "2018 Kulon Progo?"),
    "the subject of before": ("Berapa anggarannya?", "Apa itu Sibaku?", "Sibaku?"),
}


@pytest.mark.parametrize(("text", "before", "told"), FOLLOW_UPS.values(), ids=FOLLOW_UPS)
def test_a_follow_up_takes_the_rest_from_before(text: str, before: str, told: str) -> None:
    assert told in (resolve(text, before) or "")


WHOLE = (
    "Apa itu quick win?",
    "Siapa bupati Sleman?",
    "Berapa anggaran Kota Malang 2023?",
    "What is the budget of Sleman?",
    "Sebutkan enam pilar smart city",
    "Kapan Perpres 95/2018 ditetapkan?",
)


@pytest.mark.parametrize("text", WHOLE)
def test_a_question_that_stands_alone_is_left_alone(text: str) -> None:
    assert resolve(text, COUNT) is None


def test_the_first_question_of_a_conversation_has_nothing_before_it() -> None:
    assert resolve("Bagaimana dengan Sleman?", None) is None
