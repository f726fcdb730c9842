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
    """A sentence of the answer with the numbers of its citations.

    :ivar verbatim: it stands in its citation word by word; otherwise a language model worded it.
    :ivar as_of: the day of its document, where it gives a figure and no year of its own.
    """

    text: str
    language: str
    citations: tuple[int, ...]
    verbatim: bool = True
    as_of: str | None = None


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
class Topic:
    """A topic that the corpus does hold, near to what was asked.

    :ivar id: the code of a region or the id of a sub-dimension: what `/v1/search` filters by.
    :ivar name: in the question's language.
    :ivar passages: how many passages are on it.
    """

    kind: Literal["region", "subdimension"]
    id: str
    name: str
    passages: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown for a question.

    :ivar understood_as: the question in full, where it was taken from the conversation.
    :ivar conversation_id: what a follow-up names to be understood.
    :ivar model: the language model that worded it; None where every sentence is a quote.
    """

    id: str
    status: Status
    question: str
    language: Language
    sentences: tuple[Sentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[Note, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    topics: tuple[Topic, ...] = ()
    understood_as: str | None = None
    conversation_id: str | None = None
    model: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
