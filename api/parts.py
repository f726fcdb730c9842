"""Parts of a question that asks of several places, years, regulations, pillars, names or nouns.

>>> from api.question import understand
>>> [part.text for part in parts_of(understand("Kapan Kabupaten Sleman dan Kota Batam ikut?"))]
['Kapan Kabupaten Sleman ikut?', 'Kapan Kota Batam ikut?']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.clauses import clauses_of
from api.question import Question, understand
from api.remainder import EITHER, TIES, Span, are_joined, remainder
from api.sides import COMPARES, sides_of
from api.unit import named_units
from corpus.dates import MONTHS
from corpus.document import Language
from index.terms import content_words

_MOST = 5
_NAMES = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_OFFICES = re.compile(
    r"\b(?:Dinas|Badan|Kementerian|Kepala|Menteri|Sekretaris|Wakil|Bupati|Wali|Gubernur|Bidang|Undang"
    r"|Pusat|Rumah|Lembaga|Kantor|Rencana|Komisi|Unit|Balai|Direktorat|Sistem|Peraturan|Program"
    r"|Gerakan|Visi|Misi|Kesehatan|Ministry|Minister|Agency|Department|Office|Head|Regent|Mayor"
    r"|Center|Centre|Faculty|Law|Institute|Board|Committee)\b"
)
"""What a name may hold of which an "and" is a part: "Dinas Komunikasi dan Informatika"."""
_OF_AN_OFFICE = re.compile(rf"{_OFFICES.pattern}[^,]*\b(?:of|for|on|tentang)\s+$")
_AT = re.compile(r"\b(?:di|dari|in|of|at|from)\s+$", re.IGNORECASE)
_WITH = re.compile(r"\b(?:dengan|sama|with)\b", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:hubungan|(?:be)?kerja ?sama|kolaborasi|jarak|relations?(?:hip)?|distance|cooperat\w+"
    r"|partnerships?)\b",
    re.IGNORECASE,
)
"""What two things have together and neither alone."""
_SPAN_OF_YEARS = re.compile(
    r"\b(?:antara|between)(?: the)?(?: tahun| years?)? (?:19|20)\d\d\b", re.IGNORECASE
)
_CHANGE = re.compile(
    r"\b(?:berubah|perubahan|perkembangan|naik|turun|kenaikan|penurunan|change[ds]?|grow\w*|rise|rose"
    r"|fall|fell|develop\w*)\b",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"[a-z][A-Z]|[A-Z]{2}|\d")  # coined: "JakLingko", "SIAP"
_APPOSED = re.compile(r"\s*,\s*")  # "Parangjati, Telagamerta": the one lies in the other
_DIFFER = re.compile(r"\b(?:beda(?:nya)?|perbedaan(?:nya)?|differences?|differ)\b", re.IGNORECASE)
_PILLAR = re.compile(
    r"\b(?:smart )?(?:governance|branding|economy|living|society|environment)\b", re.IGNORECASE
)
_COMMON = ("MoU", "TIK", "ICT", "IT", "AI")  # acronyms that name no one thing


@dataclass(frozen=True, slots=True)
class Part:
    """A question about one of the things that were named.

    :ivar name: of the thing as it was written; else what is asked.
    :ivar is_named: whether it is a name.
    """

    name: str
    text: str
    is_named: bool = True


def parts_of(question: Question) -> list[Part]:
    """Return the parts of a question; none where it asks of one thing, or of two together."""
    if clauses := _clauses(question):
        return [Part(clause.rstrip("?"), clause, is_named=False) for clause in clauses]
    if _TOGETHER.search(question.plain):
        return []
    for names in _named(question):
        found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question.plain) for name in names)
        spans = [match.span() for match in found if match]
        if 1 < len(spans) <= _MOST and are_joined(question.plain, spans):
            return _of(question, spans)
    sides = sides_of(question.plain)
    spans = [(start, end) for start, end, _ in sides]
    if len(sides) > 1 and _asks_only_how_they_differ(question, spans):
        return [Part(words, _what_is(words, question)) for _, _, words in sides]
    return [
        Part(words, remainder(question.plain, spans, place, are_named=False))
        for place, (_, _, words) in enumerate(sides)
    ]


def asks_for_each(question: Question) -> bool:
    """Tell whether an answer to one part alone is half an answer: a comparison, two questions."""
    return bool(COMPARES.search(question.plain) or _clauses(question))


def _clauses(question: Question) -> list[str]:
    """Return the questions of a sentence, where each is about some year, place or name."""
    first, *others = clauses_of(question.plain) or [""]
    clauses = [first, *(_with_subject(first, other, question.language) for other in others)]
    frames = [_frame(understand(clause, question.language)) for clause in clauses]
    return clauses if others and all(frames) else []


def _with_subject(first: str, other: str, language: Language) -> str:
    """Name in a clause that leans on the first what that is about: "dan berapa penerimanya?"."""
    told = understand(other, language)
    if told.regions or told.names or any(name not in MONTHS for name in told.proper):
        return other
    names = " ".join(dict.fromkeys(_NAMES.findall(first)))
    return f"{other.rstrip('?')} {names}?" if names else other


def _of(question: Question, spans: Sequence[Span]) -> list[Part]:
    """Return what a question asks of each of the things that it names, in the order it does."""
    ordered = sorted(spans)
    names = [question.plain[start:end] for start, end in ordered]
    if _asks_only_how_they_differ(question, spans):
        return [Part(name, _what_is(name, question)) for name in names]
    return [
        Part(name, remainder(question.plain, ordered, place, are_named=True))
        for place, name in enumerate(names)
    ]


def _asks_only_how_they_differ(question: Question, spans: Sequence[Span]) -> bool:
    """Tell whether a question on a difference names nothing but the things that differ."""
    if not _DIFFER.search(question.plain):
        return False
    rest = _DIFFER.sub(" ", question.plain)
    for start, end in spans:
        rest = rest.replace(question.plain[start:end], " ")
    return not set(content_words(rest)) & set(question.words)


def _what_is(words: str, question: Question) -> str:
    """Ask what a thing is: who wants to know how two things differ wants to read that of both."""
    return f"Apa itu {words}?" if question.language == "id" else f"What is {words}?"


def _frame(clause: Question) -> tuple[str, ...]:
    places = (mention.text for mention in clause.regions)
    return (*clause.years, *places, *clause.names, *clause.proper)


def _named(question: Question) -> Iterator[Sequence[str]]:
    yield list(dict.fromkeys(mention.text for mention in question.regions))
    units = named_units(question.plain)
    places = (mention.text for mention in question.regions)
    units += [place for place in places if not any(place in unit for unit in units)]
    yield sorted(set(units), key=question.plain.find)
    if not _SPAN_OF_YEARS.search(question.plain) or _CHANGE.search(question.plain):
        yield question.years
    yield [question.plain[found.start : found.end] for found in question.regulations]
    yield list(dict.fromkeys(_PILLAR.findall(question.plain)))
    yield [name for name in question.names if name not in _COMMON]
    yield _tied_names(question.plain)


def _tied_names(text: str) -> list[str]:
    """Return names that are written one beside the other: "Tirta Adil atau Panen Jelas"."""
    runs = [run for run in _NAMES.finditer(text) if _is_name(text, run)]
    tied: list[re.Match[str]] = []
    ties: list[str] = []
    for one, two in pairwise(runs):
        between = text[one.end() : two.start()]
        if TIES.fullmatch(between) and (not _WITH.search(between) or COMPARES.search(text)):
            tied += [run for run in (one, two) if run not in tied]
            ties.append(between)
        elif tied:
            break
    are_apposed = all(_APPOSED.fullmatch(tie) for tie in ties)
    are_plain = any(" " in run[0] or _NAME_ALONE.search(run[0]) for run in tied)
    is_either = bool(COMPARES.search(text)) or any(EITHER.search(tie) for tie in ties)
    are_places = all(_AT.search(text, 0, run.start()) for run in tied)
    return [] if are_apposed or not (are_plain or is_either or are_places) else [r[0] for r in tied]


def _is_name(text: str, run: re.Match[str]) -> bool:
    is_of_office = _OFFICES.search(run[0]) or _OF_AN_OFFICE.search(text, 0, run.start())
    return not is_of_office and run[0].lower() not in MONTHS
