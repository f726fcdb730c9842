"""Whether a sentence tells who: an office, an organisation or a person by name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.question import Question
from api.wording import occurs, stems_of
from corpus.mentions import Mention, find_mentions
from corpus.regions import gazetteer
from index.terms import tokens

_OFFICE = re.compile(
    r"\b(?:menteri|presiden|gubernur|bupati|wali kota|wakil|direktur|dirjen|direktorat|kepala|ketua"
    r"|sekretaris|sekda|kementerian|kemen\w+|dinas|badan|diskominfo|bappeda|kominfo|komdigi|bssn|pemerintah"
    r"|universitas|tim|dewan|lembaga|perusahaan|pt|minister|ministry|president|governor|regent|mayor"
    r"|director|directorate|head|chair|secretary|office|agency|government|university|team|council"
    r"|company|institute|foundation|organisation)\b",
    re.IGNORECASE,
)
_HELD = (
    r"(?:menteri|presiden|gubernur|bupati|wali ?kota|direktur|dirjen|kepala|ketua|sekda|minister"
    r"|president|governor|regent|mayor|director|head|chair(?:man|woman)?|secretary)"
)
_OFFICE_ASKED = re.compile(
    rf"\b(?:siapa(?:kah)?|which|what|who(?: was| is)?(?: the)?(?: current)?|name of the)"
    rf" (?:nama )?{_HELD}\b",
    re.IGNORECASE,
)
_PORTFOLIO = re.compile(r"\b(?:[Mm]enteri [A-Z]|[Mm]inister (?:of|for) )")
_PORTFOLIO_ASKED = re.compile(
    r"\b(?:(?:which|what) minister|menteri (?:apa|mana|siapa))\b|\bsiapa menteri\b", re.IGNORECASE
)
_COMPANY_ASKED = re.compile(
    r"\b(?:perusahaan|vendor|kontraktor|penyedia) (?:apa|mana|siapa)\b"
    r"|\b(?:which|what) (?:company|vendor|firm|contractor|provider)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:PT|CV|UD) [A-Z]|\b[A-Z]\w+ (?:Tbk|Inc|Ltd|LLC|GmbH)\b"
    r"|\b(?:perusahaan|vendor|kontraktor|startup|company|firm|contractor)(?: \w+)? [A-Z]"
    r"|\b(?:oleh|dengan|by|with) (?:perusahaan |startup )?[A-Z]"
)
_ACTS = re.compile(
    rf"\b(?:{_HELD}|dijabat|dipimpin|diketuai|dikepalai|bernama|oleh|led by|headed by|chaired by"
    r"|named|by)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![\w-])[A-Z][\w’'.-]*(?:\s(?:bin |binti )?[A-Z][\w’'.-]*){1,4}")
_TITLE = re.compile(rf"(?:{_HELD}|(?:Dr|Ir|Prof|H|Hj|Drs|Mr|Mrs|Ms)\.?)\s", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:peraturan|regulation|perwal|perbup|perpres|nomor|no|kota|kabupaten|regency|city|provinsi"
    r"|province|pasal|article|ditjen|directorate|smart|gerakan|movement|kementerian|ministry|mayoral"
    r"|regent|program|programme|aplikasi|app|award|center|centre|institute|service|system|digital"
    r"|mal|pusat|dinas|badan|rating|review|report|index|data|jenderal|general|bidang|desa|sekolah)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\w’'.-]+\s*")
_REACH = 40  # characters before a name that tell whose it is

_NAMED = 0.7  # of a text that holds a name that nothing tells the office of
_PLACE = 0.5  # of one that holds a place: a city may have won


def shows_person(question: Question, text: str) -> float:
    """Return how plainly a text tells of somebody whom the question does not bring along, 0 to 1.

    Where the question names the office ("wali kota siapa"), only a name answers, or for a
    minister what he is minister of.
    """
    if _COMPANY_ASKED.search(question.plain):
        return float(bool(_COMPANY.search(text)))
    asked = stems_of(question.text)
    places = find_mentions(text, gazetteer())
    names = list(_names(text, asked, places))
    is_told = any(_ACTS.search(text[max(0, start - _REACH) : start]) for start in names)
    if _OFFICE_ASKED.search(question.plain):
        is_portfolio = bool(_PORTFOLIO_ASKED.search(question.plain) and _PORTFOLIO.search(text))
        return float(is_told or is_portfolio)
    offices = (tokens(found) for found in _OFFICE.findall(text))
    if is_told or any(not all(occurs(word, asked) for word in office) for office in offices):
        return 1.0
    if names:
        return _NAMED
    around = {gazetteer().get(code).province_code for m in question.regions for code in m.codes}
    others = (place for place in places if not around.intersection(place.codes))
    return _PLACE * any(not occurs(w, asked) for place in others for w in tokens(place.text))


def _names(text: str, asked: frozenset[str], places: list[Mention]) -> Iterator[int]:
    """Yield where names of people begin: capitals that are no place, no thing and not asked for."""
    known = asked | {word for place in places for word in tokens(place.text)}
    for found in _NAME.finditer(text):
        start = found.start()
        while title := _TITLE.match(text, start, found.end()):
            start = title.end()
        start = _behind_known(text, start, found.end(), known)
        name = text[start : found.end()]
        if " " not in name.strip() and start > found.start():
            continue
        if not _THING.search(name) and not any(occurs(word, known) for word in tokens(name)):
            yield start


def _behind_known(text: str, start: int, end: int, known: frozenset[str]) -> int:
    """Return where a run of capitals goes on behind words that the question brings along."""
    while word := _WORD.match(text, start, end):
        if not occurs(word[0].strip().lower(), known):
            break
        start = word.end()
    return start
