"""What else a word is called: translations, acronyms, terms of government with many spellings."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


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

    >>> sorted(translations("regency"))
    ['kabupaten']
    """
    return _both_ways().get(word, frozenset())


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
    for term in _listed()["terms"]:
        for spelling in term:
            others = tuple(other for other in term if other != spelling)
            spellings[spelling] = (*spellings.get(spelling, ()), *others)
    return spellings, max(len(spelling.split()) for spelling in spellings)


@cache
def _both_ways() -> dict[str, frozenset[str]]:
    listed = _listed()["words"]
    pairs = [(english, word) for english, words in listed.items() for word in words]
    both: dict[str, set[str]] = {}
    for english, indonesian in pairs:
        both.setdefault(english, set()).add(indonesian)
        both.setdefault(indonesian, set()).add(english)
    return {word: frozenset(found) for word, found in both.items()}


@cache
def _listed() -> dict[str, Any]:
    return tomllib.loads((files("index") / "glossary.toml").read_text("utf-8"))
