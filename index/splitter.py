"""Documents to passages: along the structure, never across a page, never editing the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import UNSEARCHED, Document, PassageLanguage
from corpus.ids import passage_id
from corpus.language import passage_language
from corpus.passage import Passage, embedded_text
from corpus.sentences import sentence_spans
from index.tagger import tag

TARGET = 900  # characters, about 220 tokens: enough context, still one topic
LIMIT = 1_200  # characters; the densest text met (tables of figures) has 2.6 to a token


# What the elucidation of a law says of most articles: "Pasal 5 Ayat (1) Cukup jelas." It answers
# nothing, and so short a text would be found by its title alone.
_SAYS_NOTHING = re.compile(
    r"(?:\s*(?:Pasal \d+|Ayat \(\d+\w?\)|Huruf [a-z]+|Angka \d+|Cukup jelas\.?))+\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text that no passage divides further; ``page`` is None outside PDFs."""

    start: int
    end: int
    heading: tuple[str, ...]
    page: int | None


def split(document: Document) -> list[Passage]:
    """Return the passages of a document, in order.

    Blocks under one heading and on one page are joined up to TARGET characters; a longer block
    is divided between sentences, a longer sentence between words. Pages without text give none,
    nor do tables of contents and lists of sources, nor does an elucidation that says no more
    than "Cukup jelas".
    """
    occurrences: Counter[str] = Counter()
    passages = []
    for piece in _grouped(document):
        text = document.text[piece.start : piece.end]
        if _SAYS_NOTHING.fullmatch(text):
            continue
        heading = " › ".join(piece.heading)
        embedded = embedded_text(document.title, heading, text)
        page = document.page_at(piece.start)
        tags = tag(document, heading, text)
        passages.append(
            Passage(
                id=passage_id(document.id, embedded, occurrences[embedded]),
                document_id=document.id,
                version=document.version,
                start=piece.start,
                end=piece.end,
                text=text,
                heading=heading,
                page=page.number if page else None,
                page_label=page.label if page else None,
                method=page.method if page else "native",
                language=_language(document, text),
                pillars=tags.pillars,
                regions=tags.regions,
            )
        )
        occurrences[embedded] += 1
    return passages


def _pieces(document: Document) -> Iterator[_Piece]:
    for heading, block in document.sections():
        page = document.page_at(block.start)
        if block.kind in UNSEARCHED or (page is not None and page.method == "none"):
            continue
        for start, end in _divided(document.text, block.start, block.end):
            yield _Piece(start, end, heading, page.number if page else None)


def _divided(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Divide a block that is longer than LIMIT, between sentences where that is possible."""
    if end - start <= LIMIT:
        yield start, end
        return
    for first, last in sentence_spans(text[start:end]):
        yield from _cut(text, start + first, start + last)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run at the last space before LIMIT, again and again; nothing is lost but spaces."""
    while end - start > LIMIT:
        space = text.rfind(" ", start + LIMIT // 2, start + LIMIT)
        cut = space if space > start else start + LIMIT
        yield start, cut
        start = cut + 1 if space > start else cut
    yield start, end


def _grouped(document: Document) -> Iterator[_Piece]:
    """Join neighbours under the same heading and on the same page, up to TARGET characters."""
    group: _Piece | None = None
    for piece in _pieces(document):
        if (
            group is not None
            and (piece.heading, piece.page) == (group.heading, group.page)
            # Two sections may bear the same heading: then its words lie between them.
            and not document.text[group.end : piece.start].strip()
            and piece.end - group.start <= TARGET
        ):
            group = _Piece(group.start, piece.end, group.heading, group.page)
            continue
        if group is not None:
            yield group
        group = piece
    if group is not None:
        yield group


def _language(document: Document, text: str) -> PassageLanguage:
    if document.kind == "digest":
        return document.language
    return passage_language(text, default=document.language)
