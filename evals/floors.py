"""The floors of the gate: what each figure must reach, and why those that were lowered were.

``evals/floors.json`` holds, for every figure and language, what was measured when it was pinned
and the floor that follows from it: one case fewer than measured, and for what must always hold
the measured figure itself.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import PilarError, disk_errors
from evals.measures import Figure

FLOORS = Path(__file__).resolve().parent / "floors.json"

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


def floor_of(name: str, figure: Figure) -> Floor:
    """Return the floor that follows from a figure: one case below it, save what always holds."""
    slack = 0 if name.partition("/")[0] in _EXACT else 1 / figure.of
    floor = max(0.0, math.floor((figure.value - slack) * 1000) / 1000)
    return Floor(floor=floor, measured=round(figure.value, 4), of=figure.of)


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


def _unexplained(floors: Floors) -> Iterator[str]:
    """Yield the figures whose floor lies below what was measured, without a word of why."""
    explained = {one.figure for one in floors.lowered if one.why.strip()}
    for name, floor in floors.floors.items():
        derived = floor_of(name, Figure(floor.measured, floor.of))
        if floor.floor < derived.floor - 0.001 and name not in explained:
            yield name
    yield from (one.figure for one in floors.lowered if not one.why.strip())
