"""A Memo: what is exported, free of the form it is exported in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from api.answer import Answer, Citation, Sentence
from api.binder import Binder
from api.comparison import Comparison
from api.phrases import phrase, phrase_of_topics
from api.writtendate import written_date
from corpus.document import Language

ANSWERED = "found"
"""The status whose answers need no word of warning."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, which may be empty, and the sentences under it.

    :ivar part: what of the heading it is on; sections of one heading stand together.
    :ivar remark: what is to be said besides, such as that there is no evidence.
    """

    heading: str
    sentences: tuple[Sentence, ...]
    remark: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """Sections with numbered citations.

    :ivar remark: what the reader should know before the first sentence.
    :ivar made: the day of the export, which footnotes give as the day of access where a citation
        has none of its own.
    :ivar service: address of the service that keeps the archived copies, without a slash at its
        end; where it is empty, their addresses begin with "/v1".
    """

    title: str
    language: Language
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    citations: tuple[Citation, ...]
    made: date
    service: str = ""
    remark: str = ""

    @property
    def colophon(self) -> str:
        """Who put the memo together, and when."""
        return phrase("compiled", self.language, day=written_date(str(self.made), self.language))

    def footnote(self, citation: Citation) -> Iterator[tuple[str, str]]:
        """Yield a citation in parts, each with an address that follows it, if it has one.

        Title, page, date, note, page on the web, day of access, archived copy.
        """
        published = written_date(citation.published or "", self.language)
        for fact in (citation.title, self._page(citation), published, citation.note):
            if fact:
                yield fact.rstrip("."), ""
        for url in self.addresses(citation):
            yield "", url
        day = written_date(self.accessed(citation), self.language)
        yield phrase("accessed", self.language, day=day), ""
        if archived := self.archived(citation):
            yield phrase("archived", self.language), archived

    def footnote_text(self, citation: Citation) -> str:
        """Return a citation in one line."""
        parts = (" ".join(filter(None, part)) for part in self.footnote(citation))
        return ". ".join(parts) + "."

    def addresses(self, citation: Citation) -> tuple[str, ...]:
        """Return where the cited page is; for a digest, all the sources of the sentence."""
        urls = [citation.url, *(source.url for source in citation.references)]
        return tuple(dict.fromkeys(url for url in urls if url))

    def accessed(self, citation: Citation) -> str:
        """Return the day on which the page was read, as an ISO date."""
        return (citation.fetched_at or str(self.made))[:10]

    def archived(self, citation: Citation) -> str:
        """Return where the archived copy is; empty where there is none."""
        return f"{self.service}{citation.archived_url}" if citation.archived_url else ""

    def _page(self, citation: Citation) -> str | None:
        if not citation.page:
            return None
        label = f" ({citation.page_label})" if citation.page_label else ""
        return phrase("page", self.language, number=f"{citation.page}{label}")


def memo_of_answer(answer: Answer, service: str = "") -> Memo:
    """Return an answer as a memo; its title is the question."""
    return Memo(
        title=answer.understood_as or answer.question,
        language=answer.language,
        sections=(Section("", answer.sentences),),
        notes=tuple(_notes(answer)),
        citations=answer.citations,
        made=_today(),
        service=service,
        remark=_verdict(answer),
    )


def memo_of_comparison(comparison: Comparison, service: str = "") -> Memo:
    """Return a comparison as a memo with a section for each region."""
    language = comparison.language
    return Memo(
        title=comparison.title,
        language=language,
        sections=tuple(
            Section(column.label, column.sentences, _unless(column.sentences, language))
            for column in comparison.columns
        ),
        notes=(),
        citations=comparison.citations,
        made=_today(),
        service=service,
    )


def memo_of_binder(binder: Binder, service: str = "") -> Memo:
    """Return a binder as a memo with a section for each pillar and a part for each dimension."""
    language = binder.language
    return Memo(
        title=binder.title,
        language=language,
        sections=tuple(
            Section(chapter.label, cell.sentences, _unless(cell.sentences, language), cell.label)
            for chapter in binder.chapters
            for cell in chapter.cells
        ),
        notes=tuple(
            f"{fact.text} ({fact.name}, {fact.url}; {fact.certainty})" for fact in binder.basis
        ),
        citations=binder.citations,
        made=_today(),
        service=service,
        remark=binder.remark,
    )


def _verdict(answer: Answer) -> str:
    """Return what the state of an answer means, in its own words where it has any."""
    if answer.status == ANSWERED:
        return ""
    told = next((note.text for note in answer.notes if note.code == answer.status), None)
    return told or phrase(f"status_{answer.status}", answer.language)


def _notes(answer: Answer) -> Iterator[str]:
    """Yield what is to be told of an answer, but not what its verdict says already."""
    for note in answer.notes:
        if note.code not in {answer.status, "understood"}:
            yield note.text
    if answer.understood_as:
        yield phrase("asked_as", answer.language, question=answer.question)
    if answer.suggestions:
        names = "; ".join(suggestion.title for suggestion in answer.suggestions)
        yield phrase("nearest", answer.language, names=names)
    if answer.topics:
        yield phrase_of_topics(answer.topics, answer.language)


def _unless(sentences: Iterable[Sentence], language: Language) -> str:
    """Return the remark of a section without evidence."""
    return "" if any(True for _ in sentences) else phrase("no_evidence", language)


def _today() -> date:
    return datetime.now(UTC).date()
