"""A Sheet: one page of a PDF as words with their places, before it is read as text.

Places are in points (1/72 inch) on the page as it is shown, from its lower left corner.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from corpus.document import TextMethod
from crawler.pdfgrid import Grid


class Word(NamedTuple):
    """Characters without a space between them, and the box around them."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def is_in(self, grids: tuple[Grid, ...]) -> bool:
        """Tell whether a table holds it."""
        return any(grid.cell_at(*self.middle) for grid in grids)


@dataclass(frozen=True)
class Line:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with one space between them."""
        return " ".join([word.text for word in self.words])

    @cached_property
    def left(self) -> float:
        """The left edge."""
        return min([word.left for word in self.words])

    @cached_property
    def right(self) -> float:
        """The right edge."""
        return max([word.right for word in self.words])

    @cached_property
    def bottom(self) -> float:
        """The lower edge."""
        return min([word.bottom for word in self.words])

    @cached_property
    def top(self) -> float:
        """The upper edge."""
        return max([word.top for word in self.words])

    def is_beside(self, other: Line) -> bool:
        """Tell whether both stand on one base line: more than half of the lower one's height."""
        shared = min(self.top, other.top) - max(self.bottom, other.bottom)
        return shared > 0.5 * min(self.top - self.bottom, other.top - other.bottom)


@dataclass(frozen=True)
class Sheet:
    """A page as PDFium or OCR gives it.

    :ivar lines: in the order in which the file has them.
    :ivar grids: of its ruled tables.
    :ivar printed: the page number that is printed on it.
    """

    number: int
    width: float
    height: float
    method: TextMethod
    label: str = ""
    lines: tuple[Line, ...] = ()
    grids: tuple[Grid, ...] = ()
    printed: str | None = None

    @cached_property
    def text(self) -> str:
        """The lines as they come."""
        return "\n".join([line.text for line in self.lines])
