"""The figures of an evaluation, for people at the terminal and for machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from corpus.console import say, table
from evals.failure import Failure
from evals.measures import LABELS, Group
from evals.run import Run, gaps

CATEGORY_COLUMNS = {
    "fact_recall": "all facts",
    "answered": "answered",
    "state": "state",
    "citation_evidence": "cites the evidence",
    "page": "page",
    "language": "language",
    "Success@10": "found",
}


def report_json(run: Run, failures: Sequence[Failure] | None = None) -> dict[str, Any]:
    """Return a run ready for JSON; with its failures only where they are given."""
    report = run.as_json()
    if failures is not None:
        report["failures"] = [failure.as_json() for failure in failures]
    return report


def print_report(run: Run) -> None:
    """Print the figures as tables: by language, and by category."""
    indonesian, english = run.languages["id"], run.languages["en"]
    between = gaps(run.languages)
    rows = [["questions", f"{indonesian.questions}", f"{english.questions}", ""]]
    rows += [
        [
            text,
            _told(indonesian, name),
            _told(english, name),
            f"{between[name]:+.3f}" if name in between else "",
        ]
        for name, text in LABELS.items()
    ]
    for name, text in (("p50_ms", "median ms, warm"), ("p95_ms", "p95 ms, warm")):
        rows.append([text, f"{getattr(indonesian, name):.0f}", f"{getattr(english, name):.0f}", ""])
    title = f"Answers to the {run.set} set, {run.whole.questions} questions"
    table(title, ["", "Indonesian", "English", "gap (id - en)"], rows)
    table(
        "By category",
        ["", "questions", *CATEGORY_COLUMNS.values()],
        [
            [name, group.questions, *(_bare(group, column) for column in CATEGORY_COLUMNS)]
            for name, group in run.categories.items()
        ],
    )


def print_failures(failures: Sequence[Failure]) -> None:
    """Print every case that is not right."""
    for failure in failures:
        say("")
        for line in failure.lines():
            say(line)


def print_retrieval(name: str, figures: dict[str, Any]) -> None:
    """Print the figures of a retrieval set as a table."""
    systems: dict[str, dict[str, float]] = figures["systems"]
    columns = list(next(iter(systems.values())))
    rows = [[system, *(f"{found[c]:.3f}" for c in columns)] for system, found in systems.items()]
    title = f"{name}: {figures['queries']} questions, {figures['passages']} passages"
    table(title, ["system", *columns], rows)


def _told(group: Group, name: str) -> str:
    figure = group.figures.get(name)
    return f"{figure.value:.3f} of {figure.of}" if figure else "-"


def _bare(group: Group, name: str) -> str:
    value = group.value(name)
    return "-" if value is None else f"{value:.2f}"
