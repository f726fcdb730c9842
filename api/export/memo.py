"""A Memo: what is exported, free of the form it is exported in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from api.answer import Answer, Citation, Sentence
from api.comparison import Comparison
from api.phrases import phrase
from corpus.document import Language


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, which may be empty, and the sentences under it."""

    heading: str
    sentences: tuple[Sentence, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """Sections with numbered citations.

    :ivar made: the day of the export, which footnotes give as the day of access where a citation
        has none of its own.
    """

    title: str
    language: Language
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    citations: tuple[Citation, ...]
    made: date

    def footnote(self, citation: Citation) -> str:
        """Return a citation in one line: title, page, date, address, day of access."""
        facts = [
            citation.title,
            self._page(citation),
            citation.published,
            citation.note,
            citation.url,
            phrase("accessed", self.language, day=(citation.fetched_at or str(self.made))[:10]),
        ]
        return ". ".join(fact.rstrip(".") for fact in facts if fact) + "."

    def _page(self, citation: Citation) -> str | None:
        if not citation.page:
            return None
        label = f" ({citation.page_label})" if citation.page_label else ""
        return phrase("page", self.language, number=f"{citation.page}{label}")


def memo_of_answer(answer: Answer) -> Memo:
    """Return an answer as a memo; its title is the question."""
    return Memo(
        title=answer.understood_as or answer.question,
        language=answer.language,
        sections=(Section("", answer.sentences),),
        notes=tuple(note.text for note in answer.notes),
        citations=answer.citations,
        made=_today(),
    )


def memo_of_comparison(comparison: Comparison) -> Memo:
    """Return a comparison as a memo with a section for each region."""
    return Memo(
        title=comparison.title,
        language=comparison.language,
        sections=tuple(_sections(comparison)),
        notes=(),
        citations=comparison.citations,
        made=_today(),
    )


def _sections(comparison: Comparison) -> Iterator[Section]:
    for column in comparison.columns:
        remark = "" if column.sentences else phrase("no_evidence", comparison.language)
        yield Section(column.label, column.sentences, remark)


def _today() -> date:
    return datetime.now(UTC).date()
