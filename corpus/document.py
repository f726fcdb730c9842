"""A Document: the text of one page, PDF or digest, with its structure and where it came from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

from corpus.dates import DateSpan
from corpus.ids import content_hash, document_id

Kind = Literal["digest", "article", "page", "regulation", "masterplan", "report"]
KINDS: tuple[Kind, ...] = get_args(Kind)

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

PassageLanguage = Literal["id", "en", "mixed"]
"""A passage may hold much of both; it then counts for each."""

BlockKind = Literal["heading", "paragraph", "item", "row", "contents", "references"]

UNSEARCHED: frozenset[BlockKind] = frozenset(("contents", "references"))
"""Kinds that a reader may want but no answer stands on: tables of contents, lists of sources."""

FROM_REST = "application/json"
"""Media type of a post whose archived bytes are what a site's REST interface says of it."""

TextMethod = Literal["native", "ocr_layer", "ocr", "ocr_low_confidence", "none"]
"""How a PDF page got its text: born digital, a scanner's own text layer, our OCR (surely or
doubtfully read), or not at all."""


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that belongs together; ``document.text[start:end]``, half-open."""

    start: int
    end: int
    kind: BlockKind = "paragraph"
    level: int = 0
    """1 to 6 for headings, 0 for everything else."""


@dataclass(frozen=True, slots=True)
class Page:
    """A physical page of a PDF.

    :ivar number: physical, 1-based.
    :ivar label: the number printed in the PDF's page labels ("iv"), when it differs.
    """

    number: int
    start: int
    end: int
    label: str | None = None
    method: TextMethod = "native"


@dataclass(frozen=True, slots=True)
class Reference:
    """A source that a digest is written from."""

    name: str
    url: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Which references ``document.text[start:end]`` stands on; indices into ``references``."""

    start: int
    end: int
    references: tuple[int, ...]


_NOT_NOTICED = ("events", "raw", "fetched_at")


@dataclass(frozen=True)
class Document:
    """One document as it was read at one time.

    :ivar origin: what makes it itself: a canonical URL, ``digest:<lang>/<theme>/<topic>`` or
        ``file:<source>/<path>``. Two documents with one origin are versions of each other.
    :ivar url: the link that a reader can follow, or None for a local file.
    :ivar published: ISO date, possibly only a year or a month: ``2019``, ``2019-08``.
    :ivar pillars: pillar ids that the source or an editor gave; tagging may add to passages.
    :ivar regions: official region codes, likewise.
    :ivar categories: the names of the categories that its site files it under.
    :ivar events: days on which, as the text says, something took place; ``published`` is the day
        of posting. They follow from the text, so they make no version of their own.
    :ivar raw: SHA-256 of the archived bytes in the raw store.
    """

    origin: str
    source: str
    kind: Kind
    title: str
    text: str
    language: Language
    url: str | None = None
    blocks: tuple[Block, ...] = ()
    pages: tuple[Page, ...] = ()
    author: str | None = None
    published: str | None = None
    pillars: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[DateSpan, ...] = ()
    media_type: str = "text/html"
    raw: str | None = None
    fetched_at: str | None = field(default=None, compare=False)

    @cached_property
    def id(self) -> str:
        """The id, from the origin alone: a new version keeps it."""
        return document_id(self.origin)

    @cached_property
    def version(self) -> str:
        """The hash of everything that a reader or the index would notice."""
        noticed = {k: v for k, v in asdict(self).items() if k not in _NOT_NOTICED}
        if not self.categories:  # a field that came later changes no earlier version
            del noticed["categories"]
        if self.media_type == FROM_REST:  # the same post, by another door
            noticed["media_type"] = "text/html"
        return content_hash(noticed)

    def page_at(self, offset: int) -> Page | None:
        """Return the PDF page that holds ``text[offset]``, or None where there are no pages."""
        return next((page for page in self.pages if page.start <= offset < page.end), None)

    def references_at(self, start: int, end: int) -> tuple[Reference, ...]:
        """Return the sources of a digest that the sentences in ``text[start:end]`` stand on."""
        numbers = dict.fromkeys(
            number
            for span in self.attributions
            if span.start < end and start < span.end
            for number in span.references
        )
        return tuple(self.references[number] for number in numbers)

    def sections(self) -> Iterator[tuple[tuple[str, ...], Block]]:
        """Yield every block that is not a heading, with the headings above it, outermost first."""
        path: list[tuple[int, str]] = []
        for block in self.blocks or (Block(0, len(self.text)),):
            if block.kind != "heading":
                yield tuple(text for _, text in path), block
                continue
            path = [(level, text) for level, text in path if level < block.level]
            path.append((block.level, self.text[block.start : block.end]))

    @property
    def scanned_pages(self) -> tuple[int, ...]:
        """Physical numbers of the PDF pages that hold a picture but no text."""
        return tuple(page.number for page in self.pages if page.method == "none")


def structure_from_json(data: dict[str, Any]) -> dict[str, Any]:
    """Turn the structural fields of a stored document back into their types."""
    types = {"blocks": Block, "pages": Page, "references": Reference}
    fields = {name: tuple(of(**item) for item in data[name]) for name, of in types.items()}
    fields["attributions"] = tuple(
        Attribution(item["start"], item["end"], tuple(item["references"]))
        for item in data["attributions"]
    )
    fields["events"] = tuple(DateSpan(**item) for item in data.get("events", ()))
    return fields
