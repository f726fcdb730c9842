"""Whether a sentence holds the kind of thing that a question expects."""

from __future__ import annotations

import re
from collections.abc import Callable

from api.counting import OF_OTHERS, OTHER_NUMBER, SEVERAL, shows_count
from api.match import is_spelled_out
from api.persons import shows_person
from api.question import Question
from api.wording import occurs, stems_of
from corpus.mentions import find_mentions
from corpus.regions import Kind, gazetteer
from index.glossary import translations
from index.terms import content_words

_MONEY = re.compile(
    r"\b(?:Rp|IDR|USD|US\$)\.?\s?\d|\$\s?\d"
    r"|\b\d[\d.,]*\s*(?:(?:ribu|juta|miliar|triliun|thousand|million|billion|trillion) )?"
    r"(?:rupiah|dolar|dollars?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FULL_DATE = re.compile(
    r"\b\d{1,2}(?:\s?[-–]\s?\d{1,2})? [A-Z][a-z]+ (?:19|20)\d\d\b"
    r"|\b[A-Z][a-z]+ \d{1,2}, (?:19|20)\d\d\b"
)
_WANTS_DAY = re.compile(r"\b(?:tanggal|tgl|date|day)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum.?at|sabtu|minggu|(?:mon|tues|wednes|thurs|fri|satur|sun)day)s?\b",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\b(?:di|at|in) (?:the )?[A-Z][A-Za-z]+", re.UNICODE)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("kota", re.compile(r"\bkota mana\b|\b(?:which|what) (?:city|cities)\b", re.IGNORECASE)),
    ("kabupaten", re.compile(r"\bkabupaten mana\b|\b(?:which|what) regenc", re.IGNORECASE)),
    ("province", re.compile(r"\bprovinsi mana\b|\b(?:which|what) province", re.IGNORECASE)),
)
"""What a question for a place of one kind says."""
_SPOT_ASKED = re.compile(
    r"\b(?:which|what) (?P<spot>(?:village|district|school|hotel|building|market|street)s?)\b"
    r"|\b(?P<tempat>desa|kelurahan|kecamatan|dusun|sekolah|hotel|gedung|pasar|jalan) mana\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"\b(?:jalan|jl\.|street|telepon|telp|phone|e-?mail|surel)\b|\S@\S|\(\d{3,4}\)|\+62|\b08\d{7,}"
    r"|\b(?:nomor|number|call|dial|center|centre|hubungi)\s+1\d\d\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:karena|sebab|akibat|agar|supaya|demi|sehingga|alasan|lantaran|because|since|due to"
    r"|so that|in order to|as a result|therefore|reason|owing to|penyebab\w*|cause[sd]?)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(
    r"\b(?:(?:untuk|guna) (?:me|be|di)\w{3,}|to (?!the\b|an?\b|be\b)[a-z]+)\b", re.IGNORECASE
)
_DEFINITION = re.compile(
    r"(?:\(?\w{1,3}[.)] )?(?P<source>(?:Menurut|According to) [^,]{2,60}, )?(?:the |a |an )?"
    r"(?P<subject>[^.,;:()]{2,60}?)(?: \([^)]*\))?"
    r" (?:adalah|ialah|merupakan|berarti|is|are|means)\b",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"\b(?:singkatan|kepanjangan|akronim|disingkat|berarti|artinya|stands? for|short for|means"
    r"|meaning|abbreviat\w+|acronym)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:nomor|no\.?|pasal|ayat|bab|halaman|number|article|paragraph|chapter|page)\s?\(?\S*\d"
    r"|\b\d+/(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?:sebelum|sesudah|setelah|ketika|saat|before|after|once|while|during)\b", re.IGNORECASE
)
_STEP = re.compile(
    r"\b(?:langkah|tahap(?:an)?|kemudian|selanjutnya|lalu|harus|wajib|melalui|dengan cara"
    r"|mengajukan|mengisi|dengan (?:me|ber)\w+|by \w+ing|steps?|stages?|then|next|must"
    r"|has to|have to|through|submit)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"[,;:][^,;]+(?:[,;]| dan | and | serta )")
_ASKS_NAMES = re.compile(
    r"\b(?:daerah|kabupaten|kota|desa|kelurahan|kecamatan|provinsi|kampus|universitas|perusahaan)"
    r" (?:mana|apa) saja\b|\b(?:nama|names?) (?:\w+ ){0,2}(?:\w+s|desa|daerah|kabupaten|kota)\b"
    r"|\b(?:which|what) (?:\w+ )?(?:regions|regencies|cities|villages|districts|provinces"
    r"|universities|companies)\b",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\b(?:belum|tidak) ada\b|\b(?:there (?:is|are|was|were) no|no|none of the) "
    r"(?:regions?|regenc\w+|cit\w+|villages?|wards?|districts?|such)\b",
    re.IGNORECASE,
)
"""What tells that there is none of what was asked for."""
DEFINED = 0.8  # of a sentence that defines what is asked for, in somebody's words
_VAGUE = 0.5  # of a text that tells of it less exactly than it was asked for


def shows(question: Question, text: str, *, is_foreign: bool = False) -> float:
    """Return how plainly a text holds the kind of thing that a question expects.

    :param is_foreign: the text is in the other language: what its numbers count cannot be told.

    1 for the thing itself (a sum of money; a number of what is counted), 0.5 for something of
    its kind (any other number), 0 for nothing of it.
    """
    shown = _SHOWN.get(question.expects)
    plainly = shown(question, text) if shown else 1.0
    if not plainly and question.expects in ("count", "place", "person") and _NONE.search(text):
        return _VAGUE
    return max(plainly, OTHER_NUMBER) if is_foreign and plainly else plainly


def _shows_money(_question: Question, text: str) -> float:
    return float(bool(_MONEY.search(text)))


def _shows_date(question: Question, text: str) -> float:
    if _FULL_DATE.search(text):
        return 1.0
    if _YEAR.search(text):
        return _VAGUE if _WANTS_DAY.search(question.plain) else SEVERAL
    return _VAGUE * bool(_RELATIVE.search(text))


def _shows_day(_question: Question, text: str) -> float:
    return 1.0 if _DAY.search(text) else _VAGUE * bool(_FULL_DATE.search(text))


def _shows_place(question: Question, text: str) -> float:
    asked = {code for mention in question.regions for code in mention.codes}
    told = {code for mention in find_mentions(text, gazetteer()) for code in mention.codes} - asked
    if spot := _SPOT_ASKED.search(question.plain):
        return _shows_spot(question, (spot["spot"] or spot["tempat"]).lower(), text)
    if kind := next((kind for kind, words in _KINDS if words.search(question.plain)), None):
        if any(gazetteer().get(code).kind == kind for code in told):
            return 1.0
        return OF_OTHERS * bool(told)
    return 1.0 if told else 0.5 * bool(_PLACE.search(text))


def _shows_spot(question: Question, spot: str, text: str) -> float:
    """Look for a village, a building or the like with a name that the question does not give."""
    asked = stems_of(question.text)
    kinds = {spot, spot.removesuffix("s"), *translations(spot)}
    named = (
        name
        for kind in kinds
        for name in re.findall(
            rf"\b(?i:{kind})s? (?:of )?([A-Z]\w+)|([A-Z]\w+) (?i:{kind})s?\b", text
        )
    )
    return float(any(not occurs(word.lower(), asked) for pair in named for word in pair if word))


def _shows_meaning(question: Question, text: str) -> float:
    """Look for what letters stand for: told in words, or spelled out beside them."""
    if _MEANS.search(text):
        return 1.0
    return 1.0 if any(is_spelled_out(name, text) for name in question.names) else 0.0


def _shows_reference(_question: Question, text: str) -> float:
    return float(bool(_REFERENCE.search(text)))


def _shows_contact(_question: Question, text: str) -> float:
    return float(bool(_CONTACT.search(text)))


def _shows_reason(_question: Question, text: str) -> float:
    return 1.0 if _BECAUSE.search(text) else 0.5 * bool(_PURPOSE.search(text))


def _shows_procedure(_question: Question, text: str) -> float:
    return 1.0 if _STEP.search(text) else 0.5


def _shows_list(question: Question, text: str) -> float:
    """Look for several things one after the other; where places are asked for, for their names."""
    if not _ENUMERATION.search(text) and "\n" not in text:
        return OF_OTHERS if _ASKS_NAMES.search(question.plain) else _VAGUE
    return 1.0


def _shows_definition(question: Question, text: str) -> float:
    """Look whether the thing asked for is the subject of the sentence, best in its own right.

    In a list of terms, of one of its items.
    """
    asked = stems_of(question.plain)
    return max(_defines(asked, line.strip()) for line in text.splitlines() or [text])


def _defines(asked: frozenset[str], text: str) -> float:
    found = _DEFINITION.match(text)
    if found is None or not all(occurs(w, asked) for w in content_words(found["subject"])):
        return 0.5
    is_somebodys = found["source"] and not set(content_words(found["source"])) & asked
    return DEFINED if is_somebodys else 1.0


_SHOWN: dict[str, Callable[[Question, str], float]] = {
    "money": _shows_money,
    "date": _shows_date,
    "day": _shows_day,
    "place": _shows_place,
    "count": shows_count,
    "person": shows_person,
    "contact": _shows_contact,
    "meaning": _shows_meaning,
    "reference": _shows_reference,
    "reason": _shows_reason,
    "procedure": _shows_procedure,
    "list": _shows_list,
    "definition": _shows_definition,
}
