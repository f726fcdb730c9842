"""Whether the best evidence answers a question: a calibrated probability, not one threshold.

A logistic regression over what is known of the best sentence and its passage, the reader's word
above all. Two things rule an answer out whatever the rest says: a year, a place or a pillar that
the question names and the sentence does not hold for; and nothing of the kind that is asked for,
where the reader denies it as well.

The weights in decision.json are written by `python -m evals.calibrate`; the locked half of
evals/questions is never part of it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from api import candidate
from api.candidate import Candidate
from api.counting import OF_OTHERS, SEVERAL
from api.match import context_of
from api.nearness import Nearness, names_in
from api.quantity import YEAR
from api.question import Question
from api.wording import occurs, stems_of

_SURELY_OUTSIDE = 0.8  # probability: no answer can be one, whatever the reader says
_LIKELY_OUTSIDE = 0.55  # likewise: no doubtful one
_BESIDE_ANOTHER = 0.35  # probability that answers the half of a question
_SAYS_NO, _SAYS_YES = 0.0, 2.0  # log-odds of the reader
_MOST_ODDS = 6.0  # log-odds of the reader: more say no more
_MOST_UNKNOWN = 3  # words; more say no more
_FAR = 0.5  # of nearness: an unknown word that comes no nearer to anything is what is asked for
_REMOTE = 0.45  # nearness below which a word has no counterpart
_UNTOLD = 0.5  # nearness, where a model tells of none
_FEW_WORDS = 3  # of which an unknown one says little

_HAS = re.compile(r"\b(?:punya|mempunyai|memiliki|ha(?:s|ve|d))\b", re.IGNORECASE)
"""What asks whether a place has something, whatever it is: "Apakah Surabaya punya MRT?"."""
_LOOSE = ("count", "person", "date", "place", "reason", "procedure", "definition")
"""Kinds of which a text can hold something that is not what was asked for."""

FEATURES = (
    *candidate.FEATURES,
    "log-odds of the reader",
    "score",
    "lead over the next sentence",
    "maxsim of the passage",
    "a word that no passage holds",
    "words that no passage holds",
    "something is expected",
    "a place is named",
    "something of the kind expected, but not it",
    "coverage of the passage, same language",
    "capitals that the passage lacks",
    "farthest word, from the passage",
    "farthest word, from the sentence",
    "words of the question, from the sentence",
    "distance of an unknown word",
    "words that are far from the passage",
    "of words that are no name: farthest from the sentence",
    "of words that are no name: nearness to the sentence",
    "of words that are no name: the same, by rarity",
    "of words that are no name: farthest from the passage",
    "of words that are no name: what they lack to be near",
    "of words that are no name: what they lack to be near, by rarity",
    "of words that are no name: share that is far from the sentence",
)

OUTSIDE_FEATURES = (
    "maxsim of the passage",
    "coverage of the passage",
    "words that no passage holds",
    "a place is named",
    "a pillar or a regulation is named",
    "farthest word, from the passage",
    "words of the question, from the sentence",
    "log-odds of the reader",
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a decision stands on.

    :ivar best: the sentence that answers the question best.
    :ivar lead: by how much its score is above that of the next that says something else.
    :ivar unknown: the words of the question that no passage holds.
    :ivar nearness: how near the sentence and its passage come to each word of the question.
    """

    question: Question
    best: Candidate
    lead: float
    unknown: Sequence[str]
    nearness: Sequence[Nearness]


def is_ruled_out(best: Candidate) -> bool:
    """Tell whether the evidence holds for something else than what was asked for.

    For another year, place or pillar; where it names no year at all, the reader may say that it is
    of the year asked for, which its surroundings tell. Or it has nothing of the kind that was asked
    for, and the reader says no: of such sentences one in seventeen is right.
    """
    read, missing = best.read or 0.0, best.in_sentence.missing_frame
    may_hold = read >= _SAYS_YES and not YEAR.search(best.text)
    is_of_another = any(not (may_hold and YEAR.fullmatch(name)) for name in missing)
    return is_of_another or (best.shows_expected <= OF_OTHERS and read < _SAYS_NO)


def features(grounds: Grounds) -> list[float]:
    """Return the values of FEATURES, each between about 0 and 1."""
    question, best = grounds.question, grounds.best
    is_loose = question.expects in _LOOSE
    return [
        *best.values,
        _odds(best),
        best.score,
        grounds.lead,
        best.hit.scores.maxsim,
        float(bool(grounds.unknown)),
        min(len(grounds.unknown), _MOST_UNKNOWN) / _MOST_UNKNOWN,
        float(question.expects not in ("anything", "yesno")),
        float(bool(question.regions)),
        max(0.0, SEVERAL - best.shows_expected) * 2 if is_loose else 0.0,
        best.in_passage.coverage * (not best.is_foreign),
        _capitals_lacking(question, best),
        *_distances(grounds),
        *_distances_of_matter(grounds),
    ]


def _odds(best: Candidate) -> float:
    return max(-_MOST_ODDS, min(best.read or 0.0, _MOST_ODDS)) / _MOST_ODDS


def _capitals_lacking(question: Question, best: Candidate) -> float:
    """Return the share of the words with a capital that passage, title and heading lack."""
    names = names_in(question)
    held = stems_of(context_of(best.hit))
    return sum(not occurs(name, held) for name in names) / max(len(names), 1)


def _distances_of_matter(grounds: Grounds) -> tuple[float, ...]:
    """Tell of the words alone that say what is asked of a thing, not of its names."""
    near = [word for word in grounds.nearness if not word.is_name] or list(grounds.nearness)
    if not near:
        return _UNTOLD, _UNTOLD, _UNTOLD, _UNTOLD, 0.0, 0.0, 0.0
    told = [word.in_sentence for word in near]
    total = sum(word.weight for word in near) or 1.0
    return (
        min(told),
        sum(told) / len(told),
        sum(word.in_sentence * word.weight for word in near) / total,
        min(word.in_passage for word in near),
        min(2 * sum(max(0.0, _FAR - value) for value in told), 1.5),
        sum(word.weight * max(0.0, _FAR - word.in_sentence) for word in near) / total,
        sum(value < _REMOTE for value in told) / len(told),
    )


def _distances(grounds: Grounds) -> tuple[float, float, float, float, float]:
    near = grounds.nearness
    if not near:
        return _UNTOLD, _UNTOLD, _UNTOLD, 0.0, 0.0
    total = sum(word.weight for word in near) or 1.0
    far = [max(0.0, 1 - word.in_passage / _FAR) for word in near if word.word in grounds.unknown]
    return (
        min(word.in_passage for word in near),
        min(word.in_sentence for word in near),
        sum(word.in_sentence * word.weight for word in near) / total,
        max(far, default=0.0),
        min(2 * sum(max(0.0, _REMOTE - word.in_passage) for word in near), 1.0),
    )


def is_answered(grounds: Grounds, *, beside_another: bool = False) -> bool:
    """Tell whether the best sentence is likely enough to answer the question.

    :param beside_another: the question is the half of one, and the other half is answered.
    """
    if is_ruled_out(grounds.best):
        return False
    least = _BESIDE_ANOTHER if beside_another else float(_weights()["answered"]["threshold"])
    return probability(features(grounds)) >= least


def is_sure(grounds: Grounds) -> bool:
    """Tell whether an answer needs no word of caution.

    `python -m evals.calibrate` prints how many of the answers on either side of the line are to a
    question that has one.
    """
    return probability(features(grounds)) >= float(_weights()["answered"]["sure"])


def outside_features(grounds: Grounds) -> list[float]:
    """Return the values of OUTSIDE_FEATURES, each between about 0 and 1."""
    question, best = grounds.question, grounds.best
    words = max(len(question.words), _FEW_WORDS)
    nearness = _distances(grounds)
    return [
        best.hit.scores.maxsim,
        best.in_passage.coverage,
        len(grounds.unknown) / words,
        float(bool(question.regions)),
        float(bool(question.pillars or question.regulations)),
        nearness[0],
        nearness[2],
        _odds(best),
    ]


def is_surely_outside(grounds: Grounds) -> bool:
    """Tell whether a question is so surely about something else that no answer can be one.

    It need be less sure where the answer would be a doubtful one.
    """
    return is_outside(grounds, _SURELY_OUTSIDE if is_sure(grounds) else _LIKELY_OUTSIDE)


def is_outside(grounds: Grounds, least: float | None = None) -> bool:
    """Tell whether a question that got no answer is about something else altogether.

    :param least: probability; the fitted line when not given.
    """
    question = grounds.question
    if question.regulations or question.pillars:
        return False
    if question.regions and _HAS.search(question.plain):
        return False
    model = _weights()["outside"]
    line = float(model["threshold"]) if least is None else least
    return probability(outside_features(grounds), model) >= line


def probability(values: Sequence[float], model: Mapping[str, Any] | None = None) -> float:
    """Return how likely something is, 0 to 1: that the evidence answers, unless told else."""
    weights = model or _weights()["answered"]
    pairs = zip(weights["weights"], values, strict=True)
    return 1 / (1 + math.exp(-weights["bias"] - sum(weight * value for weight, value in pairs)))


@cache
def _weights() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("api") / "decision.json").read_text("utf-8"))
    return found
