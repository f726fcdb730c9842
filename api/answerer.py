"""From a question to an extractive Answer: the best sentences, verbatim, or an honest no."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace

from api.answer import Answer, Suggestion
from api.answering import Answering, Event
from api.citation import CitationDesk, Numbering
from api.decision import is_answered
from api.evidence import Candidate, EvidenceReader
from api.question import Question, understand
from api.statement import Statement
from api.writer import Outcome, Writer
from corpus.catalogue import Catalogue
from corpus.document import Language
from index.filters import Filters
from index.hit import Hit
from index.retriever import Retriever

PASSAGES_READ = 16
PASSAGES_NARROWED = 6
PASSAGES_TOLD = 8
"""To a language model."""
LONGEST_ANSWER = 3  # sentences
_ENOUGH_FOR = {"count": 2, "money": 2, "date": 2, "person": 2}
"""Sentences that settle a question of this kind; LONGEST_ANSWER for any other."""

# Chosen on the dev half of evals/questions, see evals/RESULTS.md.
MARGIN = 0.06  # of score below the best sentence that a further one may lie
OTHER_LANGUAGE = 0.06  # of score that a sentence in another language must be better by
_SAME_WORDS = 0.75  # share of words that makes two sentences say the same
_SUGGESTIONS = 3
_NEAREST = 3  # sentences: what all of them lack is what the collection lacks


_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found on a question.

    :ivar ranked: the sentences of the hits, best first.
    :ivar chosen: those that answer, in reading order; none where the evidence does not suffice.
    """

    question: Question
    hits: Sequence[Hit]
    ranked: Sequence[Candidate]
    chosen: Sequence[Candidate]


class Answerer:
    """Answers questions from one index."""

    def __init__(
        self, catalogue: Catalogue, retriever: Retriever, writer: Writer | None = None
    ) -> None:
        """Answer from one index.

        :param writer: words the answers; without one they are quotes.
        """
        self._writer = writer
        self._retriever = retriever
        self._desk = CitationDesk(catalogue)
        self._reader = EvidenceReader(retriever)

    def answer(
        self, text: str, language: Language | None = None, filters: Filters | None = None
    ) -> Answer:
        """Answer a question.

        :param language: of the answer's own words; the question's when None.
        """
        *_, answer = self.stream(text, language, filters)
        if not isinstance(answer, Answer):
            raise TypeError("a stream ends with the answer")
        return answer

    def stream(
        self, text: str, language: Language | None = None, filters: Filters | None = None
    ) -> Iterator[Event]:
        """Answer a question step by step; the last event is the whole answer."""
        started = time.perf_counter()
        yield "searching"
        read = self.read(text, language, filters or Filters())
        searched = time.perf_counter()
        answering = Answering(read.question, self.numbering(read.question.language))
        if read.chosen:
            answer = yield from self._found(answering, read)
        else:
            answer = self._not_found(answering, read)
        timings = {"search": _ms(started, searched), "total": _ms(started, time.perf_counter())}
        answer.timings_ms.update(timings)
        yield answer

    def read(self, text: str, language: Language | None, filters: Filters) -> Reading:
        """Return the evidence on a question, and what of it answers."""
        question = understand(text, language)
        hits = self._hits(question, filters)
        ranked = self._ranked(question, hits)
        chosen = _chosen(question, ranked) if self._is_answered(question, ranked) else []
        return Reading(question, hits, ranked, chosen)

    def numbering(self, language: Language) -> Numbering:
        """Begin the citations of one answer."""
        return self._desk.numbering(language)

    def _hits(self, question: Question, filters: Filters) -> list[Hit]:
        """Return the passages to read.

        The best of all, and the best on the places and pillars that the question names, which
        the rest of a long question may push down.
        """
        hits = list(self._retriever.search(question.text, PASSAGES_READ, filters=filters).hits)
        narrowed = replace(
            filters,
            regions=filters.regions or tuple(c for m in question.regions for c in m.codes),
            pillars=filters.pillars or question.pillars,
        )
        if narrowed != filters:
            known = {hit.passage.id for hit in hits}
            more = self._retriever.search(question.text, PASSAGES_NARROWED, filters=narrowed).hits
            hits += [hit for hit in more if hit.passage.id not in known]
        return hits

    def _ranked(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the candidates best first, those in the reader's language before equals."""
        candidates = self._reader.candidates(question, hits)

        def order(candidate: Candidate) -> float:
            is_other = candidate.hit.passage.language != question.language
            return candidate.score - (OTHER_LANGUAGE if is_other else 0.0)

        return sorted(candidates, key=order, reverse=True)

    def unknown_words(self, read: Reading) -> list[str]:
        """Return the words of a question that no passage holds."""
        return self._reader.unknown_words(read.question)

    def _is_answered(self, question: Question, ranked: Sequence[Candidate]) -> bool:
        if not ranked:
            return False
        return is_answered(question, ranked[0], self._reader.unknown_words(question))

    def _found(self, answering: Answering, read: Reading) -> Generator[Event, None, Answer]:
        question = answering.question
        model = None
        if self._writer:
            yield "writing"
            model = yield from self._written(answering, read.ranked, self._writer)
        if model is None:
            said = {sentence.text for sentence in answering.sentences}
            for candidate in read.chosen:
                statement = Statement.quoted(candidate.quote)
                if statement.text not in said:
                    yield from answering.state(statement)
        if any(sentence.language != question.language for sentence in answering.sentences):
            answering.note("other_language")
        return answering.end("found", model=model)

    def _written(
        self, answering: Answering, ranked: Sequence[Candidate], writer: Writer
    ) -> Generator[Event, None, str | None]:
        """Let the model word the answer; return its name, or None where quotes must follow.

        What was shown stays: it is supported. Quotes follow it where the model came to no end.
        """
        outcome = Outcome()
        evidence = list({c.hit.passage.id: c.hit for c in ranked}.values())[:PASSAGES_TOLD]
        for statement in writer.write(answering.question, evidence, outcome):
            yield from answering.state(statement)
        if outcome.removed:
            answering.note("sentences_removed", count=str(len(outcome.removed)))
        if outcome.failure or not answering.sentences:
            if outcome.failure:
                _log.warning("The language model failed: %s", outcome.failure)
            answering.note("model_failed" if outcome.failure else "model_unsupported")
            return None
        return writer.name

    def _not_found(self, answering: Answering, read: Reading) -> Answer:
        nearest = [set(candidate.missing) for candidate in read.ranked[:_NEAREST]]
        missing = sorted(set.intersection(*nearest)) if nearest else []
        answering.note("not_found")
        if missing:
            answering.note("missing", names=", ".join(missing))
        return answering.end("not_found", tuple(_suggestions(answering.question, read.hits)))


def _chosen(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of the answer, best first, none saying what another says."""
    best = ranked[0]
    enough = _ENOUGH_FOR.get(question.expects, LONGEST_ANSWER)
    chosen = [best]
    for candidate in ranked[1:]:
        if len(chosen) == enough or candidate.score < best.score - MARGIN:
            break
        is_fit = candidate.shows_expected and not candidate.missing
        is_same_language = candidate.hit.passage.language == best.hit.passage.language
        if is_fit and is_same_language and not any(_alike(candidate, c) for c in chosen):
            chosen.append(candidate)
    return _in_reading_order(chosen)


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """Keep the best first, but sentences of one passage in the order of its text."""
    passages = list(dict.fromkeys(candidate.hit.passage.id for candidate in chosen))
    return sorted(chosen, key=lambda c: (passages.index(c.hit.passage.id), c.start))


def _alike(one: Candidate, other: Candidate) -> bool:
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return len(first & second) >= _SAME_WORDS * min(len(first), len(second))


def _suggestions(question: Question, hits: Sequence[Hit]) -> Iterator[Suggestion]:
    readable = [hit for hit in hits if hit.document.language == question.language]
    documents = {hit.document.id: hit.document.title for hit in readable or hits}
    for document_id, title in list(documents.items())[:_SUGGESTIONS]:
        yield Suggestion(title, document_id)


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
