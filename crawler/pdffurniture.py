"""Running headers, footers and page numbers: found by repetition, and taken out of the text.

A line is furniture when the same words stand at the same distance from the edge of several
pages near each other, and the pages between have at most one other line there. That also finds
headers that alternate or change by chapter, and spares a sentence that happens to end two pages.
A number is a page number when it counts with the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crawler.pdfsheet import Line, Sheet

_EDGE = 4  # lines at the top and at the bottom of a page where furniture may stand
_EDGE_SHARE = 0.25  # of the page's height, likewise; laws are printed with wide margins
_SAME_PLACE = 4.0  # points between the distances from the edge
_FEWEST = 3  # pages
_SHORTEST = 3  # letters
# What ends as sentences do, or heads a part of a law's explanation, is body wherever it stands.
_IS_BODY = re.compile(r"[.;:,]$|^(?:pasal|ayat|huruf|angka)\b", re.IGNORECASE)
_DENSE = 0.3  # of the pages between the first and the last; alternating headers have half
_PAGES_AROUND = 12  # pages: a longer gap parts two chapters
_LONGEST_NUMBERED = 60  # characters of a line that carries the page number
_NUMBER = re.compile(r"\d{1,4}")
_ROMAN = re.compile(r"(?:-\s*)?(?P<roman>[ivxl]{1,7}|[IVXL]{1,7})(?:\s*-)?$")
_ALONE = re.compile(r"(?:-\s*)?(?P<number>\d{1,4}|[ivxl]{1,7})(?:\s*-)?$")
_CATCHWORD = re.compile(r"(.{1,60}?)\s*(?:…|\.{3})\s*$")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True)
class _Edge:
    """A line at the edge of a page.

    :ivar place: whether it stands at the top, and its distance from that edge in points.
    """

    page: int
    line: Line
    at_top: bool
    distance: float


@dataclass(frozen=True)
class _Found:
    """One line that is furniture, and the page number that it carries."""

    edge: _Edge
    printed: str | None = None


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the sheets without furniture, each with the page number that was printed on it."""
    edges = [edge for sheet in sheets for edge in _edges(sheet)]
    found = [*_running(edges), *_numbers(edges)]
    found += _more_numbers(edges, found)
    dropped: dict[int, set[int]] = defaultdict(set)
    printed: dict[int, str] = {}
    for item in found:
        dropped[item.edge.page].add(id(item.edge.line))
        if item.printed:
            printed.setdefault(item.edge.page, item.printed)
    kept = [
        replace(
            sheet,
            lines=tuple(line for line in sheet.lines if id(line) not in dropped[sheet.number]),
            printed=printed.get(sheet.number),
        )
        for sheet in sheets
    ]
    return [_without_catchword(*pair) for pair in zip(kept, [*kept[1:], None], strict=True)]


def _edges(sheet: Sheet) -> Iterator[_Edge]:
    # A table that repeats its header overleaf is no furniture.
    outside = [line for line in sheet.lines if not line.words[0].is_in(sheet.grids)]
    ordered = sorted(outside, key=lambda line: -line.top)
    depth = _EDGE_SHARE * sheet.height
    for number, line in enumerate(ordered):
        from_top = sheet.height - line.top
        if number < _EDGE and from_top <= depth:
            yield _Edge(sheet.number, line, at_top=True, distance=from_top)
        elif number >= len(ordered) - _EDGE and line.bottom <= depth:
            yield _Edge(sheet.number, line, at_top=False, distance=line.bottom)


def _running(edges: Sequence[_Edge]) -> Iterator[_Found]:
    """Yield the lines whose words repeat at one place."""
    by_words: dict[tuple[str, bool], list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_words[_face(edge.line.text), edge.at_top].append(edge)
    for (face, at_top), group in by_words.items():
        if len(group) < _FEWEST or len(face) <= _SHORTEST or _IS_BODY.search(group[0].line.text):
            continue
        for same in _at_one_place(group):
            pages = {edge.page for edge in same}
            others = {
                _face(other.line.text)
                for other in edges
                if other.at_top == at_top
                and min(pages) <= other.page <= max(pages)
                and other.page not in pages
                and abs(other.distance - same[0].distance) <= _SAME_PLACE
            }
            if len(others) <= max(1, len(pages) // 4):
                yield from (_Found(edge) for edge in same)


def _face(text: str) -> str:
    return text.replace(" ", "").replace("–", "-").lower()


def _at_one_place(group: list[_Edge]) -> Iterator[list[_Edge]]:
    """Yield runs of pages near each other that have the line at one distance from the edge."""
    for same in _by_distance(group):
        run: list[_Edge] = []
        for edge in sorted(same, key=lambda edge: edge.page):
            if run and edge.page - run[-1].page > _PAGES_AROUND:
                if _is_dense(run):
                    yield run
                run = []
            run.append(edge)
        if _is_dense(run):
            yield run


def _by_distance(group: list[_Edge]) -> Iterator[list[_Edge]]:
    same: list[_Edge] = []
    for edge in sorted(group, key=lambda edge: edge.distance):
        if same and edge.distance - same[-1].distance > _SAME_PLACE:
            yield same
            same = []
        same.append(edge)
    if same:
        yield same


def _is_dense(run: list[_Edge]) -> bool:
    pages = {edge.page for edge in run}
    return len(pages) >= _FEWEST and len(pages) >= _DENSE * (max(pages) - min(pages) + 1)


def _numbers(edges: Sequence[_Edge]) -> Iterator[_Found]:
    """Yield the lines that carry a number which counts with the pages."""
    counting: dict[tuple[str, int, bool], list[_Found]] = defaultdict(list)
    for edge in edges:
        for words, number, value in _counters(edge.line.text):
            key = (words, value - edge.page, edge.at_top)
            counting[key].append(_Found(edge, number))
    for group in counting.values():
        if _is_dense([item.edge for item in group]):
            yield from group


def _counters(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each number of a line as the words around it, how it is written, and its value."""
    if len(text) > _LONGEST_NUMBERED:
        return
    for match in _NUMBER.finditer(text):
        words = f"{text[: match.start()]}@{text[match.end() :]}"
        yield _face(words), match[0], int(match[0])
    roman = _ROMAN.match(text)
    if roman:
        yield "@", roman["roman"], _roman_value(roman["roman"].lower())


def _roman_value(roman: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in roman]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def _more_numbers(edges: Sequence[_Edge], found: Sequence[_Found]) -> Iterator[_Found]:
    """Yield numbers that stand alone where page numbers stand: a section that counts anew."""
    known = {id(item.edge.line) for item in found}
    places = [item.edge for item in found if item.printed and _ALONE.match(item.edge.line.text)]
    distances = {
        (place.at_top, round(place.distance / _SAME_PLACE) + nearby)
        for place in places
        for nearby in (-1, 0, 1)
    }
    for edge in edges:
        match = _ALONE.match(edge.line.text)
        place = (edge.at_top, round(edge.distance / _SAME_PLACE))
        if match and id(edge.line) not in known and place in distances:
            yield _Found(edge, match["number"])


def _without_catchword(sheet: Sheet, following: Sheet | None) -> Sheet:
    """Take out the last line where it announces how the next page begins: "(4) Informasi …"."""
    if following is None or not sheet.lines:
        return sheet
    last = min(sheet.lines, key=lambda line: line.bottom)
    match = _CATCHWORD.match(last.text)
    if not match or not following.lines:
        return sheet
    start = _face("".join(line.text for line in following.lines[:2]))
    if not start.startswith(_face(match[1])):
        return sheet
    return replace(sheet, lines=tuple(line for line in sheet.lines if line is not last))
