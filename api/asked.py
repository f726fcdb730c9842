"""What kind of thing a question asks for, as far as its words tell."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from index.terms import content_words

Expects = Literal[
    "money",
    "day",
    "date",
    "place",
    "count",
    "contact",
    "person",
    "reason",
    "procedure",
    "reference",
    "meaning",
    "definition",
    "list",
    "yesno",
    "anything",
]
"""The kind of thing that an answer must hold."""


@cache
def _listed() -> dict[str, Any]:
    return tomllib.loads((files("api") / "asked.toml").read_text("utf-8"))


@cache
def _kinds() -> tuple[tuple[Expects, re.Pattern[str]], ...]:
    """Return the kinds in their order, each with a pattern for all that asks for it."""
    words: dict[str, str] = _listed()["words"]
    named = re.compile("|".join(rf"\{{{name}\}}" for name in words))
    return tuple(
        (
            kind["expects"],
            re.compile(
                named.sub(lambda found: words[found[0][1:-1]], "|".join(kind["patterns"])),
                re.IGNORECASE,
            ),
        )
        for kind in _listed()["kind"]
    )


_VALUES: str = _listed()["words"]["values"]
_COUNTED = re.compile(
    r"\b(?:berapa(?:kah)?(?: (?:banyak|jumlah))?|how many|jumlah|banyaknya|number of)"
    r"\s+(?P<after>.+)"
    rf"|\bwhat (?:is|was|are|were) (?:the |its )?(?P<measure>(?:[\w-]+ ){{0,3}}(?:{_VALUES}))\b"
    r"|\bwhat (?P<share>percentage)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|does|do|did|can|will|would|of|in|at|on|for|from|with|by|per"
    r"|use|uses|used|took|take|takes|went|won|made|make|got|get|came|[a-z]+ed"
    r"|yang|di|pada|dalam|untuk|dari|milik|menurut|per|sudah|telah|akan|itu|ada"
    r"|tahun|th|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\b(berapa lama|how long)\b", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(?:dan|and|&|serta)\s+(?:pada |di |by |in |on |from )?"
    r"(?:(?:tanggal |tahun )?(?:berapa|kapan|siapa|mana|dimana|mengapa|how|when|who|where|why))"
    r"|\b(?:kapan|siapa|when|who|where)\b.*\b(?:dan|and)\b.*"
    r"\b(?:berapa|kapan|siapa|mana|when|who|where)\b",
    re.IGNORECASE,
)
_ALSO = ("date", "place", "person", "money", "reason")
"""Kinds that a question may ask for beside the first: "kapan dan di mana"."""
_LATEST = re.compile(
    r"\b(terbaru|terkini|terakhir|saat ini|sekarang|hingga kini|latest|newest|most recent|current"
    r"|currently|now|today|so far)\b",
    re.IGNORECASE,
)
_LENGTHS = ("km", "kilometer", "kilometre", "kilometres", "meter", "metres")
_SPANS_OF_TIME = (
    "menit",
    "minute",
    "hari",
    "minggu",
    "bulan",
    "tahun",
    "jam",
    "day",
    "week",
    "month",
    "year",
    "hour",
)
_TIME_ALONE = re.compile(r"\bberapa lama\b", re.IGNORECASE)
_ASKING: dict[Expects, str] = {
    "count": "jumlah jumlahnya banyaknya number far along progres progress progresnya",
    "place": "lokasi lokasinya letak letaknya terletak tempat tempatnya location located",
    "definition": "arti artinya definisi pengertian bekerja kerja fungsi fungsinya kegunaan guna"
    " meaning mean means definition define work",
    "meaning": "kepanjangan kepanjangannya singkatan akronim arti stand stands acronym full name",
    "date": "tanggal tahun date year",
    "reference": "nomor number",
    "contact": "nomor number",
    "list": "sebutkan daftar list name arti artinya maksud maksudnya penjelasan penjelasannya",
    "person": "nama namanya name",
}
"""Words of a question that only tell what kind of thing it asks for, as "lokasinya di mana"."""
_COUNTED_WORDS = 3  # after "how many": enough for "waste banks were", "kabupaten dan kota"


def expected_by(text: str) -> Expects:
    """Return the kind of thing that a question asks for."""
    return next((kind for kind, pattern in _kinds() if pattern.search(text)), "anything")


def asking_words(kind: Expects) -> frozenset[str]:
    """Return the words that only ask for a kind of thing, which evidence need not hold."""
    return frozenset(_ASKING.get(kind, "").split())


def also_expected_by(text: str) -> tuple[Expects, ...]:
    """Return the kinds of thing that a question asks for beside the first."""
    first = expected_by(text)
    kinds = (kind for kind, pattern in _kinds() if kind in _ALSO and pattern.search(text))
    return tuple(kind for kind in kinds if kind != first and _JOINED.search(text))


def asks_for_latest(text: str) -> bool:
    """Tell whether a question wants what holds now."""
    return bool(_LATEST.search(text))


def counted_by(text: str) -> tuple[str, ...]:
    """Return the words for what a question counts: those up to a verb, a preposition or a name."""
    if _HOW_LONG.search(text):
        return _SPANS_OF_TIME if _TIME_ALONE.search(text) else (*_SPANS_OF_TIME, *_LENGTHS)
    found = _COUNTED.search(text)
    if found is None:
        return ()
    if found["after"] is None:
        return tuple(content_words(found["measure"] or found["share"])[-1:])
    # A name follows the noun in Indonesian ("titik Wi-Fi") and goes before it in English.
    ends_at_name = not found[0].lower().startswith(("how many", "number of"))
    run: list[str] = []
    for word in found["after"].split()[:_COUNTED_WORDS]:
        if run and (_VERB.fullmatch(word) or (ends_at_name and word.istitle())):
            break
        run.append(word)
    return tuple(content_words(" ".join(run)))
