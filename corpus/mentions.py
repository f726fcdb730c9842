"""Where a text names regions.

>>> from corpus.regions import gazetteer
>>> find_mentions("Bupati Magelang ke Kota Semarang", gazetteer())[1]
Mention(start=19, end=32, text='Kota Semarang', codes=('33.74',))

Three steps: names are found (``placenames.py``), each with the kind that the words beside it give
("Kota", "Bupati", "Regency"); the kind is shared along lists ("Kabupaten Sleman, Bantul dan Kulon
Progo"); then each name is decided: which regions it means, or that it is an ordinary word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.placenames import GAP, is_ordinary, names_in
from corpus.regions import KIND_OF, Gazetteer, Kind, Region

_AREA = r"kabupaten|kab\.?|kotamadya|kodya|(?<!\bibu )kota|provinsi|propinsi|prov\.?"
_OFFICE = r"pemkab|pemkot|pemprov|bupati|wali\s?kota|gubernur"  # decides the kind, is no place
_OF = r"regenc(?:y|ies)|cit(?:y|ies)|provinces?|municipality|regent|mayor|governor"
_UNIT = rf"(?:{_AREA}|{_OFFICE}|(?:{_OF})(?:\s+of(?:\s+the)?|(?=\s+and\s)))"
_BEFORE = re.compile(
    rf"(?<!\w){_UNIT}(?:\s*(?:/|,|&|dan|and|atau|or|maupun|serta)\s*{_UNIT})*"
    rf"(?:\s+(?:(?:daerah\s+)?tingkat|dati)\s+i{{1,2}})?(?:(?<=\.)|{GAP})\Z",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(rf"(?:{_OFFICE}|regent|mayor|governor|\w+ies|provinces)\b", re.IGNORECASE)
_AFTER = re.compile(
    rf"{GAP}(?:(?:regency|city|province|municipality)(?:\s+and\s+(?:regency|city))?"
    r"|(?P<plural>regencies|cities|provinces))\b(?!\s+(?:branding|of)\b)",
    re.IGNORECASE,
)
# A name right after these is a lake, a village, a bank or a dish. Middle words of a university
# have capitals: "Universitas Negeri Malang", but not "universitas di Malang".
_PART_OF = re.compile(
    r"(?<![\w-])(?:danau|gunung|sungai|(?-i:DAS)|teluk|selat|laut|waduk|(?P<island>pulau|kepulauan)"
    r"|kecamatan|kec\.?|kelurahan|kel\.?|desa|nagari|dusun|(?<!smart )kampung"
    rf"|(?:jalan|jln\.?|jl\.?)(?:{GAP}(?:raya|tol))?|stasiun|pelabuhan|bank|nasi|masakan"
    r"|(?:universitas|university|institut|politeknik|akademi|sekolah\s+tinggi)"
    rf"(?:{GAP}(?-i:[A-Z])\w*){{0,2}}"
    r"|lake|mount|mt\.?|(?:bay|strait|university)\s+of"
    rf")(?:(?<=\.)|{GAP})\Z",
    re.IGNORECASE,
)
# "Semarang Barat" is a district, "Jakarta Bay" water; "Jawa Barat Daya" does not exist.
_BEYOND = re.compile(rf"{GAP}(?:Daya|DAYA|Laut|LAUT|(?i:lake|river|strait|bay|village|street))\b")
_DIRECTION = re.compile(
    rf"{GAP}(?:Utara|Selatan|Barat|Timur|Tengah|Tenggara|UTARA|SELATAN|BARAT|TIMUR|TENGAH)\b"
)
_LIST_GAP = re.compile(r"\s*(?:[,;/&]|,?\s*\b(?:dan|and|serta|maupun|atau|or)\b)\s*")
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
    floor = 0
    for name in names_in(text, gazetteer, ignore_case=ignore_case):
        regions = gazetteer.named(name[0])
        if regions and (found := _candidate(text, name, regions, floor)):
            floor = found.outer_end
            yield found


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
    part_of = part is not None and (smaller or not part["island"])  # "Pulau Bali" is Bali
    found.needs_kind = is_ordinary(name[0]) or part_of
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
