"""From a candidate sentence to the citation that a reader can follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from api.answer import Citation, Sentence, Source
from api.evidence import Candidate
from api.phrases import PHRASES, phrase
from corpus.catalogue import Catalogue
from corpus.document import Document, Language, Reference, TextMethod
from index.passages import DocumentCard

_DOCUMENTS_KEPT = 128


class CitationDesk:
    """Numbers citations; sentences from the same run of text share one."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._document = lru_cache(_DOCUMENTS_KEPT)(catalogue.document)

    def cite(
        self, chosen: Sequence[Candidate], language: Language
    ) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
        """Return the sentences of an answer and their citations, numbered from 1."""
        sentences, citations = [], []
        for number, candidate in enumerate(chosen, start=1):
            citations.append(self._citation(number, candidate, language))
            sentences.append(
                Sentence(
                    text=" ".join(candidate.text.split()),
                    language=candidate.hit.passage.language,
                    citations=(number,),
                )
            )
        return tuple(sentences), tuple(citations)

    def _citation(self, number: int, candidate: Candidate, language: Language) -> Citation:
        passage, card = candidate.hit.passage, candidate.hit.document
        document = self._document(card.id, card.version)
        start, end = passage.start + candidate.start, passage.start + candidate.end
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
            quote=candidate.text,
            start=start,
            end=end,
            published=card.published,
            fetched_at=document.fetched_at,
            language=passage.language,
            is_digest=card.kind == "digest",
            note=note_on(document, references, passage.method, language),
            references=tuple(_source(reference) for reference in references),
        )


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
