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
from api.sides import COMPARES, sides_of
from api.unit import named_units
from corpus.document import Language
from index.terms import content_words

_MOST = 5
_JOINT = (
    r"(?:,|/|&|\b(?:dan|and|serta|vs\.?|versus|dengan|sama|with|atau|or|dibanding(?:kan)?|than)\b"
    r"(?:\s+(?:of|in|di|dari)\b)?(?:\s+the\b)?)"
)
_JOINED = re.compile(_JOINT, re.IGNORECASE)
_BEFORE = re.compile(rf"(?:\s*{_JOINT})+\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:{_JOINT}\s*)+", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"(?<=\w )(?:[A-Z][\w’'-]*\s+)+(?:(?:di|in|of)\s+)?$|(?<=\w )[A-Z][\w’'-]*\s+(?:di|in|of)\s+$"
)
_NAMES = re.compile(r"(?<=[\w,] )[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
_NAME_AFTER = re.compile(r"(?:\s+[A-Z][\w’'-]*)+")
_YEAR_AFTER = re.compile(r"\s*(?:\b(?:pada|tahun|in)\s+){0,2}(?:19|20)\d\d(?!\d)")
_MORE = re.compile(
    r"\bmana yang lebih (?P<banyak>banyak|sedikit)\b"
    r"|\bwhich (?:\w+ )?(?:has|have|had) (?:more|fewer|the (?:most|fewest))\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:bandingkan|perbandingan|compare|antara|between|mana yang lebih|masing-masing)\b",
    re.IGNORECASE,
)
_DIFFER = re.compile(r"\b(?:beda(?:nya)?|perbedaan(?:nya)?|differences?|differ)\b", re.IGNORECASE)
_PILLAR = re.compile(
    r"\b(?:smart )?(?:governance|branding|economy|living|society|environment)\b", re.IGNORECASE
)
_COMMON = ("MoU", "TIK", "ICT", "IT", "AI")  # acronyms that name no one thing
_GAPS = re.compile(r"\s+(?=[\s?.!,])")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A question about one of the things that were named, and its name as it was written."""

    name: str
    text: str


def parts_of(question: Question) -> list[Part]:
    """Return the parts of a question; none where it names no kind of thing twice."""
    if clauses := _clauses(question):
        return [Part(clause.rstrip("?"), clause) for clause in clauses]
    for names in _named(question):
        found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question.plain) for name in names)
        spans = [match.span() for match in found if match]
        ordered = sorted(spans)
        between = (question.plain[one[1] : two[0]] for one, two in pairwise(ordered))
        if 1 < len(spans) <= _MOST and all(_JOINED.search(text) for text in between):
            return [Part(question.plain[s:e], _about(question, spans, (s, e))) for s, e in spans]
    sides = sides_of(question.plain)
    spans = [(start, end) for start, end, _ in sides]
    if len(sides) > 1 and _asks_only_how_they_differ(question, spans):
        return [Part(words, _what_is(words, question)) for _, _, words in sides]
    return [
        Part(words, _only(question.plain, spans, (s, e), are_named=False)) for s, e, words in sides
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
    if told.regions or told.names or told.proper:
        return other
    names = " ".join(dict.fromkeys(_NAMES.findall(first)))
    return f"{other.rstrip('?')} {names}?" if names else other


def _about(question: Question, spans: Sequence[Span], kept: Span) -> str:
    """Return what a question asks of one of the things that it names."""
    if _asks_only_how_they_differ(question, spans):
        return _what_is(question.plain[kept[0] : kept[1]], question)
    return _only(question.plain, spans, kept, are_named=True)


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
    yield question.years
    yield [question.plain[found.start : found.end] for found in question.regulations]
    yield list(dict.fromkeys(_PILLAR.findall(question.plain)))
    yield [name for name in question.names if name not in _COMMON]


def _only(text: str, spans: Sequence[Span], kept: Span, *, are_named: bool) -> str:
    """Take the other things out of a question, and the "dan" that tied them to it.

    :param are_named: what stands beside a thing may belong to it: a name before, a year behind.
    """
    with_name = are_named and all(_NAME_BEFORE.search(text, 0, start) for start, _ in spans)
    for span in sorted(spans, reverse=True):
        if span != kept:
            grown = _grown(text, span, with_name=with_name) if are_named else span
            start, end = _with_joint(text, grown)
            text = f"{text[:start]} {text[end:]}"
    text = _MORE.sub(lambda found: "Berapa" if found["banyak"] else "How many", text)
    return _GAPS.sub("", _COMPARING.sub("", text)).strip()


def _grown(text: str, span: Span, *, with_name: bool) -> Span:
    """Return a thing's span with what goes with it: the rest of its name, its year.

    :param with_name: take what is at a place along, as in "Sibaku Kulon Progo".
    """
    start, end = span
    if with_name and (name := _NAME_BEFORE.search(text, 0, start)):
        start = name.start()
    for beyond in (_NAME_AFTER, _YEAR_AFTER):
        if more := beyond.match(text, end):
            end = more.end()
    return start, end


def _with_joint(text: str, span: Span) -> Span:
    """Return a span with the joint before it, or that behind it."""
    start, end = span
    if joint := _BEFORE.search(text, 0, start):
        return joint.start(), end
    after = _AFTER.match(text, end)
    return start, after.end() if after else end
