"""Rivals: sentences of two sources that both answer a question, and share no figure.

Which of its figures a sentence gives for what is asked ("64 streets with 3,180 spaces, 1,450 of
them with a sensor") need not be known: where the reader is certain of both, and no figure of the
one is among those of the other, they cannot say the same.
"""

from __future__ import annotations

from api.candidate import Candidate
from api.claim import CLAUSE, SAID_ON, Claim, is_same
from api.figures import Figure, figures
from api.quantity import YEAR
from api.question import Question
from api.wording import occurs, stems_of

_CERTAINLY = 1.5  # log-odds of the reader
_FAR, _FAR_COVERED = 0.4, 0.5
"""Of score, and of the question's words: how much less the second may have."""
_CELLS = " | "
_FEWEST_ROWS = 2


def are_rivals(best: Claim, other: Claim) -> bool:
    """Tell whether two claims both answer what they are held against, with other figures."""
    question = best.question
    own, others = (_given(question, claim) for claim in (best, other))
    return (
        question.expects in ("count", "money")
        and _both_answer(best.candidate, other.candidate)
        and best.is_of_other_source(other)
        and best.is_of_same_place(other)
        and bool(own and others)
        and _are_of_one_time(question, _years_of(best, own), _years_of(other, others))
        and not any(is_same(one, another) for one in own for another in others)
    )


def _both_answer(best: Candidate, other: Candidate) -> bool:
    are_certain = all((c.read or 0.0) >= _CERTAINLY and not c.is_other_side for c in (best, other))
    return (
        are_certain
        and other.score_unread >= best.score_unread - _FAR
        and other.in_sentence.coverage >= best.in_sentence.coverage - _FAR_COVERED
    )


def _given(question: Question, claim: Claim) -> frozenset[Figure]:
    """Return the figures by which a sentence, or the row of a table, may answer."""
    text = _nearest_row(question, claim.candidate.text)
    return frozenset(claim.told_in(text)) - figures(question.plain)


def _nearest_row(question: Question, text: str) -> str:
    """Return the row of a table that holds most words of a question; any other text as it is."""
    rows = [line for line in text.splitlines() if _CELLS in line]
    if len(rows) < _FEWEST_ROWS:
        return text
    return max(rows, key=lambda row: sum(occurs(word, stems_of(row)) for word in question.words))


def _years_of(claim: Claim, given: frozenset[Figure]) -> frozenset[str]:
    """Return the years of the clauses that hold some figures."""
    clauses = CLAUSE.split(SAID_ON.sub(" ", claim.candidate.text))
    return frozenset(YEAR.findall(" ".join(c for c in clauses if given & figures(c))))


def _are_of_one_time(question: Question, own: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two claims may hold for one time: that asked for, which neither lacks."""
    return bool(question.years) or not own or not others or bool(own & others)
