"""An inquiry: what the collection holds on a question, and whether that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from api.answer import Status
from api.asked import Expects
from api.candidate import Candidate
from api.choice import (
    alike,
    chosen_of,
    general_first,
    newest_first,
    second,
    tells_of_all,
    with_certain,
)
from api.clauses import asks_twice
from api.conflict import contrary
from api.decision import Grounds, is_answered, is_outside, is_sure, is_surely_outside
from api.evidence import EvidenceReader
from api.expectation import shows
from api.parts import Part, asks_for_each, parts_of
from api.question import Question, understand
from corpus.document import Language
from index.card import DocumentCard
from index.filters import Filters
from index.hit import Hit
from index.reader import Reader
from index.retriever import Retriever

PASSAGES_READ = 12
PASSAGES_NARROWED = 6
PASSAGES_WITHIN = 6  # of the documents that have the names of the question
PER_DOCUMENT = 6  # passages of one document before those of others
_FEW_DOCUMENTS = 3
_FOR_A_PART = 3  # sentences
_LOOKED_OVER = understand("Berapa dari 100 desa di Kabupaten Sleman yang ikut pada 2018?")
"""A question for which figures, places and years of every sentence have to be read."""


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
            return self._with_whole(each, question, filters)
        read = self._gathered(question, filters)
        grounds = self.grounds(read)
        may_stray = grounds is not None and not filters and not _is_on_several(question, parts)
        if grounds and may_stray and is_surely_outside(grounds):
            return replace(read, status="out_of_scope")
        whole = None
        if grounds and is_answered(grounds):
            whole = _settled(replace(read, is_sure=is_sure(grounds)))
            is_all_told = tells_of_all([part.name for part in parts if part.is_named], whole.chosen)
            if is_all_told or whole.status == "conflicting":
                return whole
        if parts and not is_twofold:
            each = self._in_parts(question, parts, filters)
        if whole and not (each and each.status == "found"):
            return whole
        if each:
            return each
        is_stray = grounds is not None and may_stray and is_outside(grounds)
        return replace(read, status="out_of_scope" if is_stray else "not_found")

    def _with_whole(self, each: Reading, question: Question, filters: Filters) -> Reading:
        """Add what surely answers a question as a whole, where it asks two things."""
        if not asks_twice(question.plain):
            return each
        whole = self._gathered(question, filters)
        return replace(
            each,
            hits=(*each.hits, *_new(whole.hits, each.hits)),
            ranked=[*each.ranked, *whole.ranked],
            chosen=with_certain(each.chosen, whole.ranked),
        )

    def gather(self, text: str, language: Language | None, filters: Filters) -> Reading:
        """Return the evidence on a question, before it is decided whether it answers."""
        return self._gathered(understand(text, language), filters)

    def documents(self) -> list[DocumentCard]:
        """Return every document that may be cited."""
        return self._retriever.cards()

    def look_over(self, document_id: str) -> int:
        """Read a document's sentences as for a question; return how many there are.

        What is found out about a sentence alone is remembered (index/terms.py, TEXTS_KEPT).
        """
        hits = self._retriever.within(_LOOKED_OVER.plain, [document_id], PASSAGES_READ)
        return len(self._reader.unread(_LOOKED_OVER, hits))

    def _gathered(self, question: Question, filters: Filters) -> Reading:
        hits = self._hits(question, filters)
        return Reading(question, hits, self.ranked(question, hits))

    def grounds(self, read: Reading) -> Grounds | None:
        """Return what tells whether the best sentence answers; None where there is none."""
        if not read.ranked:
            return None
        best = read.ranked[0]
        unknown = self._reader.unknown_words(read.question, best)
        others = (c.score for c in read.ranked[1:] if not alike(c, best))
        lead = best.score - max(others, default=0.0)
        near = self._reader.nearness(read.question, best)
        return Grounds(read.question, best, lead, unknown, near)

    def _in_parts(
        self, question: Question, parts: Sequence[Part], filters: Filters
    ) -> Reading | None:
        """Ask for each of the things that a question names; None where nothing answers.

        Where one of them is told, the others are likely to be: less needs to speak for them.
        """
        told = [self.gather(part.text, question.language, filters) for part in parts]
        grounds = [self.grounds(read) for read in told]
        if not any(ground and is_answered(ground) for ground in grounds):
            return None
        found: list[Candidate] = []
        missing = []
        lacking: list[Expects] = []
        are_sure = True
        for part, read, ground in zip(parts, told, grounds, strict=True):
            if ground and is_answered(ground, beside_another=True):
                are_sure &= is_sure(ground)
                chosen, lacks = _completed(read.question, read.ranked)
                said = {one.text for one in found}
                found += [one for one in chosen[:_FOR_A_PART] if one.text not in said]
                lacking += [kind for kind in lacks if kind not in lacking]
            else:
                missing.append(part.name)
        hits = {hit.passage.id: hit for read in told for hit in read.hits}
        others = (candidate for read in told for candidate in read.ranked)
        return Reading(
            question,
            hits=tuple(hits.values()),
            ranked=[*found, *others],
            chosen=found,
            status="partial" if missing or lacking else "found",
            missing=tuple(missing),
            lacking=tuple(lacking),
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
        if question.is_latest:
            return newest_first(ranked)
        if question.expects == "count" and ranked:
            return general_first(ranked)
        return ranked


def _is_on_several(question: Question, parts: Sequence[Part]) -> bool:
    """Tell whether a question names several things that the collection orders its papers by."""
    return bool(parts) and bool(
        question.regions or question.years or question.regulations or question.pillars
    )


def _new(more: Iterable[Hit], hits: Sequence[Hit]) -> list[Hit]:
    known = {hit.passage.id for hit in hits}
    return [hit for hit in more if hit.passage.id not in known]


def _settled(read: Reading) -> Reading:
    """Choose the sentences of an answer, and tell what it lacks or what speaks against it."""
    question = read.question
    if told := contrary(question, read.ranked):
        return replace(read, chosen=told, status="conflicting")
    chosen, lacking = _completed(question, read.ranked)
    status: Status = "partial" if lacking else "found"
    return replace(read, chosen=chosen, status=status, lacking=tuple(lacking))


def _completed(
    question: Question, ranked: Sequence[Candidate]
) -> tuple[list[Candidate], list[Expects]]:
    """Return the sentences of an answer, and the kinds of thing that they lack."""
    chosen = chosen_of(question, ranked)
    lacking = []
    for kind in question.also_expects:
        asked = replace(question, expects=kind)
        if any(shows(asked, candidate.text) for candidate in chosen):
            continue
        if (more := next(second(asked, ranked), None)) is not None:
            chosen.append(more)
        else:
            lacking.append(kind)
    return chosen, lacking
