"""Units: places by the word beside their name, also those that no gazetteer knows.

>>> sorted(units_in("Kecamatan Sukamaju dan Sagu City"))
['Sagu', 'Sukamaju']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNIT = re.compile(
    r"\b(?:Kota|Kabupaten|Kab\.|Kecamatan|Kelurahan|Desa) (?P<after>[A-Z][\w’'-]+)"
    r"|\b(?P<before>[A-Z][\w’'-]+) (?:City|Regency|District|Village)\b"
)
_NO_NAMES = (
    "Smart Cerdas Pintar Digital Sehat Layak Hijau Kreatif Lama Tua The This That Each Every Other "
    "One No Capital Inner Any Which What Green Old New Administrasi Mana Ini Itu"
).split()


def units_in(text: str) -> frozenset[str]:
    """Return the names that stand beside a word for a place."""
    return frozenset(match["after"] or match["before"] for match in _found(text))


def without_units(text: str) -> str:
    """Return a text without them, and without the words for what they are."""
    for match in reversed([*_found(text)]):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _found(text: str) -> Iterator[re.Match[str]]:
    for match in _UNIT.finditer(text):
        if (match["after"] or match["before"]) not in _NO_NAMES:
            yield match
