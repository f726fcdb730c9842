"""A Rubric: which dimensions an evaluation of smart cities looks at, and what says so.

Facts about the evaluation carry their source and how certain they are; what evidence of a
dimension reads like is working wording of this project and says so.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.document import LANGUAGES, Language
from corpus.errors import UnknownNameError


@dataclass(frozen=True, slots=True)
class RubricFact:
    """What a source says of the evaluation.

    :ivar certainty: ``V``, read in the cited page; ``P``, supported in part.
    """

    certainty: str
    text: Mapping[Language, str] = field(hash=False)
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class EvaluationDimension:
    """What is evaluated of each pillar: baseline, output, outcome, impact, quick win.

    :ivar asks: what its evidence is about, by language; working wording.
    """

    id: str
    name: Mapping[Language, str] = field(hash=False)
    asks: Mapping[Language, str] = field(hash=False)
    cues: re.Pattern[str]

    def is_shown_by(self, text: str) -> bool:
        """Tell whether a sentence has a word of this dimension, in either language."""
        return self.cues.search(text) is not None


@dataclass(frozen=True, slots=True)
class Rubric:
    """The dimensions of one evaluation.

    :ivar id: the year of the evaluation.
    :ivar dated: ISO date of what it rests on.
    :ivar results: how statements on past evaluations read.
    """

    id: str
    dated: str
    dimensions: tuple[EvaluationDimension, ...]
    facts: tuple[RubricFact, ...]
    results: EvaluationDimension


def rubric(year: str | None = None) -> Rubric:
    """Return the rubric of a year.

    :param year: the newest that names every dimension when None.
    :raises UnknownNameError: when there is none of that year; lists what there is.
    """
    known, default = _rubrics()
    if (wanted := year or default) in known:
        return known[wanted]
    raise UnknownNameError(
        f"There is no rubric of the evaluation {wanted!r}.", f"Known: {', '.join(known)}."
    )


def rubric_years() -> tuple[str, ...]:
    """Return the years that there is a rubric of, the oldest first."""
    return tuple(sorted(_rubrics()[0]))


@cache
def _rubrics() -> tuple[dict[str, Rubric], str]:
    data = tomllib.loads((files("api") / "evaluation.toml").read_text("utf-8"))
    dimensions = {entry["id"]: _dimension(entry) for entry in data["dimension"]}
    facts = {entry["id"]: _fact(entry) for entry in data["fact"]}
    found = {
        entry["id"]: Rubric(
            id=entry["id"],
            dated=entry["dated"],
            dimensions=tuple(dimensions[name] for name in entry["dimensions"]),
            facts=tuple(facts[name] for name in entry["facts"]),
            results=_dimension(data["results"]),
        )
        for entry in data["rubric"]
    }
    return found, data["default"]


def _dimension(entry: dict[str, Any]) -> EvaluationDimension:
    cues = [re.escape(cue) for language in LANGUAGES for cue in entry["cues"][language]]
    # Whole words, but for what is no word: "%".
    pattern = rf"(?<!\w)(?:{'|'.join(sorted(set(cues), key=len, reverse=True))})(?!\w)"
    return EvaluationDimension(
        id=entry["id"],
        name=_by_language(entry["name"]),
        asks=_by_language(entry["asks"]),
        cues=re.compile(pattern, re.IGNORECASE),
    )


def _fact(entry: dict[str, Any]) -> RubricFact:
    return RubricFact(
        certainty=entry["certainty"],
        text=_by_language(entry["text"]),
        name=entry["name"],
        url=entry["url"],
    )


def _by_language(texts: Mapping[str, str]) -> Mapping[Language, str]:
    return {code: texts[code] for code in LANGUAGES}
