"""The lines of a page in the order in which a person reads them.

The order of the file is trusted where it can be: programs that write PDFs write text as it was
typed. It is mended where a page has two columns or where lines come from the bottom up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import ceil, floor

from crawler.pdfsheet import Line

_NARROWEST = 8.0  # points: less is a space between words
_MIDDLE = (0.3, 0.7)  # of the text's width: where a gutter between two columns lies
_STEP = 2.0  # points between the places that are tried for a gutter
_LINES = 8  # a side with fewer lines is no column
_CROSSING = 0.25  # of the lines may cross the gutter: titles and pictures' captions
_FILLED = 0.6  # of a column's width, by its usual line; the cells of a table fill less


def in_reading_order(lines: Sequence[Line]) -> list[Line]:
    """Return the lines as they are read: joined on their base line, column after column."""
    joined = _joined(lines)
    gutter = _gutter(joined)
    if gutter is not None:
        return list(_by_column(joined, gutter))
    if _climbs(joined) and not _has_neighbours(joined):
        return sorted(joined, key=lambda line: -line.top)
    return joined


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join what the file has in pieces: "a." and, after a tab, "bahwa informasi"."""
    joined: list[Line] = []
    for line in lines:
        if joined and joined[-1].right <= line.left + 1 and joined[-1].is_beside(line):
            joined[-1] = Line((*joined[-1].words, *line.words))
        else:
            joined.append(line)
    return joined


def _gutter(lines: list[Line]) -> float | None:
    """Return where an empty strip parts two columns of running text, if one does."""
    if len(lines) < _LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    tried = int(width * (_MIDDLE[1] - _MIDDLE[0]) / _STEP)
    if tried < 1:
        return None
    first = left + width * _MIDDLE[0]
    empty = _empty_lines(lines, first, tried)
    step = max(range(tried), key=empty.__getitem__)
    gutter = first + step * _STEP
    if len(lines) - empty[step] > _CROSSING * len(lines):
        return None
    return gutter if _are_columns(lines, gutter, left, right) else None


def _empty_lines(lines: list[Line], first: float, tried: int) -> list[int]:
    """Return how many lines are empty at each place that is tried for a gutter."""
    changes = [0] * (tried + 1)
    last = first + tried * _STEP
    for line in lines:
        for start, end in _gaps(line):
            begin = max(0, floor((max(start, first - _STEP) - first) / _STEP) + 1)
            stop = min(tried, ceil((min(end, last) - first) / _STEP))
            if begin < stop:
                changes[begin] += 1
                changes[stop] -= 1
    return list(accumulate(changes[:-1]))


def _gaps(line: Line) -> list[tuple[float, float]]:
    """Return the strips that a line leaves empty, its margins among them."""
    found = [(float("-inf"), line.left)]
    for word, following in pairwise(line.words):
        if following.left - word.right >= _NARROWEST:
            found.append((word.right, following.left))
    return [*found, (line.right, float("inf"))]


def _are_columns(lines: list[Line], gutter: float, left: float, right: float) -> bool:
    sides: tuple[list[float], list[float]] = ([], [])
    for line in lines:
        for side, part in zip(sides, _parts(line, gutter), strict=True):
            if part is not None and not _crosses(line, gutter):
                side.append(part.right - part.left)
    widths = (gutter - left, right - gutter)
    return all(
        len(side) >= _LINES and sorted(side)[len(side) // 2] >= _FILLED * width
        for side, width in zip(sides, widths, strict=True)
    )


def _crosses(line: Line, gutter: float) -> bool:
    return not any(start < gutter < end for start, end in _gaps(line))


def _parts(line: Line, gutter: float) -> tuple[Line | None, Line | None]:
    before = tuple(word for word in line.words if word.middle[0] < gutter)
    after = tuple(word for word in line.words if word.middle[0] >= gutter)
    return Line(before) if before else None, Line(after) if after else None


def _by_column(lines: list[Line], gutter: float) -> Iterator[Line]:
    """Yield the left column, then the right one; a line across both ends a stretch of them."""
    left: list[Line] = []
    right: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        if _crosses(line, gutter):
            yield from (*left, *right, line)
            left, right = [], []
            continue
        for side, part in zip((left, right), _parts(line, gutter), strict=True):
            if part is not None:
                side.append(part)
    yield from (*left, *right)


def _climbs(lines: list[Line]) -> bool:
    return any(after.bottom > before.top for before, after in pairwise(lines))


def _has_neighbours(lines: list[Line]) -> bool:
    ordered = sorted(lines, key=lambda line: -line.top)
    return any(before.is_beside(after) for before, after in pairwise(ordered))
