"""What a sentence is on: whether it belongs to a region, and to a pillar.

What a sentence names itself decides; where it names nothing, its document or passage does.
"""

from __future__ import annotations

from collections.abc import Iterable

from api.candidate import Candidate
from api.wording import alike
from corpus.document import Language
from corpus.mentions import find_mentions
from corpus.pillars import PILLAR_IDS, Pillar
from corpus.regions import Region, gazetteer
from index.keywords import keywords_in
from index.tagger import pillars_named

_MANY_PILLARS = 4  # a text on so many is on none of them in particular
_SAME_WORDS = 0.75  # share of words that makes two sentences say the same


def is_on_region(candidate: Candidate, region: Region) -> bool:
    """Tell whether a sentence names a region, or names none and its document is on it alone."""
    inside = {*gazetteer().within(region.code)}
    named = {code for found in find_mentions(candidate.text, gazetteer()) for code in found.codes}
    return bool(named & inside) if named else {*candidate.hit.document.regions} <= inside


def is_on_pillar(candidate: Candidate, pillar: Pillar | None) -> bool:
    """Tell whether a sentence is on a pillar, or with None, on no pillar more than on another."""
    named = {*pillars_named(candidate.text), *keywords_in(candidate.text)} & {*PILLAR_IDS}
    about = named or {*candidate.hit.passage.pillars}
    if len(about) >= _MANY_PILLARS:
        about = set()
    return pillar.id in about if pillar else not about


def told_once(candidates: Iterable[Candidate], language: Language) -> list[Candidate]:
    """Return candidates in their order, none saying what another says.

    In the reader's language where there are any: a digest would else be told in both.
    """
    found = list(candidates)
    own = [candidate for candidate in found if candidate.hit.passage.language == language]
    chosen: list[Candidate] = []
    for candidate in own or found:
        if not any(alike(candidate.text, other.text, _SAME_WORDS) for other in chosen):
            chosen.append(candidate)
    return chosen
