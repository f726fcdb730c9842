"""The figures of an evaluation: every one a mean over parts that are each right or wrong.

All are better the higher they are, so that a floor holds for each of them.

- *fact recall* counts a question as answered only where every fact stands in the answer;
- *citation precision* and *recall* follow ALCE (Gao et al. 2023): citations that support their
  sentence, and sentences that a citation supports;
- *retrieval* is measured by ir-measures on documents, or on pages where they have some, among the
  first ten; the twin of a digest in the other language counts as the same evidence.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.document import LANGUAGES
from evals.outcome import HITS, Outcome
from evals.questionset import CATEGORIES

Parts = Callable[[Outcome], Iterable[bool | None]]


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured.

    :ivar label: for people.
    :ivar parts: the verdicts of one question; None is none.
    """

    label: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean from 0 to 1.

    :ivar of: how many parts it is the mean of.
    """

    value: float
    of: int


def _kind(kind: str, verdict: Callable[[Outcome], bool]) -> Parts:
    return lambda one: [verdict(one)] if one.question.kind == kind else []


MEASURES: dict[str, Measure] = {
    "fact_recall": Measure(
        "answerable: all facts in the answer", _kind("answerable", lambda one: not one.missing)
    ),
    "answered": Measure(
        "answerable: answered", _kind("answerable", lambda one: not one.is_refused)
    ),
    "unanswerable_refused": Measure(
        "near misses: refused", _kind("unanswerable", lambda one: one.is_refused)
    ),
    "unanswerable_told": Measure(
        "near misses: refused, or answered with caution",
        _kind("unanswerable", lambda one: one.is_refused or one.is_warned),
    ),
    "plain_answers": Measure(
        "answers without caution: to a question that has one",
        lambda one: [] if one.is_refused or one.is_warned else [one.question.kind == "answerable"],
    ),
    "outside_refused": Measure(
        "out of scope: refused", _kind("outside", lambda one: one.is_refused)
    ),
    "state": Measure("state right", lambda one: [one.state_right]),
    "citation_precision": Measure(
        "citations: support their sentence", lambda one: [c.supports for c in one.cited]
    ),
    "citation_recall": Measure("sentences: supported", lambda one: one.sentences_supported),
    "citation_retrieved": Measure(
        "citations: among what was found", lambda one: [c.retrieved for c in one.cited]
    ),
    "citation_evidence": Measure(
        "citations: the evidence that is named", lambda one: [c.is_evidence for c in one.cited]
    ),
    "page": Measure("citations: page right", lambda one: [c.page_right for c in one.cited]),
    "numbers": Measure(
        "figures: stand in their citations",
        lambda one: [n >= len(one.figures_unsupported) for n in range(one.figures)],
    ),
    "never": Measure(
        "nothing said that must not be",
        lambda one: [not one.said_wrongly] if one.question.never else [],
    ),
    "language": Measure("answers: language right", lambda one: [one.language_right]),
}

RETRIEVAL = {"Success@1": "Success@1", f"Success@{HITS}": f"Success@{HITS}"} | {
    f"RR@{HITS}": f"RR@{HITS}",
    f"nDCG@{HITS}": f"nDCG@{HITS}",
}
"""Figure -> the measure of ir-measures."""

LANGUAGE_NAMES = {"id": "Indonesian", "en": "English"}

LABELS: dict[str, str] = {name: measure.label for name, measure in MEASURES.items()} | {
    name: f"retrieval: {name}" for name in RETRIEVAL
}


@dataclass(frozen=True, slots=True)
class Group:
    """Some questions of a run and what came of them.

    :ivar figures: by name; what there was nothing to measure of is left out.
    :ivar p50_ms: what half of the answers took at most.
    """

    questions: int
    figures: dict[str, Figure]
    p50_ms: float
    p95_ms: float

    def value(self, name: str) -> float | None:
        """Return a figure, None where there was nothing to measure."""
        figure = self.figures.get(name)
        return figure.value if figure else None


def measure(outcomes: Sequence[Outcome]) -> Group:
    """Return the figures of some outcomes."""
    figures = {}
    for name, measured in MEASURES.items():
        parts = [bool(part) for one in outcomes for part in measured.parts(one) if part is not None]
        if parts:
            figures[name] = Figure(sum(parts) / len(parts), len(parts))
    times = sorted(one.ms for one in outcomes)
    return Group(
        questions=len(outcomes),
        figures=figures | _retrieval(outcomes),
        p50_ms=_quantile(times, 0.5),
        p95_ms=_quantile(times, 0.95),
    )


def by_language(outcomes: Sequence[Outcome]) -> dict[str, Group]:
    """Return the figures of the questions in each language."""
    return {
        language: measure([one for one in outcomes if one.question.language == language])
        for language in LANGUAGES
    }


def by_category(outcomes: Sequence[Outcome]) -> dict[str, Group]:
    """Return the figures of each category that has questions."""
    groups = {
        category: [one for one in outcomes if one.question.category == category]
        for category in CATEGORIES
    }
    return {category: measure(some) for category, some in groups.items() if some}


def _retrieval(outcomes: Sequence[Outcome]) -> dict[str, Figure]:
    import ir_measures

    named = [one for one in outcomes if one.is_retrieved is not None]
    if not named:
        return {}
    qrels = {
        one.question.name: dict.fromkeys((*one.question.topics, *one.question.pages), 1)
        for one in named
    }
    run = {
        one.question.name: {
            place.evidence or f"{place.document}#{place.page}": 1.0 / rank
            for rank, place in enumerate(one.found[:HITS], start=1)
        }
        for one in named
    }
    measures = {name: ir_measures.parse_measure(told) for name, told in RETRIEVAL.items()}
    found = ir_measures.calc_aggregate(list(measures.values()), qrels, run)
    return {name: Figure(float(found[told]), len(named)) for name, told in measures.items()}


def _quantile(ordered: Sequence[float], share: float) -> float:
    return ordered[math.ceil(share * len(ordered)) - 1] if ordered else 0.0
