"""References to regulations, long or short, Indonesian or English, in one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Each type with the ways it is written. Longer spellings come first: the first match wins.
_TYPES = {
    "permen": r"peraturan menteri(?: [a-z]+| dan){1,8}?|permen[a-z]*(?: ppn/bappenas)?"
    r"|ministerial regulation(?: of the [a-z ]+?)?",
    "perpres": r"peraturan presiden|presidential regulation|perpres",
    "perda": r"peraturan daerah(?: [a-z]+){0,4}?|regional regulation|perda",
    "perbup": r"peraturan bupati(?: [a-z]+){0,3}?|regent(?:'s)? regulation|perbup",
    "perwal": r"peraturan wali ?kota(?: [a-z]+){0,3}?|mayor(?:al|'s)? regulation|perwali?",
    "pp": r"peraturan pemerintah|government regulation|pp",
    "uu": r"undang[- ]undang(?: republik indonesia)?|law|uu",
    "inpres": r"instruksi presiden|presidential instruction|inpres",
    "keppres": r"keputusan presiden|presidential decree|keppres",
}
_NUMBER = (
    r"(?:(?:\s*(?:nomor|number|no\.?))?\s*(?P<number>\d+(?:\.\d+)?)"
    r"(?:\s*/\s*|\s+(?:tahun|of|year)\s+)(?P<year>(?:19|20)\d\d))"
)
_PATTERNS = tuple(
    (name, re.compile(rf"(?<!\w)(?:{spelling}){_NUMBER}(?!\d)", re.IGNORECASE))
    for name, spelling in _TYPES.items()
)


@dataclass(frozen=True, slots=True)
class RegulationReference:
    """A mention of a regulation: ``text[start:end]`` names ``key``, for example ``uu-14-2008``."""

    start: int
    end: int
    key: str


def find_regulations(text: str) -> list[RegulationReference]:
    """Return the regulations that a text refers to, in order.

    ``UU 14/2008``, ``Undang-Undang Nomor 14 Tahun 2008`` and ``Law No. 14 of 2008`` are all
    ``uu-14-2008``.
    """
    taken: list[RegulationReference] = []
    for found in _matches(text):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return sorted(taken, key=lambda reference: reference.start)


def _matches(text: str) -> Iterator[RegulationReference]:
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            key = f"{name}-{match['number']}-{match['year']}"
            yield RegulationReference(match.start(), match.end(), key)
