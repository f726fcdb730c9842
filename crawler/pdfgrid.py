"""The grid that the rules of a table draw, and which of its cells are one."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

SNAP = 3.0  # points: rules that are nearer are one
_FEWEST = 3  # rules each way: two rows and two columns
_MOST_CELLS = 6_000
_MOST_RULES = 400  # each way, when collinear ones are joined: a drawing has more, a table less


class Rule(NamedTuple):
    """A drawn line: at ``at``, from ``start`` to ``end`` along the other axis, in points."""

    at: float
    start: float
    end: float


Cell = tuple[int, int]
"""Row and column, from the upper left; of a joined cell its first."""


@dataclass(frozen=True)
class Grid:
    """Columns end at ``xs[1:]``, rows at ``ys[1:]``; ``ys`` descends from the top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: dict[Cell, Cell] = field(repr=False)
    """Every place in the grid -> the cell that it is a part of."""

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell that holds a point, or None outside the grid."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = len(self.ys) - 1 - min(bisect_right(self.ys[::-1], y), len(self.ys) - 1)
        return self.cells[row, column]


def grids(across: Sequence[Rule], upright: Sequence[Rule]) -> list[Grid]:
    """Return the grids that these rules draw, the upper ones first."""
    across, upright = _joined(across), _joined(upright)
    if not (_FEWEST <= len(across) <= _MOST_RULES and _FEWEST <= len(upright) <= _MOST_RULES):
        return []
    found = [_grid(*part) for part in _connected(across, upright)]
    return sorted((grid for grid in found if grid), key=lambda grid: -grid.ys[0])


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of a rule: programs draw one for each cell, often twice."""
    joined: list[Rule] = []
    at = float("-inf")
    for rule in sorted(rules):
        at = at if rule.at - at <= SNAP else rule.at
        joined.append(Rule(at, rule.start, rule.end))
    merged: list[Rule] = []
    for rule in sorted(joined):
        last = merged[-1] if merged else None
        if last and last.at == rule.at and rule.start <= last.end + SNAP:
            merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _connected(across: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Yield the rules of each drawing: those that touch, and those that touch these."""
    parents = list(range(len(across) + len(upright)))

    def root(item: int) -> int:
        while parents[item] != item:
            parents[item] = parents[parents[item]]
            item = parents[item]
        return item

    for i, flat in enumerate(across):
        for j, steep in enumerate(upright, start=len(across)):
            if _touch(flat, steep):
                parents[root(i)] = root(j)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for i, flat in enumerate(across):
        parts[root(i)][0].append(flat)
    for j, steep in enumerate(upright, start=len(across)):
        parts[root(j)][1].append(steep)
    yield from parts.values()


def _touch(flat: Rule, steep: Rule) -> bool:
    return (
        flat.start - SNAP <= steep.at <= flat.end + SNAP
        and steep.start - SNAP <= flat.at <= steep.end + SNAP
    )


def _grid(across: list[Rule], upright: list[Rule]) -> Grid | None:
    xs = sorted({rule.at for rule in upright})
    ys = sorted({rule.at for rule in across}, reverse=True)
    if not across or not upright:
        return None
    # A table without side rules is still closed by its horizontal ones.
    left = median(rule.start for rule in across)
    right = median(rule.end for rule in across)
    xs = [left] * (xs[0] - left > SNAP) + xs + [right] * (right - xs[-1] > SNAP)
    if len(xs) < _FEWEST or len(ys) < _FEWEST or len(xs) * len(ys) > _MOST_CELLS:
        return None
    return Grid(tuple(xs), tuple(ys), _cells(xs, ys, _by_place(across), _by_place(upright)))


def _by_place(rules: list[Rule]) -> dict[float, list[Rule]]:
    places: dict[float, list[Rule]] = defaultdict(list)
    for rule in rules:
        places[rule.at].append(rule)
    return places


def _cells(
    xs: list[float],
    ys: list[float],
    across: dict[float, list[Rule]],
    upright: dict[float, list[Rule]],
) -> dict[Cell, Cell]:
    """Return which cell each place belongs to: no rule between two places makes them one."""
    cells: dict[Cell, Cell] = {}
    for row in range(len(ys) - 1):
        y = (ys[row] + ys[row + 1]) / 2
        for column in range(len(xs) - 1):
            x = (xs[column] + xs[column + 1]) / 2
            cell = (row, column)
            if column and not _covers(upright.get(xs[column], ()), y):
                cell = cells[row, column - 1]
            elif row and not _covers(across.get(ys[row], ()), x):
                cell = cells[row - 1, column]
            cells[row, column] = cell
    return cells


def _covers(rules: Iterable[Rule], place: float) -> bool:
    return any(rule.start <= place <= rule.end for rule in rules)
