"""Reordering hits so that neither one document nor one language nor one region crowds out others.

Only hits that are about as good as the best change places, and none is dropped: a search for
``k`` hits still returns ``k`` whenever there are as many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from index.hit import Hit
from index.named import Place

Item = TypeVar("Item")

BAND = 0.06
"""Of fused score: evidence that lies no further below the best counts as equally good."""


def diversified(hits: Sequence[Hit], places: Sequence[Place], per_document: int) -> list[Hit]:
    """Return the hits in an order that shares the first places out.

    No more than ``per_document`` hits of a document come before those of others. Among hits
    within BAND of the best, languages take turns, and regions where the question names several.
    """
    first = _limited(hits, per_document)
    if not first:
        return []
    band = [hit for hit in first if hit.scores.fused >= first[0].scores.fused - BAND]
    rest = [hit for hit in first if hit.scores.fused < first[0].scores.fused - BAND]
    # A passage in both languages is no third one: it counts as one of the best passage's.
    best = next((hit.passage.language for hit in band if hit.passage.language != "mixed"), "mixed")

    def group(hit: Hit) -> Hashable:
        language = best if hit.passage.language == "mixed" else hit.passage.language
        return (_place(hit, places) if len(places) > 1 else 0, language)

    return _in_turns(band, group) + rest


def _limited(hits: Sequence[Hit], per_document: int) -> list[Hit]:
    seen: Counter[str] = Counter()
    within: list[Hit] = []
    beyond: list[Hit] = []
    for hit in hits:
        seen[hit.document.id] += 1
        (within if seen[hit.document.id] <= per_document else beyond).append(hit)
    return within + beyond


def _in_turns(items: Sequence[Item], group: Callable[[Item], Hashable]) -> list[Item]:
    """Let groups take turns, each in its own order, the group of the best item first."""
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(group(item), []).append(item)
    turns = [
        (turn, place, item)
        for place, members in enumerate(groups.values())
        for turn, item in enumerate(members)
    ]
    return [item for _, _, item in sorted(turns, key=lambda entry: entry[:2])]


def _place(hit: Hit, places: Sequence[Place]) -> int:
    regions = {*hit.passage.regions, *hit.document.regions}
    return next((n for n, place in enumerate(places) if place.codes & regions), len(places))
