from __future__ import annotations

import random

from evals.typed import typed

ASKED = "Berapa anggaran Kota Sagu pada 2024?"


def test_most_questions_stay_and_some_are_typed_in_haste() -> None:
    chance = random.Random(1)
    drawn = [typed(ASKED, chance) for _ in range(400)]
    assert drawn.count(ASKED) > len(drawn) / 2
    assert ASKED.lower().rstrip("?") in drawn
    slipped = [text for text in drawn if "anggaran" not in text]
    assert slipped
    assert all("2024" in text and "sagu" in text.lower() for text in drawn)


def test_what_is_spelled_as_spoken_is_spelled_out_first() -> None:
    assert typed("Brp anggarannya?", random.Random(2)).lower().startswith("berapa")
