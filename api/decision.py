"""Whether the best evidence answers a question: a calibrated probability, not one threshold.

A logistic regression over what is known of the best sentence and its passage. Two things rule an
answer out whatever the rest says: something that the question names and the evidence does not,
and nothing of the kind that the question expects.

The weights in decision.json are written by `python -m evals.calibrate` from the dev half of
evals/questions; the test half is never part of it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from api.evidence import Candidate
from api.expectation import OTHER_NUMBER
from api.question import Question

_MOST_UNKNOWN = 3  # words; more say no more

FEATURES = (
    "maxsim of the sentence",
    "maxsim of the passage",
    "coverage of the passage",
    "coverage of the sentence",
    "what is expected is shown",
    "same language",
    "a word that no passage holds",
    "words that no passage holds",
    "something is expected",
    "a place is named",
    "a number, but of something else",
    "coverage of the passage, same language",
    "coverage of the sentence, same language",
)


def is_ruled_out(best: Candidate) -> bool:
    """Tell whether the evidence lacks a name, a frame or the kind of thing asked for."""
    return bool(best.missing) or not best.shows_expected


def features(question: Question, best: Candidate, unknown: Sequence[str]) -> list[float]:
    """Return the values of FEATURES, each between about 0 and 1.

    :param unknown: the words of the question that no passage holds.
    """
    in_passage, in_sentence = best.in_passage.coverage, best.in_sentence.coverage
    is_same = best.hit.passage.language == question.language
    is_loose = question.expects == "count" and best.shows_expected <= OTHER_NUMBER
    return [
        best.maxsim,
        best.hit.scores.maxsim,
        in_passage,
        in_sentence,
        best.shows_expected,
        float(is_same),
        float(bool(unknown)),
        min(len(unknown), _MOST_UNKNOWN) / _MOST_UNKNOWN,
        float(question.expects != "anything"),
        float(bool(question.regions)),
        float(is_loose),
        in_passage * is_same,
        in_sentence * is_same,
    ]


def is_answered(question: Question, best: Candidate, unknown: Sequence[str]) -> bool:
    """Tell whether the best sentence is likely enough to answer the question."""
    if is_ruled_out(best):
        return False
    threshold: float = _weights()["threshold"]
    return probability(features(question, best, unknown)) >= threshold


def probability(values: Sequence[float]) -> float:
    """Return how likely it is that the evidence answers, 0 to 1."""
    weights = _weights()
    pairs = zip(weights["weights"], values, strict=True)
    return 1 / (1 + math.exp(-weights["bias"] - sum(weight * value for weight, value in pairs)))


@cache
def _weights() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("api") / "decision.json").read_text("utf-8"))
    return found
