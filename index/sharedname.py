"""A name that two regions share: "Magelang" is a city and the regency around it.

Which one a text means is told by a region that it names in full, or by who rules there: a
"bupati" rules a regency, a "wali kota" a city. Where neither tells, both are meant.
"""

from __future__ import annotations

import re

from corpus.mentions import Mention
from corpus.regions import Kind, gazetteer

_RULED_BY: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "kota",
        re.compile(
            r"\b(?:wali\s?kota|pemkot|pemerintah kota|perwali?|kota (?:ini|itu|tersebut)|mayor"
            r"|city government|kelurahan)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "kabupaten",
        re.compile(
            r"\b(?:bupati|pemkab|pemerintah kabupaten|perbup|kabupaten (?:ini|itu|tersebut)|regent"
            r"|regency government|regency)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "province",
        re.compile(
            r"\b(?:gubernur|pemprov|pemerintah provinsi|pergub|governor|provincial)\b",
            re.IGNORECASE,
        ),
    ),
)


def told_apart(mention: Mention, certain: frozenset[str], text: str) -> tuple[str, ...]:
    """Return the codes that a name means, by what is known and by who rules there.

    :param certain: codes of the regions that are named without doubt, or given.
    :param text: all the words around, the title's and the heading's too.
    """
    if len(mention.codes) == 1:
        return mention.codes
    if fitting := tuple(code for code in mention.codes if code in certain):
        return fitting
    kinds = [kind for kind, pattern in _RULED_BY if pattern.search(text)]
    if len(kinds) == 1:
        ruled = tuple(c for c in mention.codes if gazetteer().get(c).kind == kinds[0])
        return ruled or mention.codes
    return mention.codes
