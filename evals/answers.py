"""How good the answers are: every question asked, every answer judged, the figures of it."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from api.answer import Answer
from api.service import Service
from corpus.document import LANGUAGES
from corpus.ids import document_id
from evals.facts import missing_facts
from evals.questionset import Question

HITS = 10
"""How far down the hits a digest with the evidence may stand."""

_WARM_UP = ("Apa itu kota cerdas?", "What is a smart city?")
_DOCUMENTS_KEPT = 1024


@dataclass(frozen=True, slots=True)
class Outcome:
    """A question, the answer to it and the verdict.

    :ivar missing: facts that the answer does not hold.
    :ivar is_retrieved: whether the evidence was among the first hits; None where no topic is
        given.
    :ivar quotes_in_text: of each citation, whether its quote stands in the cited document.
    :ivar ms: what the answer took.
    """

    question: Question
    answer: Answer
    missing: tuple[tuple[str, ...], ...]
    is_retrieved: bool | None
    quotes_in_text: tuple[bool, ...]
    ms: float

    @property
    def is_refused(self) -> bool:
        """Whether the service said that the collection does not hold the answer."""
        return self.answer.status in ("not_found", "out_of_scope")

    @property
    def is_right(self) -> bool:
        """Whether the answer holds all that was expected, or there rightly is none."""
        is_expected = not self.missing if self.question.status == "found" else self.is_refused
        return is_expected and all(self.quotes_in_text)


@dataclass(frozen=True, slots=True)
class Figures:
    """What comes of the questions in one language; shares from 0 to 1, None of nothing.

    :ivar fact_recall: answerable questions whose facts all stand in the answer's sentences.
    :ivar wrongly_refused: answerable questions that got no answer.
    :ivar hit_at_10: questions with a topic whose evidence was retrieved.
    :ivar cited: citations whose quote stands in the cited document; anything below 1 is a bug.
    :ivar sentences: mean number in an answer that is one.
    """

    answerable: int
    fact_recall: float | None
    wrongly_refused: float | None
    hit_at_10: float | None
    unanswerable: int
    unanswerable_refused: float | None
    outside: int
    outside_refused: float | None
    citations: int
    cited: float | None
    sentences: float | None
    median_ms: float | None
    p95_ms: float | None


def ask_all(
    service: Service, questions: Sequence[Question], told: Callable[[int], None] | None = None
) -> list[Outcome]:
    """Ask every question and judge the answers.

    :param told: is told how many are asked.
    """
    for text in _WARM_UP:
        service.answerer.answer(text)
    document_text = lru_cache(_DOCUMENTS_KEPT)(
        lambda id_, version: service.catalogue.document(id_, version).text
    )
    outcomes = []
    for number, question in enumerate(questions, start=1):
        started = time.perf_counter()
        answer = service.answerer.answer(question.text)
        ms = (time.perf_counter() - started) * 1000
        # After the answer: searching first would leave the question's vector in the cache.
        hits = service.retriever.search(question.text, k=HITS).hits if question.topics else ()
        found = [hit.document.id for hit in hits]
        outcomes.append(judge(question, answer, found, document_text, ms))
        if told:
            told(number)
    return outcomes


def judge(
    question: Question,
    answer: Answer,
    found: Sequence[str],
    document_text: Callable[[str, str], str],
    ms: float,
) -> Outcome:
    """Judge an answer.

    :param found: ids of the documents retrieved, best first.
    :param document_text: the text of a document, by its id and version.
    """
    said = " ".join(sentence.text for sentence in answer.sentences)
    evidence = {
        document_id(f"digest:{language}/{topic}")
        for topic in question.topics
        for language in LANGUAGES
    }
    return Outcome(
        question=question,
        answer=answer,
        missing=tuple(missing_facts(said, question.facts)),
        is_retrieved=not evidence.isdisjoint(found[:HITS]) if evidence else None,
        quotes_in_text=tuple(
            citation.quote in document_text(citation.document_id, citation.version)
            for citation in answer.citations
        ),
        ms=ms,
    )


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Return the figures of some outcomes, usually those of one language."""
    answerable = [one for one in outcomes if one.question.kind == "answerable"]
    unanswerable = [one for one in outcomes if one.question.kind == "unanswerable"]
    outside = [one for one in outcomes if one.question.kind == "outside"]
    quotes = [ok for one in outcomes for ok in one.quotes_in_text]
    lengths = [len(one.answer.sentences) for one in outcomes if not one.is_refused]
    times = sorted(one.ms for one in outcomes)
    return Figures(
        answerable=len(answerable),
        fact_recall=_share(not one.missing for one in answerable),
        wrongly_refused=_share(one.is_refused for one in answerable),
        hit_at_10=_share(one.is_retrieved for one in _with_topic(outcomes)),
        unanswerable=len(unanswerable),
        unanswerable_refused=_share(one.is_refused for one in unanswerable),
        outside=len(outside),
        outside_refused=_share(one.is_refused for one in outside),
        citations=len(quotes),
        cited=_share(quotes),
        sentences=statistics.fmean(lengths) if lengths else None,
        median_ms=statistics.median(times) if times else None,
        p95_ms=times[math.ceil(0.95 * len(times)) - 1] if times else None,
    )


def _with_topic(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    return (one for one in outcomes if one.is_retrieved is not None)


def _share(verdicts: Iterable[bool | None]) -> float | None:
    counted = [bool(verdict) for verdict in verdicts]
    return sum(counted) / len(counted) if counted else None
