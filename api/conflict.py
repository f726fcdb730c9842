"""Conflicts: sources that give different figures for one thing.

One sentence tells of it ("Sumber berbeda tentang ...: A menyebut 116, B menyebut 165"), or two
claims contradict each other: sentences that each give a figure of their own for what is asked, at
times that agree, from two documents or, within one digest, from two sources that they name. Or they
are rivals (api/rivals.py): the reader is certain of both, and they share no figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from api.candidate import Candidate
from api.claim import Claim, are_among, asks_for_figure
from api.clauses import asks_twice
from api.match import context_of
from api.question import Question
from api.rivals import are_rivals
from api.unit import KINDS
from api.wording import occurs, stems_of
from corpus.dates import MONTHS

_AS_GOOD = 0.05  # of score below the best that a sentence on the conflict may lie
_LESS_COVERED, _LESS_COVERED_ABROAD = 0.15, 0.35
"""Of the question's words: how many fewer a contrary claim may hold, in one language and across."""
_NEAR, _NEAR_ABROAD = 0.2, 0.3
"""Of score: how much weaker evidence may be, likewise."""
_LESS_PLAIN = 0.2  # of what is expected
_CERTAIN, _DENIED = 1.0, -3.0  # log-odds of the reader
_UNREAD = 0.4  # of score below the best that what the reader was not shown may lie
_MOST = 3  # sentences that tell one conflict


def contrary(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences that together tell of a conflict, the best first; none without one.

    :param ranked: the sentences found, best first.
    """
    if not asks_for_figure(question):
        return []
    best, *others = (Claim(question, candidate) for candidate in ranked)
    if best.tells():
        return [best.candidate]
    against = []
    for other in others:
        if other.candidate.missing or not _is_as_close(other.candidate, best.candidate):
            continue
        if other.tells():
            if best.figures and are_among(best.figures, other.all_figures):
                return [best.candidate, other.candidate]
            if not best.figures and other.candidate.score >= best.candidate.score - _AS_GOOD:
                return [other.candidate]
        if asks_twice(question.plain) or not _are_on_one(question, best.candidate, other.candidate):
            continue
        if best.contradicts(other) or are_rivals(best, other):
            against.append(other)
    told: dict[object, Candidate] = {}
    for claim in against:
        told.setdefault(claim.figures or claim.candidate.text, claim.candidate)
    return [best.candidate, *told.values()][:_MOST] if told else []


def _are_on_one(question: Question, one: Candidate, other: Candidate) -> bool:
    """Tell whether the one sentence stands among the names of the question that the other does."""
    if one.hit.document.id == other.hit.document.id:
        return True
    names = [word for word in question.proper if word not in KINDS and word not in MONTHS]
    held, others = (stems_of(context_of(candidate.hit)) for candidate in (one, other))
    return all(occurs(name, others) for name in names if occurs(name, held))


def _is_as_close(other: Candidate, best: Candidate) -> bool:
    """Tell whether a sentence speaks of the same as the best one, not of its neighbour.

    The reader may say so, or deny it; otherwise it must come as near as the best one does.
    """
    if other.read is not None and not _DENIED <= other.read < _CERTAIN:
        return other.read >= _CERTAIN
    if other.read is None and other.score < best.score - _UNREAD:
        return False
    is_abroad = other.hit.passage.language != best.hit.passage.language
    less = _LESS_COVERED_ABROAD if is_abroad else _LESS_COVERED
    return (
        other.score_unread >= best.score_unread - (_NEAR_ABROAD if is_abroad else _NEAR)
        and other.in_sentence.coverage >= best.in_sentence.coverage - less
        and other.shows_expected >= best.shows_expected - _LESS_PLAIN
    )
