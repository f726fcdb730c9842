"""What a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.document import Language
from corpus.language import detect_language
from corpus.regions import Mention, gazetteer
from corpus.regulation import RegulationReference, find_regulations
from index.terms import content_words

Expects = Literal["money", "date", "count", "person", "definition", "list", "anything"]
"""The kind of thing that an answer must hold."""

# In this order: "berapa anggaran" asks for money before it asks for a count.
_EXPECTS: tuple[tuple[Expects, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"\b(berapa|how much|what)\b.*\b(anggaran|biaya|dana|harga|nilai kontrak|"
            r"budget|cost|rupiah|funding)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "date",
        re.compile(
            r"\b(kapan(kah)?|when|tahun berapa|tanggal berapa|(what|which) (year|date))"
            r"\b",
            re.IGNORECASE,
        ),
    ),
    (
        "count",
        re.compile(
            r"\b(berapa(kah)?|how many|how much|jumlah|banyaknya|number of|"
            r"what percentage)\b",
            re.IGNORECASE,
        ),
    ),
    ("person", re.compile(r"\b(siapa(kah)?|who)\b", re.IGNORECASE)),
    (
        "list",
        re.compile(
            r"\b(apa saja|mana saja|siapa saja|sebutkan|daftar|what are|list|"
            r"which (ministries|regions|cities|regencies|pillars|documents))\b",
            re.IGNORECASE,
        ),
    ),
    (
        "definition",
        re.compile(
            r"\b(apa(kah)? itu|apa yang dimaksud|apa arti|pengertian|definisi|"
            r"what is|what does .* mean|define|definition)\b",
            re.IGNORECASE,
        ),
    ),
)
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"(?<![\w/])(?:[A-Z]{2,}[\w-]*|[A-Z][\w’'-]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")
_MIN_WORD = 2  # letters


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what can be read off it.

    :ivar words: its words that carry meaning, lower case, years and regulations left out.
    :ivar names: acronyms and coined names ("SPBE", "PPID"), as written.
    """

    text: str
    language: Language
    expects: Expects
    words: tuple[str, ...]
    years: tuple[str, ...]
    names: tuple[str, ...]
    regions: tuple[Mention, ...]
    regulations: tuple[RegulationReference, ...]


def understand(text: str, language: Language | None = None) -> Question:
    """Read a question.

    :param language: the reader's choice; detected when None.
    """
    regulations = tuple(find_regulations(text))
    rest = _without(text, regulations)
    years = tuple(dict.fromkeys(_YEAR.findall(rest)))
    words = [w for w in content_words(rest) if w not in years and len(w) >= _MIN_WORD]
    mixed_case = not (text.isupper() or text.islower())
    return Question(
        text=text,
        language=language or detect_language(text),
        expects=next((kind for kind, pattern in _EXPECTS if pattern.search(text)), "anything"),
        words=tuple(dict.fromkeys(words)),
        years=years,
        names=tuple(dict.fromkeys(_NAME.findall(rest))) if mixed_case else (),
        regions=tuple(gazetteer().find(rest, ignore_case=text.islower())),
        regulations=regulations,
    )


def _without(text: str, references: tuple[RegulationReference, ...]) -> str:
    for reference in reversed(references):
        text = f"{text[: reference.start]} {text[reference.end :]}"
    return text
