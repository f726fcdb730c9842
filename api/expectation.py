"""Whether a sentence holds the kind of thing that a question expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from api.quantity import Quantity, quantities
from api.question import Question
from api.wording import occurs, stems_of
from corpus.document import LANGUAGES
from corpus.mentions import find_mentions
from corpus.regions import Kind, gazetteer
from index.glossary import translations
from index.terms import content_words, stem, tokens

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
_ASKS_TOTAL = re.compile(
    r"\b(?:sampai|hingga) (?:sekarang|kini|saat ini|(?:19|20)\d\d)\b|\bsejauh ini\b|\btotal\b"
    r"|\b(?:se)?keseluruhan\b|\bseluruhnya\b|\b(?:so far|to date|until now|in all|altogether)\b"
    r"|\bby (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_TELLS_TOTAL = re.compile(
    r"\btotal\b|\bmenjadi \d|\b(?:se)?keseluruhan\b|\bseluruhnya\b|\bmencapai\b|\bsejak\b"
    r"|\b(?:sampai|hingga)\b|\b(?:in all|altogether|so far|to date|reach\w*|since|brings?|by)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"\b(?:menteri|presiden|gubernur|bupati|wali kota|wakil|direktur|dirjen|direktorat|kepala|ketua"
    r"|sekretaris|sekda|kementerian|dinas|badan|diskominfo|bappeda|kominfo|komdigi|bssn|pemerintah"
    r"|universitas|tim|dewan|lembaga|perusahaan|pt|minister|ministry|president|governor|regent|mayor"
    r"|director|directorate|head|chair|secretary|office|agency|government|university|team|council"
    r"|company|institute|foundation|organisation)\b",
    re.IGNORECASE,
)
_OFFICE_ASKED = re.compile(
    r"\b(?:siapa(?:kah)?|which|what|who(?: was| is)?(?: the)?) (?:nama )?"
    r"(?:menteri|presiden|gubernur|bupati|wali kota|walikota|direktur|dirjen|kepala|ketua|sekda"
    r"|minister|president|governor|regent|mayor|director|head|chair|secretary)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[a-z,(:] )(?:[A-Z][\w’'.]*\s){1,4}[A-Z][\w’'.]*")
_CONTACT = re.compile(
    r"\b(?:jalan|jl\.|street|telepon|telp|phone|e-?mail|surel)\b|\S@\S|\(\d{3,4}\)|\+62|\b08\d{7,}",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\b(?:peraturan|regulation|perwal|perbup|perpres|nomor|no|kota|kabupaten|regency|city|provinsi"
    r"|province|pasal|article|ditjen|directorate|smart|gerakan|movement|kementerian|ministry|mayoral"
    r"|regent)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:karena|sebab|akibat|agar|supaya|demi|sehingga|alasan|lantaran|because|since|due to"
    r"|so that|in order to|as a result|therefore|reason|owing to)\b",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r"\b(?:untuk|guna|to|for)\b", re.IGNORECASE)
_DEFINITION = re.compile(
    r"(?:\(?\w{1,3}[.)] )?(?P<source>(?:Menurut|According to) [^,]{2,60}, )?(?:the |a |an )?"
    r"(?P<subject>[^.,;:()]{2,60}?)(?: \([^)]*\))?"
    r" (?:adalah|ialah|merupakan|berarti|is|are|means)\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:langkah|tahap|pertama|kemudian|selanjutnya|lalu|harus|wajib|melalui|dengan cara"
    r"|mengajukan|mengisi|step|stage|first|then|next|must|has to|have to|through|submit)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"[,;:][^,;]+(?:[,;]| dan | and | serta )")
_TOTAL = re.compile(r"\b(?:jumlah|banyaknya|number of|total)\s+((?:\w+\s+){1,3})", re.IGNORECASE)
_COUNTER = re.compile(
    r"kali|orang|jiwa|unit|buah|lokasi|titik|persen|di|dari|times|people|units|pieces|of|local|per"
)
_UNITS = {
    "km": "kilometer kilometre kilometres",
    "daerah": "kabupaten kota regencies cities",
    "regions": "kabupaten kota regencies cities",
    "waktu": "menit jam hari bulan tahun minutes hours days months years",
    "time": "menit jam hari bulan tahun minutes hours days months years",
    "unduhan": "kali unduh diunduh",
    "downloads": "kali times downloaded",
    "area": "hektare hektar ha km2 m2 meter persegi square hectares hectare",
    "luas": "hektare hektar ha km2 m2 meter persegi square hectares hectare",
    "penduduk": "jiwa orang penduduk people inhabitants residents",
    "population": "jiwa orang penduduk people inhabitants residents",
    "persen": "persen",
    "percentage": "persen",
    "skor": "nilai indeks poin skor score points",
    "score": "nilai indeks poin skor score points",
}
"""Words that stand for what is measured where its own name does not."""

_VAGUE = 0.5  # of a text that tells of it less exactly than it was asked for
SEVERAL = 0.8  # of a text that holds several of what was asked for
_OTHER_NUMBER = 0.5  # of a text that holds a quantity, but none of what is counted
OF_OTHERS = 0.3  # of one whose quantities each count some other thing: "8 kabupaten"
_SOMEWHERE = 0.7  # of one that holds a quantity, and what is counted elsewhere
_NEAR_AN_ACRONYM = 8  # words: "40 usaha mikro, kecil, dan menengah (UMKM)"
_NEAR = 4  # words between a number and what it counts: "50 daerah", "48 per cent of all regions"


def shows(question: Question, text: str, *, is_foreign: bool = False) -> float:
    """Return how plainly a text holds the kind of thing that a question expects.

    :param is_foreign: the text is in the other language: what its numbers count cannot be told.

    1 for the thing itself (a sum of money; a number of what is counted), 0.5 for something of
    its kind (any other number), 0 for nothing of it.
    """
    shown = _SHOWN.get(question.expects)
    plainly = shown(question, text) if shown else 1.0
    return max(plainly, _OTHER_NUMBER) if is_foreign and plainly else plainly


def _shows_money(_question: Question, text: str) -> float:
    return float(bool(_MONEY.search(text)))


def _shows_date(question: Question, text: str) -> float:
    if _FULL_DATE.search(text):
        return 1.0
    wants_day = bool(_WANTS_DAY.search(question.plain))
    return (_VAGUE if wants_day else SEVERAL) * bool(_YEAR.search(text))


def _shows_day(_question: Question, text: str) -> float:
    return float(bool(_DAY.search(text)))


def _shows_place(question: Question, text: str) -> float:
    asked = {code for mention in question.regions for code in mention.codes}
    told = {code for mention in find_mentions(text, gazetteer()) for code in mention.codes} - asked
    if kind := next((kind for kind, words in _KINDS if words.search(question.plain)), None):
        if any(gazetteer().get(code).kind == kind for code in told):
            return 1.0
        return OF_OTHERS * bool(told)
    return 1.0 if told else 0.5 * bool(_PLACE.search(text))


def _shows_person(question: Question, text: str) -> float:
    """Look for an office or a name that the question does not bring along.

    Where the question names the office ("wali kota siapa"), only a name answers.
    """
    asked = stems_of(question.text)
    places = find_mentions(text, gazetteer())
    told = {place.text for place in places}
    names = (n for n in _NAME.findall(text) if not _DOCUMENT.search(n) and n not in told)
    is_named = any(not all(occurs(word, asked) for word in tokens(name)) for name in names)
    if _OFFICE_ASKED.search(question.plain):
        return float(is_named)
    offices = (tokens(found) for found in _OFFICE.findall(text))
    if any(not all(occurs(word, asked) for word in office) for office in offices):
        return 1.0
    if is_named:
        return 0.7
    return 0.5 * any(not occurs(w, asked) for place in places for w in tokens(place.text))


def _shows_contact(_question: Question, text: str) -> float:
    return float(bool(_CONTACT.search(text)))


def _shows_reason(_question: Question, text: str) -> float:
    return 1.0 if _BECAUSE.search(text) else 0.5 * bool(_PURPOSE.search(text))


def _shows_procedure(_question: Question, text: str) -> float:
    return 1.0 if _STEP.search(text) else 0.5


def _shows_list(_question: Question, text: str) -> float:
    return 1.0 if _ENUMERATION.search(text) else 0.5


def _shows_definition(question: Question, text: str) -> float:
    """Look whether the thing asked for is the subject of the sentence, best in its own right."""
    found = _DEFINITION.match(text)
    asked = stems_of(" ".join((*question.words, *question.names)))
    if found is None or not all(occurs(w, asked) for w in content_words(found["subject"])):
        return 0.5
    is_somebodys = found["source"] and not set(content_words(found["source"])) & asked
    return 0.8 if is_somebodys else 1.0


def _shows_count(question: Question, text: str) -> float:
    told = _quantities(question, text)
    if not told:
        return 0.0
    if counts := len(_counting(question, text, told)):
        if _ASKS_TOTAL.search(question.plain) and not _TELLS_TOTAL.search(text):
            return _SOMEWHERE  # a number of one year, where that of all is asked for
        # One figure is the answer; among several the reader has to choose.
        return 1.0 if counts == 1 else SEVERAL
    if all(_is_of_something(quantity) for quantity in told):
        return OF_OTHERS
    return _SOMEWHERE if _holds(tokens(text), _stems_of_counted(question)) else _OTHER_NUMBER


def counting(question: Question, text: str) -> list[Quantity]:
    """Return the quantities of a text that count what a question asks for."""
    return _counting(question, text, _quantities(question, text))


def _quantities(question: Question, text: str) -> list[Quantity]:
    return [q for q in quantities(text) if not {*tokens(q.text)[:1]} & {*question.words}]


def _counting(question: Question, text: str, told: Sequence[Quantity]) -> list[Quantity]:
    forms = _stems_of_counted(question)
    is_share = bool({"persen", "percentage"} & {*question.counted})
    stands_before = is_measured(question)
    is_acronym = any(f"({word.upper()})" in text for word in question.counted)
    is_total = any(_holds(tokens(named), forms) for named in _TOTAL.findall(text))
    return [
        q
        for q in told
        if (is_share and q.is_percentage)
        or _holds(q.after[: _NEAR_AN_ACRONYM if is_acronym else _NEAR], forms)
        or (is_total and not _is_of_something(q))
        or (stands_before and _holds(q.before[-_NEAR:], forms))
    ]


def _is_of_something(quantity: Quantity) -> bool:
    """Tell whether a noun follows at once, other than a mere counter."""
    following = quantity.after[0] if quantity.after else ""
    return bool(content_words(following)) and not _COUNTER.fullmatch(following)


def is_measured(question: Question) -> bool:
    """Tell whether a value is asked for, as a score, whose name stands before its number."""
    return any(word in _UNITS for word in question.counted)


def _stems_of_counted(question: Question) -> set[str]:
    named = question.counted or question.words
    counted = {form for word in named for form in (word, *translations(word))}
    units = {unit for word in question.counted for unit in _UNITS.get(word, "").split()}
    return {stem(form, language) for form in counted | units for language in LANGUAGES}


def _holds(words: Sequence[str], stems: set[str]) -> bool:
    return any(stem(word, language) in stems for word in words for language in LANGUAGES)


_SHOWN: dict[str, Callable[[Question, str], float]] = {
    "money": _shows_money,
    "date": _shows_date,
    "day": _shows_day,
    "place": _shows_place,
    "count": _shows_count,
    "person": _shows_person,
    "contact": _shows_contact,
    "reason": _shows_reason,
    "procedure": _shows_procedure,
    "list": _shows_list,
    "definition": _shows_definition,
}
