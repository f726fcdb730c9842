"""A Match: how far a sentence or a passage speaks of what a question names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from api.months import months_missing
from api.quantity import YEAR
from api.question import Question
from api.unit import units_in
from api.wording import occurs, stems_of
from corpus.mentions import find_mentions
from corpus.regions import gazetteer
from corpus.regulation import find_regulations, same_regulation
from index.hit import Hit
from index.tagger import pillars_named
from index.terms import TEXTS_KEPT

_THIS_YEAR = re.compile(r"\b(?:tahun ini|this year)\b", re.IGNORECASE)
_LAST_YEAR = re.compile(r"\b(?:tahun lalu|last year)\b", re.IGNORECASE)
_OF_REPORT = re.compile(
    r"\b(?:tahun (?:laporan|pelaporan)|reporting year|year under review)\b", re.IGNORECASE
)
_EARLY = "06"  # month up to which reports on the year before appear
_YEARS = re.compile(r"((?:19|20)\d\d)\s?(?:-|–|sampai|hingga|to)\s?((?:19|20)\d\d)")
_SPAN_OR_YEAR = re.compile(rf"{_YEARS.pattern}|{YEAR.pattern}")
_POINTS_BACK = re.compile(
    r"\b(?:tahun|tahun anggaran|tanggal|saat|waktu|masa|periode) (?:itu|tersebut|yang sama)\b"
    r"|\b(?:that|the same) (?:year|date|day|time|period)\b",
    re.IGNORECASE,
)
"""What stands for a time that was named before."""
_PLURAL = re.compile(r"(?<=[A-Z])s$")  # of an acronym: "MoUs"
_ARTICLE = re.compile(
    r"\b(?:pasal|articles?)\s+(\d+)[A-Z]?(?:\s?(?:-|–|sampai|hingga|to|s\.d\.)\s?"
    r"(?:pasal |article )?(\d+))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """How far a text speaks of what a question names.

    :ivar coverage: share of the question's words that occur, each weighted by its rarity.
    :ivar missing_names: names and regulations of the question that do not occur.
    :ivar missing_frame: years, places and pillars that do not occur: what a statement holds for.
    """

    coverage: float
    missing_names: tuple[str, ...]
    missing_frame: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """All that the question names and the text does not."""
        return (*self.missing_frame, *self.missing_names)


def context_of(hit: Hit) -> str:
    """Return a passage with its title and heading."""
    return f"{hit.document.title}\n{hit.passage.heading}\n{hit.passage.text}"


def match(
    question: Question,
    weights: Mapping[str, float],
    text: str,
    hit: Hit,
    *,
    before: str | None = None,
) -> Match:
    """Compare a question with a sentence of a hit, or with the whole passage.

    What the question names may also stand in the title or a heading, as a law does not name
    itself in each of its articles. Of a whole passage their words count as well.

    :param weights: of each word of the question, how much it counts.
    :param before: what the passage says before a sentence; None where the passage is whole. A
        sentence that names no year holds for the last year that its paragraph named.
    """
    whole = before is None
    context = f"{hit.document.title}\n{hit.passage.heading}\n{text}"
    words = stems_of(context if whole else text)
    total = sum(weights.values())
    held = sum(weight for word, weight in weights.items() if occurs(word, words))
    return Match(
        coverage=held / total if total else 1.0,
        missing_names=tuple(_missing_names(question, context)),
        missing_frame=tuple(_missing_frame(question, text, context, hit, _paragraph(before or ""))),
    )


def is_spelled_out(acronym: str, text: str) -> bool:
    """Tell whether consecutive capitalised words begin with the letters of an acronym."""
    initials = "".join(word[0] if word[0].isupper() else " " for word in text.split())
    return acronym.isupper() and acronym in initials


def _missing_names(question: Question, text: str) -> Iterable[str]:
    for name in question.names:
        forms = {name, _PLURAL.sub("", name)}
        if not any(occurs(f.lower(), stems_of(text)) or is_spelled_out(f, text) for f in forms):
            yield name
    told = _articles_in(text) if question.articles else ()
    yield from (f"Pasal {number}" for number in question.articles if number not in told)
    present = _rules_in(text) if question.regulations else ()
    for reference in question.regulations:
        if not any(same_regulation(reference.key, key) for key in present):
            yield question.plain[reference.start : reference.end]


def _missing_frame(question: Question, own: str, text: str, hit: Hit, before: str) -> Iterable[str]:
    """Yield the years, places and pillars that do not occur.

    :param own: the sentence or passage itself: where it tells of a year, its title does not.
    :param text: with its title and heading.
    :param before: what its paragraph says before it.
    """
    passage, document = hit.passage, hit.document
    if question.years:
        # Numbers hold for a year, not for any within a span of years.
        years_in = _years_named if question.expects in ("count", "money") else _years_in
        last = years_in(_last_named(before))
        published = document.published or ""
        told = years_in(own) | _years_meant(own, published)
        if not told or _points_back(own):
            told |= last
        told = told or years_in(text) or _years_of(published)
        yield from (year for year in question.years if year not in told)
        if question.expects in ("count", "money"):
            yield from months_missing(question.plain, own)
    if question.regions:
        present = _places_in(text) | {*document.regions} | {*passage.regions}
        for mention in question.regions:
            inside = {code for asked in mention.codes for code in gazetteer().within(asked)}
            told = _places_in(own)
            if not inside & present or (not inside & told and _are_namesakes(inside, told)):
                yield mention.text
    yield from _elsewhere(question, own)
    if question.pillars:
        pillars = {*passage.pillars, *document.pillars, *pillars_named(text)}
        yield from (pillar for pillar in question.pillars if pillar not in pillars)


def _elsewhere(question: Question, own: str) -> Iterable[str]:
    """Yield the places that no gazetteer knows, where a text tells of others of their level."""
    known = _places_named(question)
    asked = {unit for unit in units_in(question.plain) if unit.name not in known}
    told = units_in(own) if asked else ()
    levels = {unit.rank for unit in told}
    yield from sorted(unit.name for unit in asked.difference(told) if unit.rank in levels)


def _places_named(question: Question) -> frozenset[str]:
    """Return the words of the places of a question that the gazetteer knows by themselves."""
    return frozenset(word for mention in question.regions for word in mention.text.split())


def _years_meant(text: str, published: str) -> frozenset[str]:
    """Return the years that a text names by "tahun ini", "tahun lalu" and "tahun laporan"."""
    year = published[:4]
    if not year.isdigit():
        return frozenset()
    meant = (year,) if _THIS_YEAR.search(text) else ()
    if _OF_REPORT.search(text):
        meant = (*meant, *_years_of(published))
    return frozenset((*meant, str(int(year) - 1)) if _LAST_YEAR.search(text) else meant)


def _years_of(published: str) -> frozenset[str]:
    """Return the years that a paper is on: a report of the first half is on the year before."""
    year, _, rest = published.partition("-")
    is_early = bool(rest) and rest[:2] <= _EARLY and year.isdigit()
    return frozenset({year, str(int(year) - 1)} if is_early else {year})


def _points_back(text: str) -> bool:
    """Tell whether a text speaks of a time named before it, ahead of any that it names."""
    found, own = _POINTS_BACK.search(text), YEAR.search(text)
    return found is not None and (own is None or found.start() < own.start())


def _last_named(text: str) -> str:
    """Return the last year that a text names, or the last span of years."""
    found = [*_SPAN_OR_YEAR.finditer(text)]
    return found[-1][0] if found else ""


def _paragraph(before: str) -> str:
    """Return the part of a text that belongs to its last paragraph, title or heading apart."""
    return before.rpartition("\n\n")[2]


def _are_namesakes(asked: Iterable[str], told: Iterable[str]) -> bool:
    """Tell whether a regency is told of where the city of the same name was asked for."""
    names = {gazetteer().get(code).name for code in asked}
    return any(gazetteer().get(code).name in names for code in told)


@lru_cache(TEXTS_KEPT)
def _articles_in(text: str) -> frozenset[int]:
    spans = ((int(first), int(last or first)) for first, last in _ARTICLE.findall(text))
    return frozenset(n for first, last in spans for n in range(first, min(last, first + 99) + 1))


def _years_named(text: str) -> frozenset[str]:
    return frozenset(YEAR.findall(text))


@lru_cache(TEXTS_KEPT)
def _years_in(text: str) -> frozenset[str]:
    """Return the years that a text names, those between "2020-2025" included."""
    spans = ((int(first), int(last)) for first, last in _YEARS.findall(text))
    between = (str(y) for first, last in spans for y in range(first, min(last, first + 50) + 1))
    return frozenset({*YEAR.findall(text), *between})


@lru_cache(TEXTS_KEPT)
def _places_in(text: str) -> frozenset[str]:
    """Return the codes of the places that a text names.

    Where it says which Tangerang it means, its other Tangerangs are that one.
    """
    found = [{*mention.codes} for mention in find_mentions(text, gazetteer())]
    plain = {code for codes in found if len(codes) == 1 for code in codes}
    return frozenset(code for codes in found for code in (codes & plain or codes))


@lru_cache(TEXTS_KEPT)
def _rules_in(text: str) -> frozenset[str]:
    return frozenset(reference.key for reference in find_regulations(text))
