"""Keywords of pillars and sub-dimensions in a text, by looking its words up."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from corpus.pillars import dimensions, pillars

LABELS: tuple[str, ...] = (*(pillar.id for pillar in pillars()), *dimensions())
"""The six pillars and their eighteen sub-dimensions: the order of every row of numbers."""

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def keywords_in(text: str) -> dict[str, tuple[str, ...]]:
    """Return label -> the different keywords of it that a text holds, in the order of the text."""
    known, longest = _lexicon()
    words = _WORD.findall(text.lower().replace("’", "'"))
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for start, word in enumerate(words):
        for length in range(1, longest.get(word, 0) + 1):
            run = " ".join(words[start : start + length])
            for label in known.get(run, ()):
                found[label][run] = None
    return {label: tuple(runs) for label, runs in found.items()}


@cache
def _lexicon() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, int]]:
    """Return keyword -> labels, and first word -> the words of the longest keyword so begun."""
    labels: dict[str, dict[str, None]] = defaultdict(dict)

    def add(label: str, keywords: Iterable[Iterable[str]]) -> None:
        for keyword in (word for words in keywords for word in words):
            labels[" ".join(_WORD.findall(keyword))][label] = None

    for pillar in pillars():
        add(pillar.id, pillar.keywords.values())
        for part in pillar.dimensions:
            add(part.id, part.keywords.values())
            add(pillar.id, part.keywords.values())
    longest: dict[str, int] = defaultdict(int)
    for keyword in labels:
        first, *more = keyword.split()
        longest[first] = max(longest[first], 1 + len(more))
    return {keyword: tuple(found) for keyword, found in labels.items()}, dict(longest)
