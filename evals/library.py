"""What the documents of a service say, read apart from the index that answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Protocol

from corpus.catalogue import Catalogue
from corpus.ids import document_id
from evals.questionset import Question
from evals.seedfolder import evidence_id, evidence_path


class Library(Protocol):
    """The documents that answers cite."""

    def text(self, document: str, version: str) -> str:
        """Return the text of a document."""

    def pages(self, document: str) -> Sequence[str]:
        """Return the text of each page, page 1 first; nothing where there are no pages."""


class EvaluationLibrary:
    """The seed digests and the evaluation documents.

    Pages are read by pypdf and not by the library that the crawler reads them with.
    """

    def __init__(self, catalogue: Catalogue, questions: Sequence[Question]) -> None:
        """Read documents from a catalogue, and pages of the files that the questions name."""
        self._questions = questions
        self.text = lru_cache(1024)(lambda id_, version: catalogue.document(id_, version).text)
        self.pages = lru_cache(64)(self._pages)

    def _pages(self, document: str) -> Sequence[str]:
        from pypdf import PdfReader

        path = self._pdfs.get(document)
        return [page.extract_text() for page in PdfReader(path).pages] if path else []

    @cached_property
    def _pdfs(self) -> dict[str, str]:
        named = {page for question in self._questions for page in question.pages}
        return {evidence_id(page): str(evidence_path(page)) for page in named if ".pdf" in page}


def evidence(question: Question) -> dict[tuple[str, int | None], str]:
    """Return where the evidence stands: document id and page -> the name of the evidence.

    The twin of a digest in the other language is the same evidence.
    """
    places: dict[tuple[str, int | None], str] = {
        (document_id(f"digest:{language}/{topic}"), None): topic
        for topic in question.topics
        for language in ("id", "en")
    }
    for page in question.pages:
        number = page.partition("#")[2]
        places[evidence_id(page), int(number) if number else None] = page
    return places


def squeezed(text: str) -> str:
    """Return the letters and digits of a text alone, to compare across two ways of reading."""
    return re.sub(r"\W+", "", text.lower())
