"""What a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from api.figures import Figure, figures
from corpus.document import Language
from corpus.language import question_language
from corpus.mentions import Mention, find_mentions
from corpus.regions import gazetteer
from corpus.regulation import RegulationReference, find_regulations
from index.tagger import pillars_named
from index.terms import content_words

Expects = Literal["money", "date", "count", "person", "definition", "list", "anything"]
"""The kind of thing that an answer must hold."""

_SUMS = r"anggaran|biaya|dana|harga|nilai kontrak|budget|budgeted|cost|spend|spent|rupiah|funding"
# In this order: "berapa anggaran" asks for money before it asks for a count.
_PATTERNS: tuple[tuple[Expects, str], ...] = (
    ("money", rf"\b(berapa|how much|what)\b.*\b({_SUMS})\b|\b({_SUMS})\b.*\bberapa\b"),
    (
        "date",
        r"\b(kapan(kah)?|(tahun|tanggal|tgl) berapa|(what|which) (year|date))\b|^(since )?when\b",
    ),
    (
        "count",
        r"\b(berapa(kah)?|how many|how much|how long|jumlah|banyaknya|number of|what percentage)\b",
    ),
    ("person", r"\b(siapa(kah)?|who(m|se)?)\b(?! saja)"),
    (
        "list",
        r"\b(apa saja|mana saja|siapa saja|sebutkan|daftar|what are|list|name the|"
        r"apa (dua|tiga|empat|lima|enam|tujuh|\d+)|what (two|three|four|five|six|seven|\d+)|"
        r"terdiri dari|"
        r"consists? of|made up of|isi(nya)?|which (two|three|four|five|six|ministries|regions|"
        r"cities|regencies|pillars|documents|indicators|partners))\b",
    ),
    (
        "definition",
        r"\b(apa(kah)? itu|apa yang dimaksud|apa arti|pengertian|definisi|mendefinisikan|"
        r"what is|what does .* (mean|call)|define|definition)\b",
    ),
)
_EXPECTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_COUNTED = re.compile(
    r"\b(?:berapa(?:kah)?(?: (?:banyak|jumlah))?|how many|jumlah|banyaknya|number of)\s+(.+)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\b(berapa lama|how long)\b", re.IGNORECASE)
_SPANS_OF_TIME = ("hari", "minggu", "bulan", "tahun", "jam", "day", "week", "month", "year", "hour")
_COUNTED_WORDS = 3  # after "how many": enough for "waste banks were", "kabupaten dan kota"
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"(?<![\w/-])(?:[A-Z]{2,}[\w-]*|[A-Z][\w’'-]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")
_ROMAN = re.compile(r"[IVX]+")
_MIN_WORD = 2  # letters
_STATED = ("number", "percent", "money")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what can be read off it.

    :ivar words: its words that carry meaning, lower case; years, regions and regulations, which
        have fields of their own, left out.
    :ivar counted: of a question for a number, the words for what is counted ("waste", "banks").
    :ivar numbers: figures that it states itself ("enam pilar"), years apart.
    :ivar names: acronyms and coined names ("SPBE", "PPID"), as written.
    """

    text: str
    language: Language
    expects: Expects
    words: tuple[str, ...]
    counted: tuple[str, ...]
    numbers: tuple[Figure, ...]
    years: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[Mention, ...]
    regulations: tuple[RegulationReference, ...]
    pillars: tuple[str, ...]


def understand(text: str, language: Language | None = None) -> Question:
    """Read a question.

    :param language: the reader's choice; detected when None.
    """
    regulations = tuple(find_regulations(text))
    rest = _without(text, regulations)
    years = tuple(dict.fromkeys(_YEAR.findall(rest)))
    regions = tuple(
        find_mentions(rest, gazetteer()) or find_mentions(rest, gazetteer(), ignore_case=True)
    )
    about = _without(rest, regions)
    words = [w for w in content_words(about) if w not in years and len(w) >= _MIN_WORD]
    mixed_case = not (text.isupper() or text.islower())
    names = [name for name in _NAME.findall(about) if not _ROMAN.fullmatch(name)]
    return Question(
        text=text,
        language=language or question_language(text),
        expects=next((kind for kind, pattern in _EXPECTS if pattern.search(text)), "anything"),
        words=tuple(dict.fromkeys(words)),
        counted=_counted(about),
        numbers=tuple(f for f in figures(rest) if f.kind in _STATED and not f.is_year),
        years=years,
        names=tuple(dict.fromkeys(names)) if mixed_case else (),
        regions=regions,
        regulations=regulations,
        pillars=tuple(pillars_named(rest)),
    )


def _counted(text: str) -> tuple[str, ...]:
    if _HOW_LONG.search(text):
        return _SPANS_OF_TIME
    found = _COUNTED.search(text)
    if found is None:
        return ()
    return tuple(content_words(" ".join(found[1].split()[:_COUNTED_WORDS])))


def _without(text: str, found: Sequence[RegulationReference | Mention]) -> str:
    for reference in reversed(found):
        text = f"{text[: reference.start]} {text[reference.end :]}"
    return text
