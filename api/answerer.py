"""From a question to an extractive Answer: the best sentences, verbatim, or an honest no."""

from __future__ import annotations

import logging
import time
from collections.abc import Generator, Iterator, Sequence

from api.answer import Answer
from api.answering import Answering, Event
from api.candidate import Candidate
from api.citation import CitationDesk, Numbering
from api.inquiry import Inquirer, Reading
from api.nearest import nearest_documents, nearest_topics
from api.phrases import phrase
from api.statement import Statement
from api.writer import Outcome, Writer
from api.writtendate import written_date
from corpus.catalogue import Catalogue
from corpus.document import Language
from index.filters import Filters
from index.reader import Reader
from index.retriever import Retriever

PASSAGES_TOLD = 8
"""To a language model."""
_NEAREST = 3  # sentences: what all of them lack is what the collection lacks


_log = logging.getLogger(__name__)


class Answerer:
    """Answers questions from one index."""

    def __init__(
        self,
        catalogue: Catalogue,
        retriever: Retriever,
        reader: Reader,
        writer: Writer | None = None,
    ) -> None:
        """Answer from one index.

        :param reader: judges the best sentences.
        :param writer: words the answers; without one they are quotes.
        """
        self._writer = writer
        self._retriever = retriever
        self.inquirer = Inquirer(retriever, reader)
        self._desk = CitationDesk(catalogue)

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
        return self.inquirer.read(text, language, filters)

    def numbering(self, language: Language) -> Numbering:
        """Begin the citations of one answer."""
        return self._desk.numbering(language)

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
        if not read.is_sure:
            answering.note("unsure")
        if any(sentence.language != question.language for sentence in answering.sentences):
            answering.note("other_language")
        if read.status == "partial":
            kinds = (phrase(f"kind_{kind}", question.language) for kind in read.lacking)
            answering.note("partial", names=", ".join((*read.missing, *kinds)))
        if read.status == "conflicting":
            answering.note("conflicting")
        if question.is_latest and read.chosen and (time := read.chosen[0].time):
            answering.note("latest", time=written_date(time, question.language))
        return answering.end(read.status, model=model)

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
        if read.status == "out_of_scope":
            answering.note("out_of_scope")
            return answering.end("out_of_scope")
        question = answering.question
        topics = nearest_topics(question, read.hits, self._retriever.facets())
        held = {topic.id for topic in topics}
        nearest = [set(candidate.missing) for candidate in read.ranked[:_NEAREST]]
        missing = set.intersection(*nearest) if nearest else set()
        # Something is held on the place, though not what is asked: the topics tell of it.
        missing -= {mention.text for mention in question.regions if held & {*mention.codes}}
        answering.note("not_found")
        if missing:
            answering.note("missing", names=", ".join(sorted(missing)))
        return answering.end(
            "not_found",
            suggestions=nearest_documents(question, read.hits),
            topics=topics,
        )


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 1)
