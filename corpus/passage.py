"""A Passage: the piece of a document that is embedded, found and cited."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.document import PassageLanguage, TextMethod
from corpus.tag import Tag


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a document's text.

    ``passage.text == document.text[passage.start:passage.end]`` for the version named: splitting
    never edits text.

    :ivar heading: the headings above it, outermost first, joined by " › "; empty at the top.
    :ivar page: physical page of a PDF, 1-based; None elsewhere. A passage never crosses a page.
    :ivar article: of a regulation, the Pasal that it belongs to: ``"5A"``, or ``"I/12"`` for one
        that an amending law quotes; empty elsewhere.
    :ivar shared: how many documents hold this text or nearly this text, itself included; known
        once it is indexed.
    :ivar dimensions: ids of sub-dimensions of its pillars.
    :ivar tags: its pillars and dimensions once more, each with confidence and reason.
    """

    id: str
    document_id: str
    version: str
    start: int
    end: int
    text: str
    heading: str
    page: int | None
    page_label: str | None
    method: TextMethod
    language: PassageLanguage
    pillars: tuple[str, ...]
    regions: tuple[str, ...]
    article: str = ""
    shared: int = 1
    dimensions: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()

    def embedded_text(self, title: str) -> str:
        """Return what the model and the word index read: the title and headings, then the text."""
        return embedded_text(title, self.heading, self.text)


_LONGEST_TITLE = 200  # characters: a longer one says no more, and the model reads 512 tokens


def embedded_text(title: str, heading: str, text: str) -> str:
    """Join a passage's context and text the one way that ids and vectors depend on."""
    context = " › ".join(part for part in (_shortened(title), heading) if part)
    return f"{context}\n{text}" if context else text


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    return title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
