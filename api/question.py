"""What a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from api.asked import (
    Expects,
    also_expected_by,
    asking_words,
    asks_for_latest,
    counted_by,
    expected_by,
)
from api.colloquial import spelled_out
from api.figures import Figure, figures
from api.planted import without_orders
from api.unit import without_units
from corpus.document import Language
from corpus.language import question_language
from corpus.mentions import Mention, find_mentions
from corpus.regions import gazetteer
from corpus.regulation import RegulationReference, find_regulations
from index.tagger import pillars_named
from index.terms import content_words

_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_NAME = re.compile(r"(?<![\w/-])(?:[A-Z]{2,}[\w-]*|[A-Z][\w’'-]*\d[\w-]*|[A-Z][a-z]+[A-Z]\w*)")
_CAPITAL = re.compile(r"(?<=[\w,)”\"] )[A-Z][a-z’'-]{2,}")
_ROMAN = re.compile(r"[IVX]+")
_ARTICLE = re.compile(r"\b(?:pasal|article)\s+(\d+)", re.IGNORECASE)
_CHOICE = re.compile(r"\d\D{0,20}\b(?:atau|or)\b\D{0,12}\d", re.IGNORECASE)
_AMOUNT = re.compile(r"\d[\d.,]*|ribu|juta|miliar|triliun|thousand|million|billion")
_OF_A_YEAR = ("tahun", "year")
_MIN_WORD = 2  # letters
_STATED = ("number", "percent", "money")


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what can be read off it.

    :ivar plain: as typed, but for colloquial spellings; what is searched for.
    :ivar also_expects: what it asks for beside the first, as in "kapan dan di mana".
    :ivar is_latest: it asks for what holds now, and names no year.
    :ivar words: its words that carry meaning, lower case; years, regions and regulations, which
        have fields of their own, left out.
    :ivar counted: of a question for a number, the words for what is counted ("waste", "banks").
    :ivar numbers: figures that it states itself ("enam pilar"), years apart.
    :ivar proper: other words with a capital, lower case: they may be names ("Warung Terang").
    :ivar articles: numbers of articles ("Pasal 5") that it names.
    :ivar names: acronyms and coined names ("SPBE", "PPID"), as written.
    """

    text: str
    plain: str
    language: Language
    expects: Expects
    also_expects: tuple[Expects, ...]
    is_latest: bool
    words: tuple[str, ...]
    counted: tuple[str, ...]
    numbers: tuple[Figure, ...]
    years: tuple[str, ...]
    names: tuple[str, ...]
    proper: tuple[str, ...]
    regions: tuple[Mention, ...]
    regulations: tuple[RegulationReference, ...]
    pillars: tuple[str, ...]
    articles: tuple[int, ...]


def understand(text: str, language: Language | None = None) -> Question:
    """Read a question; orders to whoever answers are no part of it.

    :param language: the reader's choice; detected when None.
    """
    plain = spelled_out(without_orders(text))
    regulations = tuple(find_regulations(plain))
    rest = _without(plain, regulations)
    years = tuple(dict.fromkeys(_YEAR.findall(rest)))
    regions = tuple(
        find_mentions(rest, gazetteer()) or find_mentions(rest, gazetteer(), ignore_case=True)
    )
    about = _without(rest, regions)
    expects = expected_by(plain)
    passed_over = {*years, *asking_words(expects), *(_OF_A_YEAR if years else ())}
    told = content_words(without_units(about))
    words = [w for w in told if w not in passed_over and len(w) >= _MIN_WORD]
    if _CHOICE.search(about):  # "47 atau 50": one of them at least is not in the evidence
        words = [word for word in words if not _AMOUNT.fullmatch(word)]
    mixed_case = not (text.isupper() or text.islower())
    names = [name for name in _NAME.findall(about) if not _ROMAN.fullmatch(name)]
    return Question(
        text=text,
        plain=plain,
        language=language or question_language(text),
        expects=expects,
        also_expects=also_expected_by(plain),
        is_latest=asks_for_latest(plain) and not years,
        words=tuple(dict.fromkeys(words)),
        counted=counted_by(about),
        numbers=tuple(f for f in figures(rest) if f.kind in _STATED and not f.is_year),
        years=years,
        names=tuple(dict.fromkeys(names)) if mixed_case else (),
        proper=tuple(dict.fromkeys(_proper(about, names))) if mixed_case else (),
        regions=regions,
        regulations=regulations,
        pillars=tuple(pillars_named(rest)),
        articles=tuple(int(number) for number in _ARTICLE.findall(plain)),
    )


def _proper(text: str, names: Sequence[str]) -> Iterator[str]:
    """Yield the words that begin with a capital within a sentence, acronyms apart."""
    for match in _CAPITAL.finditer(text):
        if match[0] not in names:
            yield from content_words(match[0])


def _without(text: str, found: Sequence[RegulationReference | Mention]) -> str:
    for reference in reversed(found):
        text = f"{text[: reference.start]} {text[reference.end :]}"
    return text
