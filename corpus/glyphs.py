"""The characters of a PDF page with their places, and where among them a quote stands.

Nothing is stored for this: reading the characters of one page anew takes about 10 ms, while
their boxes would take several times the room of the text. A quote is found by its letters
alone, for what the crawler changes between page and text are spaces, hyphens and the order of
columns and cells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from corpus.ocrpage import OcrPage

HYPHEN = "\x02"
"""How PDFium writes a hyphen at the end of a line."""

_CUT = "\ufffe"  # how one of its calls writes the same
_SHORTEST = 4  # letters of a piece of a quote that is looked for by itself
_SAME_LINE = 0.5  # of the height that two characters of a line share
_LEFT_OUT = re.compile(r"[\s|:\x00-\x1f\xad\u200b\ufffe\uffff‐‑–-]+")
_PARTS = re.compile(r"\s\|\s|:\s")  # how the rows of tables are written


class Box(NamedTuple):
    """A place on the page as it is shown, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class Glyph(NamedTuple):
    """A character and its place."""

    text: str
    box: Box


class Turned:
    """Turns a box from a page's own places into places on the page as it is shown.

    :ivar changes: whether any box is changed; most pages are shown as they are.
    """

    def __init__(self, page: Any) -> None:  # noqa: ANN401 - PDFium's page, untyped
        import pypdfium2.raw as pdfium_c

        self.quarter: int = pdfium_c.FPDFPage_GetRotation(page.raw)
        self._width, self._height = page.get_size()
        self._left, self._bottom = page.get_bbox()[:2]
        self.changes = bool(self.quarter or self._left or self._bottom)

    def __call__(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return the box as it is shown."""
        left, right = left - self._left, right - self._left
        bottom, top = bottom - self._bottom, top - self._bottom
        width, height = self._width, self._height
        if self.quarter == 1:
            return Box(bottom, height - right, top, height - left)
        if self.quarter == 2:  # noqa: PLR2004 - upside down
            return Box(width - right, height - top, width - left, height - bottom)
        if self.quarter == 3:  # noqa: PLR2004 - three quarters of a turn
            return Box(width - top, left, width - bottom, right)
        return Box(left, bottom, right, top)


def characters(textpage: Any) -> tuple[str, range | list[int]]:  # noqa: ANN401
    """Return the characters of a page, and the number that PDFium gives each of them."""
    import pypdfium2.raw as pdfium_c

    count: int = textpage.count_chars()
    text: str = textpage.get_text_range() if count else ""
    text = text.replace("\r", " ").replace(_CUT, HYPHEN)
    if len(text) == count:
        return text, range(count)
    unicode = pdfium_c.FPDFText_GetUnicode  # some have no letter, or need two units of UTF-16
    codes = [unicode(textpage.raw, index) for index in range(count)]
    kept = [index for index, code in enumerate(codes) if code and not 0xD800 <= code < 0xE000]  # noqa: PLR2004
    return "".join(chr(codes[index]) for index in kept).replace("\r", " "), kept


def page_glyphs(page: Any) -> list[Glyph]:  # noqa: ANN401 - PDFium's page, untyped
    """Return the characters of an opened page in the order of the file, spaces left out."""
    import pypdfium2.raw as pdfium_c

    turned, textpage = Turned(page), page.get_textpage()
    box, glyphs = pdfium_c.FS_RECTF(), []
    try:
        for char, place in zip(*characters(textpage), strict=True):
            if not char.isspace() and pdfium_c.FPDFText_GetLooseCharBox(textpage.raw, place, box):
                shown = turned(box.left, box.bottom, box.right, box.top)
                glyphs.append(Glyph(char, shown))
    finally:
        textpage.close()
    return glyphs


def ocr_glyphs(page: OcrPage) -> list[Glyph]:
    """Return the characters of a page that OCR read; each has its share of its word's width."""
    glyphs = []
    for word in page.words:
        step = (word.right - word.left) / len(word.text)
        for number, char in enumerate(word.text):
            left = word.left + number * step
            glyphs.append(Glyph(char, Box(left, word.bottom, left + step, word.top)))
    return glyphs


def letters(text: str) -> str:
    """Return what a quote is compared by: its letters and figures, their case apart."""
    return _LEFT_OUT.sub("", unicodedata.normalize("NFKC", text)).casefold()


def locate(quote: str, glyphs: Sequence[Glyph], occurrence: int = 0) -> list[Box]:
    """Return the boxes, one a line, of a quote; none where the page does not have it.

    :param occurrence: which one to take where the page says it more than once, from 0.
    """
    page = _Page(glyphs)
    wanted = letters(quote)
    if not wanted:
        return []
    spots = page.spots(wanted)
    if spots:
        start = spots[min(occurrence, len(spots) - 1)]
        return list(_lines(page.boxes(start, start + len(wanted))))
    return list(_lines(_pieced(quote, page)))


class _Page:
    """The letters of a page, each with the glyph that it belongs to."""

    def __init__(self, glyphs: Sequence[Glyph]) -> None:
        self._glyphs = glyphs
        self._owners: list[int] = []
        parts: list[str] = []
        for number, glyph in enumerate(glyphs):
            part = letters(glyph.text)
            parts.append(part)
            self._owners += [number] * len(part)
        self.text = "".join(parts)

    def spots(self, wanted: str) -> list[int]:
        """Return where these letters begin, each time."""
        found, start = [], self.text.find(wanted)
        while start >= 0:
            found.append(start)
            start = self.text.find(wanted, start + 1)
        return found

    def boxes(self, start: int, end: int) -> list[Box]:
        """Return the boxes of a run of letters."""
        owners = dict.fromkeys(self._owners[start:end])
        return [self._glyphs[number].box for number in owners]


def _pieced(quote: str, page: _Page) -> list[Box]:
    """Find a quote whose pieces stand apart: the cells of a row, a line across two columns.

    The longest piece says where; of each other piece the nearest occurrence is taken.
    """
    pieces = [
        piece
        for part in _PARTS.split(quote)
        for piece in (
            [letters(part)] if page.spots(letters(part)) else _broken(letters(part), page)
        )
        if piece
    ]
    if not pieces:
        return []
    longest = max(pieces, key=len)
    start = page.spots(longest)[0]
    boxes = page.boxes(start, start + len(longest))
    taken = {(start, len(longest))}
    pieces.remove(longest)
    for piece in pieces:
        spots = [spot for spot in page.spots(piece) if (spot, len(piece)) not in taken]
        if spots:
            nearest = min(spots, key=lambda spot: _distance(page.boxes(spot, spot + 1), boxes))
            taken.add((nearest, len(piece)))
            boxes = [*boxes, *page.boxes(nearest, nearest + len(piece))]
    return boxes


def _broken(wanted: str, page: _Page) -> Iterator[str]:
    """Yield the longest runs of letters that the page has of a piece that it has not whole."""
    matcher = SequenceMatcher(None, wanted, page.text, autojunk=False)
    open_spans = [(0, len(wanted))]
    while open_spans:
        start, end = open_spans.pop()
        match = matcher.find_longest_match(start, end, 0, len(page.text))
        if match.size < _SHORTEST:
            continue
        yield wanted[match.a : match.a + match.size]
        open_spans += [(start, match.a), (match.a + match.size, end)]


def _distance(one: Sequence[Box], others: Sequence[Box]) -> float:
    """Return how far a box is from the nearest of others; a line up or down counts more."""
    if not one:
        return float("inf")
    box = one[0]
    return min(3 * abs(box.bottom - other.bottom) + abs(box.left - other.left) for other in others)


def _lines(boxes: Sequence[Box]) -> Iterator[Box]:
    """Join the boxes of neighbours on a line."""
    joined: Box | None = None
    for box in boxes:
        if joined is not None and _are_neighbours(joined, box):
            joined = Box(
                min(joined.left, box.left),
                min(joined.bottom, box.bottom),
                max(joined.right, box.right),
                max(joined.top, box.top),
            )
            continue
        if joined is not None:
            yield joined
        joined = box
    if joined is not None:
        yield joined


def _are_neighbours(joined: Box, box: Box) -> bool:
    height = min(joined.top - joined.bottom, box.top - box.bottom)
    shared = min(joined.top, box.top) - max(joined.bottom, box.bottom)
    gap = box.left - joined.right
    return shared > _SAME_LINE * height and -height < gap < 3 * height
