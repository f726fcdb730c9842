"""Clauses: the questions of a sentence that asks two, each about a case of its own.

>>> clauses_of("Siapa penasihat gerakan 2017 dan kementerian apa yang menjadi mitra pada 2021?")
['Siapa penasihat gerakan 2017?', 'kementerian apa yang menjadi mitra pada 2021?']
"""

from __future__ import annotations

import re

from index.terms import content_words

_ASKS = (
    r"(?:apa(?:kah)?|siapa(?:kah)?|berapa(?:kah)?|kapan(?:kah)?|mana(?:kah)?|di ?mana|bagaimana"
    r"|mengapa|kenapa|who|which|what|when|where|why|how)\b"
)
_JOINT = re.compile(
    rf",?\s+(?:dan|and|serta|lalu)\s+(?=(?:[\w/-]+\s+){{0,2}}{_ASKS})", re.IGNORECASE
)
_ASKING = re.compile(rf"\b{_ASKS}", re.IGNORECASE)
_FEWEST = 2  # words that carry meaning, in a clause that stands by itself


def asks_twice(text: str) -> bool:
    """Tell whether a sentence asks two things, each by a word of its own.

    >>> asks_twice("Berapa target indeks SPBE 2025 dan berapa yang tercapai?")
    True
    >>> asks_twice("Berapa target dan capaian indeks SPBE 2025?")
    False
    """
    return bool(_JOINT.search(text) and _ASKING.search(_JOINT.split(text)[0]))


def clauses_of(text: str) -> list[str]:
    """Return the questions that a sentence joins; none where it asks one, or the second leans.

    "Kapan dan di mana MoU diteken?" asks two things of one case: its halves cannot stand alone.
    """
    clauses = [clause.strip(" ?.!") + "?" for clause in _JOINT.split(text)]
    are_whole = all(
        _ASKING.search(clause) and len(content_words(clause)) >= _FEWEST for clause in clauses
    )
    return clauses if len(clauses) > 1 and are_whole else []
