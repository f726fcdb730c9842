"""A Statement: a sentence of an answer before it is numbered, and the quotes that it stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from api.quantity import YEAR, quantities
from corpus.language import detect_language
from index.hit import Hit

_ITEM_ENDS = re.compile(r"(?<=[^\s.,;:!?])\s*\n")


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a passage supports a sentence; ``hit.passage.text[start:end]``, half-open."""

    hit: Hit
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.hit.passage.text[self.start : self.end]

    @property
    def place(self) -> tuple[str, str, int, int]:
        """Which run of which document it is; equal for the same words in two passages."""
        document, passage = self.hit.document, self.hit.passage
        return document.id, document.version, passage.start + self.start, passage.start + self.end


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that is supported.

    :ivar is_quoted: the sentence is its quote, word by word; otherwise a model worded it.
    """

    text: str
    language: str
    quotes: tuple[Quote, ...]
    is_quoted: bool

    @property
    def as_of(self) -> str | None:
        """The day that its figures hold for, where it tells of none: that of its document."""
        days = {quote.hit.document.published for quote in self.quotes}
        is_undated = bool(quantities(self.text)) and not YEAR.search(self.text)
        return days.pop() if is_undated and len(days) == 1 else None

    @classmethod
    def quoted(cls, quote: Quote) -> Statement:
        """Return a quote as a sentence, its line breaks folded; items of a list stand apart."""
        opening, colon, items = quote.text.partition(":\n")
        if colon:
            items = _ITEM_ENDS.sub("; ", items.strip())
        text = " ".join(f"{opening}{colon}{items}".split())
        language = quote.hit.passage.language
        told = detect_language(text) if language == "mixed" else language
        return cls(text, told, (quote,), is_quoted=True)
