"""An inquiry: what the collection holds on a question, and whether that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from api.answer import Status
from api.asked import Expects
from api.candidate import Candidate
from api.clauses import asks_twice
from api.conflict import contrary
from api.decision import Grounds, is_answered, is_outside, is_sure, is_surely_outside
from api.evidence import EvidenceReader
from api.expectation import shows
from api.figures import figures
from api.parts import Part, asks_for_each, parts_of
from api.question import Question, understand
from api.sequence import going_on, list_of, listed_under
from corpus.document import Language
from index.filters import Filters
from index.hit import Hit
from index.reader import Reader
from index.retriever import Retriever

PASSAGES_READ = 12
PASSAGES_NARROWED = 6
PASSAGES_WITHIN = 6  # of the documents that have the names of the question
PER_DOCUMENT = 6  # passages of one document before those of others
_FEW_DOCUMENTS = 3
LONGEST_ANSWER = 3  # sentences
_ENOUGH_FOR = {
    "count": 2,
    "money": 2,
    "date": 2,
    "person": 2,
    "definition": 2,
    "yesno": 2,
    "procedure": 5,
}
"""Sentences that settle a question of this kind; LONGEST_ANSWER for any other."""

# Chosen on the dev half of evals/questions, see evals/RESULTS.md.
MARGIN = 0.15  # of score below the best sentence that a further one may lie
_SECOND = 0.2  # of score below the best that what answers the second half of a question may lie
_SAME_WORDS = 0.75  # share of words that makes two sentences say the same
_OF_ITS_KIND = 0.5  # of what is expected, that a further sentence must show
_ANSWERS = 0.0  # log-odds of the reader
_NEWER = 0.12  # of score below the best that newer evidence may lie, where the latest is asked for
_PAST = re.compile(
    r"\b(?:sebelumnya|semula|dahulu|dulu|previously|formerly|earlier)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found on a question.

    :ivar ranked: the sentences of the hits, best first.
    :ivar chosen: those that answer, in reading order; none where the evidence does not suffice.
    :ivar missing: what was asked for and not found, as the question names it.
    :ivar lacking: kinds of thing that were asked for and not found.
    :ivar is_sure: the sentences answer, as far as can be told; else they may only stand near.
    """

    question: Question
    hits: Sequence[Hit]
    ranked: Sequence[Candidate]
    chosen: Sequence[Candidate] = ()
    status: Status = "not_found"
    missing: tuple[str, ...] = ()
    lacking: tuple[Expects, ...] = ()
    is_sure: bool = True


class Inquirer:
    """Reads what an index holds on questions."""

    def __init__(self, retriever: Retriever, reader: Reader) -> None:
        """Read from an index.

        :param reader: judges the best sentences.
        """
        self._retriever = retriever
        self._reader = EvidenceReader(retriever, reader)

    def read(self, text: str, language: Language | None, filters: Filters) -> Reading:
        """Return the evidence on a question, and what of it answers.

        A question about several places or years is asked for each where no sentence tells of
        all of them, a comparison in any case. One about something else altogether is refused
        whatever the reader says: it has learned from questions on government alone.
        """
        question = understand(text, language)
        parts = parts_of(question)
        is_twofold = bool(parts) and asks_for_each(question)
        each = self._in_parts(question, parts, filters) if is_twofold else None
        if each and each.status == "found":
            return each
        read = self._gathered(question, filters)
        grounds = self.grounds(read)
        may_stray = grounds is not None and not filters and not parts
        if grounds and may_stray and is_surely_outside(grounds):
            return replace(read, status="out_of_scope")
        if grounds and is_answered(grounds):
            return _settled(replace(read, is_sure=is_sure(grounds)))
        if parts and not is_twofold:
            each = self._in_parts(question, parts, filters)
        if each:
            return each
        is_stray = grounds is not None and may_stray and is_outside(grounds)
        return replace(read, status="out_of_scope" if is_stray else "not_found")

    def gather(self, text: str, language: Language | None, filters: Filters) -> Reading:
        """Return the evidence on a question, before it is decided whether it answers."""
        return self._gathered(understand(text, language), filters)

    def _gathered(self, question: Question, filters: Filters) -> Reading:
        hits = self._hits(question, filters)
        return Reading(question, hits, self.ranked(question, hits))

    def grounds(self, read: Reading) -> Grounds | None:
        """Return what tells whether the best sentence answers; None where there is none."""
        if not read.ranked:
            return None
        best = read.ranked[0]
        unknown = self._reader.unknown_words(read.question, best)
        others = (c.score for c in read.ranked[1:] if not _alike(c, best))
        lead = best.score - max(others, default=0.0)
        near = self._reader.nearness(read.question, best)
        return Grounds(read.question, best, lead, unknown, near)

    def _in_parts(
        self, question: Question, parts: Sequence[Part], filters: Filters
    ) -> Reading | None:
        """Ask for each of the things that a question names; None where nothing answers."""
        found: list[Candidate] = []
        told = []
        missing = []
        are_sure = True
        for part in parts:
            read = self.gather(part.text, question.language, filters)
            told.append(read)
            grounds = self.grounds(read)
            if grounds and is_answered(grounds):
                are_sure &= is_sure(grounds)
                found += [c for c in _chosen(read.question, read.ranked)[:2] if c not in found]
            else:
                missing.append(part.name)
        if not found:
            return None
        hits = {hit.passage.id: hit for read in told for hit in read.hits}
        others = (candidate for read in told for candidate in read.ranked)
        return Reading(
            question,
            hits=tuple(hits.values()),
            ranked=[*found, *others],
            chosen=found,
            status="partial" if missing else "found",
            missing=tuple(missing),
            is_sure=are_sure,
        )

    def _hits(self, question: Question, filters: Filters) -> list[Hit]:
        """Return the passages to read.

        The best of all, and the best on the places, pillars and names of the question, which the
        rest of a long question may push down.
        """
        found = self._retriever.search(
            question.plain, PASSAGES_READ, filters=filters, per_document=PER_DOCUMENT
        )
        hits = list(found.hits)
        narrowed = replace(
            filters,
            regions=filters.regions or tuple(c for m in question.regions for c in m.codes),
            pillars=filters.pillars or question.pillars,
        )
        if narrowed != filters:
            hits += self._more(hits, question.plain, narrowed)
        names = self._reader.names_of(question, though_met_often=True)
        if not names:
            return hits
        if not any(self._reader.holds(hit, names) for hit in hits):
            hits += self._more(hits, " ".join(names), filters)
        named = dict.fromkeys(h.document.id for h in hits if self._reader.holds(h, names))
        if 0 < len(named) <= _FEW_DOCUMENTS:
            within = self._retriever.within(question.plain, named, PASSAGES_WITHIN, filters)
            hits += _new(within, hits)
        return hits

    def _more(self, hits: Sequence[Hit], text: str, filters: Filters) -> list[Hit]:
        return _new(self._retriever.search(text, PASSAGES_NARROWED, filters=filters).hits, hits)

    def ranked(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return the candidates best first; where the latest is asked for, the newest good one."""
        ranked = self._reader.candidates(question, hits)
        return _newest_first(ranked) if question.is_latest else ranked


def _new(more: Iterable[Hit], hits: Sequence[Hit]) -> list[Hit]:
    known = {hit.passage.id for hit in hits}
    return [hit for hit in more if hit.passage.id not in known]


def _settled(read: Reading) -> Reading:
    """Choose the sentences of an answer, and tell what it lacks or what speaks against it."""
    question = read.question
    if told := contrary(question, read.ranked):
        return replace(read, chosen=told, status="conflicting")
    chosen = _chosen(question, read.ranked)
    lacking = []
    for kind in question.also_expects:
        asked = replace(question, expects=kind)
        if any(shows(asked, candidate.text) for candidate in chosen):
            continue
        if (more := next(_second(asked, read.ranked), None)) is not None:
            chosen.append(more)
        else:
            lacking.append(kind)
    status: Status = "partial" if lacking else "found"
    return replace(read, chosen=chosen, status=status, lacking=tuple(lacking))


def _second(asked: Question, ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the sentences that answer the second half of a question, "kapan dan di mana"."""
    for candidate in ranked:
        if candidate.score < ranked[0].score - _SECOND:
            return
        if not candidate.missing and shows(asked, candidate.text) == 1:
            yield candidate


def _chosen(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of the answer, best first, none saying what another says."""
    best = ranked[0]
    if listed := listed_under(question, ranked):
        return listed
    if question.expects in ("list", "procedure") and (whole := list_of(question, best, ranked)):
        return [whole]
    if asks_twice(question.plain):
        return _in_reading_order(_both(best, ranked))
    enough = 1 if question.is_latest else _ENOUGH_FOR.get(question.expects, LONGEST_ANSWER)
    plainly = best.shows_expected if question.expects == "definition" else _OF_ITS_KIND
    chosen = [best]
    if question.expects == "procedure":
        chosen += going_on(best, ranked)[: enough - 1]
    for candidate in ranked[1:]:
        if len(chosen) >= enough or candidate.score < best.score - MARGIN:
            break
        is_fit = candidate.shows_expected >= plainly and not candidate.missing
        is_same_language = candidate.hit.passage.language == best.hit.passage.language
        is_beside = candidate.is_elsewhere and not best.is_elsewhere
        if (
            is_fit
            and is_same_language
            and not is_beside
            and not any(_alike(candidate, c) for c in chosen)
        ):
            chosen.append(candidate)
    return _in_reading_order(chosen)


def _both(best: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence, and others of which the reader says that they answer too."""
    chosen = [best]
    for candidate in ranked[1:]:
        if candidate.read is None or candidate.read < _ANSWERS or candidate.missing:
            continue
        if len(chosen) < LONGEST_ANSWER and not any(_repeats(candidate, c) for c in chosen):
            chosen.append(candidate)
    return chosen


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence says what another says: a target is not its result."""
    return _alike(one, other) and figures(one.text) <= figures(other.text)


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """Keep the best first, but sentences of one passage in the order of its text."""
    passages = list(dict.fromkeys(candidate.hit.passage.id for candidate in chosen))
    return sorted(chosen, key=lambda c: (passages.index(c.hit.passage.id), c.start))


def _newest_first(ranked: list[Candidate]) -> list[Candidate]:
    """Put the newest of the good sentences first; of one day, the better first."""
    good = [
        candidate
        for candidate in ranked
        if candidate.score >= ranked[0].score - _NEWER
        and candidate.missing == ranked[0].missing
        and candidate.shows_expected >= ranked[0].shows_expected
        and not _PAST.search(candidate.text)
    ]
    newest = sorted(good, key=lambda candidate: candidate.time[:4], reverse=True)
    return newest + [candidate for candidate in ranked if candidate not in good]


def _alike(one: Candidate, other: Candidate) -> bool:
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return len(first & second) >= _SAME_WORDS * min(len(first), len(second))
