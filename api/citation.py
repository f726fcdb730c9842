"""From a quote to the citation that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from api.answer import Citation, Sentence, Source
from api.phrases import PHRASES, phrase
from api.statement import Quote, Statement
from corpus.catalogue import Catalogue
from corpus.document import Document, Language, Reference, TextMethod
from index.card import DocumentCard

_DOCUMENTS_KEPT = 128


class CitationDesk:
    """Makes citations of quotes; remembers the documents that are cited often."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._document = lru_cache(_DOCUMENTS_KEPT)(catalogue.document)

    def numbering(self, language: Language) -> Numbering:
        """Begin the citations of one answer, told in a language."""
        return Numbering(self, language)

    def citation(self, number: int, quote: Quote, language: Language) -> Citation:
        """Return the citation that a reader can follow."""
        passage, card = quote.hit.passage, quote.hit.document
        document = self._document(card.id, card.version)
        _, _, start, end = quote.place
        references = document.references_at(start, end)
        return Citation(
            number=number,
            document_id=card.id,
            version=card.version,
            title=card.title,
            kind=card.kind,
            url=references[0].url if references else card.url,
            archived_url=_file_of(card) if document.raw else None,
            page=passage.page,
            page_label=passage.page_label,
            heading=passage.heading,
            quote=quote.text,
            start=start,
            end=end,
            published=card.published,
            fetched_at=document.fetched_at,
            language=passage.language,
            is_digest=card.kind == "digest",
            note=note_on(document, references, passage.method, language),
            references=tuple(_source(reference) for reference in references),
        )


class Numbering:
    """Numbers the citations of one answer from 1; the same run of text is cited once."""

    def __init__(self, desk: CitationDesk, language: Language) -> None:
        self._desk = desk
        self.language = language
        self._numbers: dict[tuple[str, str, int, int], int] = {}

    def number(self, statement: Statement) -> tuple[Sentence, tuple[Citation, ...]]:
        """Return a sentence with its numbers, and the citations that are new with it."""
        new = []
        numbers = []
        for quote in statement.quotes:
            if quote.place not in self._numbers:
                self._numbers[quote.place] = len(self._numbers) + 1
                new.append(self._desk.citation(len(self._numbers), quote, self.language))
            numbers.append(self._numbers[quote.place])
        sentence = Sentence(
            text=statement.text,
            language=statement.language,
            citations=tuple(numbers),
            verbatim=statement.is_quoted,
            as_of=statement.as_of,
        )
        return sentence, tuple(new)


def _file_of(card: DocumentCard) -> str:
    return f"/v1/documents/{card.id}/file?version={card.version}"


def note_on(
    document: Document, references: Iterable[Reference], method: TextMethod, language: Language
) -> str | None:
    """Return what a reader should know before quoting: whose digest it is, or that it is OCR."""
    if document.kind == "digest":
        names = "; ".join(dict.fromkeys(reference.name for reference in references))
        return phrase("digest", language, names=names)
    return phrase(method, language) if method in PHRASES else None


def _source(reference: Reference) -> Source:
    return Source(reference.name, reference.url, reference.date)
