"""Months: a number holds for the months that its sentence names, not for those before or after.

>>> months_of("Februari sampai April 2026") == {"2026-02", "2026-03", "2026-04"}
True
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.question import Question
from corpus.dates import ANY_MONTH, MONTHS

_MONTH = re.compile(
    rf"\b(?:\d{{1,2}} )?"
    rf"(?:(?P<first>{ANY_MONTH})(?: (?P<first_year>\d{{4}}))?"
    r"\s?(?:-|–|sampai|hingga|to|until)\s?)?"
    rf"(?:\d{{1,2}} )?(?P<last>{ANY_MONTH})\.?,? (?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_COUNTED = ("count", "money")


def months_of(text: str) -> frozenset[str]:
    """Return the months that a text names with their year, ``2026-05``; of spans all."""
    return frozenset(month for found in _MONTH.finditer(text) for month in _span(found))


def months_missing(question: Question, text: str) -> Iterator[str]:
    """Yield the months that a question wants a number of, where a text tells of others."""
    if question.expects not in _COUNTED or not (told := months_of(text)):
        return
    for found in _MONTH.finditer(question.plain):
        if told.isdisjoint(_span(found)):
            yield found[0]


def _span(found: re.Match[str]) -> list[str]:
    last = int(found["year"]) * 12 + MONTHS[found["last"].lower()] - 1
    first = last
    if found["first"]:
        year = int(found["first_year"] or found["year"])
        first = year * 12 + MONTHS[found["first"].lower()] - 1
    return [f"{month // 12}-{month % 12 + 1:02}" for month in range(first, last + 1)]
