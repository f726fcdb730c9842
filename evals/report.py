"""The figures of an evaluation, for people and for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from corpus.console import say, table
from corpus.document import LANGUAGES
from evals.answers import Figures, Outcome, figures

_ROWS = {
    "answerable": "answerable questions",
    "fact_recall": "  all facts in the answer",
    "wrongly_refused": "  wrongly refused",
    "hit_at_10": "  evidence in the first 10 hits",
    "unanswerable": "unanswerable questions",
    "unanswerable_refused": "  refused",
    "outside": "questions from outside",
    "outside_refused": "  refused",
    "citations": "citations",
    "cited": "  quote in the cited document",
    "sentences": "sentences per answer",
    "median_ms": "median ms, warm",
    "p95_ms": "p95 ms, warm",
}
_COUNTS = frozenset("answerable unanswerable outside citations".split())
_SHARES = frozenset(
    "fact_recall wrongly_refused hit_at_10 unanswerable_refused outside_refused cited".split()
)


def report_json(name: str, outcomes: Sequence[Outcome], *, failures: bool) -> dict[str, Any]:
    """Return the figures by language and the gap between them, ready for JSON.

    :param failures: also list every answer that is not right.
    """
    by_language = _by_language(outcomes)
    report: dict[str, Any] = {
        "set": name,
        "questions": len(outcomes),
        "languages": {language: _rounded(asdict(of)) for language, of in by_language.items()},
        "gap": _rounded(gap(by_language["id"], by_language["en"])),
    }
    if failures:
        report["failures"] = [_failure(one) for one in outcomes if not one.is_right]
    return report


def print_report(name: str, outcomes: Sequence[Outcome]) -> None:
    """Print the figures as a table."""
    by_language = _by_language(outcomes)
    indonesian, english = by_language["id"], by_language["en"]
    between = gap(indonesian, english)
    rows = [
        [
            label,
            _told(key, getattr(indonesian, key)),
            _told(key, getattr(english, key)),
            _told(key, between[key], sign="+") if key in between else "",
        ]
        for key, label in _ROWS.items()
    ]
    title = f"Answers to the {name} set, {len(outcomes)} questions"
    table(title, ["", "Indonesian", "English", "gap (id - en)"], rows)


def print_failures(outcomes: Sequence[Outcome]) -> None:
    """Print every question whose answer is not right, with the answer and what was expected."""
    for outcome in outcomes:
        if not outcome.is_right:
            failure = _failure(outcome)
            say(f"\n{failure['id']} ({failure['language']}, {failure['kind']})")
            say(f"  asked     {failure['question']}")
            say(f"  expected  {_expected(outcome)}")
            for sentence in failure["answer"] or [failure["status"]]:
                say(f"  answered  {sentence}")
            if outcome.is_retrieved is False:
                say("  The evidence is not among the first 10 hits.")
            if not all(outcome.quotes_in_text):
                say("  A quote does not stand in the cited document.")


def gap(indonesian: Figures, english: Figures) -> dict[str, float | None]:
    """Return by how much each figure is higher in Indonesian; counts are left out."""
    first, second = asdict(indonesian), asdict(english)
    return {
        name: None if first[name] is None or second[name] is None else first[name] - second[name]
        for name in first
        if name not in _COUNTS
    }


def _by_language(outcomes: Sequence[Outcome]) -> dict[str, Figures]:
    return {
        language: figures([one for one in outcomes if one.question.language == language])
        for language in LANGUAGES
    }


def _failure(outcome: Outcome) -> dict[str, Any]:
    question, answer = outcome.question, outcome.answer
    return {
        "id": question.id,
        "language": question.language,
        "kind": question.kind,
        "question": question.text,
        "status": answer.status,
        "answer": [sentence.text for sentence in answer.sentences],
        "facts": question.facts,
        "missing": outcome.missing,
        "is_retrieved": outcome.is_retrieved,
    }


def _expected(outcome: Outcome) -> str:
    if outcome.question.status == "not_found":
        return "no answer"
    return "; ".join(_spelled(fact, outcome) for fact in outcome.question.facts)


def _spelled(fact: tuple[str, ...], outcome: Outcome) -> str:
    return " | ".join(fact) + (" (missing)" if fact in outcome.missing else "")


def _told(name: str, value: float | None, sign: str = "") -> str:
    if value is None:
        return "-"
    if name in _COUNTS:
        return str(value)
    if name in _SHARES:
        return f"{value:{sign}.3f}"
    return f"{value:{sign}.1f}"


def _rounded(values: Mapping[str, float | None]) -> dict[str, float | None]:
    return {name: None if value is None else round(value, 4) for name, value in values.items()}


def print_retrieval(name: str, figures: dict[str, Any]) -> None:
    """Print the figures of a retrieval set as a table."""
    systems: dict[str, dict[str, float]] = figures["systems"]
    columns = list(next(iter(systems.values())))
    rows = [[system, *(f"{found[c]:.3f}" for c in columns)] for system, found in systems.items()]
    title = f"{name}: {figures['queries']} questions, {figures['passages']} passages"
    table(title, ["system", *columns], rows)
