"""Conflicts: sources that give different figures for one thing.

Either one sentence tells of it ("Sumber berbeda tentang ...: A menyebut 116, B menyebut 165"), or
two claims contradict each other: sentences that each give a figure of their own for what is asked,
at times that agree, from two documents or, within one digest, from two sources that they name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.candidate import Candidate
from api.claim import Claim, are_among, asks_for_figure
from api.nearness import Nearness
from api.question import Question

NearnessOf = Callable[[Candidate], Sequence[Nearness]]
"""How near a sentence comes to each word of the question."""

_PLAINLY = 0.35  # nearness to every word, below which a claim may be of something else
_FAR_FROM = 0.05  # of nearness: what a contrary claim may be farther from a word than the best is
_NEAR_ENOUGH = 0.5  # nearness of a word and its translation
_AS_GOOD = 0.05  # of score below the best that a sentence on the conflict may lie
_LESS_COVERED = 0.05  # of the question's words
_NEAR, _NEAR_ABROAD = 0.15, 0.3
"""Of score: how much weaker evidence may be, in one language and across languages."""
_MOST = 3  # sentences that tell one conflict


def contrary(
    question: Question, ranked: Sequence[Candidate], nearness: NearnessOf
) -> list[Candidate]:
    """Return the sentences that together tell of a conflict, the best first; none without one.

    :param ranked: the sentences found, best first.
    """
    if not asks_for_figure(question):
        return []
    best, *others = (Claim(question, candidate) for candidate in ranked)
    if best.tells():
        return [best.candidate]
    near = {word.word: word.in_sentence for word in nearness(best.candidate)}
    is_plain = min(near.values(), default=0.0) >= _PLAINLY
    against = []
    for other in others:
        if other.candidate.missing or not _is_as_close(other.candidate, best.candidate):
            continue
        if other.tells():
            if best.figures and are_among(best.figures, other.all_figures):
                return [best.candidate, other.candidate]
            if not best.figures and other.candidate.score >= best.candidate.score - _AS_GOOD:
                return [other.candidate]
        if is_plain and best.contradicts(other) and _is_of_same(near, nearness(other.candidate)):
            against.append(other)
    told = {figure: claim.candidate for claim in reversed(against) for figure in claim.figures}
    return [best.candidate, *told.values()][:_MOST] if told else []


def _is_of_same(best: dict[str, float], other: Sequence[Nearness]) -> bool:
    """Tell whether a sentence comes as near to every word of the question as the best does."""
    return all(
        word.in_sentence >= min(_NEAR_ENOUGH, best.get(word.word, 0.0) - _FAR_FROM)
        for word in other
    )


def _is_as_close(other: Candidate, best: Candidate) -> bool:
    """Tell whether a sentence speaks of the same as the best one, not of its neighbour."""
    if other.hit.passage.language == best.hit.passage.language:
        covered = other.in_sentence.coverage >= best.in_sentence.coverage - _LESS_COVERED
        return covered and other.score >= best.score - _NEAR
    return other.maxsim >= best.maxsim - _NEAR and other.score >= best.score - _NEAR_ABROAD
