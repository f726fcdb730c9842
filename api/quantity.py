"""Quantities: the numbers of a text that count or measure something.

A year, the day of a date, the number of an article or of a book, and a number within a name
("Buku 1", "Perpres 95/2018", "Command Center 112") count nothing.

>>> [q.text for q in quantities("Pada 2018, 50 daerah mengikuti bimtek tahap 2.")]
['50']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from corpus.dates import ANY_MONTH
from index.terms import TEXTS_KEPT, tokens

_QUANTITY = re.compile(
    r"(?<![\w.,:/–-])(?:(?:\d{1,3}[-–]\d{1,3}|\d+(?:[.,]\d+)*)(?![\w:/–-]|[.,]\d)"
    r"|(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|seratus|seribu"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![\w-]))"
    r"(?:\s?(?:%|(?:puluh|belas|ratus|ribu|juta|miliar|triliun|persen|per ?cent|thousand|million"
    r"|billion|trillion|dozen|hundred)\b))*",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(rf"\s?(?:{ANY_MONTH})\b", re.IGNORECASE)
_OF_A_MONTH = re.compile(rf"\b(?:{ANY_MONTH})\s$", re.IGNORECASE)
_OF_AN_ORDER = re.compile(
    r"\b(?:pasal|ayat|nomor|no|bab|buku|bagian|tahap|angkatan|gelombang|batch|versi|tahun|edisi"
    r"|halaman|article|number|chapter|book|part|stage|phase|version|year|page|edition)\.?\s$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=\S)\s(?:[A-Z][\w’'-]*|[A-Z]+)\s$")
_REACH = 40  # characters before a number that tell what kind of number it is


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts; ``text`` with its scale or per cent sign ("12,5 juta", "48%").

    :ivar before: the words before it, nearest last.
    :ivar after: the words after it.
    """

    text: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def is_percentage(self) -> bool:
        """Tell whether it is a share."""
        return bool(re.search(r"%|persen|per ?cent", self.text, re.IGNORECASE))


@lru_cache(TEXTS_KEPT)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text, in order."""
    found = []
    for match in _QUANTITY.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        is_year = bool(YEAR.fullmatch(match[0]))
        is_of_date = bool(_MONTH.match(text, match.end())) or bool(_OF_A_MONTH.search(before))
        is_label = bool(_OF_AN_ORDER.search(before)) or bool(_NAMED.search(before))
        if not (is_year or is_of_date or is_label):
            words = (
                tuple(tokens(text[: match.start()])[-8:]),
                tuple(tokens(text[match.end() :])[:8]),
            )
            found.append(Quantity(match[0], *words))
    return tuple(found)
