"""What a sentence says and its evidence does not: figures, years, names, places, a "not".

These are strict and need no model: one figure that stands nowhere in the evidence is enough.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from api.figures import Figure, figures, without_number_words
from api.wording import occurs, stems_of
from corpus.mentions import find_mentions
from corpus.regions import gazetteer
from corpus.sentences import sentence_spans
from index.hit import Hit
from index.terms import content_words, tokens

Kind = Literal["uncited", "language", "figure", "year", "name", "place", "negation", "meaning"]

_NAME = re.compile(r"(?<![\w/-])[A-Z][\w’'-]*\w")
_NOT = frozenset(
    "tidak bukan belum tanpa jangan batal gagal not no never without cannot none failed fails"
    " neither nor isn't wasn't doesn't didn't aren't weren't hasn't haven't".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_COMMA = r",(?!\d)|[;:()–—]"
_CLAUSE = re.compile(rf"{_COMMA}|\b(?:dan|serta|sedangkan|sementara|and|while|but|tetapi)\b")
_MEMBER = re.compile(r",(?!\d)|;|\b(?:dan|serta|sedangkan|sementara|and|while)\b")
_PHRASE = re.compile(rf"{_COMMA}|\.(?!\d)")
_IN_A_NAME = re.compile(r"([A-Z]\w+) \d+(?= [A-Z]\w)")
_NUMBERED = re.compile(r"\bno\.?\s*(?=\d)", re.IGNORECASE)
_COUNTS = ("number", "percent", "money")
_DIGITS = re.compile(r"(?<![\w.,])(?:Rp\.?\s?)?(\d+(?:[.,]\d+)*)")
_BESIDE = 4  # words before and after a figure that tell what it is of
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, other in (
        ("naik meningkat bertambah tumbuh", "turun menurun berkurang menyusut"),
        ("rise rose increased grew up", "fall fell decreased shrank down dropped"),
        ("menang memenangkan unggul", "kalah"),
        ("won", "lost"),
        ("tertinggi terbesar terbanyak", "terendah terkecil tersedikit"),
        ("highest largest most", "lowest smallest least"),
        ("pertama", "terakhir"),
        ("first", "last"),
        ("membuka dibuka mulai dimulai", "menutup ditutup berakhir dihentikan"),
        ("opened began started launched", "closed ended stopped"),
        ("wajib harus", "boleh sukarela"),
        ("must mandatory", "may optional voluntary"),
    )
)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a sentence is not supported.

    :ivar detail: the figure, name or place at fault.
    """

    kind: Kind
    detail: str = ""


def counts_in(text: str) -> frozenset[Figure]:
    """Return the figures of a text that count or measure something.

    Years, dates and rules do not, nor does the 100 of "Gerakan Menuju 100 Smart City".
    """
    told = figures(_IN_A_NAME.sub(r"\1", text))
    return frozenset(f for f in told if f.kind in _COUNTS and not f.is_year)


def figure_flaws(sentence: str, whole: str, cited: Sequence[Hit]) -> Iterator[Flaw]:
    """Yield the figures that the evidence lacks, or gives for another year."""
    told = figures(whole)
    said = figures(sentence)
    for figure in sorted(said, key=lambda figure: figure.value):
        if not figure.is_among(told):
            yield Flaw("figure", figure.value)
    years = {figure.value for figure in said if figure.is_year}
    if len(years) != 1:
        return
    (year,) = years
    for figure in counts_in(sentence):
        known = [_years_of(figure, hit.passage.text) for hit in cited]
        beside = set().union(*known)
        if beside and year not in beside:
            yield Flaw("year", f"{figure.value}, {year}")


def _years_of(figure: Figure, text: str) -> set[str]:
    """Return the years that a text gives a figure for; nothing where it names no year beside it.

    In "25 daerah pada 2017, 50 pada 2018" the 50 belongs to 2018 alone: a clause with a year of
    its own keeps its figures for itself.
    """
    found: set[str] = set()
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if not figure.is_among(figures(sentence)):
            continue
        clauses = [c for c in _CLAUSE.split(sentence) if figure.is_among(figures(c))]
        own = {year for clause in clauses for year in _YEAR.findall(clause)}
        found |= own or set(_YEAR.findall(sentence))
    return found


def name_flaws(sentence: str, whole: str, cited: Sequence[Hit]) -> Iterator[Flaw]:
    """Yield the places and names that the evidence lacks."""
    places = find_mentions(sentence, gazetteer())
    named = _places_of(whole, cited)
    for mention in places:
        inside = {code for asked in mention.codes for code in gazetteer().within(asked)}
        if not inside & named:
            yield Flaw("place", mention.text)
    words = stems_of(whole)
    for match in _NAME.finditer(sentence):
        is_place = any(m.start <= match.start() < m.end for m in places)
        if is_place or _opens(sentence, match.start()):
            continue
        if not occurs(match[0].lower(), words) and content_words(match[0]):
            yield Flaw("name", match[0])


def _places_of(whole: str, cited: Sequence[Hit]) -> set[str]:
    """Return the codes of the places that the evidence speaks of.

    A bare "Tangerang" may be the city or the regency, and counts for both only where nothing else
    in the evidence tells which.
    """
    mentions = find_mentions(whole, gazetteer())
    named = {code for hit in cited for code in (*hit.document.regions, *hit.passage.regions)}
    named |= {mention.codes[0] for mention in mentions if len(mention.codes) == 1}
    open_ones = [mention.codes for mention in mentions if named.isdisjoint(mention.codes)]
    return named.union(*open_ones)


def _opens(sentence: str, position: int) -> bool:
    """Tell whether the word opens the sentence, where any word has a capital."""
    return not sentence[:position].strip(" \"'“‘(")


def strange_words(sentence: str, evidence: str) -> Iterator[Flaw]:
    """Yield the words that state something and stand in the evidence in no form.

    For two texts in one language: "bank darah" has the words of "bank sampah" but for the one that
    makes it false, and vectors of words do not tell "kambing" from "sapi".
    """
    words = stems_of(evidence)
    for word in content_words(without_number_words(sentence)):  # figures are compared as such
        says_something = any(letter.isalpha() for letter in word) and word not in _joining_words()
        if says_something and not occurs(word, words):
            yield Flaw("meaning", word)


@cache
def _joining_words() -> frozenset[str]:
    """Return the words that a summary may add; denials have a check of their own."""
    listed = tomllib.loads((files("api") / "neutral_words.toml").read_text("utf-8"))
    return _NOT.union(*(words.split() for words in listed.values()))


def reversed_word(sentence: str, evidence: str) -> str | None:
    """Return a word of the sentence of which the evidence holds only the opposite."""
    said, told = set(tokens(sentence)), set(tokens(evidence))
    for pair in _OPPOSITES:
        for one, other in (pair, pair[::-1]):
            if said & one and not told & one and told & other and not said & other:
                return min(said & one)
    return None


def swapped(sentence: str, evidence: str) -> str | None:
    """Return a figure of the sentence that the evidence gives for what another figure is of.

    Told by the words beside it: "peringkat 4 di Jawa Timur dan peringkat 22 nasional" does not
    tell of a rank 22 in East Java.
    """
    said, told = _beside(sentence), _beside(evidence)
    for figure, words in said.items():
        if figure not in told:
            continue
        own = _shared(words, told[figure])
        others = [_shared(words, held) for other, held in told.items() if other not in said]
        both = (
            _shared(words, told[other])
            for other in said
            if other != figure and other in told
            if _shared(said[other], told[figure]) > _shared(said[other], told[other])
        )
        if max((*others, *both), default=0) > own:
            return figure
    return None


def _beside(text: str) -> dict[str, frozenset[str]]:
    """Return each figure in digits, years apart, with the words of matter beside it."""
    found: dict[str, frozenset[str]] = {}
    for clause in _MEMBER.split(_IN_A_NAME.sub(r"\1", text)):
        for match in _DIGITS.finditer(clause):
            if _YEAR.fullmatch(match[1]):
                continue
            before = clause[: match.start()].split()[-_BESIDE:]
            after = clause[match.end() :].split()[:_BESIDE]
            figure = next(iter(counts_in(match[1])), None)
            if figure:
                words = frozenset(content_words(" ".join((*before, *after))))
                found[figure.value] = found.get(figure.value, frozenset()) | words
    return found


def _shared(words: frozenset[str], others: frozenset[str]) -> int:
    stems = stems_of(" ".join(others))
    return len([word for word in words if occurs(word, stems)])


def _negations(text: str) -> bool:
    """Tell whether a text denies something; the "No." before a number does not."""
    words = re.findall(r"[\w']+", _NUMBERED.sub("", text))
    return bool(_NOT & {word.lower() for word in words})


def differ_on_not(sentence: str, window: str) -> bool:
    """Tell whether one says what the other denies.

    A window of several clauses may hold a "not" that belongs to another clause: then only the
    clauses that share most of the sentence's words are asked.
    """
    wanted = set(content_words(sentence))

    def shared(clause: str) -> int:
        return sum(occurs(word, stems_of(clause)) for word in wanted)

    if _negations(sentence) == _negations(window):
        return False
    clauses = [clause for clause in _PHRASE.split(window) if clause.strip()]
    nearest = max(clauses, key=shared, default=window)
    return _negations(sentence) != _negations(nearest)
