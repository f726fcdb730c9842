"""Which words of the other language mean what a word means."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


def translations(word: str) -> frozenset[str]:
    """Return the words of the other language for a lower-case word; none when it is not listed.

    >>> sorted(translations("regency"))
    ['kabupaten']
    """
    return _both_ways().get(word, frozenset())


@cache
def _both_ways() -> dict[str, frozenset[str]]:
    listed = tomllib.loads((files("index") / "glossary.toml").read_text("utf-8"))["words"]
    pairs = [(english, word) for english, words in listed.items() for word in words]
    both: dict[str, set[str]] = {}
    for english, indonesian in pairs:
        both.setdefault(english, set()).add(indonesian)
        both.setdefault(indonesian, set()).add(english)
    return {word: frozenset(found) for word, found in both.items()}
