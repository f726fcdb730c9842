"""Every question asked, every answer judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from api.service import Service
from evals.library import EvaluationLibrary
from evals.outcome import Outcome, judge
from evals.questionset import Question
from index.filters import Filters

_DEPTH = 30  # hits of a search, of which the first ten documents or pages are looked at
_WARM_UP = ("Apa itu kota cerdas?", "What is a smart city?")


def ask_all(
    service: Service, questions: Sequence[Question], told: Callable[[int], None] | None = None
) -> list[Outcome]:
    """Ask every question and judge the answers.

    :param told: is told how many are asked.
    """
    for text in _WARM_UP:
        service.answerer.answer(text)
    library = EvaluationLibrary(service.catalogue, questions)
    outcomes = []
    for number, question in enumerate(questions, start=1):
        started = time.perf_counter()
        answer = service.answerer.answer(question.text)
        ms = (time.perf_counter() - started) * 1000
        # After the answer: searching first would leave the question's vector in the cache.
        hits = service.retriever.search(question.text, k=_DEPTH).hits
        read = service.answerer.read(question.text, None, Filters())
        # What answers a question part by part was found part by part.
        retrieved = [*read.hits, *(candidate.hit for candidate in read.chosen)]
        outcomes.append(judge(question, answer, hits, retrieved, library, ms))
        if told:
            told(number)
    return outcomes
