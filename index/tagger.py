"""What can be tagged before a passage is embedded: its regions, and pillars that are plain.

`index/pillartagger.py` has the last word on pillars. Here one is given by the source or an editor,
named in the title or a heading, or shown by at least two different keywords of it in the passage.
What gives a region: `index/regiontags.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.document import Document
from corpus.pillars import PILLAR_IDS, pillars
from index.keywords import keywords_in
from index.regiontags import region_tags

KEYWORDS_NEEDED = 2


@dataclass(frozen=True, slots=True)
class Tags:
    """Pillar ids in official order and region codes in the order of the text."""

    pillars: tuple[str, ...]
    regions: tuple[str, ...]


def tag(document: Document, heading: str, text: str) -> Tags:
    """Return the tags of a passage of ``document``.

    Digests are tagged by their editor; nothing is guessed on top of that.
    """
    if document.kind == "digest":
        return Tags(document.pillars, document.regions)
    context = f"{document.title}\n{heading}"
    found = {*document.pillars, *pillars_named(context), *_by_keywords(text)}
    regions = tuple(found_region.code for found_region in region_tags(document, heading, text))
    return Tags(tuple(p.id for p in pillars() if p.id in found), regions)


def pillars_named(text: str) -> set[str]:
    """Return the ids of the pillars that a text names, by any of their names."""
    return set(names_in(text))


@lru_cache(maxsize=1024)  # the passages of a section share their heading
def names_in(text: str) -> Mapping[str, str]:
    """Return pillar id -> the name by which a text names it first."""
    found = ((pillar, pattern.search(text)) for pillar, pattern in _name_patterns())
    return {pillar: match[0] for pillar, match in found if match}


def _by_keywords(text: str) -> set[str]:
    found = keywords_in(text)
    return {pillar for pillar in PILLAR_IDS if len(found.get(pillar, ())) >= KEYWORDS_NEEDED}


@cache
def _name_patterns() -> list[tuple[str, re.Pattern[str]]]:
    # A variant of one word ("people", "life") is a name only after "smart".
    return [
        (p.id, _any_of((*p.name.values(), *(v if " " in v else f"smart {v}" for v in p.variants))))
        for p in pillars()
    ]


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
