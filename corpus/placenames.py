"""The names of regions as texts write them, and the words that only look like one.

A name is found as it stands in the gazetteer or in capitals, also across a line break. Which
region it means, if any, is for ``corpus/mentions.py`` to tell.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from corpus.regions import Gazetteer, name_key

# Ordinary words, islands, persons and abbreviations first, regions second: they count only with
# a kind ("Kota Batu", "Bupati Pati"). SIAK is the civil registry's system, a kaur a village
# officer, PPU also a wage earner of the health insurance, OKI the conference of Islamic states.
RISKY = frozenset(
    "agam banjar batang batu batubara bima buru kaur malaka metro nias"
    " oki palu pati ppu puncak siak sigi tegal toba".split()
)
# Safe with a capital letter, ordinary words without: "medan" stays out, since a question to this
# search that says "medan" means the city, while one that says "bone" or "lebak" may not.
EVERYDAY = frozenset(
    "bone bukittinggi gunungmas kobar lebak limapuluhkota loteng"
    " mabar pesisirbarat pesisirselatan tanahdatar".split()
)
# Longer names that begin with a region, or hold one, and are none.
ELSEWHERE = (
    *("Bali Baru", "Bandung Institute", "Bengawan Solo", "Jakarta Post", "Karimun Jawa"),
    *("Lebak Bulus", "Medan Merdeka", "NTT Data", "Padang Lamun", "Padang lamun"),
    *("Padang Rumput", "Padang rumput", "Papua New Guinea", "Papua Nugini"),
    *("Sabang sampai Merauke", "Sabang hingga Merauke", "Sabang to Merauke", "Sabang-Merauke"),
)

GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"
"""Between the words of a name: one line break at most, since a heading is not its text."""

_NOT_MORE = r"(?!\w|@|(?-i:\.[a-z]))"  # 'Sleman', not 'Slemania' or 'sleman.go.id'


def names_in(text: str, gazetteer: Gazetteer, *, ignore_case: bool) -> Iterator[re.Match[str]]:
    """Yield the names in order, never overlapping; the longer ones that are no region's too."""
    patterns = _patterns(gazetteer)
    flags, end = re.IGNORECASE if ignore_case else re.NOFLAG, 0
    for word in re.finditer(r"\b[a-zA-Z]\w*" if ignore_case else r"\b[A-Z]\w*", text):
        pattern = patterns.get(word[0].lower() if ignore_case else word[0])
        if pattern is None or word.start() < end:
            continue
        if match := _compiled(pattern, flags).match(text, word.start()):
            end = match.end()
            yield match


def is_ordinary(name: str) -> bool:
    """Tell a name that is an ordinary word too, so that it means a region only with its kind."""
    key = name_key(name)
    return key in RISKY or (key in EVERYDAY and name[0].islower())


@cache
def _patterns(gazetteer: Gazetteer) -> dict[str, str]:
    """Return, by first word, a pattern for all names that begin with it, the longest first.

    The first word comes as written, in capitals and in lower case: ``Kulon KULON kulon``.
    """
    names = {*ELSEWHERE, *(name for region in gazetteer.regions for name in region.names)}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name), name)):
        first = re.split(r"[\W_]", name)[0]
        for spelling in {first, first.upper(), first.lower()}:
            groups[spelling].append(_pattern(name))
    return {first: f"(?:{'|'.join(group)}){_NOT_MORE}" for first, group in groups.items()}


def _pattern(name: str) -> str:
    """Return a pattern for the name as written or in capitals, also across a line break.

    "DI Yogyakarta" matches only as written: "di yogyakarta", and in a heading "DI YOGYAKARTA",
    means "in Yogyakarta", which may be the city, unless "PROVINSI" goes before.
    """
    if name.startswith("DI "):
        return f"(?-i:{name}|(?<=PROVINSI ){name.upper()})"
    parts = re.split(r"([\s-])", name)
    joints = {" ": GAP, "-": r"\s?-\s?"}
    return "".join(
        joints.get(part) or f"(?:{re.escape(part)}|{re.escape(part.upper())})" for part in parts
    )


@cache
def _compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Compile on first use: all at once would cost a start 0.1 s, and `re` forgets after 512."""
    return re.compile(pattern, flags)
