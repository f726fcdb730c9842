"""Documents to pieces: runs of text along the structure, each of which becomes a passage.

A piece never crosses a page, a heading, or a Pasal; a long Pasal is divided between its ayat and
huruf, other long text between sentences, a long sentence between words. A list stays with the words
that open it, a table with its caption and its head, as long as they fit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.clauses import clauses
from corpus.document import UNSEARCHED, Block, Document, Page
from corpus.listing import is_caption, is_item
from corpus.passage import embedded_text
from corpus.regulationtext import is_regulation
from corpus.sections import sections
from corpus.sentences import sentence_spans
from index.budget import Budget

TARGET = 900  # characters, about 220 tokens: enough context, still one topic
LIMIT = 1_200  # characters
_LONGEST_HEADING = 100  # characters of one heading in a passage's path


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text that becomes a passage, ``document.text[start:end]``.

    :ivar section: pieces of one section may be joined; a number of no other meaning.
    :ivar heading: the headings above it, and of a Pasal that it goes on with, the ayat and huruf
        that it begins in.
    :ivar page: None outside PDFs.
    """

    start: int
    end: int
    section: int
    heading: tuple[str, ...]
    article: str = ""
    page: Page | None = None


def pieces(document: Document, budget: Budget) -> Iterator[Piece]:
    """Yield the pieces of a document in order; no text but headings is lost."""
    units = _of_regulation(document) if is_regulation(document) else _of_sections(document)
    for piece in _joined(document.text, units):
        yield from _fitting(document, piece, budget)


def _of_sections(document: Document) -> Iterator[Piece]:
    pages = _Pages(document)
    section, before = 0, -1
    for heading, block in document.sections():
        if _is_read(block):
            # Two sections may bear the same heading: then its words lie between them.
            section += bool(document.text[max(0, before) : block.start].strip())
            yield from _on_pages(document, Piece(block.start, block.end, section, heading), pages)
        before = block.end


def _of_regulation(document: Document) -> Iterator[Piece]:
    pages = _Pages(document)
    text = document.text
    blocks = document.blocks or (Block(0, len(text)),)
    starts = [block.start for block in blocks]
    for number, section in enumerate(sections(text, document.blocks)):
        first = max(0, bisect_right(starts, section.start) - 1)
        last = bisect_right(starts, section.end - 1)
        marks = list(clauses(text, section.start, section.end)) if section.article else []
        opened = [mark.start for mark in marks]
        begins = section.start + _leading_space(text, section.start, section.end)
        for block in blocks[first:last]:
            if not _is_read(block, headings=True):
                continue
            start, end = max(block.start, section.start), min(block.end, section.end)
            inside = [at for at in opened if start < at < end]
            for begin, stop in zip([start, *inside], [*inside, end], strict=True):
                passed = bisect_right(opened, begin)
                clause = marks[passed - 1].label if passed and begin > begins else ()
                unit = Piece(begin, stop, number, (*section.heading, *clause), section.article)
                yield from _on_pages(document, unit, pages)


def _is_read(block: Block, *, headings: bool = False) -> bool:
    return block.kind not in UNSEARCHED and (headings or block.kind != "heading")


def _leading_space(text: str, start: int, end: int) -> int:
    run = text[start:end]
    return len(run) - len(run.lstrip())


class _Pages:
    """Finds the page of an offset; asked in order, so that a search from the start is spared."""

    def __init__(self, document: Document) -> None:
        self._pages = document.pages
        self._starts = [page.start for page in document.pages]

    def at(self, offset: int) -> Page | None:
        number = bisect_right(self._starts, offset) - 1
        return self._pages[number] if number >= 0 and offset < self._pages[number].end else None


def _on_pages(document: Document, unit: Piece, pages: _Pages) -> Iterator[Piece]:
    """Trim a unit, leave it out where its page holds no text, divide it where it is long."""
    run = document.text[unit.start : unit.end]
    start = unit.start + len(run) - len(run.lstrip())
    end = unit.end - (len(run) - len(run.rstrip()))
    page = pages.at(start)
    if start >= end or (page is not None and page.method == "none"):
        return
    for first, last in _divided(document.text, start, end):
        yield replace(unit, start=first, end=last, page=page)


def _divided(text: str, start: int, end: int, limit: int = LIMIT) -> Iterator[tuple[int, int]]:
    """Divide a run that is longer than ``limit``, between sentences where that is possible."""
    if end - start <= limit:
        yield start, end
        return
    for first, last in sentence_spans(text[start:end]):
        yield from _cut(text, start + first, start + last, limit)


def _cut(text: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a run at the last space before the limit, again and again; only spaces are lost."""
    while end - start > limit:
        space = text.rfind(" ", start + limit // 2, start + limit)
        cut = space if space > start else start + limit
        yield start, cut
        start = cut + 1 if space > start else cut
    yield start, end


def _joined(text: str, units: Iterator[Piece]) -> Iterator[Piece]:
    """Join neighbours in one section and on one page, up to TARGET characters."""
    group: Piece | None = None
    for unit in _whole(text, units):
        if (
            group is not None
            and _are_neighbours(text, group, unit)
            and unit.end - group.start <= TARGET
        ):
            group = replace(group, end=unit.end)
            continue
        if group is not None:
            yield group
        group = unit
    if group is not None:
        yield group


def _whole(text: str, units: Iterator[Piece]) -> Iterator[Piece]:
    """Join the units that make up a list or a table, with what opens it, up to LIMIT characters."""
    run: list[Piece] = []
    for unit in units:
        if run and not (_are_neighbours(text, run[-1], unit) and _is_tied(text, run[-1], unit)):
            yield from _as_one(run)
            run = []
        run.append(unit)
    yield from _as_one(run)


def _as_one(run: list[Piece]) -> Iterator[Piece]:
    if run and run[-1].end - run[0].start <= LIMIT:
        yield replace(run[0], end=run[-1].end)
    else:
        yield from run


def _is_tied(text: str, one: Piece, following: Piece) -> bool:
    """Tell whether a unit is the next line of a list or a table, or what the one before opens."""
    if "\n\n" not in text[one.end : following.start]:
        return True
    told = text[one.start : one.end].rsplit("\n", 1)[-1]
    return told.endswith(":") or is_item(told) or is_caption(told)


def _are_neighbours(text: str, one: Piece, following: Piece) -> bool:
    return (one.section, one.page) == (following.section, following.page) and not text[
        one.end : following.start
    ].strip()


def _fitting(document: Document, piece: Piece, budget: Budget) -> Iterator[Piece]:
    """Divide a piece that the model would cut, however its title and headings take their share."""
    heading = tuple(map(_shortened, piece.heading))
    read = embedded_text(
        document.title, " › ".join(heading), document.text[piece.start : piece.end]
    )
    length = piece.end - piece.start
    if length < 2 or budget.fits(read):  # noqa: PLR2004 - a single character is not divided
        yield replace(piece, heading=heading)
        return
    for start, end in _cut(document.text, piece.start, piece.end, (length + 1) // 2):
        yield from _fitting(document, replace(piece, start=start, end=end), budget)


def _shortened(heading: str) -> str:
    if len(heading) <= _LONGEST_HEADING:
        return heading
    return heading[:_LONGEST_HEADING].rsplit(" ", 1)[0] + " …"
