"""Parts of a question that asks one thing of several places, years, regulations, pillars or names.

>>> from api.question import understand
>>> [part.text for part in parts_of(understand("Kapan Kabupaten Sleman dan Kota Batam ikut?"))]
['Kapan Kabupaten Sleman ikut?', 'Kapan Kota Batam ikut?']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.question import Question

_MOST = 5
_JOINT = (
    r"(?:,|/|&|\b(?:dan|and|serta|vs\.?|versus|dengan|with|atau|or|dibanding(?:kan)?|than)\b"
    r"(?:\s+(?:of|in|di|dari)\b)?)"
)
_JOINED = re.compile(_JOINT, re.IGNORECASE)
_BEFORE = re.compile(rf"(?:\s*{_JOINT})+\s*$", re.IGNORECASE)
_AFTER = re.compile(rf"\s*(?:{_JOINT}\s*)+", re.IGNORECASE)
_NAME_BEFORE = re.compile(
    r"(?<=\w )(?:[A-Z][\w’'-]*\s+)+(?:(?:di|in|of)\s+)?$|(?<=\w )[A-Z][\w’'-]*\s+(?:di|in|of)\s+$"
)
_YEAR_AFTER = re.compile(r"\s*(?:\b(?:pada|tahun|in)\s+){0,2}(?:19|20)\d\d(?!\d)")
_COMPARING = re.compile(
    r"\b(?:bandingkan|perbandingan|compare|antara|between|mana yang lebih|masing-masing)\b",
    re.IGNORECASE,
)
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
    for names in _named(question):
        found = (re.search(rf"(?<!\w){re.escape(name)}(?!\w)", question.plain) for name in names)
        spans = [match.span() for match in found if match]
        ordered = sorted(spans)
        between = (question.plain[one[1] : two[0]] for one, two in pairwise(ordered))
        if 1 < len(spans) <= _MOST and all(_JOINED.search(text) for text in between):
            return [
                Part(question.plain[s:e], _only(question.plain, spans, (s, e))) for s, e in spans
            ]
    return []


def _named(question: Question) -> Iterator[Sequence[str]]:
    yield list(dict.fromkeys(mention.text for mention in question.regions))
    yield question.years
    yield [question.plain[found.start : found.end] for found in question.regulations]
    yield list(dict.fromkeys(_PILLAR.findall(question.plain)))
    yield [name for name in question.names if name not in _COMMON]


def _only(text: str, spans: Sequence[Span], kept: Span) -> str:
    """Take the other things out of a question, and the "dan" that tied them to it."""
    are_named = all(_NAME_BEFORE.search(text, 0, start) for start, _ in spans)
    for span in sorted(spans, reverse=True):
        if span != kept:
            start, end = _grown(text, span, with_name=are_named)
            text = f"{text[:start]} {text[end:]}"
    return _GAPS.sub("", _COMPARING.sub("", text)).strip()


def _grown(text: str, span: Span, *, with_name: bool) -> Span:
    """Return a thing's span with what goes with it: its name, its year, the joint beside it.

    :param with_name: take what is at a place along, as in "Sibaku Kulon Progo".
    """
    start, end = span
    if with_name and (name := _NAME_BEFORE.search(text, 0, start)):
        start = name.start()
    if year := _YEAR_AFTER.match(text, end):
        end = year.end()
    if joint := _BEFORE.search(text, 0, start):
        return joint.start(), end
    after = _AFTER.match(text, end)
    return start, after.end() if after else end
