"""A run as one page of HTML that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from corpus.errors import disk_errors
from evals.failure import Failure
from evals.measures import LABELS, Group
from evals.outcome import Outcome
from evals.plots import histogram, lines, pairs_of_bars
from evals.questionset import CATEGORIES
from evals.report import CATEGORY_COLUMNS
from evals.run import Run, gaps

_RUNS_SHOWN = 12
_FOLLOWED = {
    "fact_recall": "all facts in the answer",
    "unanswerable_refused": "near misses refused",
    "state": "state right",
}


def write_page(
    target: Path,
    run: Run,
    outcomes: Sequence[Outcome],
    failures: Sequence[Failure],
    history: Sequence[Mapping[str, Any]],
) -> None:
    """Write the page.

    :param failures: none of a locked set.
    :param history: records of this set's runs, oldest first, this one included.
    :raises StorageError: when the disk refuses.
    """
    partial = target.with_name(f"{target.name}.partial")
    with disk_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(page(run, outcomes, failures, history), "utf-8")
        partial.replace(target)


def page(
    run: Run,
    outcomes: Sequence[Outcome],
    failures: Sequence[Failure],
    history: Sequence[Mapping[str, Any]],
) -> str:
    """Return the page."""
    # What documents say stands on this page: all but our own drawings is escaped.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((files("evals") / "page.html").read_text("utf-8"))
    indonesian, english = run.languages["id"], run.languages["en"]
    shown = history[-_RUNS_SHOWN:]
    return template.render(
        run=run,
        failures=failures,
        labels=LABELS,
        columns=CATEGORY_COLUMNS,
        told=_told,
        gaps=gaps(run.languages),
        followed=_FOLLOWED,
        history=shown,
        value=_recorded,
        by_language=_drawn(
            pairs_of_bars(
                {
                    text: (indonesian.value(name), english.value(name))
                    for name, text in LABELS.items()
                }
            )
        ),
        by_category=_drawn(pairs_of_bars(_by_category(outcomes))),
        times=_drawn(
            histogram(
                [one.ms for one in outcomes],
                {"half": run.whole.p50_ms, "95 in 100": run.whole.p95_ms},
            )
        ),
        over_time=_drawn(
            lines(
                [str(record["date"])[:10] for record in shown],
                {
                    text: [_recorded(record, name) for record in shown]
                    for name, text in _FOLLOWED.items()
                },
            )
        ),
    )


def _by_category(outcomes: Sequence[Outcome]) -> dict[str, tuple[float | None, float | None]]:
    """Return, by category and language, the share of cases that are right."""
    verdicts: dict[str, tuple[list[bool], list[bool]]] = {}
    for one in outcomes:
        both = verdicts.setdefault(one.question.category, ([], []))
        both[one.question.language == "en"].append(one.is_right)
    return {
        name: (_share(verdicts[name][0]), _share(verdicts[name][1]))
        for name in CATEGORIES
        if name in verdicts
    }


def _share(verdicts: Sequence[bool]) -> float | None:
    return sum(verdicts) / len(verdicts) if verdicts else None


def _told(group: Group, name: str) -> str:
    figure = group.figures.get(name)
    return f"{figure.value:.3f}" if figure else "–"


def _recorded(record: Mapping[str, Any], name: str) -> float | None:
    value = record.get("whole", {}).get("figures", {}).get(name, {}).get("value")
    return float(value) if isinstance(value, (int, float)) else None


def _drawn(svg: str) -> Markup:
    return Markup(svg)  # noqa: S704 - our own drawing
