"""Lessons: what the reader learns from, a question with sentences that answer and some that do not.

First passages of TyDi's training questions (shared/data/beir), which teach to read two texts
together; then the practice papers, which teach what an answer is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api.focus import told_of
from api.question import understand
from corpus.console import progress_bar
from corpus.sentences import sentence_spans
from corpus.settings import load_settings
from evals.practice import Asked, is_held_out, questions
from index.filters import Filters
from index.reader import Told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from api.candidate import Candidate
    from api.service import Service
    from index.hit import Hit
    from index.tokens import TokenMatches

NEAR = 8
"""Of the best sentences, from which the wrong ones are drawn."""

_RIGHT = 3
_DEPTH = 300  # hits among which the passages of a paper are looked for
_WINDOW = 240  # characters: neighbouring sentences that are read as one


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and sentences found on it, best first.

    :ivar right: those that hold the facts; none where the paper does not tell.
    """

    question: str
    right: tuple[Told, ...]
    wrong: tuple[Told, ...]


def on_papers(service: Service) -> Iterator[Lesson]:
    """Ask the questions on the papers that are shown; yield those of which something is found.

    A question that does not say which paper it is about is asked of its paper alone: what another
    says of the same may well answer it.
    """
    asked = [question for question in questions() if not is_held_out(question.paper)]
    with progress_bar() as bar:
        task = bar.add_task("Asking on the papers", total=len(asked), unit="questions")
        for question in asked:
            if lesson := on_paper(question, _ranked(service, question)):
                yield lesson
            bar.update(task, advance=1)


def _ranked(service: Service, asked: Asked) -> Sequence[Candidate]:
    inquirer = service.answerer.inquirer
    if asked.is_named:
        return inquirer.gather(asked.text, None, Filters()).ranked
    hits = service.retriever.search(asked.text, _DEPTH).hits
    own = [hit for hit in hits if hit.document.id in asked.own]
    return inquirer.ranked(understand(asked.text), own)


def on_paper(question: Asked, ranked: Sequence[Candidate]) -> Lesson | None:
    """Return what is to be learned from a question; None where its evidence was not found."""
    held = [question.held(candidate.hit.document.id, candidate.text) for candidate in ranked]
    most = max((share for share in held if share), default=0.0)
    if question.facts and not most:
        return None
    right = [c for c, share in zip(ranked, held, strict=True) if most and share == most]
    wrong = [c for c, share in zip(ranked, held, strict=True) if share == 0]
    return Lesson(question.text, _told(right[:_RIGHT]), _told(wrong[:NEAR]))


def _told(candidates: Sequence[Candidate]) -> tuple[Told, ...]:
    return tuple(told_of(candidate) for candidate in candidates)


def on_passages(passages: Path, asked: Path) -> Iterator[Lesson]:
    """Ask the questions of a BEIR folder of the passages of another.

    :raises BeirError: when one of them holds something else.
    """
    from evals.beir import read_beir
    from evals.fusion import questions_of
    from evals.retrieval import beir_retriever

    queries, qrels = questions_of(asked, 1)
    beir = replace(read_beir(passages), queries=queries, qrels=qrels)
    names = dict(zip((d.id for d in beir.documents()), beir.passages, strict=True))
    with beir_retriever(beir, load_settings()) as retriever, progress_bar() as bar:
        task = bar.add_task("Asking of passages", total=len(queries), unit="questions")
        for key, question in queries.items():
            hits = retriever.search(question, NEAR).hits
            matches = retriever.matches(question, [hit.passage.id for hit in hits])
            found: dict[bool, list[Told]] = {True: [], False: []}
            for hit in hits:
                found[names[hit.document.id] in qrels[key]].append(_nearest(hit, matches))
            if found[True]:
                yield Lesson(question, tuple(found[True]), tuple(found[False]))
            bar.update(task, advance=1)


def _nearest(hit: Hit, matches: Mapping[str, TokenMatches]) -> Told:
    """Return the neighbouring sentences of a passage that come nearest to the question."""
    text, matched = hit.passage.text, matches[hit.passage.id]
    spans = list(sentence_spans(text))
    windows = [
        (start, max(end for begin, end in spans[place:] if begin == start or end - start < _WINDOW))
        for place, (start, _) in enumerate(spans)
    ]
    start, end = max(windows, key=lambda span: matched.maxsim(*span), default=(0, len(text)))
    return Told("", "", text[start:end])
