"""Clauses: the questions of a sentence that asks two, each about a case of its own.

>>> clauses_of("Siapa penasihat gerakan 2017 dan kementerian apa yang menjadi mitra pada 2021?")
['Siapa penasihat gerakan 2017?', 'kementerian apa yang menjadi mitra pada 2021?']
"""

from __future__ import annotations

import re
from itertools import takewhile

from index.terms import content_words

_ASKS = (
    r"(?:apa(?:kah)?|siapa(?:kah)?|berapa(?:kah)?|kapan(?:kah)?|mana(?:kah)?|di ?mana|bagaimana"
    r"|mengapa|kenapa|who|which|what|when|where|why|how)\b"
)
_JOINT = re.compile(
    rf",?\s+(?:dan|and|serta|lalu)\s+(?=(?:[\w/-]+\s+){{0,2}}{_ASKS})", re.IGNORECASE
)
_ASKING = re.compile(rf"\b{_ASKS}", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:berapa|how many)\s+((?:[a-z-]+\s+){1,4})", re.IGNORECASE)
_NOT_COUNTED = frozenset(
    "yang persen lama besar jauh banyak target sasaran rencana kebutuhan anggaran nilai jumlah "
    "total biaya dana luas tinggi panjang hari kali tahun usia umur harga tarif indeks skor "
    "of".split()
)
_ENDS_NOUN = re.compile(
    r"yang|di|pada|dalam|untuk|dari|ke|oleh|milik|itu|ini|sudah|telah|akan"
    r"|(?:ter|ber|me)[a-z]{4,}|di(?!s)[a-z]{4,}"
    r"|is|are|was|were|did|does|do|has|have|had|will|can|could|should|must|of|in|on|at|by|for|from"
    r"|with|to|that|which|who|live|work|use|exist|[a-z]+ed"
)
_LONGEST_NOUN = 3  # words
_LEANING = re.compile(
    r"\bberapa(?= yang\b)|\bhow many(?= (?:is|are|was|were|did|does|do|has|have|had)\b)"
    r"|\bhow many(?= of (?:them|these|those)\b)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+of (?:them|these|those)\b", re.IGNORECASE)
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
    first, *others = (clause.strip(" ?.!") + "?" for clause in _JOINT.split(text))
    clauses = [first, *(_with_noun(first, other) for other in others)]
    are_whole = all(
        _ASKING.search(clause) and len(content_words(clause)) >= _FEWEST for clause in clauses
    )
    return clauses if len(clauses) > 1 and are_whole else []


def _with_noun(first: str, other: str) -> str:
    """Say in a clause that leans on the first what is counted: "dan berapa yang tercapai?".

    >>> _with_noun("How many lamps did Sagu plan?", "how many of them are lit?")
    'how many lamps are lit?'
    """
    found = _COUNTED.search(first)
    words = found[1].split() if found else []
    noun = [*takewhile(lambda word: not _ENDS_NOUN.fullmatch(word), words)][:_LONGEST_NOUN]
    if not noun or noun[0].lower() in _NOT_COUNTED or not " ".join(noun).islower():
        return other
    return _OF_THEM.sub("", _LEANING.sub(rf"\g<0> {' '.join(noun)}", other))
