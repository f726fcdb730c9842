"""Do the project's own questions find the digests that answer them? ``python -m evals.evidence``.

Asks the questions of evals/questions that name their evidence, dev and test, on the seed digests
alone. A digest is there in both languages; either of them is evidence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.console import JSON_OPTION, emit, progress_bar, reporting_errors, say, table
from corpus.document import LANGUAGES
from corpus.ids import document_id
from evals.questionset import LOCKED, SET_NAMES, Question, SetName, load_set
from index.retriever import Retriever

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

DEPTH = 10
"""How many documents are looked at."""

_HITS = 30  # of which the first ten documents are taken; a document has several passages
RECALL, GAP, SAME = 0.95, 0.03, 0.85
"""The bars: recall in each language, the gap between them, pairs with the same evidence."""


@dataclass(frozen=True, slots=True)
class Found:
    """A question and the documents found for it, best first.

    :ivar ranks: a digest that answers, as ``<language>/<theme>/<topic>`` -> its place among the
        documents, from 1.
    """

    question: Question
    ranks: dict[str, int]

    @property
    def first(self) -> int | None:
        """The place of the first digest that answers."""
        return min(self.ranks.values(), default=None)


def find_all(
    retriever: Retriever, questions: Sequence[Question], told: Callable[[int], None] | None = None
) -> list[Found]:
    """Search for every question that names its evidence.

    :param told: is told how many are asked.
    """
    found = []
    for number, question in enumerate(questions, start=1):
        if question.topics:
            hits = retriever.search(question.text, k=_HITS).hits
            places = list(dict.fromkeys(hit.document.id for hit in hits))[:DEPTH]
            wanted = evidence(question)
            ranks = {wanted[name]: n for n, name in enumerate(places, start=1) if name in wanted}
            found.append(Found(question, ranks))
        if told:
            told(number)
    return found


def evidence(question: Question) -> dict[str, str]:
    """Return the digests that answer a question, in both languages: document id -> its name."""
    return {
        document_id(f"digest:{language}/{topic}"): f"{language}/{topic}"
        for topic in question.topics
        for language in LANGUAGES
    }


def figures(found: Sequence[Found]) -> dict[str, Any]:
    """Return recall and MRR by language, the gap, and how far the halves of pairs agree."""
    report: dict[str, Any] = {}
    for language in LANGUAGES:
        firsts = [one.first for one in found if one.question.language == language]
        report[language] = {
            "questions": len(firsts),
            "Recall@10": _mean([first is not None for first in firsts]),
            "Recall@1": _mean([first == 1 for first in firsts]),
            "MRR@10": _mean([1 / first if first else 0 for first in firsts]),
        }
    report["gap"] = round(abs(report["id"]["Recall@10"] - report["en"]["Recall@10"]), 4)
    pairs = _pairs(found)
    report["pairs"] = len(pairs)
    report["same_evidence"] = _mean([bool(one.ranks.keys() & other.ranks) for one, other in pairs])
    report["same_first"] = _mean([_subject(one) == _subject(other) for one, other in pairs])
    return report


def _pairs(found: Sequence[Found]) -> list[tuple[Found, Found]]:
    halves: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        halves[one.question.id].append(one)
    return [(both[0], both[1]) for both in halves.values() if len(both) == len(LANGUAGES)]


def _subject(found: Found) -> str | None:
    """Return theme and topic of the first digest that answers, whichever its language."""
    best = min(found.ranks, key=found.ranks.__getitem__, default=None)
    return best and best.partition("/")[2]


def _mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(len(values), 1), 4)


def main(
    failures: Annotated[
        bool, typer.Option("--failures", help="Also list the dev questions that found nothing.")
    ] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Print how often the project's own questions find their evidence among ten documents."""
    with reporting_errors(as_json=as_json):
        from evals.seedfolder import seed_service

        reports: dict[SetName, dict[str, Any]] = {}
        missed: list[Found] = []
        with seed_service(quiet=as_json) as service, progress_bar(hidden=as_json) as bar:
            for name in SET_NAMES:
                questions = load_set(name)
                task = bar.add_task(f"Asking {name}", total=len(questions), unit="questions")
                found = find_all(service.retriever, questions, partial(_advance, bar, task))
                reports[name] = figures(found)
                if name != LOCKED:
                    missed += [one for one in found if one.first is None]
        if as_json:
            emit(reports)
            return
        _print(reports)
        for one in missed if failures else ():
            say(f"{one.question.id} ({one.question.language}): {one.question.text}")


def _advance(bar: Progress, task: TaskID, done: int) -> None:
    bar.update(task, completed=done)


def _print(reports: dict[SetName, dict[str, Any]]) -> None:
    rows = []
    for label, path, bar in (
        ("questions, Indonesian", ("id", "questions"), ""),
        ("  Recall@10", ("id", "Recall@10"), f"{RECALL}"),
        ("  MRR@10", ("id", "MRR@10"), ""),
        ("questions, English", ("en", "questions"), ""),
        ("  Recall@10", ("en", "Recall@10"), f"{RECALL}"),
        ("  MRR@10", ("en", "MRR@10"), ""),
        ("gap of Recall@10", ("gap",), f"{GAP}"),
        ("pairs", ("pairs",), ""),
        ("  an evidence document in common", ("same_evidence",), f"{SAME}"),
        ("  the same digest first, in either language", ("same_first",), ""),
    ):
        values = []
        for report in reports.values():
            value: Any = report
            for part in path:
                value = value[part]
            values.append(str(value) if isinstance(value, int) else f"{value:.3f}")
        rows.append([label, *values, bar])
    table("Evidence among the first ten documents", ["", *reports, "bar"], rows)


if __name__ == "__main__":
    typer.run(main)
