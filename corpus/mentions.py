"""Where a text names regions.

>>> from corpus.regions import gazetteer
>>> find_mentions("Bupati Magelang ke Kota Semarang", gazetteer())[1]
Mention(start=19, end=32, text='Kota Semarang', codes=('33.74',))

Three steps: names are found, each with the kind that the words beside it give ("Kota", "Bupati",
"Regency"); the kind is shared along lists ("Kabupaten Sleman, Bantul dan Kulon Progo"); then
each name is decided: which regions it means, or that it is an ordinary word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from corpus.regions import KIND_OF, Gazetteer, Kind, Region, name_key

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

_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # one line break at most: a heading is not its text
_AREA = r"kabupaten|kab\.?|kotamadya|kodya|(?<!\bibu )kota|provinsi|propinsi|prov\.?"
_OFFICE = r"pemkab|pemkot|pemprov|bupati|wali\s?kota|gubernur"  # decides the kind, is no place
_OF = r"regenc(?:y|ies)|cit(?:y|ies)|provinces?|municipality|regent|mayor|governor"
_UNIT = rf"(?:{_AREA}|{_OFFICE}|(?:{_OF})(?:\s+of(?:\s+the)?|(?=\s+and\s)))"
_BEFORE = re.compile(
    rf"(?<!\w){_UNIT}(?:\s*(?:/|,|&|dan|and|atau|or|maupun|serta)\s*{_UNIT})*"
    rf"(?:\s+(?:(?:daerah\s+)?tingkat|dati)\s+i{{1,2}})?(?:(?<=\.)|{_GAP})\Z",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(rf"(?:{_OFFICE}|regent|mayor|governor|\w+ies|provinces)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"{_GAP}(?:(?:regency|city|province|municipality)(?:\s+and\s+(?:regency|city))?"
    r"|(?P<plural>regencies|cities|provinces))\b(?!\s+(?:branding|of)\b)",
    re.IGNORECASE,
)
# A name right after these is a lake, a village, a bank or a dish. Middle words of a university
# have capitals: "Universitas Negeri Malang", but not "universitas di Malang".
_PART_OF = re.compile(
    r"(?<![\w-])(?:danau|gunung|sungai|(?-i:DAS)|teluk|selat|laut|waduk|(?P<island>pulau|kepulauan)"
    r"|kecamatan|kec\.?|kelurahan|kel\.?|desa|nagari|dusun|(?<!smart )kampung"
    rf"|(?:jalan|jln\.?|jl\.?)(?:{_GAP}(?:raya|tol))?|stasiun|pelabuhan|bank|nasi|masakan"
    r"|(?:universitas|university|institut|politeknik|akademi|sekolah\s+tinggi)"
    rf"(?:{_GAP}(?-i:[A-Z])\w*){{0,2}}"
    r"|lake|mount|mt\.?|(?:bay|strait|university)\s+of"
    rf")(?:(?<=\.)|{_GAP})\Z",
    re.IGNORECASE,
)
# "Semarang Barat" is a district, "Jakarta Bay" water; "Jawa Barat Daya" does not exist.
_BEYOND = re.compile(rf"{_GAP}(?:Daya|DAYA|Laut|LAUT|(?i:lake|river|strait|bay|village|street))\b")
_DIRECTION = re.compile(
    rf"{_GAP}(?:Utara|Selatan|Barat|Timur|Tengah|Tenggara|UTARA|SELATAN|BARAT|TIMUR|TENGAH)\b"
)
_LIST_GAP = re.compile(r"\s*(?:[,;/&]|,?\s*\b(?:dan|and|serta|maupun|atau|or)\b)\s*")
_NOT_MORE = r"(?!\w|@|(?-i:\.[a-z]))"  # 'Sleman', not 'Slemania' or 'sleman.go.id'
_LOOK_BACK = 48  # characters: room for "Kabupaten Daerah Tingkat II " and a university's name


@dataclass(frozen=True, slots=True)
class Mention:
    """A region named in a text; ``text == whole[start:end]``, half-open.

    :ivar codes: more than one when the name alone does not tell:
        ``("33.08", "33.71")`` for a bare "Magelang".
    """

    start: int
    end: int
    text: str
    codes: tuple[str, ...]


@dataclass(slots=True)
class _Candidate:
    """A name found in a text, before it is known which region it means, if any."""

    start: int  # of the bare name
    end: int
    regions: tuple[Region, ...]
    needs_kind: bool = False  # an ordinary word, or part of the name of something else
    kinds: frozenset[Kind] = frozenset()
    opens_list: bool = False  # the kind stands before the name, so later names may share it
    closes_list: bool = False  # "Sleman and Bantul regencies"
    outer_start: int = 0  # with the kind word, where that is part of the place's name
    outer_end: int = 0

    def of_kind(self, kinds: frozenset[Kind]) -> tuple[Region, ...]:
        """Return the regions of this name that are of one of ``kinds``."""
        return tuple(region for region in self.regions if region.kind in kinds)


def find_mentions(text: str, gazetteer: Gazetteer, *, ignore_case: bool = False) -> list[Mention]:
    """Return the regions that ``text`` names, in order, never overlapping.

    :param ignore_case: for questions typed without capitals; running text needs the default,
        which takes "Sleman" and "SLEMAN" and leaves "malang" (unlucky) alone.
    """
    candidates = list(_candidates(text, gazetteer, ignore_case=ignore_case))
    _share_kinds(text, candidates)
    return [mention for found in candidates if (mention := _decide(text, found))]


def _candidates(text: str, gazetteer: Gazetteer, *, ignore_case: bool) -> Iterator[_Candidate]:
    patterns = _patterns(gazetteer)
    flags, end, floor = re.IGNORECASE if ignore_case else re.NOFLAG, 0, 0
    for word in re.finditer(r"\b[a-zA-Z]\w*" if ignore_case else r"\b[A-Z]\w*", text):
        pattern = patterns.get(word[0].lower() if ignore_case else word[0])
        if pattern is None or word.start() < end:
            continue
        if match := _compiled(pattern, flags).match(text, word.start()):
            end = match.end()
            regions = gazetteer.named(match[0])
            if regions and (found := _candidate(text, match, regions, floor)):
                floor = found.outer_end
                yield found


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
    joints = {" ": _GAP, "-": r"\s?-\s?"}
    return "".join(
        joints.get(part) or f"(?:{re.escape(part)}|{re.escape(part.upper())})" for part in parts
    )


@cache
def _compiled(pattern: str, flags: re.RegexFlag) -> re.Pattern[str]:
    """Compile on first use: all at once would cost a start 0.1 s, and `re` forgets after 512."""
    return re.compile(pattern, flags)


def _candidate(
    text: str, name: re.Match[str], regions: tuple[Region, ...], floor: int
) -> _Candidate | None:
    """Return the name with the kind that the words beside it give; None inside a longer name.

    :param floor: where the mention before ends; its words count for it alone.
    """
    start, end = name.span()
    smaller = any(region.kind != "province" for region in regions)
    if _BEYOND.match(text, end) or (smaller and _DIRECTION.match(text, end)):
        return None
    near = max(floor, start - _LOOK_BACK)
    beside = text[near:start].rstrip()[-1:]
    worded = beside.isalnum() or beside == "."  # a comma, the common case, costs no search
    before = _BEFORE.search(text, near, start) if worded else None
    part = _PART_OF.search(text, near, start) if worded and not before else None
    after = None if part else _AFTER.match(text, end)  # "the Lake Toba regencies"
    found = _Candidate(start, end, regions, outer_start=start, outer_end=end)
    if before:
        found.kinds, found.opens_list = _kinds(before[0]), True
        if not _NO_PLACE.search(before[0]):
            found.outer_start = before.start()
    if after:
        found.kinds |= _kinds(after[0])
        found.closes_list = bool(after["plural"])
        if not found.closes_list:
            found.outer_end = after.end()
    key = name_key(name[0])
    found.needs_kind = (
        key in RISKY
        or (key in EVERYDAY and name[0].islower())
        or (part is not None and (smaller or not part["island"]))  # "Pulau Bali" is Bali
    )
    return found


def _kinds(words: str) -> frozenset[Kind]:
    """Return the kinds that the words name: ``"Kabupaten/Kota"`` gives both."""
    return frozenset(KIND_OF[w] for w in re.findall(r"[a-z]+", words.lower()) if w in KIND_OF)


def _share_kinds(text: str, candidates: Iterable[_Candidate]) -> None:
    """Give the kind of "Kabupaten Sleman, Bantul dan Kulon Progo" to all three, and so on."""
    shared: frozenset[Kind] = frozenset()
    run: list[_Candidate] = []  # the list up to here
    for found in candidates:
        if not (run and _LIST_GAP.fullmatch(text, run[-1].outer_end, found.start)):
            shared, run = frozenset(), []
        if found.opens_list:
            shared = found.kinds
        elif run and shared and _is_address(text, run[-1], found):
            shared, found.kinds = frozenset(), frozenset({"province"})
        elif not found.of_kind(shared):  # "Kota Semarang, Jawa Tengah": the list is over
            shared = frozenset()
        found.kinds = found.kinds or shared
        run.append(found)
        if found.closes_list:
            for earlier in run:
                earlier.kinds = earlier.kinds or found.kinds


def _is_address(text: str, place: _Candidate, found: _Candidate) -> bool:
    """Tell "Kota Sungai Penuh, Jambi", with its province, from a list of cities."""
    provinces = {region.code for region in found.of_kind(frozenset({"province"}))}
    holds = any(region.province_code in provinces for region in place.regions)
    return holds and text[place.outer_end : found.start].strip() == ","


def _decide(text: str, found: _Candidate) -> Mention | None:
    """Return the mention, or None for an ordinary word.

    A kind that does not exist is a slip, not another place: "Kota Sleman" is still Sleman.
    """
    if fitting := found.of_kind(found.kinds):
        start, end = found.outer_start, found.outer_end
    elif found.needs_kind:
        return None
    else:
        fitting, start, end = found.regions, found.start, found.end
    return Mention(start, end, text[start:end], tuple(region.code for region in fitting))
