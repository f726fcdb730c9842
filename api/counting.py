"""Whether a sentence tells how many there are of what a question counts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from api.quantity import Quantity, quantities
from api.question import Question
from api.wording import occurs, stems_of
from corpus.document import LANGUAGES
from corpus.language import function_words
from index.glossary import translations
from index.terms import content_words, stem, tokens

_TOTAL = re.compile(r"\b(?:jumlah|banyaknya|number of|total)\s+((?:\w+\s+){1,3})", re.IGNORECASE)
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
_COUNTER = re.compile(
    r"kali|orang|jiwa|unit|buah|lokasi|titik|persen|di|dari|times|people|units|pieces|of|local|per"
)
_JOINS = ("of", "the", "all", "dari", "per", "and", "dan", "or", "atau", "other", "lain", "its")
_UNITS = {
    "km": "kilometer kilometre kilometres",
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

_MEMBERS = {
    "daerah": "kabupaten kota regencies cities",
    "regions": "kabupaten kota regencies cities",
    "warga": "orang jiwa penduduk people residents",
    "residents": "orang jiwa warga people",
}
"""Words that count the same things by other names."""

_STATUS = re.compile(
    r"diundang|diusulkan|diajukan|mendaftar|ditolak|diseleksi|dicalonkan|invited|proposed|submitted"
    r"|applied|rejected|shortlisted|nominated"
)
"""What makes of some things others: of those that joined, those that were invited."""

SEVERAL = 0.8  # of a text that holds several of what was asked for
OTHER_NUMBER = 0.5  # of a text that holds a quantity, but none of what is counted
OF_OTHERS = 0.3  # of one whose quantities each count some other thing: "8 kabupaten"
_SOMEWHERE = 0.7  # of one that holds a quantity, and what is counted elsewhere
_NEAR_AN_ACRONYM = 8  # words: "40 usaha mikro, kecil, dan menengah (UMKM)"
_NEAR = 4  # words between a number and what it counts: "50 daerah", "48 per cent of all regions"


def shows_count(question: Question, text: str) -> float:
    """Return how plainly a text tells a number of what a question counts, 0 to 1."""
    told = _quantities(question, text)
    if not told:
        return 0.0
    counts = _counting(question, text, told)
    if counts and all(_is_of_other_status(question, quantity) for quantity in counts):
        return OTHER_NUMBER
    if counts:
        if _ASKS_TOTAL.search(question.plain) and not _TELLS_TOTAL.search(text):
            return _SOMEWHERE  # a number of one year, where that of all is asked for
        # One figure is the answer; among several the reader has to choose.
        return 1.0 if len(counts) == 1 else SEVERAL
    if all(_is_of_something(quantity) for quantity in told):
        return OF_OTHERS
    return _SOMEWHERE if _holds(tokens(text), _stems_of_counted(question)) else OTHER_NUMBER


def _is_of_other_status(question: Question, quantity: Quantity) -> bool:
    """Tell whether those who were invited are counted, where nobody asked for the invited."""
    asked = stems_of(question.plain)
    near = (*quantity.before[-1:], *quantity.after[:_NEAR])
    return any(_STATUS.fullmatch(word) and not occurs(word, asked) for word in near)


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
        or _holds(q.after[:_NEAR_AN_ACRONYM] if is_acronym else _noun_after(q), forms)
        or (is_total and not _is_of_something(q))
        or (stands_before and _holds(q.before[-_NEAR:], forms))
        or (_is_counted_up(q) and _holds(q.before, forms))
    ]


def _is_counted_up(quantity: Quantity) -> bool:
    """Tell whether a number sums up what stands before it: "CCTV itu berjumlah 112 titik"."""
    return quantity.before[-1:] == ("berjumlah",) and not _is_of_something(quantity)


def _noun_after(quantity: Quantity) -> Sequence[str]:
    """Return the words after a number up to a verb: of "47 daerah telah memakai", "daerah"."""
    near = quantity.after[:_NEAR]
    grammar = function_words()
    ends = (
        place
        for place, word in enumerate(near)
        if word not in _JOINS and any(word in grammar[language] for language in LANGUAGES)
    )
    return near[: next(ends, _NEAR)]


def _is_of_something(quantity: Quantity) -> bool:
    """Tell whether a noun follows at once, other than a mere counter."""
    following = quantity.after[0] if quantity.after else ""
    return bool(content_words(following)) and not _COUNTER.fullmatch(following)


def is_measured(question: Question) -> bool:
    """Tell whether a value is asked for, as a score, whose name stands before its number."""
    return any(word in _UNITS for word in question.counted)


def _stems_of_counted(question: Question) -> set[str]:
    ends = (*question.counted[:1], *question.counted[-1:])  # the noun, in either language
    named = [word for word in ends if word in _UNITS] or question.counted or question.words
    counted = {form for word in named for form in (word, *translations(word))}
    units = {unit for word in named for unit in (_UNITS | _MEMBERS).get(word, "").split()}
    return {stem(form, language) for form in counted | units for language in LANGUAGES}


def _holds(words: Sequence[str], stems: set[str]) -> bool:
    return any(stem(word, language) in stems for word in words for language in LANGUAGES)
