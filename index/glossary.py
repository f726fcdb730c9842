"""What else a word is called: translations, acronyms, terms of government with many spellings."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from index.stemmer import stemmer


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term of government that a question holds.

    :ivar asked: as it stands there, lower case.
    :ivar others: its other spellings, in both languages.
    """

    asked: str
    others: tuple[str, ...]


def translations(word: str) -> frozenset[str]:
    """Return the words of the other language for a lower-case word; none when it is not listed.

    An English form that is not listed has the translations of the forms with its stem. An
    Indonesian stem joins too much ("tempat", "empat"): there only the ending "-nya" is taken off.

    >>> sorted(translations("regency")), sorted(translations("provinces"))
    (['kabupaten'], ['provinsi'])
    """
    listed = _both_ways()
    bare = word.removesuffix("nya")
    stem = stemmer("en").stemWord(word)
    return listed.get(word) or listed.get(bare) or _by_stem().get(stem, frozenset())


def expansions(words: Sequence[str]) -> list[Expansion]:
    """Return the terms that these lower-case words hold; of overlapping ones the longest.

    >>> expansions(["bimtek", "2019"])
    [Expansion(asked='bimtek', others=('bimbingan teknis', 'technical guidance'))]
    """
    spellings, longest = _terms()
    found = []
    start = 0
    while start < len(words):
        runs = (words[start:end] for end in range(min(start + longest, len(words)), start, -1))
        asked = next((run for run in map(" ".join, runs) if run in spellings), None)
        if asked:
            found.append(Expansion(asked, spellings[asked]))
        start += len(asked.split()) if asked else 1
    return found


@cache
def _terms() -> tuple[dict[str, tuple[str, ...]], int]:
    """Return spelling -> the other spellings, and the number of words of the longest one."""
    spellings: dict[str, tuple[str, ...]] = {}
    for term in _listed("glossary.toml")["terms"]:
        for spelling in term:
            others = tuple(other for other in term if other != spelling)
            spellings[spelling] = (*spellings.get(spelling, ()), *others)
    return spellings, max(len(spelling.split()) for spelling in spellings)


@cache
def _both_ways() -> dict[str, frozenset[str]]:
    """Return word -> its translations, the words of both languages together."""
    english = _listed("vocabulary.toml")
    return _united((*english.items(), *_turned(english).items()))


@cache
def _by_stem() -> dict[str, frozenset[str]]:
    """Return stem -> the translations of all English words that have it."""
    stem = stemmer("en").stemWord
    return _united((stem(word), words) for word, words in _listed("vocabulary.toml").items())


def _turned(listed: dict[str, list[str]]) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for word, translated in listed.items():
        for other in translated:
            turned.setdefault(other, []).append(word)
    return turned


def _united(pairs: Iterable[tuple[str, list[str]]]) -> dict[str, frozenset[str]]:
    united: dict[str, set[str]] = {}
    for word, translated in pairs:
        united.setdefault(word, set()).update(translated)
    return {word: frozenset(found) for word, found in united.items()}


@cache
def _listed(name: str) -> dict[str, Any]:
    return tomllib.loads((files("index") / name).read_text("utf-8"))
