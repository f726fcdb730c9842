"""The gate: figures of the dev half must not fall below their floors.

Floors (``evals/floors.py``) rise with ``--pin`` and fall only with a reason, which is kept. The
gate asks one half of each pair, alternately, so that it stays fast; it never asks the locked
questions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.ids import content_hash
from evals.failure import wrong_measures
from evals.floors import Floor, Floors, GateError, Lowered, floor_of
from evals.measures import LABELS, LANGUAGE_NAMES, Figure
from evals.outcome import Outcome
from evals.questionset import Question, load_set
from evals.run import Run

SET = "gate"


@dataclass(frozen=True, slots=True)
class Fallen:
    """A figure below its floor.

    :ivar cases: those that were right when the floor was pinned, or not asked, and are not now.
    """

    name: str
    value: float
    floor: Floor
    cases: tuple[str, ...]


def sample() -> list[Question]:
    """Return the questions of the gate: of every dev pair one half, always the same one."""
    questions = load_set("dev")
    halves = {(question.id, question.language) for question in questions}
    return [
        question
        for question in questions
        if not {(question.id, "id"), (question.id, "en")} <= halves
        or question.language == ("id", "en")[int(content_hash(question.id)[:8], 16) % 2]
    ]


def refuse_options(*, gate: bool, pin: str | None, lower: str | None) -> None:
    """Refuse options that do nothing as they stand.

    :raises GateError: when floors are to be pinned or lowered by a run that is not the gate's.
    """
    if pin is not None and not gate:
        raise GateError("Floors are pinned by the questions of the gate.", "Add --gate.")
    if lower is not None and pin is None:
        raise GateError("Floors are lowered while they are pinned.", 'Add --gate --pin "why".')


def figures_of(run: Run) -> dict[str, Figure]:
    """Return every figure of a run by name and language, ``fact_recall/id``."""
    return {
        f"{name}/{language}": figure
        for language, group in run.languages.items()
        for name, figure in group.figures.items()
    }


def compare(run: Run, outcomes: Sequence[Outcome], floors: Floors) -> list[Fallen]:
    """Return the figures that fell below their floors, each with the cases that did it."""
    figures = figures_of(run)
    fallen = []
    for name, floor in floors.floors.items():
        figure = figures.get(name)
        if figure is None or figure.value < floor.floor - 1e-9:
            cases = tuple(_newly_wrong(name, outcomes, floors))
            fallen.append(Fallen(name, figure.value if figure else 0.0, floor, cases))
    return fallen


def told(fallen: Fallen, floors: Floors) -> str:
    """Return one clear explanation of a figure that fell."""
    floor = fallen.floor
    text = (
        f"{label(fallen.name)}: {fallen.value:.3f} is below the floor of {floor.floor:.3f} "
        f"({floor.measured:.3f} of {floor.of} when pinned on {floors.pinned})."
    )
    if not fallen.cases:
        return f"{text} No single case is newly wrong: fewer parts were measured."
    return f"{text} Newly wrong: {', '.join(fallen.cases)}."


def mismatches(run: Run, floors: Floors) -> Iterator[str]:
    """Yield in what this run is another than the one that pinned the floors."""
    for what, now, then in (
        ("The documents", run.corpus, floors.corpus),
        ("The questions", run.questions, floors.questions),
        ("The embedding model", run.model, floors.model),
    ):
        if now != then:
            yield (
                f"{what} changed since the floors were pinned on {floors.pinned} ({then}, now "
                f"{now}): figures may have moved for that reason. Pin anew with --pin."
            )


def pin(
    run: Run, outcomes: Sequence[Outcome], old: Floors | None, *, why: str, lower: str | None
) -> Floors:
    """Return the floors that this run sets: risen where it is better, kept where it is worse.

    :param why: of this pinning.
    :param lower: the reason to lower those that fell; without one a fall is an error.
    :raises GateError: when a figure fell and no reason is given.
    """
    new = {name: floor_of(name, figure) for name, figure in figures_of(run).items()}
    fallen = compare(run, outcomes, old) if old else []
    if fallen and old and not (lower or "").strip():
        raise GateError(
            "A floor is only lowered on purpose. " + " ".join(told(one, old) for one in fallen),
            'Mend it, or give the reason: --lower "..."',
        )
    date = run.date[:10]
    lowered = [
        Lowered(date, one.name, one.floor.floor, new[one.name].floor, lower or "")
        for one in fallen
        if one.name in new
    ]
    held = old.floors if old else {}
    sunk = {one.name for one in fallen}
    floors = {
        name: floor
        if name in sunk or name not in held or floor.floor >= held[name].floor
        else replace(floor, floor=held[name].floor)
        for name, floor in new.items()
    }
    return Floors(
        pinned=date,
        why=why,
        corpus=run.corpus,
        questions=run.questions,
        model=run.model,
        floors=floors,
        failing={
            one.question.name: list(wrong) for one in outcomes if (wrong := wrong_measures(one))
        },
        lowered=[*(old.lowered if old else ()), *lowered],
    )


def label(name: str) -> str:
    """Return the name of a figure for people: ``fact_recall/id`` in words."""
    measure, _, language = name.partition("/")
    return f"{LABELS.get(measure, measure)}, {LANGUAGE_NAMES.get(language, language)}"


def _newly_wrong(name: str, outcomes: Sequence[Outcome], floors: Floors) -> Iterator[str]:
    measure, _, language = name.partition("/")
    for one in outcomes:
        is_wrong = one.question.language == language and measure in wrong_measures(one)
        if is_wrong and measure not in floors.failing.get(one.question.name, ()):
            yield one.question.name
