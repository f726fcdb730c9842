"""Units: places by the word beside their name, also those that no gazetteer knows.

>>> sorted(unit.name for unit in units_in("Kecamatan Sukamaju dan Sagu City"))
['Sagu', 'Sukamaju']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_REGION, _DISTRICT, _VILLAGE = "region", "district", "village"
_RANKS = {
    "kota": _REGION,
    "kabupaten": _REGION,
    "kab.": _REGION,
    "city": _REGION,
    "regency": _REGION,
    "kecamatan": _DISTRICT,
    "district": _DISTRICT,
    "kelurahan": _VILLAGE,
    "desa": _VILLAGE,
    "village": _VILLAGE,
}
KINDS = ("kota", "kabupaten", "kab", "provinsi", "city", "regency", "province")
"""Words for what a place is, which a text may leave out."""

_SIDE = r"(?: (?:Barat|Timur|Utara|Selatan|Tengah|West|East|North|South|Central))?"
_UNIT = re.compile(
    r"\b(?P<word>Kota|Kabupaten|Kab\.|Kecamatan|Kelurahan|Desa) (?P<after>[A-Z][\w’'-]+)"
    rf"|\b(?P<before>[A-Z][\w’'-]+){_SIDE} (?P<suffix>City|Regency|District|Village)\b"
)
_NO_NAMES = (
    "Smart Cerdas Pintar Digital Sehat Layak Hijau Kreatif Lama Tua The This That Each Every Other "
    "One No Capital Inner Any Which What Green Old New Administrasi Mana Ini Itu"
).split()


class Unit(NamedTuple):
    """A place: its name without the word beside it, and on which level it lies."""

    name: str
    rank: str


def units_in(text: str) -> frozenset[Unit]:
    """Return the places that are named beside a word for what they are."""
    return frozenset(
        Unit(_name_of(match), _RANKS[(match["word"] or match["suffix"]).lower()])
        for match in _found(text)
    )


def named_units(text: str) -> list[str]:
    """Return the places as they are written, with the word for what they are."""
    return [match[0] for match in _found(text)]


def without_units(text: str) -> str:
    """Return a text without them, and without the words for what they are."""
    for match in reversed([*_found(text)]):
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _found(text: str) -> Iterator[re.Match[str]]:
    return (match for match in _UNIT.finditer(text) if _name_of(match) not in _NO_NAMES)


def _name_of(match: re.Match[str]) -> str:
    return match["after"] or match["before"]
