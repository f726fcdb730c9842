"""The gate: figures of the dev half must not fall below their floors, which it remembers.

``evals/floors.json`` holds, for every figure and language, what was measured when it was pinned
and the floor that follows from it: one case fewer than measured, and for what must always hold
the measured figure itself. Floors rise with ``--pin`` and fall only with a reason, which is kept.
The gate asks one half of each pair, alternately, so that it stays fast; it never asks the locked
questions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.errors import PilarError, disk_errors
from corpus.ids import content_hash
from evals.failure import wrong_measures
from evals.measures import LABELS, LANGUAGE_NAMES, Figure
from evals.outcome import Outcome
from evals.questionset import Question, load_set
from evals.run import Run

FLOORS = Path(__file__).resolve().parent / "floors.json"
SET = "gate"

_EXACT = frozenset(("citation_precision", "citation_retrieved", "numbers", "page", "never"))
"""What must always hold: no case of slack."""


class GateError(PilarError):
    """The floors are missing or cannot be read, or a figure would be lowered without a reason."""

    code = "gate"


@dataclass(frozen=True, slots=True)
class Floor:
    """What a figure must reach.

    :ivar measured: when it was pinned.
    :ivar of: how many parts it was the mean of.
    """

    floor: float
    measured: float
    of: int


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was lowered on purpose."""

    date: str
    figure: str
    old: float
    new: float
    why: str


@dataclass(frozen=True, slots=True)
class Floors:
    """What the gate remembers.

    :ivar failing: case -> the measures that it lowered when the floors were pinned.
    """

    pinned: str
    why: str
    corpus: str
    questions: str
    model: str
    floors: Mapping[str, Floor]
    failing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lowered: Sequence[Lowered] = ()


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
    new = {name: _floor(name, figure) for name, figure in figures_of(run).items()}
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


def load_floors(path: Path = FLOORS) -> Floors:
    """Read the floors.

    :raises GateError: when there are none or they cannot be read.
    """
    try:
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        lowered = [Lowered(**one) for one in content.pop("lowered", ())]
        pinned = {name: Floor(**one) for name, one in content.pop("floors").items()}
        floors = Floors(**content, floors=pinned, lowered=lowered)
    except FileNotFoundError:
        raise GateError(f"There are no floors at {path}.", "Pin them with --gate --pin.") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise GateError(f"{path} cannot be read: {error}.", "Mend it or pin anew.") from error
    for name in _unexplained(floors):
        raise GateError(
            f"{path.name}: the floor of {name} was lowered without a reason.",
            'Say why under "lowered", or pin it with --lower "...".',
        )
    return floors


def save_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, atomically.

    :raises StorageError: when the disk refuses.
    """
    partial = path.with_suffix(".partial")
    with disk_errors(path.parent):
        partial.write_text(json.dumps(asdict(floors), ensure_ascii=False, indent=1) + "\n", "utf-8")
        partial.replace(path)


def label(name: str) -> str:
    """Return the name of a figure for people: ``fact_recall/id`` in words."""
    measure, _, language = name.partition("/")
    return f"{LABELS.get(measure, measure)}, {LANGUAGE_NAMES.get(language, language)}"


def _floor(name: str, figure: Figure) -> Floor:
    slack = 0 if name.partition("/")[0] in _EXACT else 1 / figure.of
    floor = max(0.0, math.floor((figure.value - slack) * 1000) / 1000)
    return Floor(floor=floor, measured=round(figure.value, 4), of=figure.of)


def _unexplained(floors: Floors) -> Iterator[str]:
    """Yield the figures whose floor lies below what was measured, without a word of why."""
    explained = {one.figure for one in floors.lowered if one.why.strip()}
    for name, floor in floors.floors.items():
        derived = _floor(name, Figure(floor.measured, floor.of))
        if floor.floor < derived.floor - 0.001 and name not in explained:
            yield name
    yield from (one.figure for one in floors.lowered if not one.why.strip())


def _newly_wrong(name: str, outcomes: Sequence[Outcome], floors: Floors) -> Iterator[str]:
    measure, _, language = name.partition("/")
    for one in outcomes:
        is_wrong = one.question.language == language and measure in wrong_measures(one)
        if is_wrong and measure not in floors.failing.get(one.question.name, ()):
            yield one.question.name
