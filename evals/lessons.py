"""Lessons: what the reader learns from, a question and text, sentences of which answer or do not.

First passages of TyDi's training questions (shared/data/beir), which teach to read two texts
together; then the practice papers, which teach what an answer is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from api.focus import shown, stretches
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
    from index.tokenmatches import TokenMatches

NEAR = 8
"""Stretches of text shown at the most, the best first."""

_RIGHT = 3
_DEPTH = 300  # hits among which the passages of a paper are looked for
_WINDOW = 240  # characters: neighbouring sentences that are read as one


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and what was found on it, best first.

    :ivar shown: stretches of text with sentences to be judged.
    :ivar right: whether each of these answers; None where that cannot be told.
    """

    question: str
    shown: tuple[Told, ...]
    right: tuple[tuple[bool | None, ...], ...]

    @property
    def answering(self) -> list[int]:
        """The places of what holds a sentence that answers."""
        return [place for place, right in enumerate(self.right) if any(right)]


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
    held = {id(c): question.held(c.hit.document.id, c.text) for c in ranked}
    most = max((share for share in held.values() if share), default=0.0)
    if question.facts and not most:
        return None
    found = stretches(ranked, NEAR)
    told = {id(candidate) for _, candidates in found for candidate in candidates}
    missed = [c for c in ranked if most and held[id(c)] == most and id(c) not in told]
    found += [shown(candidate, ranked) for candidate in missed[:_RIGHT]]

    def answers(candidate: Candidate) -> bool | None:
        share = held[id(candidate)]
        return bool(share) if share in (0, most) else None

    right = tuple(tuple(answers(c) for c in candidates) for _, candidates in found)
    return Lesson(question.text, tuple(told for told, _ in found), right)


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
            told = tuple(_nearest(hit, matches) for hit in hits)
            right = tuple((names[hit.document.id] in qrels[key],) for hit in hits)
            if any(map(any, right)):
                yield Lesson(question, told, right)
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
    return Told.of("", "", text[start:end])
