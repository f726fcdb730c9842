"""Months: a number holds for the months that its sentence names, not for those before or after.

>>> [*months_missing("Berapa yang terjual pada Mei 2026?", "Pada Februari-April 2026: 80 ton.")]
['Mei 2026']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.dates import ANY_MONTH, MONTHS

_NAME = re.compile(rf"\b(?P<month>{ANY_MONTH})\b", re.IGNORECASE)
_ASKED = re.compile(
    rf"\b(?:pada|selama|bulan|untuk|in|during|for|of)\s+(?:bulan\s+)?"
    rf"(?P<name>(?P<month>{ANY_MONTH})\s+(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:diluncurkan|dibuka|diresmikan|ditandatangani|diteken|ditetapkan|disahkan|diterbitkan"
    r"|terbit|dibentuk|berdiri|berlaku|launched|opened|signed|enacted|issued|published|founded"
    r"|set up)\b[^,]*\Z",
    re.IGNORECASE,
)
"""What stands before a month that tells of which thing a number is asked, not of which month."""

_SPAN = re.compile(
    rf"\b(?P<first>{ANY_MONTH})(?:\s+(?:19|20)\d\d)?\s*"
    r"(?:-|–|—|/|s\.?/?d\.?|sampai(?: dengan)?|hingga|to|through|until|and|dan)\s*"
    rf"(?:\d{{1,2}}\s+)?(?P<last>{ANY_MONTH})\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    rf"\b(?:sejak|mulai|sampai|hingga|per|akhir|awal|since|from|until|by|as of|end of)\s+"
    rf"(?:dengan\s+|bulan\s+)?(?:\d{{1,2}}\s+)?(?:{ANY_MONTH})\b",
    re.IGNORECASE,
)
"""What a number may hold for beside the month that is named."""


def months_missing(asked: str, text: str) -> Iterator[str]:
    """Yield the months that a question wants a number of, where a text tells of others alone."""
    found = _ASKED.search(asked)
    if found is None or _OF_SOMETHING_ELSE.search(asked[: found.start()]):
        return
    spans = [*_SPAN.finditer(text)]
    rest = _SPAN.sub(" ", text)
    told = {MONTHS[one["month"].lower()] for one in _NAME.finditer(rest)}
    told.update(month for span in spans for month in _between(span))
    if told and not _OPEN.search(rest) and MONTHS[found["month"].lower()] not in told:
        yield found["name"]


def _between(span: re.Match[str]) -> list[int]:
    first, last = MONTHS[span["first"].lower()], MONTHS[span["last"].lower()]
    last += 12 * (last < first)
    return [(month - 1) % 12 + 1 for month in range(first, last + 1)]
