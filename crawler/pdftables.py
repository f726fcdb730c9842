"""Ruled tables of a page to rows that can be understood alone.

Each row becomes one line, ``1 | NAMA JABATAN: Kepala Badan | ESELON: II-B``: the names of its
columns stand before its values, so that neither a reader nor a search needs the rows above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.pdfgrid import SNAP, Cell, Grid
from crawler.pdfsheet import Line, Sheet, Word

CELL_END = " | "

_LONGEST_NAME = 80  # characters of a column's name that a row repeats
_LONGEST_REPEAT = 60  # characters of a value over several rows that each of them repeats
_LONGEST_HEADING = 200  # characters: a longer cell is text and no column's name
_LONGEST_PART = 20  # characters of a name in a second row of names
_MOST_HEADER_ROWS = 4
_NAMED = 0.5  # of the columns: fewer names are no header
_NUMBERED = re.compile(r"\(?\d{1,3}\)?\.?$")
_COUNTS = re.compile(r"(?:n\s*o|nomor|nr|#)\.?$", re.IGNORECASE)
_WORDED = re.compile(r"[^\W\d_]{2}")

Row = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Rows under the names of their columns.

    :ivar ends: where its columns end, in points; tells a table that goes on overleaf.
    :ivar names: of the columns; empty where the table has none of its own.
    """

    ends: tuple[float, ...]
    names: Row
    rows: tuple[Row, ...]

    def lines(self, names: Row = ()) -> list[str]:
        """Return each row as one line, under these names where it has none of its own."""
        texts = [_row_text(row, self.names or names) for row in self.rows]
        return [text for text in texts if text]

    def goes_on_from(self, earlier: Table) -> bool:
        """Tell whether this can be the rest of a table that began on the page before."""
        return len(self.ends) == len(earlier.ends) and all(
            abs(one - other) < 2 * SNAP for one, other in zip(self.ends, earlier.ends, strict=True)
        )


def with_tables(sheet: Sheet, lines: Sequence[Line]) -> list[Line | Table]:
    """Return the lines, with every table in the place of the lines that it is made of."""
    drawn = sheet.grids
    if not drawn:
        return list(lines)
    order: list[Line | int] = []
    cells: list[dict[Cell, list[Word]]] = [defaultdict(list) for _ in drawn]
    for line in lines:
        outside = []
        for word in line.words:
            place = _place(word, drawn)
            if place is None:
                outside.append(word)
                continue
            if place[0] not in order:
                order.append(place[0])
            cells[place[0]][place[1]].append(word)
        if outside:
            order.append(line if len(outside) == len(line.words) else Line(tuple(outside)))
    found: list[Line | Table] = []
    for item in order:
        if isinstance(item, Line):
            found.append(item)
        else:
            found += _table_or_lines(drawn[item], cells[item])
    return found


def _place(word: Word, drawn: Sequence[Grid]) -> tuple[int, Cell] | None:
    for number, grid in enumerate(drawn):
        cell = grid.cell_at(*word.middle)
        if cell is not None:
            return number, cell
    return None


def _table_or_lines(grid: Grid, words: Mapping[Cell, list[Word]]) -> Sequence[Line | Table]:
    """Return the table; or, where all stands in one column, the lines in their frame."""
    if len({column for _, column in words}) > 1:
        return [_table(grid, {cell: _text(found) for cell, found in words.items()})]
    return [line for cell in sorted(words) for line in _lines(words[cell])]


def _lines(words: list[Word]) -> list[Line]:
    lines: list[Line] = []
    for word in words:
        if lines and lines[-1].is_beside(Line((word,))):
            lines[-1] = Line((*lines[-1].words, word))
        else:
            lines.append(Line((word,)))
    return lines


def _text(words: list[Word]) -> str:
    return " ".join([word.text for word in words])


def _table(grid: Grid, texts: Mapping[Cell, str]) -> Table:
    across, down = len(grid.xs) - 1, len(grid.ys) - 1
    kept = [column for column in range(across) if any(texts.get((r, column)) for r in range(down))]
    first = min(row for row, _ in texts)
    titles = []
    while first < down - 2 and (title := _title(grid, texts, first)):
        titles.append((title, *[""] * (len(kept) - 1)))
        first += 1
    header = _header_rows(grid, texts, first)
    names = _names(grid, texts, range(first, first + header), kept) if header else ()
    rows = [
        tuple(_value(grid, texts, (row, column), first + header) for column in kept)
        for row in range(first + header, down)
        if any(
            grid.cells[row, column] == (row, column) and (row, column) in texts
            for column in range(across)
        )
    ]
    if rows and sum(bool(_NUMBERED.match(cell)) for cell in rows[0]) == len(kept) > 1:
        rows = rows[1:]  # "(1) (2) (3)" counts the columns
    return Table(tuple(grid.xs[column + 1] for column in kept), names, (*titles, *rows))


def _title(grid: Grid, texts: Mapping[Cell, str], row: int) -> str:
    """Return what a row says whose one cell goes across the table."""
    cells = {grid.cells[row, column] for column in range(len(grid.xs) - 1)}
    return texts.get(cells.pop(), "") if len(cells) == 1 else ""


def _header_rows(grid: Grid, texts: Mapping[Cell, str], first: int) -> int:
    """Return how many rows name the columns: as many as the tallest cell of the first takes."""
    across, down = len(grid.xs) - 1, len(grid.ys) - 1
    top = {grid.cells[first, column] for column in range(across)}
    named_cells = {cell for cell in top if cell in texts}
    said = [texts[cell] for cell in named_cells]
    named = sum(1 for c in range(across) if grid.cells[first, c] in texts)
    if (
        len(said) < 2  # noqa: PLR2004 - one cell across the table is its title
        or named < _NAMED * across
        or any(len(text) > _LONGEST_HEADING for text in said)
        or _NUMBERED.match(texts.get((first, 0), ""))
        or sum(bool(_WORDED.search(text)) for text in said) < len(said) / 2
    ):
        return 0
    tall = 1
    while (
        tall < _MOST_HEADER_ROWS
        and first + tall < down - 1
        and (
            any(grid.cells[first + tall, column] in named_cells for column in range(across))
            or _divides_names(grid, texts, first + tall)
        )
    ):
        tall += 1
    return tall


def _divides_names(grid: Grid, texts: Mapping[Cell, str], row: int) -> bool:
    """Tell whether a row names parts of columns: years under "Target", nothing under "No"."""
    across = range(len(grid.xs) - 1)
    own = [texts[row, column] for column in across if (row, column) in texts]
    return (
        len(own) > 1
        and grid.cells[row, 0] not in texts
        and any(texts.get((below, 0)) for below in range(row + 1, len(grid.ys) - 1))
        and all(len(text) <= _LONGEST_PART for text in own)
    )


def _names(grid: Grid, texts: Mapping[Cell, str], rows: range, kept: list[int]) -> Row:
    names = []
    for column in kept:
        cells = dict.fromkeys(grid.cells[row, column] for row in rows)
        name = " ".join(texts[cell] for cell in cells if cell in texts)
        names.append(
            name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME].rpartition(" ")[0]
        )
    return tuple(names)


def _value(grid: Grid, texts: Mapping[Cell, str], place: Cell, first: int) -> str:
    """Return what a place says; a short value over several rows is said in each of them."""
    cell = grid.cells[place]
    text = texts.get(cell, "")
    if cell == place:
        return text
    is_below = cell[1] == place[1] and cell[0] >= first
    return text if is_below and len(text) <= _LONGEST_REPEAT else ""


def _row_text(row: Row, names: Row) -> str:
    said = [cell for cell in row if cell]
    if len(names) != len(row) or len(said) == 1:  # one cell alone heads the rows below it
        return CELL_END.join(said)
    return CELL_END.join(
        f"{name}: {cell}" if name and not _COUNTS.match(name) else cell
        for name, cell in zip(names, row, strict=True)
        if cell
    )
