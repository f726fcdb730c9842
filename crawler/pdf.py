"""PDF bytes to the text of a document, its blocks and its pages: the steps in their order.

PDFium is not thread-safe, and files may be hostile: outside tests, ``crawler.pdfworker`` calls
this in a process of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from corpus.document import Block, BlockKind, Kind, Page, TextMethod
from corpus.errors import PdfError
from corpus.glyphs import HYPHEN
from corpus.ocrpage import OcrPage
from corpus.textbuilder import TextBuilder
from crawler.pdfcolumns import in_reading_order
from crawler.pdfcontents import Contents
from crawler.pdffurniture import without_furniture
from crawler.pdfhyphens import Hyphens
from crawler.pdflines import paragraphs, same_title
from crawler.pdfpage import read_sheet
from crawler.pdfsheet import Line, Sheet, Word
from crawler.pdftables import Table, with_tables
from crawler.pdftitle import Guess, guess

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000  # of a file; a plan of 400 pages has less than a million
_BROKEN_PER_1000 = 4  # measured: the bad layer of Perka BKN 3/2016 has 10, real files at most 0.6

_DATE = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_NOBODY = frozenset(
    "user admin administrator owner asus acer lenovo hp dell toshiba pc win".split()
)
# "20T6", "2OI4", "196404r0198603", "Pen5rusunan"; not "P2KP" or "28F"
_MIXED = re.compile(r"\d[A-Za-z]+\d|\d{2,}[A-Za-z]{2}|[a-z]\d+[a-z]|\d[OIl]{1,3}\b")
_BRACED = re.compile(r"[A-Za-z][{}\[\]|\\^~][A-Za-z]")  # "PET{YUSUNAN", "T\rgas"
_CUT = re.compile(r"(?<=[^\W\d_])-$")  # how OCR sees a hyphen at the end of a line


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

    @property
    def unread(self) -> tuple[int, ...]:
        """Physical numbers of the pages that only OCR can read."""
        return tuple(page.number for page in self.pages if page.method == "none")


def read_pdf(
    content: bytes, name: str, hint: str = "", recognised: Mapping[int, OcrPage] | None = None
) -> Pdf:
    """Read a PDF.

    :param name: the file's name, for error messages and as the last resort for a title.
    :param hint: what a link to it says.
    :param recognised: what OCR read of its pages, by physical number; taken for the pages that
        have no text of their own that can be trusted.
    :raises PdfError: when it is locked, damaged, too large or has no pages.
    """
    document = open_pdf(content, name)
    try:
        sheets = _sheets(document, name)
        metadata: dict[str, str] = document.get_metadata_dict()
        titles = _outline(document)
    finally:
        document.close()
    broken = is_garbled(" ".join(s.text for s in sheets if s.method == "ocr_layer"))
    sheets = [_recognised(sheet, recognised or {}, broken=broken) for sheet in sheets]
    sheets = without_furniture(sheets)
    hyphens = Hyphens(sheet.text for sheet in sheets)
    first = "\n".join(
        hyphens.mend("\n".join(line.text for line in in_reading_order(sheet.lines)))
        for sheet in sheets[:1]
    )
    found: Guess = guess([first], metadata.get("Title", ""), hint, name)
    builder = TextBuilder()
    pages = tuple(_lay_out(builder, sheets, hyphens, titles, is_law=found.kind == "regulation"))
    created = _created(metadata.get("CreationDate", ""))
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


def open_pdf(content: bytes, name: str) -> pdfium.PdfDocument:
    """Open a PDF.

    :raises PdfError: when it is empty, locked, damaged, has no pages or too many.
    """
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
    pages = len(document)
    if not 0 < pages <= MOST_PAGES:
        document.close()
        if not pages:
            raise PdfError(f"{name} has no pages.")
        raise PdfError(f"{name} says that it has {pages} pages; at most {MOST_PAGES} are read.")
    return document


def _sheets(document: pdfium.PdfDocument, name: str) -> list[Sheet]:
    sheets: list[Sheet] = []
    characters = 0
    for number in range(len(document)):
        try:
            sheets.append(read_sheet(document, number))
        except pdfium.PdfiumError as error:
            raise PdfError(f"{name} is damaged: page {number + 1} cannot be read.") from error
        characters += sum(len(word.text) for line in sheets[-1].lines for word in line.words)
        if characters > MOST_CHARACTERS:
            raise PdfError(f"{name} has more than {MOST_CHARACTERS} characters of text.")
    return sheets


def _outline(document: pdfium.PdfDocument) -> dict[int, dict[str, int]]:
    """Return physical page -> heading, as ``same_title`` writes it -> level, from 1."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    try:
        for entry in document.get_toc(max_depth=6):
            place: Any = entry.get_dest()
            index = place.get_index() if place else None
            title = same_title(entry.get_title())
            if index is not None and title:
                found[index + 1].setdefault(title, min(entry.level + 1, 6))
    except (pdfium.PdfiumError, UnicodeError):  # a broken outline costs headings, not the text
        return found
    return found


def _recognised(sheet: Sheet, pages: Mapping[int, OcrPage], *, broken: bool) -> Sheet:
    """Return the sheet with what OCR read of it where it has no text of its own to trust."""
    if sheet.method == "ocr_layer" and broken:
        sheet = replace(sheet, lines=(), method="none", grids=())
    page = pages.get(sheet.number)
    if sheet.method != "none" or page is None:
        return sheet
    lines = tuple(
        Line(tuple(Word(w.text, w.left, w.bottom, w.right, w.top) for w in words))
        for words in page.lines()
    )
    method: TextMethod = "ocr_low_confidence" if page.is_doubtful else "ocr"
    return replace(sheet, lines=tuple(map(_cut_marked, lines)), method=method)


def _cut_marked(line: Line) -> Line:
    last = line.words[-1]
    text = _CUT.sub(HYPHEN, last.text)
    return line if text == last.text else Line((*line.words[:-1], last._replace(text=text)))


def _lay_out(
    builder: TextBuilder,
    sheets: Sequence[Sheet],
    hyphens: Hyphens,
    titles: Mapping[int, Mapping[str, int]],
    *,
    is_law: bool,
) -> Iterator[Page]:
    contents = Contents()
    table: Table | None = None
    for sheet in sheets:
        first = len(builder.blocks)
        items = with_tables(sheet, in_reading_order(sheet.lines))
        own_titles = titles.get(sheet.number, {})
        for kind, level, text in _blocks(items, contents, own_titles, table, is_law=is_law):
            builder.add(hyphens.mend(text), kind, level)
        table = _open_table(items, table)
        blocks = builder.blocks[first:]
        end = len(builder.text)
        label = sheet.label or sheet.printed
        yield Page(
            sheet.number,
            blocks[0].start if blocks else end,
            end,
            label if label not in ("", None, str(sheet.number)) else None,
            sheet.method,
        )


def _blocks(
    items: Sequence[Line | Table],
    contents: Contents,
    titles: Mapping[str, int],
    earlier: Table | None,
    *,
    is_law: bool,
) -> Iterator[tuple[BlockKind, int, str]]:
    """Yield the blocks of a page; its first table may go on from an earlier page."""
    parts = iter(contents.parts([item.text for item in items if isinstance(item, Line)]))
    run: list[str] = []
    for item in items:
        part = next(parts) if isinstance(item, Line) else None
        if isinstance(item, Line) and part is None:
            run.append(item.text)
            continue
        yield from paragraphs(run, titles, may_explain=is_law)
        run = []
        if isinstance(item, Line):
            yield part or "contents", 0, item.text
            continue
        is_rest = earlier is not None and not item.names and item.goes_on_from(earlier)
        names = earlier.names if earlier and is_rest else ()
        for row in item.lines(names):
            yield "row", 0, row
        earlier = None
    yield from paragraphs(run, titles, may_explain=is_law)


def _open_table(items: Sequence[Line | Table], earlier: Table | None) -> Table | None:
    """Return the table at the end of a page, with its names, as the next page may go on."""
    last = next((item for item in reversed(items) if isinstance(item, Table)), None)
    if last is None or (items and last is not items[-1]):
        return None
    if not last.names and earlier is not None and last.goes_on_from(earlier):
        return replace(last, names=earlier.names)
    return last


def _created(date: str) -> str | None:
    match = _DATE.match(date)
    return "-".join(part for part in match.groups() if part) if match else None


def _author(author: str) -> str | None:
    author = " ".join(author.split())
    return author if author and author.lower() not in _NOBODY else None
