from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from api.candidate import FEATURES
from evals import ranking
from evals.ranking import SPREAD, Choice, fit, judge, write


def choices(count: int = 40) -> list[Choice]:
    """Return questions of five sentences, of which the first feature alone tells the right one."""
    rng = np.random.default_rng(3)
    found = []
    for number in range(count):
        values = rng.normal(size=(5, len(FEATURES)))
        right = np.arange(5) == values[:, 0].argmax()
        found.append(Choice("numeric, id", f"evidence {number // 2}", values, right))
    return found


def test_the_weights_follow_what_tells_the_right_sentence() -> None:
    weights = fit(choices())
    assert int(np.abs(weights).argmax()) == 0
    assert weights[0] > 0


def test_scores_spread_within_a_question_as_the_margins_take_it() -> None:
    questions = choices()
    weights = fit(questions)
    without_reader = [np.std(choice.values[:, :-1] @ weights[:-1]) for choice in questions]
    spread = np.mean(without_reader)
    assert spread == pytest.approx(SPREAD)


def test_the_reader_weighs_what_it_is_worth_beside_the_others() -> None:
    rng = np.random.default_rng(5)
    questions = []
    for number in range(60):
        values = rng.normal(size=(5, len(FEATURES)))
        right = np.arange(5) == number % 5
        values[:, -1] = np.where(right, 0.9, 0.1)  # nothing else tells
        questions.append(Choice("numeric, id", f"evidence {number}", values, right))
    weights = fit(questions)
    best = [int(np.argmax(choice.values @ weights)) for choice in questions]
    told = [bool(choice.right[place]) for choice, place in zip(questions, best, strict=True)]
    assert weights[-1] > 0
    assert sum(told) > 50


def test_what_was_learned_is_judged_on_evidence_that_it_never_saw() -> None:
    [*_, (name, share, count)] = judge(choices())
    assert (name, count) == ("all", 40)
    assert share > 0.5  # by chance 0.2


def test_the_weights_are_written_with_their_features(tmp_path: Path) -> None:
    write(choices(), tmp_path / "ranking.json")
    found = json.loads((tmp_path / "ranking.json").read_text("utf-8"))
    assert found["features"] == list(FEATURES)
    assert len(found["weights"]) == len(FEATURES)
    assert ranking.WEIGHTS.is_file()
