"""A Run: the figures of one evaluation, with what it was an evaluation of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.ids import content_hash
from evals.measures import Group, by_category, by_language, measure
from evals.outcome import Outcome
from evals.questionset import Question, SetName
from evals.seedfolder import fingerprint


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation.

    :ivar set: the half that was asked, or "gate" for the sample of dev that the gate asks.
    :ivar date: when it ended, UTC, ISO.
    :ivar corpus: the fingerprint of the documents.
    :ivar questions: the fingerprint of the questions.
    :ivar model: the embedding model.
    """

    set: str
    date: str
    version: str
    corpus: str
    questions: str
    model: str
    seconds: float
    whole: Group
    languages: Mapping[str, Group]
    categories: Mapping[str, Group]

    def record(self) -> dict[str, Any]:
        """Return what the history keeps of it."""
        return {
            "set": self.set,
            "date": self.date,
            "version": self.version,
            "corpus": self.corpus,
            "questions": self.questions,
            "model": self.model,
            "seconds": round(self.seconds, 1),
            "whole": _group(self.whole),
            "languages": {name: _group(group) for name, group in self.languages.items()},
        }

    def as_json(self) -> dict[str, Any]:
        """Return all of it, ready for JSON."""
        categories = {name: _group(group) for name, group in self.categories.items()}
        return {**self.record(), "categories": categories, "gap": gaps(self.languages)}


def run_of(name: SetName | str, outcomes: Sequence[Outcome], *, model: str, seconds: float) -> Run:
    """Return the run that these outcomes are."""
    return Run(
        set=name,
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        version=_version(),
        corpus=fingerprint(),
        questions=questions_fingerprint([one.question for one in outcomes]),
        model=model,
        seconds=seconds,
        whole=measure(outcomes),
        languages=by_language(outcomes),
        categories=by_category(outcomes),
    )


def questions_fingerprint(questions: Sequence[Question]) -> str:
    """Return the hash of some questions, whatever their order."""
    return content_hash(sorted(question.model_dump_json() for question in questions))[:16]


def gaps(languages: Mapping[str, Group]) -> dict[str, float]:
    """Return by how much each figure is higher in Indonesian than in English."""
    indonesian, english = languages["id"].figures, languages["en"].figures
    return {
        name: round(indonesian[name].value - english[name].value, 4)
        for name in indonesian
        if name in english
    }


def _group(group: Group) -> dict[str, Any]:
    figures = {
        name: {**asdict(figure), "value": round(figure.value, 4)}
        for name, figure in group.figures.items()
    }
    return {
        "questions": group.questions,
        "p50_ms": round(group.p50_ms, 1),
        "p95_ms": round(group.p95_ms, 1),
        "figures": figures,
    }


def _version() -> str:
    try:
        return version("enampilar")
    except PackageNotFoundError:
        return "unknown"
