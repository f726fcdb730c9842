"""Rivals: sentences of two sources that both answer a question, and share no figure.

Which of its figures a sentence gives for what is asked ("64 streets with 3,180 spaces, 1,450 of
them with a sensor") need not be known: where the reader is certain of both, and no figure of the
one is among those of the other, they cannot say the same.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from api.candidate import Candidate
from api.claim import Claim, is_same
from api.figures import Figure, figures
from api.quantity import quantities
from api.wording import occurs, stems_of

_CERTAINLY = 1.5  # log-odds of the reader
_FAR, _FAR_COVERED = 0.4, 0.5
"""Of score, and of the question's words: how much less the second may have."""
_COUNTS = ("number", "percent")
_CELLS = " | "
_FEWEST_CELLS = 2


def are_rivals(best: Claim, other: Claim) -> bool:
    """Tell whether two claims both answer what they are held against, with other figures."""
    question = best.question
    own, others = _of_one_kind(_given(best), _given(other))
    roughly = best.is_rough or other.is_rough
    return (
        question.expects in ("count", "money")
        and _both_answer(best.candidate, other.candidate)
        and best.is_of_other_source(other)
        and best.is_of_same_place(other)
        and bool(own and others)
        and _are_of_one_time(best, own, other, others)
        and not any(is_same(one, two, roughly=roughly) for one in own for two in others)
        and not (_total(own) in others or _total(others) in own)
    )


def _both_answer(best: Candidate, other: Candidate) -> bool:
    are_certain = all((c.read or 0.0) >= _CERTAINLY and not c.is_other_side for c in (best, other))
    return (
        are_certain
        and other.score_unread >= best.score_unread - _FAR
        and other.in_sentence.coverage >= best.in_sentence.coverage - _FAR_COVERED
    )


def _given(claim: Claim) -> frozenset[Figure]:
    """Return the figures by which a sentence, or the row of a table, may answer."""
    question, text = claim.question, _nearest_row(claim)
    if question.expects == "money":
        return frozenset(claim.told_in(text)) - figures(question.plain)
    counted = (figure for found in quantities(text) for figure in figures(found.text))
    return frozenset(f for f in counted if f.kind in _COUNTS) - figures(question.plain)


def _of_one_kind(
    own: frozenset[Figure], others: frozenset[Figure]
) -> tuple[frozenset[Figure], frozenset[Figure]]:
    """Return the figures of kinds that both have: a share says nothing against a number."""
    kinds = {figure.kind for figure in own} & {figure.kind for figure in others}
    return (
        frozenset(figure for figure in own if figure.kind in kinds),
        frozenset(figure for figure in others if figure.kind in kinds),
    )


def _nearest_row(claim: Claim) -> str:
    """Return the row of figures of a table that holds most words of the question.

    Any other text as it is.
    """
    question, text = claim.question, claim.candidate.text
    rows = [line for line in text.splitlines() if _CELLS in line and quantities(line)]
    if not rows or text.count(_CELLS) < _FEWEST_CELLS:
        return text
    places = (word for mention in question.regions for word in mention.text.lower().split())
    words = {*question.words, *question.proper, *places}
    return max(rows, key=lambda row: sum(occurs(word, stems_of(row)) for word in words))


def _are_of_one_time(
    best: Claim, own: frozenset[Figure], other: Claim, others: frozenset[Figure]
) -> bool:
    """Tell whether two claims hold for one time: that asked for, which neither lacks.

    Where none is asked for: for the years beside their figures, else those of their documents. A
    sum that something costs holds for no year.
    """
    asked = frozenset(best.question.years)
    first, second = best.years_beside(own), other.years_beside(others)
    if asked:
        return all(not years or bool(years & asked) for years in (first, second))
    if best.question.expects == "money":
        return not first or not second or bool(first & second)
    return bool((first or best.years) & (second or other.years))


def _total(parts: frozenset[Figure]) -> Figure | None:
    """Return what some figures add up to; None where they cannot be added."""
    kinds = {figure.kind for figure in parts}
    try:
        total = sum((Decimal(figure.value) for figure in parts), Decimal(0))
    except InvalidOperation:
        return None
    return Figure(kinds.pop(), f"{total.normalize():f}") if len(kinds) == 1 else None
