"""The figures of a text in one normal form: numbers, money, percentages, dates, regulations.

>>> sorted(f.value for f in figures("Rp1,5 miliar"))
['1500000000']
>>> figures("Rp 1.500.000.000") == figures("1.5 billion rupiah")
True

Two languages write one figure in many ways. What an answer says and what its citation says are
compared in this form, so that "48 persen", "48%" and "48 per cent" are the same and "48" people
are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Literal

from corpus.dates import ANY_MONTH, MONTHS
from corpus.regulation import find_regulations
from index.terms import TEXTS_KEPT

Kind = Literal["number", "money", "percent", "date", "regulation"]

_NUMBER = r"\d+(?:[.,]\d+)*"
_SCALES = {
    "ribu": 3,
    "rb": 3,
    "thousand": 3,
    "juta": 6,
    "jt": 6,
    "million": 6,
    "miliar": 9,
    "milyar": 9,
    "billion": 9,
    "triliun": 12,
    "trilyun": 12,
    "trillion": 12,
}
_SCALE = "|".join(_SCALES)
_AMOUNT = rf"(?P<number>{_NUMBER})(?:[\s-]*(?P<scale>{_SCALE})\b)?"
_ALONE = r"(?<![\w.,])"  # no figure begins inside a word or another figure
_MONEY = (
    re.compile(rf"\b(?:Rp|IDR)\.?\s*{_AMOUNT}", re.IGNORECASE),
    re.compile(rf"{_ALONE}{_AMOUNT}\s*(?:rupiah|IDR)\b", re.IGNORECASE),
)
_PERCENT = re.compile(
    rf"{_ALONE}(?P<number>{_NUMBER})\s*(?:%|(?:persen|per\s?cent)\b)", re.IGNORECASE
)
_PLAIN = re.compile(rf"{_ALONE}{_AMOUNT}(?:st|nd|rd|th)?(?!\w)", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?")

_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<month>{ANY_MONTH})\.?(?:,?\s+(?P<year>\d{{4}}))?\b",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{ANY_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_MONTH_ONLY = re.compile(rf"\b(?P<month>{ANY_MONTH})\.?,?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
_IN_FIGURES = re.compile(r"(?<![\d/.-])(?P<day>\d{1,2})[/-](?P<month>\d{1,2})[/-](?P<year>\d{4})\b")
_ISO = re.compile(r"(?<![\d-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])")

# Words for small numbers. "Satu", "one" and "a" are left out: they are articles more often.
_WORDS = {
    word: number
    for number, words in enumerate(
        "dua two|tiga three|empat four|lima five|enam six|tujuh seven|delapan eight"
        "|sembilan nine|sepuluh ten|sebelas eleven|twelve".split("|"),
        start=2,
    )
    for word in words.split()
} | {"dua belas": 12, "seratus": 100}
_TENS = "dua|tiga|empat|lima|enam|tujuh|delapan|sembilan"
_ENGLISH_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ENGLISH_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORDED = re.compile(
    rf"\b(?:(?P<tens>{_TENS}) puluh(?: (?P<ones>satu|{_TENS}))?"
    rf"|(?P<ty>{_ENGLISH_TENS})(?:[ -](?P<unit>{_ENGLISH_ONES}))?"
    rf"|(?P<word>dua\s+belas|{'|'.join(sorted(_WORDS, key=len, reverse=True))}))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure; ``value`` is a plain decimal, an ISO date or month, or a regulation's key."""

    kind: Kind
    value: str

    @property
    def is_year(self) -> bool:
        """Tell whether it is a number that can only be meant as a year."""
        return self.kind == "number" and bool(_YEAR.fullmatch(self.value))

    def is_among(self, others: frozenset[Figure]) -> bool:
        """Tell whether one of the other figures says the same.

        A sum may be told without its currency, a date without its year, and a year may come from
        a date or a regulation; a percentage is never a count, and a day is none either.
        """
        if self in others:
            return True
        if self.kind in ("number", "money"):
            amounts = {other.value for other in others if other.kind in ("number", "money")}
            return self.value in amounts or (self.is_year and self._is_part_of(others))
        if self.kind == "date":
            return any(other.kind == "date" and self._is_shorter(other) for other in others)
        return False

    def _is_part_of(self, others: frozenset[Figure]) -> bool:
        dated = (other for other in others if other.kind in ("date", "regulation"))
        return any(self.value in other.value.split("-") for other in dated)

    def _is_shorter(self, other: Figure) -> bool:
        return other.value.endswith(self.value) or other.value.startswith(f"{self.value}-")


@lru_cache(TEXTS_KEPT)
def figures(text: str) -> frozenset[Figure]:
    """Return every figure that a text states."""
    return frozenset(_found(text))


Reader = Callable[[re.Match[str]], Figure | None]


def _found(text: str) -> Iterator[Figure]:
    for reference in reversed(find_regulations(text)):
        yield Figure("regulation", reference.key)
        text = f"{text[: reference.start]};{text[reference.end :]}"
    for pattern, read in _READERS:
        rest, end = [], 0
        for match in pattern.finditer(text):
            if figure := read(match):
                yield figure
                rest.append(text[end : match.start()])
                end = match.end()
        text = ";".join((*rest, text[end:]))  # what is read once is not read again as less


def _date(match: re.Match[str]) -> Figure | None:
    parts = match.groupdict()
    month = parts["month"]
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    day = int(parts.get("day") or 0)
    if not (1 <= number <= 12 and day <= 31):  # noqa: PLR2004 - months and days
        return None
    told = [parts.get("year"), f"{number:02}", f"{day:02}" if day else None]
    return Figure("date", "-".join(part for part in told if part))


def _money(match: re.Match[str]) -> Figure:
    return Figure("money", _amount(match["number"], match["scale"]))


def _percent(match: re.Match[str]) -> Figure:
    return Figure("percent", _amount(match["number"]))


def _number(match: re.Match[str]) -> Figure:
    return Figure("number", _amount(match["number"], match["scale"]))


def _worded(match: re.Match[str]) -> Figure:
    if tens := match["tens"]:
        ones = {"satu": 1, **_WORDS}.get((match["ones"] or "").lower(), 0)
        return Figure("number", str(_WORDS[tens.lower()] * 10 + ones))
    if tens := match["ty"]:
        ones = _ENGLISH_ONES.split("|").index(match["unit"].lower()) + 1 if match["unit"] else 0
        return Figure("number", str((_ENGLISH_TENS.split("|").index(tens.lower()) + 2) * 10 + ones))
    return Figure("number", str(_WORDS[" ".join(match["word"].lower().split())]))


def _amount(number: str, scale: str | None = None) -> str:
    """Return a plain decimal: ``"1.062.235"``, ``"1,062,235"`` -> ``"1062235"``; 1,5 -> 1.5."""
    if _THOUSANDS.fullmatch(number):
        comma_parts = number.rfind(",") > number.rfind(".")
        is_indonesian = number.count(".") and (comma_parts or "," not in number)
        thousands, decimal = (".", ",") if is_indonesian else (",", ".")
        number = number.replace(thousands, "").replace(decimal, ".")
    else:
        number = number.replace(",", ".")
    try:
        value = Decimal(number) * (10 ** _SCALES[scale.lower()] if scale else 1)
    except InvalidOperation:
        return number  # "1.2.3": a section's number, compared as it stands
    return f"{value.normalize():f}"


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    *((pattern, _date) for pattern in (_ISO, _IN_FIGURES, _DAY_FIRST, _MONTH_FIRST, _MONTH_ONLY)),
    *((pattern, _money) for pattern in _MONEY),
    (_PERCENT, _percent),
    (_PLAIN, _number),
    (_WORDED, _worded),
)


def without_number_words(text: str) -> str:
    """Return a text without the words that spell numbers out ("lima puluh", "fifty-five")."""
    return _WORDED.sub(" ", text)
