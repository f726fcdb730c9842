"""An Answer: sentences taken from documents, each with its citations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.document import Language

Status = Literal["found", "partial", "not_found", "out_of_scope", "conflicting"]


@dataclass(frozen=True, slots=True)
class Source:
    """A source that a digest summarises."""

    name: str
    url: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence stands.

    ``document.text[start:end] == quote`` in the version named, and the quote lies within a
    passage that was found.

    :ivar url: the page itself; for a digest, the source that its sentence summarises.
    :ivar archived_url: the archived bytes in this service; None for a digest.
    :ivar page: physical page of a PDF, 1-based.
    :ivar note: what the reader should know of the source, in the question's language.
    """

    number: int
    document_id: str
    version: str
    title: str
    kind: str
    url: str | None
    archived_url: str | None
    page: int | None
    page_label: str | None
    heading: str
    quote: str
    start: int
    end: int
    published: str | None
    fetched_at: str | None
    language: str
    is_digest: bool
    note: str | None
    references: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the answer, verbatim, with the numbers of its citations."""

    text: str
    language: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something that the reader should know of the answer as a whole."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A document that the corpus does hold, near to what was asked."""

    title: str
    document_id: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for a question."""

    id: str
    status: Status
    question: str
    language: Language
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    timings_ms: dict[str, float] = field(default_factory=dict)
