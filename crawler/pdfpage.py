"""A page of an opened PDF to a Sheet: its words, its rules, and how it came by its text."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import TextMethod
from corpus.glyphs import HYPHEN, Turned, characters
from crawler.pdfgrid import Rule, grids
from crawler.pdfsheet import Line, Sheet, Word

_MOST_OF_A_PAGE = 0.8  # of its area: what a scanned picture covers, margins cut off
_TEXT_TO_SPEAK_OF = 20  # characters; a stamp or a page number on a scan is less
_INVISIBLE = 3  # text render mode that scanners use to lay text over a picture
_WITHIN_FORMS = 4  # nesting of form objects that are searched for pictures
_MOST_OBJECTS = 20_000  # of a page are looked at: a map drawn in lines has more
_THIN = 3.0  # points: a drawn thing that is thinner is a rule
_SHORTEST_RULE = 5.0  # points
_TOP_LEVEL = 0

_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f\u00ad\u200b\ufffe\uffff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_UNCLEAN = re.compile(f"{_CONTROL.pattern}|[ﬀﬁﬂﬃﬄ]")
_PIECE = re.compile(rf"\n|[^\s{HYPHEN}]+{HYPHEN}?|{HYPHEN}")


def read_sheet(document: pdfium.PdfDocument, number: int) -> Sheet:
    """Read a page.

    :param number: physical, from 0.
    :raises PdfiumError: when it is damaged.
    """
    label: str = document.get_page_label(number)
    page = document[number]
    try:
        width, height = page.get_size()
        drawn = _Drawn(width * height)
        drawn.look(page)
        turned = Turned(page)
        textpage = page.get_textpage()
        try:
            lines = tuple(_lines(textpage, turned))
        finally:
            textpage.close()
    finally:
        page.close()
    if sum(len(line.text) for line in lines) < _TEXT_TO_SPEAK_OF and drawn.has_picture:
        return Sheet(number + 1, width, height, "none", label)
    method: TextMethod = "ocr_layer" if drawn.is_scan else "native"
    # The rules of a turned page would have to be turned too; its tables stay lines.
    found = () if turned.quarter else tuple(grids(drawn.across, drawn.upright))
    return Sheet(number + 1, width, height, method, label, lines, found)


def _lines(textpage: pdfium.PdfTextPage, turned: Turned) -> Iterator[Line]:
    """Yield the lines of a page; words that are not on it are left out."""
    raw, box = textpage.raw, pdfium_c.FS_RECTF()
    loose = pdfium_c.FPDFText_GetLooseCharBox
    text, places = characters(textpage)
    is_clean = _UNCLEAN.search(text) is None
    words: list[Word] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece == "\n":
            if words:
                yield Line(tuple(words))
                words = []
            continue
        first, last = match.start(), match.end() - 1
        cleaned = piece if is_clean else _CONTROL.sub("", piece).translate(_LIGATURES)
        if not cleaned or not loose(raw, places[first], box):
            continue
        left, bottom, right, top = box.left, box.bottom, box.right, box.top
        if last > first and loose(raw, places[last], box) and box.right > box.left:
            left, right = min(left, box.left), max(right, box.right)
            bottom, top = min(bottom, box.bottom), max(top, box.top)
        if turned.changes:
            left, bottom, right, top = turned(left, bottom, right, top)
        words.append(Word(cleaned, left, bottom, right, top))
        if cleaned.endswith(HYPHEN):
            yield Line(tuple(words))
            words = []
    if words:
        yield Line(tuple(words))


@dataclass
class _Drawn:
    """What is painted on a page beside its text.

    :ivar is_scan: one picture covers most of the page and the text is hidden by it or unseen.
        Text that is painted over the picture is a designed cover, not a scan.
    """

    area: float
    across: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    has_picture: bool = False
    is_scan: bool = False
    _has_large_picture: bool = False
    _seen_text: bool = False
    _unseen_text: bool = False
    _looked: int = 0

    def look(self, page: pdfium.PdfPage) -> None:
        """Look at every object of a page."""
        count: int = pdfium_c.FPDFPage_CountObjects(page.raw)
        for index in range(min(count, _MOST_OBJECTS)):
            self._look_at(pdfium_c.FPDFPage_GetObject(page.raw, index), _TOP_LEVEL)
        self.is_scan = self.is_scan or (self._has_large_picture and self._unseen_text)

    def _look_at(self, item: Any, depth: int) -> None:  # noqa: ANN401 - PDFium's handle
        self._looked += 1
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            self._look_at_text(item)
        elif kind == pdfium_c.FPDF_PAGEOBJ_PATH and depth == _TOP_LEVEL:
            self._look_at_path(item)
        elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            self._look_at_picture(item)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _WITHIN_FORMS:
            for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
                if self._looked < _MOST_OBJECTS:
                    self._look_at(pdfium_c.FPDFFormObj_GetObject(item, index), depth + 1)

    def _look_at_text(self, item: Any) -> None:  # noqa: ANN401
        if self._seen_text and not self._has_large_picture:
            return
        if pdfium_c.FPDFTextObj_GetTextRenderMode(item) == _INVISIBLE:
            self._unseen_text = True
        else:
            self._seen_text = True

    def _look_at_picture(self, item: Any) -> None:  # noqa: ANN401
        self.has_picture = True
        left, bottom, right, top = _bounds(item)
        if (right - left) * (top - bottom) >= _MOST_OF_A_PAGE * self.area:
            self._has_large_picture = True
            self.is_scan = self.is_scan or self._seen_text

    def _look_at_path(self, item: Any) -> None:  # noqa: ANN401
        left, bottom, right, top = _bounds(item)
        width, height = right - left, top - bottom
        if width * height >= _MOST_OF_A_PAGE * self.area:
            return
        if height <= _THIN:
            if width >= _SHORTEST_RULE:
                self.across.append(Rule((top + bottom) / 2, left, right))
        elif width <= _THIN:
            if height >= _SHORTEST_RULE:
                self.upright.append(Rule((left + right) / 2, bottom, top))
        else:
            self.across += (Rule(bottom, left, right), Rule(top, left, right))
            self.upright += (Rule(left, bottom, top), Rule(right, bottom, top))


_EDGES = tuple(ctypes.c_float() for _ in range(4))


def _bounds(item: Any) -> tuple[float, float, float, float]:  # noqa: ANN401
    left, bottom, right, top = _EDGES
    if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value
