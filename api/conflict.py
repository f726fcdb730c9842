"""Conflicts: sources that give different figures for one thing.

Either one sentence tells of it ("Sumber berbeda tentang ...: A menyebut 116, B menyebut 165"), or
two documents each give a figure of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from api.evidence import Candidate
from api.expectation import counting
from api.figures import Figure, figures
from api.question import Question

_TELLS = re.compile(
    r"\bsumber(?:-sumber)? berbeda\b|\bberbeda antar"
    r"|\b(?:di)?(?:sebut|catat|muat)(?:kan)? berbeda\b"
    r"|\bberbeda dari (?:angka )?\d|\b(?:unlike|different from|differs from) (?:the )?\d"
    r"|\bsedangkan (?:laporan|sumber|berita) lain\b|\b(?:while|but) another (?:report|source)\b"
    r"|\b(?:sedangkan|tetapi|namun)\b.{0,120}\b(?:menyebut|disebut|menulis|memuat|mencatat|menyatakan)"
    r"|\b(?:while|whereas|but)\b.{0,120}"
    r"\b(?:gives?|says?|said|names?|named|writes?|reports?|puts?|lists?|counts?|records?)\b"
    r"|\bsources (?:disagree|differ)\b|\bdiffer(?:s|ent)? (?:between|among) sources\b"
    r"|\b(?:is|are|was|were) (?:given|reported|told|put) differently\b"
    r"|\bgive[ns]? (?:different|in \w+ ways)\b",
    re.IGNORECASE | re.DOTALL,
)
_TWICE = re.compile(
    r"\b(?:berapa|how many|how much)\b.*\b(?:berapa|how many|how much)\b", re.IGNORECASE
)
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])")
_FIGURES_FOR = ("count", "money", "date", "yesno", "anything")
_WHOLE_DATE = len("2018-12-31")
_SAME_WORD = 0.5  # nearness of a word and its translation
_LESS_COVERED = 0.05  # of the question's words
_NEAR, _NEAR_ABROAD = 0.15, 0.3
"""Of score: how much weaker evidence may be, in one language and across languages."""


def tells_of_conflict(question: Question, candidate: Candidate) -> bool:
    """Tell whether a sentence gives two figures of different sources for what is asked."""
    if _TWICE.search(question.plain):
        return False  # two figures for two things
    if question.expects not in _FIGURES_FOR or not _TELLS.search(candidate.text):
        return False
    kinds = ("date",) if question.expects == "date" else ("number", "money", "percent")
    told = {f for f in figures(candidate.text) if f.kind in kinds and not f.is_year}
    return len(told) > 1


def opponent(
    question: Question,
    best: Candidate,
    others: Sequence[Candidate],
    farthest: Callable[[Candidate], float],
) -> Candidate | None:
    """Return a sentence of another document that gives another figure for the same thing.

    :param farthest: how near a sentence comes to the word of the question that it is farthest from.
    """
    own = _told(question, best)
    if len(own) != 1:
        return None
    for other in others:
        if not _is_as_close(other, best):
            continue
        told = _told(question, other)
        is_other = other.hit.document.id != best.hit.document.id and not other.missing
        is_contrary = len(told) == 1 and told != own and _times(other) == _times(best)
        if is_other and is_contrary and farthest(other) >= _SAME_WORD:
            return other
    return None


def _is_as_close(other: Candidate, best: Candidate) -> bool:
    """Tell whether a sentence speaks of the same as the best one, not of its neighbour."""
    if other.hit.passage.language == best.hit.passage.language:
        covered = other.in_sentence.coverage >= best.in_sentence.coverage - _LESS_COVERED
        return covered and other.score >= best.score - _NEAR
    return other.maxsim >= best.maxsim - _NEAR and other.score >= best.score - _NEAR_ABROAD


def _told(question: Question, candidate: Candidate) -> frozenset[Figure]:
    """Return the figures of a sentence for what is asked."""
    if question.expects == "money":
        return frozenset(f for f in figures(candidate.text) if f.kind == "money")
    if question.expects == "date":
        days = (f for f in figures(candidate.text) if f.kind == "date")
        return frozenset(day for day in days if len(day.value) == _WHOLE_DATE)
    if question.expects != "count":
        return frozenset()
    texts = (quantity.text for quantity in counting(question, candidate.text))
    return frozenset(figure for text in texts for figure in figures(text))


def _times(candidate: Candidate) -> frozenset[str]:
    """Return the years that a sentence speaks of, else the year of its document."""
    told = frozenset(_YEAR.findall(candidate.text))
    return told or frozenset({(candidate.hit.document.published or "")[:4]})
