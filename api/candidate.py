"""A Candidate: a sentence that may become part of an answer, and what speaks for it.

The weights in ranking.json are written by `python -m evals.ranking`; the locked half of
evals/questions is never part of it.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from api.likeness import Likeness
from api.match import Match
from api.quantity import YEAR
from api.statement import Quote
from index.hit import Hit
from index.tokenmatches import TokenMatches

FEATURES = (
    "maxsim",
    "coverage of the sentence",
    "coverage of the passage",
    "what is expected is shown",
    "what is asked for is defined",
    "figures of the question are held",
    "on another region",
    "places, years and pillars missing from the sentence",
    "names missing from the passage",
    "names missing from what was read of the document",
    "in another language",
    "in another language, asked in English",
    "in another language, though its digest is written in both",
    "coverage of the sentence, in another language",
    "likeness with heading",
    "likeness with what stands before",
    "likeness of matter",
    "likeness of matter with heading",
    "likeness of matter with what stands before",
    "likeness of grammar",
    "no full stop",
    "no full stop, and short",
    "a plan where the result is asked for, or the other way",
    "calls itself a variant, which is not asked for",
    "the reader says that it answers",
)
_MOST_MISSING = 2  # more say no more
_SHORT = 90  # characters: of a heading
_ENDS = ".!?:;)"


@dataclass(frozen=True)
class Candidate:
    """A sentence that may become part of the answer; ``passage.text[start:end]``.

    :ivar language: of the question.
    :ivar strange: names of the question that no passage read of the document holds.
    :ivar is_definition: a definition is asked for, and it is one.
    :ivar agrees: it holds every figure that the question states: the six of "enam pilar".
    :ivar tokens: how the tokens of its passage match the question's, from a model that has them.
    :ivar read: the log-odds, by the reader, that it answers; None where it was not read.
    :ivar is_other_side: it tells of a plan, where the result is asked for, or the other way.
    :ivar is_variant: it says that it is another form of what is asked for.
    :ivar is_elsewhere: its document is on one region, and the question names none.
    """

    hit: Hit
    start: int
    end: int
    text: str
    language: str
    maxsim: float
    likeness: Likeness
    in_sentence: Match
    in_passage: Match
    strange: tuple[str, ...]
    shows_expected: float
    is_definition: bool
    agrees: bool
    is_elsewhere: bool
    is_other_side: bool = False
    is_variant: bool = False
    tokens: TokenMatches | None = None
    read: float | None = None

    @property
    def quote(self) -> Quote:
        """The sentence where it stands."""
        return Quote(self.hit, self.start, self.end)

    @property
    def time(self) -> str:
        """The last year that it speaks of, else the day of its document; "" where none is told."""
        years, published = YEAR.findall(self.text), self.hit.document.published or ""
        return published if not years or published.startswith(max(years)) else max(years)

    @property
    def missing(self) -> tuple[str, ...]:
        """What rules the sentence out.

        A name may stand elsewhere in its passage; the year and the place must be its own.
        """
        return (*self.in_sentence.missing_frame, *self.in_passage.missing_names)

    @property
    def is_foreign(self) -> bool:
        """Whether it is in another language than the question."""
        return self.hit.passage.language not in (self.language, "mixed")

    @cached_property
    def values(self) -> tuple[float, ...]:
        """The values of FEATURES."""
        coverage, near = self.in_sentence.coverage, self.likeness
        is_bare = not self.text.rstrip().endswith(tuple(_ENDS))
        return (
            self.maxsim,
            coverage,
            self.in_passage.coverage,
            self.shows_expected,
            float(self.is_definition),
            float(self.agrees),
            float(self.is_elsewhere),
            _few(self.in_sentence.missing),
            _few(self.in_passage.missing),
            _few(self.strange),
            float(self.is_foreign),
            float(self.is_foreign and self.language == "en"),
            float(self.is_foreign and self.hit.document.kind == "digest"),
            coverage * self.is_foreign,
            near.with_heading,
            near.with_before,
            near.matter,
            near.matter_with_heading,
            near.matter_with_before,
            near.grammar,
            float(is_bare),
            float(is_bare and len(self.text) < _SHORT and "\n" not in self.text),
            float(self.is_other_side),
            float(self.is_variant),
            0.0 if self.read is None else 1 / (1 + math.exp(-self.read)),
        )

    @cached_property
    def score(self) -> float:
        """The order of candidates; the weights' unit is the spread within a question."""
        return self.score_unread + _weights()[-1] * self.values[-1]

    @cached_property
    def score_unread(self) -> float:
        """The score without the word of the reader, who reads the best alone."""
        return sum(w * value for w, value in zip(_weights()[:-1], self.values[:-1], strict=True))


def _few(missing: tuple[str, ...]) -> float:
    return float(min(len(missing), _MOST_MISSING))


@cache
def _weights() -> tuple[float, ...]:
    found = json.loads((files("api") / "ranking.json").read_text("utf-8"))
    return tuple(found["weights"])
