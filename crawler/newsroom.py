"""The habits of a newsroom in a run of blocks: datelines, initials, captions, counters, buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.dates import find_dates
from corpus.document import BlockKind
from corpus.mentions import find_mentions
from corpus.regions import gazetteer

FoundBlock = tuple[BlockKind, int, str]

SEE_ALSO = re.compile(
    r"(?:lihat|baca|simak)\s+juga\b|(?:related|read)\s+(?:also|more)\s*:", re.IGNORECASE
)
_BUTTON_WORD = (
    r"(?:print|cetak|share|bagikan|tweet|whatsapp|facebook|twitter|telegram|email|pin|like|views?"
    r"|unduh|download|share this|bagikan ini|like this|suka ini|loading|salin tautan|copy link"
    r"|(?:baca )?selengkapnya|read more|lihat|advertisement|iklan|facebook|instagram|x|line)"
)
_BUTTON = re.compile(rf"(?:[\W\d]*{_BUTTON_WORD})+[\W\d]*$", re.IGNORECASE)
_CAPTION = re.compile(
    r"\((?:foto|photo|dok|dokumentasi|ilustrasi|sumber foto|gambar)\b[^()]*\)\W*$"
    r"|\.\s+(?:foto|photo|dok)\s*:\s*[^.:]{2,40}\.?$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 400  # characters
_COUNTERS = re.compile(
    r"\b(?:oleh|by|admin\w*|penulis|editor|kategori|berita(?: terkini| kini)?|artikel|dibaca"
    r"|dilihat|diunduh|kali|views?|hits?|wib|wita|wit|posted|komentar|uncategorized|pukul)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:on|in|diposting|dipublikasikan|pada|tanggal)\b", re.IGNORECASE)
_MARKS = re.compile(r"[\W\d]+")
_LONGEST_COUNTERS = 160  # characters
_LEFT_OVER = 8  # characters: no more than a stray name between counters
_OPENING = 3  # blocks among which counters are looked for

_NEWSROOM = r"(?:Ditjen Aptika|Kominfo|Komdigi|Diskominfo\w*|Humas|Dinkominfo|InfoPublik|ANTARA)"
_CITY = r"[A-Z][\w.'/-]*(?: [A-Z][\w.'/-]*){0,4}"
_DATELINE = re.compile(
    rf"(?P<place>{_CITY}?)(?:,\s*|\s+\(){_NEWSROOM}(?: [A-Z][\w.]*){{0,3}}\)?\s*[-–—]+\s*(?=\S)"
)
_PLACE_ONLY = re.compile(rf"(?P<place>{_CITY})\s+[-–—]+\s+(?=[\"“A-Z])")
_INITIALS = re.compile(
    r"(?P<before>^|[.!?\"'”’)])\s*\((?P<names>(?:[A-Za-z]{2,5})(?:\s*[/,&-]\s*[A-Za-z]{2,5}){0,3})"
    r"\)\W*$"
)


@dataclass(slots=True)
class Story:
    """A run of blocks without the newsroom's marks, and the marks."""

    blocks: list[FoundBlock]
    dateline: str | None = None
    initials: str | None = None
    captions: list[str] = field(default_factory=list)


def tidy(blocks: list[FoundBlock]) -> Story:
    """Take captions, buttons, counters, dateline and the writer's initials out of blocks."""
    story = Story([])
    for number, block in enumerate(blocks):
        text = block[2]
        if _is_caption(text):
            story.captions.append(text)
        elif not (
            _BUTTON.match(text)
            or SEE_ALSO.match(text)
            or (number < _OPENING and block[0] == "paragraph" and _is_counters(text))
        ):
            story.blocks.append(block)
    if story.blocks and story.blocks[0][0] == "paragraph":
        text, story.dateline = _without_dateline(story.blocks[0][2])
        story.blocks[0] = ("paragraph", 0, text)
    if story.blocks and story.blocks[-1][0] == "paragraph":
        text = story.blocks[-1][2]
        if match := _INITIALS.search(text):
            story.initials = match["names"]
            story.blocks[-1] = ("paragraph", 0, text[: match.end("before")])
    story.blocks = [block for block in story.blocks if block[2]]
    return story


def _is_caption(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION.search(text))


def _is_counters(text: str) -> bool:
    """Tell "Rabu, 2 Juni 2021 admin Dilihat 231 kali" from a sentence."""
    if len(text) > _LONGEST_COUNTERS:
        return False
    dates = find_dates(text)
    for day in reversed(dates):
        text = text[: day.start] + text[day.end :]
    left, counters = _COUNTERS.subn("", text)
    return bool(dates or counters) and len(_MARKS.sub("", _BETWEEN.sub("", left))) <= _LEFT_OVER


def _without_dateline(text: str) -> tuple[str, str | None]:
    """Split "Jakarta, Ditjen Aptika – Kementerian ..." into the text and the place.

    Older posts open with the place alone ("Medan - Pemerintah ..."). It is a dateline only where
    it is the name of a region and no other region follows: "Bandung - Cirebon" is a road.
    """
    if match := _DATELINE.match(text):
        return text[match.end() :], match["place"] or None
    match = _PLACE_ONLY.match(text)
    if match is None:
        return text, None
    place, rest = match["place"], text[match.end() :]
    named = find_mentions(place, gazetteer(), ignore_case=True)
    whole = named and named[0].start == 0 and named[0].end == len(place)
    follows = find_mentions(rest[:60], gazetteer())
    if not whole or (follows and follows[0].start == 0):
        return text, None
    return rest, place
