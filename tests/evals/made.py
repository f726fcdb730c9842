"""Questions, answers and hits made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.answer import Answer, Citation, Note, Sentence
from evals.outcome import Outcome, judge
from evals.questionset import Question
from index.hit import Hit
from tests import made

TEXT = "Sebanyak 50 daerah ikut pada 2018. Targetnya 75 daerah."
RIGHT = "Sebanyak 50 daerah ikut pada 2018."
TARGET = "Targetnya 75 daerah."


class Library:
    """One document of text, and one with two pages."""

    def text(self, document: str, version: str) -> str:
        return TEXT if (document, version) != ("", "") else ""

    def pages(self, document: str) -> Sequence[str]:
        return ["Pengantar\n" + RIGHT, "Lampiran\n" + TARGET] if document == "pdf" else []


def question(status: str = "found", **fields: Any) -> Question:
    facts = {"facts": [["50"], ["2018"]]} if status == "found" else {}
    values = {"id": "q", "language": "id", "text": "Berapa?", "status": status, **facts, **fields}
    return Question.model_validate(values)


def citation(number: int, quote: str, **fields: Any) -> Citation:
    values: dict[str, Any] = {
        "number": number,
        "document_id": "d1",
        "version": "v1",
        "title": "Angkatan 2018",
        "kind": "digest",
        "url": None,
        "archived_url": None,
        "page": None,
        "page_label": None,
        "heading": "",
        "quote": quote,
        "start": 0,
        "end": len(quote),
        "published": None,
        "fetched_at": None,
        "language": "id",
        "is_digest": True,
        "note": None,
        "references": (),
        **fields,
    }
    return Citation(**values)


def answered(
    *texts: str,
    status: Any = "found",
    language: Any = "id",
    verbatim: bool = True,
    notes: tuple[str, ...] = (),
    **cited: Any,
) -> Answer:
    """An answer of sentences that are each quoted from the one document."""
    numbered = list(enumerate(texts, start=1))
    quote = cited.pop("quote", None)
    return Answer(
        id="a",
        status=status,
        question="Berapa?",
        language="id",
        sentences=tuple(Sentence(text, language, (n,), verbatim) for n, text in numbered),
        citations=tuple(citation(n, quote or text, **cited) for n, text in numbered),
        notes=tuple(Note(code, "") for code in notes),
    )


def refused(status: Any = "not_found") -> Answer:
    return Answer(id="a", status=status, question="Berapa?", language="id")


def hit(document: str = "d1", page: int | None = None, text: str = TEXT, rank: int = 1) -> Hit:
    title = f"Dokumen {document}"
    return made.hit(text, title=title, name=document, page=page, rank=rank, kind="digest")


def outcome(
    asked: Question, answer: Answer, hits: Sequence[Hit] | None = None, ms: float = 10.0
) -> Outcome:
    found = [hit()] if hits is None else hits
    return judge(asked, answer, found, found, Library(), ms)
