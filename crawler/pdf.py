"""PDF bytes to text by page: the one file that knows PDFium.

PDFium is not thread-safe. Everything here runs in the thread that calls it, which for a crawl is
the one thread of Scrapy's reactor.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Block, Kind, Page, TextMethod
from corpus.errors import PdfError
from corpus.textbuilder import TextBuilder
from crawler.pdflines import mend_hyphens, paragraphs, without_furniture
from crawler.pdftitle import Guess, guess

_MOST_OF_A_PAGE = 0.8  # of its area: what a scanned picture covers, margins cut off
_TEXT_TO_SPEAK_OF = 20  # characters; a stamp or a page number on a scan is less
_BROKEN_PER_1000 = 4  # measured: the bad layer of Perka BKN 3/2016 has 10, real files at most 0.6
_INVISIBLE = 3  # text render mode that scanners use to lay text over a picture
_WITHIN_FORMS = 4  # nesting of form objects that are searched for pictures

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_CONTROL = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f\u00ad\u200b\ufffe\uffff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
_NOBODY = frozenset(
    "user admin administrator owner asus acer lenovo hp dell toshiba pc win".split()
)
# "20T6", "2OI4", "196404r0198603", "Pen5rusunan"; not "P2KP" or "28F"
_MIXED = re.compile(r"\d[A-Za-z]+\d|\d{2,}[A-Za-z]{2}|[a-z]\d+[a-z]|\d[OIl]{1,3}\b")
_BRACED = re.compile(r"[A-Za-z][{}\[\]|\\^~][A-Za-z]")  # "PET{YUSUNAN", "T\rgas"


@dataclass(frozen=True)
class Pdf:
    """What a PDF says; ``text[page.start:page.end]`` is one page.

    :ivar broken_ocr: it carries a scanner's text layer too garbled to be cited; left out.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    author: str | None
    published: str | None
    kind: Kind
    broken_ocr: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page as PDFium gives it."""

    text: str
    label: str
    method: TextMethod


def read_pdf(content: bytes, name: str, hint: str = "") -> Pdf:
    """Read a PDF.

    :param name: the file's name, for error messages and as the last resort for a title.
    :param hint: what a link to it says.
    :raises PdfError: when it is locked, damaged or has no pages.
    """
    document = _open(content, name)
    try:
        sheets = [_sheet(document, number, name) for number in range(len(document))]
        metadata: dict[str, str] = document.get_metadata_dict()
    finally:
        document.close()
    broken = is_garbled(" ".join(s.text for s in sheets if s.method == "ocr_layer"))
    if broken:
        sheets = [_Sheet("", s.label, "none") if s.method == "ocr_layer" else s for s in sheets]
    texts = without_furniture(mend_hyphens([sheet.text for sheet in sheets]))
    builder = TextBuilder()
    pages = tuple(_lay_out(builder, sheets, texts))
    created = _created(metadata.get("CreationDate", ""))
    found: Guess = guess(texts[:3], metadata.get("Title", ""), hint, name)
    return Pdf(
        title=found.title,
        text=builder.text,
        blocks=builder.blocks,
        pages=pages,
        author=_author(metadata.get("Author", "")),
        published=created if found.year in (None, (created or "")[:4]) else found.year,
        kind=found.kind,
        broken_ocr=broken,
    )


def is_garbled(text: str) -> bool:
    """Tell whether a scanner's text layer is plainly broken: "20T6", "PET{YUSUNAN", "kine{a".

    One wrong word is any scanner's; many mean that no figure in the layer can be trusted.
    """
    words = [word for word in text.split() if "/" not in word and "@" not in word]
    wrong = sum(1 for word in words if _MIXED.search(word) or _BRACED.search(word))
    return wrong > 1 and wrong * 1000 > _BROKEN_PER_1000 * len(words)


def _open(content: bytes, name: str) -> pdfium.PdfDocument:
    if not content:
        raise PdfError(f"{name} is empty.")
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if error.err_code == pdfium_c.FPDF_ERR_PASSWORD:
            remedy = "Ask its owner for a copy without one."
            raise PdfError(f"{name} is locked by a password.", remedy) from error
        if error.err_code == pdfium_c.FPDF_ERR_SECURITY:
            raise PdfError(f"{name} is locked in a way that cannot be read.") from error
        raise PdfError(f"{name} is damaged or no PDF.", "Fetch it again.") from error
    if not len(document):
        document.close()
        raise PdfError(f"{name} has no pages.")
    return document


def _sheet(document: pdfium.PdfDocument, number: int, name: str) -> _Sheet:
    label: str = document.get_page_label(number)
    try:
        page = document[number]
    except pdfium.PdfiumError as error:
        raise PdfError(f"{name} is damaged: page {number + 1} cannot be read.") from error
    try:
        textpage = page.get_textpage()
        text = _clean(textpage.get_text_bounded())
        textpage.close()
        enough = len(text.strip()) >= _TEXT_TO_SPEAK_OF
        if not enough and _has_picture(page):
            return _Sheet("", label, "none")
        return _Sheet(text, label, "ocr_layer" if _is_scan(page) else "native")
    except pdfium.PdfiumError as error:
        raise PdfError(f"{name} is damaged: page {number + 1} cannot be read.") from error
    finally:
        page.close()


def _clean(text: str) -> str:
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).translate(_LIGATURES)


def _objects(page: pdfium.PdfPage, *kinds: int) -> Iterator[Any]:
    yield from page.get_objects(filter=kinds, max_depth=_WITHIN_FORMS)


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(_objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE), None) is not None


def _is_scan(page: pdfium.PdfPage) -> bool:
    """Tell whether one picture covers most of the page and the text is hidden by it or unseen.

    Text that is painted over the picture is a designed cover, not a scan.
    """
    images = _objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE)
    if not any(_covers(page, image) for image in images):
        return False
    seen_text = False
    for item in _objects(page, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_TEXT):
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            if seen_text and _covers(page, item):
                return True
        elif pdfium_c.FPDFTextObj_GetTextRenderMode(item.raw) == _INVISIBLE:
            return True
        else:
            seen_text = True
    return False


def _covers(page: pdfium.PdfPage, image: pdfium.PdfObject) -> bool:
    width, height = page.get_size()
    edges = [ctypes.c_float() for _ in range(4)]
    if not pdfium_c.FPDFPageObj_GetBounds(image.raw, *edges):
        return False
    left, bottom, right, top = (edge.value for edge in edges)
    return bool((right - left) * (top - bottom) >= _MOST_OF_A_PAGE * width * height)


def _lay_out(builder: TextBuilder, sheets: list[_Sheet], texts: list[str]) -> Iterator[Page]:
    for number, (sheet, text) in enumerate(zip(sheets, texts, strict=True), start=1):
        first = len(builder.blocks)
        for kind, level, paragraph in paragraphs(text):
            builder.add(paragraph, kind, level)
        blocks = builder.blocks[first:]
        end = len(builder.text)
        label = sheet.label if sheet.label not in ("", str(number)) else None
        yield Page(number, blocks[0].start if blocks else end, end, label, sheet.method)


def _created(date: str) -> str | None:
    match = _DATE.match(date)
    return "-".join(part for part in match.groups() if part) if match else None


def _author(author: str) -> str | None:
    author = " ".join(author.split())
    return author if author and author.lower() not in _NOBODY else None
