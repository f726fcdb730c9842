"""Region tags: which regions a passage and a document speak about, and why.

A region is given by the source or an editor, by the host that it came from, or named in the
title, a heading or the text other than in passing (`corpus/passing.py`). A name of two regions
("Magelang") is told apart where that can be told (`index/sharedname.py`). A province that only
tells where a regency lies is left out: whoever asks for the province finds its regencies too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal
from urllib.parse import urlsplit

from corpus.document import Document
from corpus.mentions import Mention, find_mentions
from corpus.passing import Weight, weigh
from corpus.regions import Kind, gazetteer
from index.sharedname import told_apart

Why = Literal["source", "host", "title", "heading", "text"]

_MANY = 5  # regions; a longer list tells who takes part, not what the text is about
_LIST_GAP = 12  # characters between the members of a list
_SHARE = 0.25  # of a document's passages; regions of fewer are not what it is about
_OF_TOP = 1 / 3  # of the passages of its foremost region, likewise

_HOST = re.compile(r"(?:^|[.-])(?P<name>[a-z]+?)(?P<kind>kab|kota|prov)\.go\.id$")
_KINDS: dict[str, Kind] = {"kab": "kabupaten", "kota": "kota", "prov": "province"}
_AND = re.compile(
    r"\s*(?:,|/|&|,?\s*\b(?:dan|and|serta|maupun|bersama|dengan|with))\s*", re.IGNORECASE
)
_SAYS_KIND = re.compile(r"(?:kab|kota|prov)|.*\b(?:regency|city|province)$", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\s*[,(]\s*(?:provinsi\s+|prov\.\s*)?|\s+(?:di|in)\s+(?:provinsi\s+)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RegionTag:
    """A region that a text speaks about.

    :ivar why: the strongest reason; ``source`` is the crawl's or an editor's word.
    :ivar words: the name as it stands there; empty where the source gave it.
    :ivar start: where it first stands in the title, the heading or the text, ``[start, end)``.
    :ivar count: how often it is named there, other than in passing.
    """

    code: str
    why: Why
    words: str = ""
    start: int = 0
    end: int = 0
    count: int = 1


@dataclass(frozen=True, slots=True)
class _Context:
    """What tells a shared name apart: regions named without doubt, and all the words around.

    :ivar titled: what the source, the title or a heading gave before.
    """

    certain: frozenset[str]
    titled: frozenset[str]
    text: str


def region_tags(document: Document, heading: str, text: str) -> tuple[RegionTag, ...]:
    """Return the regions that a passage of ``document`` speaks about, the given ones first.

    Digests are tagged by their editor; nothing is guessed on top of that.
    """
    found = {code: RegionTag(code, "source") for code in document.regions}
    if document.kind == "digest":
        return tuple(found.values())
    for tag in _of_host(document.url or ""):
        found.setdefault(tag.code, tag)
    places = tuple(
        (why, words, _mentions(words)) for why, words in _places(document.title, heading, text)
    )
    certain = {m.codes[0] for _, _, mentions in places for m in mentions if len(m.codes) == 1}
    everything = f"{document.title}\n{heading}\n{text}"
    for why, words, mentions in places:
        context = _Context(frozenset({*found, *certain}), frozenset(found), everything)
        for tag in _about(words, why, mentions, context):
            found.setdefault(tag.code, tag)
    return _without_addresses(found)


def _places(title: str, heading: str, text: str) -> tuple[tuple[Why, str], ...]:
    return ("title", title), ("heading", heading), ("text", text)


def document_tags(document: Document) -> tuple[RegionTag, ...]:
    """Return the regions that a whole document is about; offsets are into its title or text."""
    sections = [
        (
            block.start,
            region_tags(document, " › ".join(headings), document.text[block.start : block.end]),
        )
        for headings, block in document.sections()
    ]
    codes = main_regions(document, (tuple(tag.code for tag in tags) for _, tags in sections))
    found: dict[str, RegionTag] = {}
    for start, tags in sections:
        for tag in tags:
            first = found.get(tag.code)
            if first is None:
                shift = start if tag.why == "text" else 0
                found[tag.code] = replace(tag, start=tag.start + shift, end=tag.end + shift)
            elif tag.why == first.why == "text":
                found[tag.code] = replace(first, count=first.count + tag.count)
    given = {code: RegionTag(code, "source") for code in document.regions}
    return tuple({**given, **found}[code] for code in codes)


def main_regions(document: Document, of_passages: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the regions that a whole document is about, from those of its passages.

    :param of_passages: the region codes of each passage.
    """
    if document.kind == "digest":
        return document.regions
    passages = list(of_passages)
    counts = Counter(code for codes in passages for code in codes)
    top = max(counts.values(), default=0)
    needed = max(_SHARE * len(passages), _OF_TOP * top)
    found = [code for code, count in counts.items() if count >= needed]
    return tuple(dict.fromkeys((*document.regions, *found)))


@lru_cache(maxsize=256)
def _of_host(url: str) -> tuple[RegionTag, ...]:
    """Return the region of a host such as ``diskominfo.magelangkota.go.id``."""
    match = _HOST.search(urlsplit(url).hostname or "")
    if match is None:
        return ()
    named = [r for r in gazetteer().named(match["name"]) if r.kind == _KINDS[match["kind"]]]
    return tuple(RegionTag(region.code, "host", match[0].lstrip(".-")) for region in named)


@lru_cache(maxsize=256)  # the passages of a document share its title, those of a section more
def _mentions(text: str) -> Mapping[Mention, Weight]:
    """Return the regions that a text names, in order, each with whether it is about them."""
    return {mention: weigh(text, mention) for mention in find_mentions(text, gazetteer())}


def _about(
    text: str, why: Why, mentions: Mapping[Mention, Weight], context: _Context
) -> tuple[RegionTag, ...]:
    """Return the regions that a title, heading or text is about.

    A place where something happened counts only where no region was found before.
    """
    if not mentions:
        return ()
    listed = _listed(mentions)
    weights = {m: "passing" if m in listed else weight for m, weight in mentions.items()}
    addresses = {
        b for a, b in pairwise(mentions) if _is_address(text, a, b) and weights[a] == "about"
    }
    about = [m for m in mentions if weights[m] == "about" and m not in addresses]
    if not about and not context.titled:
        about = [m for m in mentions if weights[m] == "weak" and _SAYS_KIND.match(m.text)]
    if why == "text" and context.titled:
        about = _with_the_title(text, about, context.titled)
    found: dict[str, RegionTag] = {}
    for mention in about:
        for code in told_apart(mention, context.certain, context.text):
            if code in found:
                found[code] = replace(found[code], count=found[code].count + 1)
            else:
                found[code] = RegionTag(code, why, mention.text, mention.start, mention.end)
    return tuple(found.values())


def _with_the_title(text: str, about: list[Mention], titled: frozenset[str]) -> list[Mention]:
    """Return the mentions that matter in a text whose title, heading or source names regions.

    Another region is part of the matter where it is named twice, or in one breath with them.
    """
    counts = Counter(code for m in about for code in m.codes)
    joined: set[Mention] = set()
    for before, after in pairwise(about):
        if _AND.fullmatch(text, before.end, after.start):
            for one, other in ((before, after), (after, before)):
                if titled & {*one.codes} or one in joined:
                    joined.add(other)
    if not any(titled & {*m.codes} for m in about):
        return about
    return [
        m
        for m in about
        if m in joined or titled & {*m.codes} or max(counts[code] for code in m.codes) > 1
    ]


def _listed(mentions: Iterable[Mention]) -> set[Mention]:
    """Return the members of long lists."""
    listed: set[Mention] = set()
    run: list[Mention] = []
    for mention in mentions:
        if run and mention.start - run[-1].end > _LIST_GAP:
            run = []
        run.append(mention)
        if len({code for m in run for code in m.codes}) > _MANY and len(run) > _MANY:
            listed.update(run)
    return listed


def _is_address(text: str, place: Mention, province: Mention) -> bool:
    """Tell "Kota Semarang, Jawa Tengah" and "Kudus (Jawa Tengah)" from two regions."""
    if not _ADDRESS.fullmatch(text, place.end, province.start):
        return False
    return any(
        code != outer and gazetteer().get(code).province_code == outer
        for code in place.codes
        for outer in province.codes
    )


def _without_addresses(found: dict[str, RegionTag]) -> tuple[RegionTag, ...]:
    """Leave out a province that the text names beside a regency of it that it is about."""
    held = {code[:2] for code in found if len(code) > 2}  # noqa: PLR2004 - "33" is a province
    return tuple(tag for tag in found.values() if tag.why != "text" or tag.code not in held)
