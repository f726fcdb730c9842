"""References to regulations, long or short, Indonesian or English, in one normal form.

>>> [r.key for r in find_regulations("Pasal 5 ayat (2) Perpres 95/2018 dan Permenkominfo 1/2023")]
['perpres-95-2018', 'permen-kominfo-1-2023']
>>> find_regulations("Pasal 5 ayat (2) Perpres 95/2018")[0].clause
('5', '2', '')

The number and the year are found first: they are rare, so that the words before them need to be
read at few places only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.issuers import listed, ministry, region

# A hyphen and a full stop within "Undang-Undang" may be a line's end or a scanner's slip.
_UU = r"und\.?ang\s?[-\u2010\u2013]?\s?und\.?ang"
# Each type with the ways it is written, and what issues it: "m" a ministry or agency, "r" a
# region, each of which may stand between type and number. Longer spellings come first.
_TYPES: tuple[tuple[str, str, str], ...] = (
    (
        "permen",
        r"peraturan\s+(?:menteri(?=\s)|(?=(?:badan|kepala|lembaga|otoritas|komisi)\s)"
        r"|(?=(?-i:[A-Z]{2,6})\s))",
        "m",
    ),
    ("permen", r"(?:ministerial regulation|regulation of the (?:minister|ministry|head))", "m"),
    ("permen", r"ministry of [a-z, ]{4,60}? regulation", "m"),
    ("permen", r"(?:permen(?=[a-z\s/-])|perka(?=\s)|perban(?=\s)|\bPM(?=\s))", "m"),
    ("kepmen", r"(?:keputusan\s+(?:menteri|kepala)(?=\s)|kepmen(?=[a-z\s/-])|kepka(?=\s))", "m"),
    ("se", r"(?:surat\s+edaran|circular letter|\bSE(?=\s))", "m"),
    ("perpu", r"peraturan\s+pemerintah\s+pengganti\s+" + _UU + r"|perpp?u(?=\s)", ""),
    ("perpu", r"government regulation in lieu of law", ""),
    ("perpres", r"peraturan\s+presiden|presidential regulation|perpres", ""),
    ("pp", r"peraturan\s+pemerintah|government regulation|\bPP(?=\s)", ""),
    ("keppres", r"keputusan\s+presiden|presidential decree|kep+res", ""),
    ("inpres", r"instruksi\s+presiden|presidential instruction|inpres", ""),
    ("perda", r"peraturan\s+daerah|regional regulation|(?<!ran)\bperda(?=[\s./])", "r"),
    ("qanun", r"qanun", "r"),
    ("pergub", r"peraturan\s+gubernur|governor(?:'s|’s)? regulation|pergub", "r"),
    ("perbup", r"peraturan\s+bupati|regent(?:'s|’s)? regulation|perbup", "r"),
    (
        "perwal",
        r"peraturan\s+wali\s?kota|mayor(?:al|'s|’s)? regulation|perwali?(?=\s|kota)(?:kota)?",
        "r",
    ),
    ("kepgub", r"keputusan\s+gubernur|kepgub", "r"),
    ("kepbup", r"keputusan\s+bupati|kepbup", "r"),
    ("kepwal", r"keputusan\s+wali\s?kota|kepwali?", "r"),
    ("uu", _UU + r"|\blaws?(?=\s)|\bUU(?=\s|\d)", ""),
)
_OFFICE = {"gub": "provinsi", "bup": "kabupaten", "wal": "kota"}
_NUMBER = re.compile(
    r"(?<![\d/-])(?<!\d\.)(?P<number>\d[\d.\-]*(?:/[A-Z][\w.\-]*)*)"
    r"(?:\s*/\s*(?:[IVX]+\s*/\s*)?|/\d\d/|\s+(?:tahun|th\.?|thn\.?|of(?:\s+the\s+year)?|year)\s*)"
    r"(?P<year>(?:19[4-9]|20[0-4])\d)(?![\d.]\d|/|\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"\b(?:nomor|number|no)\b\.?\s*:?\s*\Z", re.IGNORECASE)
_TYPE = re.compile(
    "|".join(rf"(?P<t{i}>(?<![\w-])(?:{form}))" for i, (_, form, _) in enumerate(_TYPES)),
    re.IGNORECASE,
)
_BETWEEN = {  # what may stand between the type and the number
    "": re.compile(
        r"\s*(?:\((?:[A-Za-z]{2,8})\)\s*)?(?:(?:republik indonesia|republic of indonesia|RI)\b\s*)?"
        r"(?:\((?:[A-Za-z]{2,8})\)\s*)?,?\s*",
        re.IGNORECASE,
    ),
    "m": re.compile(r"(?P<issuer>[A-Za-z/ ,\-\n]{0,110}?)(?:\((?:[\w/ -]{2,40})\))?\s*"),
    "r": re.compile(r"(?P<issuer>[A-Za-z' \-\n]{0,60}?)(?:\((?:[\w/ -]{2,20})\))?\s*"),
}
_LOOK_BACK = 170  # characters: the longest name of a ministry with "Peraturan Menteri ... Nomor"
_CLAUSE = (
    r"(?:pasal|article)\s+(?P<article>\d{1,3}[A-Z]{0,2}|[IVX]+)\b"
    r"(?:\s+(?:ayat|paragraph|section)\s*\(?(?P<ayat>\d{1,2}[a-z]?)\)?)?"
    r"(?:\s+(?:huruf|letter|point)\s+\(?(?P<letter>[a-z]{1,2})\)?(?![a-z]))?"
    r"(?:\s+angka\s+\d{1,3})?"
)
_CLAUSE_BEFORE = re.compile(
    _CLAUSE + r"\s*,?\s*(?:(?:dari|dalam|pada|di|of|in)\s+(?:the\s+)?)?\Z", re.IGNORECASE
)
_CLAUSE_AFTER = re.compile(
    r"\s*,?\s*(?:(?:pada|di|dalam|in|khususnya)\s+)?" + _CLAUSE, re.IGNORECASE
)
_CLAUSE_BACK = 70  # characters: "Pasal 12A ayat (10) huruf bb angka 12 dalam "


@dataclass(frozen=True, slots=True)
class RegulationReference:
    """A mention of a regulation: ``text[start:end]`` names ``key``, for example ``uu-14-2008``.

    :ivar key: type, issuer where the text gives one, number, year: ``permen-kominfo-1-2023``,
        ``perbup-34.01-1.1-2018`` (the issuer is a ministry's id or a region's official code).
    :ivar clause: the Pasal, ayat and huruf named beside it: ``("5", "2", "b")``, ``""`` for none.
    """

    start: int
    end: int
    key: str
    clause: tuple[str, str, str] = ("", "", "")


def find_regulations(text: str) -> list[RegulationReference]:
    """Return the regulations that a text refers to, in order, never overlapping.

    ``UU 14/2008``, ``Undang-Undang Nomor 14 Tahun 2008`` and ``Law No. 14 of 2008`` are all
    ``uu-14-2008``.
    """
    found = list(_numbered(text))
    taken = [(reference.start, reference.end) for reference in found]
    found += [
        nickname
        for nickname in _nicknamed(text)
        if all(nickname.end <= start or end <= nickname.start for start, end in taken)
    ]
    return sorted(found, key=lambda reference: reference.start)


def same_regulation(one: str, other: str) -> bool:
    """Tell whether two keys name one regulation; a key without an issuer fits any issuer's.

    >>> same_regulation("permen-1-2023", "permen-kominfo-1-2023")
    True
    """
    if one == other:
        return True
    (type_1, *issuer_1, number_1, year_1), (type_2, *issuer_2, number_2, year_2) = (
        parts(one),
        parts(other),
    )
    same = (type_1, number_1, year_1) == (type_2, number_2, year_2)
    return same and not (issuer_1 and issuer_2)


def parts(key: str) -> list[str]:
    """Return type, issuer where there is one, number and year of a key."""
    return key.split("-")


def own_regulation(title: str) -> str:
    """Return the key of the regulation that a document with this title is, or ``""``.

    A title that only speaks about one ("Sosialisasi Perpres 95/2018") begins otherwise.
    """
    found = find_regulations(title)
    if not found or title[: found[0].start].strip(" -:|.\"'“(").lower() not in ("", "salinan"):
        return ""
    return found[0].key


def _numbered(text: str) -> Iterator[RegulationReference]:
    floor = 0
    for number in _NUMBER.finditer(text):
        begin = max(floor, number.start() - _LOOK_BACK)
        window = _WORD.sub("", text[begin : number.start()])
        found = _type_before(window)
        if found is None:
            continue
        at, name, issuer = found
        start, end = begin + at, number.end()
        digits = number["number"].split("/")[0].strip(".-").replace("-", ".")
        key = "-".join(part for part in (name, issuer, digits.lstrip("0"), number["year"]) if part)
        yield RegulationReference(start, end, key, _clause(text, start, end, floor))
        floor = end


def _type_before(window: str) -> tuple[int, str, str] | None:
    """Return where the type begins that a number after ``window`` belongs to, and what it is."""
    for match in reversed(list(_TYPE.finditer(window))):
        name, _, issued_by = _TYPES[int(str(match.lastgroup)[1:])]
        between = _BETWEEN[issued_by].fullmatch(window, match.end())
        if between is None:
            continue
        return match.start(), name, _issuer(name, issued_by, match[0], between)
    return None


def _issuer(name: str, issued_by: str, spelled: str, between: re.Match[str]) -> str:
    if not issued_by:
        return ""
    words = between["issuer"].strip(" ,-\n")
    if issued_by == "m":
        if spelled.lower().startswith("ministry of"):
            words = spelled[len("ministry of") : -len(" regulation")]
        return ministry(re.sub(r"^(?:of the |of )", "", words))
    return region(words, _OFFICE.get(name[3:], "")) if words else ""


def _clause(text: str, start: int, end: int, floor: int) -> tuple[str, str, str]:
    before = _CLAUSE_BEFORE.search(text, max(floor, start - _CLAUSE_BACK), start)
    found = before or _CLAUSE_AFTER.match(text, end)
    if not found:
        return "", "", ""
    return found["article"].upper(), found["ayat"] or "", (found["letter"] or "").lower()


def _nicknamed(text: str) -> Iterator[RegulationReference]:
    pattern, keys = _nicknames()
    for match in pattern.finditer(text):
        key = keys.get(" ".join(match[0].lower().split()))
        if key is None:  # "UU SPBE": the name fits, the type does not
            continue
        clause = _clause(text, match.start(), match.end(), 0)
        yield RegulationReference(match.start(), match.end(), key, clause)


@cache
def _nicknames() -> tuple[re.Pattern[str], dict[str, str]]:
    keys = {name.lower(): str(key) for name, key in listed()["nicknames"].items()}
    types = "|".join(sorted({name.split()[0] for name in keys}))
    longest_first = sorted({name.split(" ", 1)[1] for name in keys}, key=len, reverse=True)
    names = "|".join(name.replace(" ", r"\s+") for name in longest_first)
    return re.compile(rf"\b(?:{types})\s+(?:{names})(?![\w-])", re.IGNORECASE), keys
