"""The remainder of a question: what it asks of one of several things, the others taken out.

>>> text = "Berapa desa di Sleman dan di Bantul?"
>>> spans = [(15, 21), (29, 35)]
>>> [remainder(text, spans, kept, are_named=True) for kept in range(2)]
['Berapa desa di Sleman?', 'Berapa desa di Bantul?']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

Span = tuple[int, int]

_JOINT = (
    r"(?:,|/|&|\b(?:dan|and|serta|vs\.?|versus|dengan|sama|with|atau|or|dibanding(?:kan)?|than)\b)"
)
_JOINED = re.compile(_JOINT, re.IGNORECASE)
_ASKING = (
    "apa apakah siapa siapakah kapan berapa di mana bagaimana apakah what who which when where how "
    "is are was were do does did have has"
).split()
_NAME_BEFORE = re.compile(
    r"(?:^|(?<=\w ))(?P<name>[A-Z][\w’'-]*\s+(?:[A-Z][\w’'-]*\s+)*)(?:(?:di|in|of)\s+)?$"
)
_NAME_AFTER = re.compile(r"(?:\s+[A-Z][\w’'-]*)+")
_YEAR_AFTER = re.compile(r"\s*(?:\b(?:pada|tahun|in)\s+){0,2}(?:19|20)\d\d(?!\d)")
_OWNED = re.compile(r"['’]s(?:\s+[\w-]+)+?(?=\s*(?:[?.!]|$|,|\s(?:and|or|with|than|vs\.?)\b))")
_WORD = re.compile(r"[\w’'-]+")
_MORE = re.compile(
    r"\bmana yang lebih (?:banyak|sedikit)\b"
    r"|\bwhich (?:\w+ )?(?:has|have|had) (?:more|fewer|the (?:most|fewest))\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\bwhich (?:\w+ )?(?:has|have|had) the (?:better|best|higher|highest|lower|lowest|larger"
    r"|bigger|smaller|longer|shorter)\b",
    re.IGNORECASE,
)
_SOONER = re.compile(r"\b(?:siapa|mana|apa)(?: yang)? lebih (?:dulu|dahulu|awal)\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:who|which(?: of (?:them|the two))?)\b(?P<did>.*?)\s+(?:first|earlier|sooner)\b",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:bandingkan|perbandingan|compare|antara|between|mana yang lebih|masing-masing|each"
    r"|respectively|both)\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"\s+(?=[\s?.!,])")


TIES = re.compile(
    rf"\s*{_JOINT}(?:\s+(?:dan|and|atau|or|of|in|di|dari|at|for|untuk|pada|the|that|those|siapa|berapa"
    r"|apa|who|what)\b)*\s*",
    re.IGNORECASE,
)
"""What may stand between two names for them to be asked of both."""


def are_joined(text: str, spans: Sequence[Span]) -> bool:
    """Tell whether each of some things is tied to the next by an "and", an "or" or a comma."""
    return all(_JOINED.search(text, one[1], two[0]) for one, two in pairwise(sorted(spans)))


def remainder(text: str, spans: Sequence[Span], kept: int, *, are_named: bool) -> str:
    """Return a question with one of its things alone, and with what goes with that.

    :param spans: of the things, in the order of the text.
    :param kept: the place of the one that stays.
    :param are_named: what stands beside a thing may belong to it: a name before, a year behind.
    """
    grown = _grown(text, spans) if are_named else _with_words_before(text, list(spans))
    between = [_between(text, one[1], two[0]) for one, two in pairwise(grown)]
    things = [text[slice(*span)] if place == kept else "" for place, span in enumerate(grown)]
    inner = "".join(map("".join, zip(things, [*between, ""], strict=True)))
    cut = text[: grown[0][0]] + inner + text[grown[-1][1] :]
    cut = _SOONER.sub("Kapan", _FIRST.sub(r"When\g<did>", cut))
    cut = _BETTER.sub("What was the", cut)
    cut = _MORE.sub(lambda found: "Berapa" if "mana" in found[0].lower() else "How many", cut)
    return _GAPS.sub("", _COMPARING.sub("", cut)).strip(" ?.!") + "?"


def _between(text: str, start: int, end: int) -> str:
    """Return what stands between two things, but for what only ties them."""
    tie = TIES.match(text, start, end)
    return text[tie.end() if tie else start : end]


def _grown(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans with what goes with each: the rest of its name, its year, what it has."""
    owned = [_OWNED.match(text, end) for _, end in spans]
    if all(owned):
        return [(start, one.end()) for (start, _), one in zip(spans, owned, strict=True) if one]
    named = [name for start, _ in spans if (name := _name_before(text, start)) is not None]
    starts = named if len(named) == len(spans) else [start for start, _ in spans]
    ends = [_end(text, end) for _, end in spans]
    return _with_words_before(text, list(zip(starts, ends, strict=True)))


def _name_before(text: str, start: int) -> int | None:
    """Return where a name begins that is at a place, as in "Sibaku Kulon Progo"."""
    found = _NAME_BEFORE.search(text, 0, start)
    if found is None or (not found.start() and found["name"].split()[0].lower() in _ASKING):
        return None
    return found.start()


def _end(text: str, end: int) -> int:
    for beyond in (_NAME_AFTER, _YEAR_AFTER):
        if more := beyond.match(text, end):
            end = more.end()
    return end


def _with_words_before(text: str, spans: list[Span]) -> list[Span]:
    """Take along the words that stand before every one of them: "for the 2017 and for the 2018"."""
    edges = [0, *(end for _, end in spans)]
    before = [
        list(reversed(list(_WORD.finditer(text, edge, start))))
        for edge, (start, _) in zip(edges, spans, strict=False)
    ]
    alike = takewhile(
        lambda words: len({word[0].lower() for word in words}) == 1, zip(*before, strict=False)
    )
    starts = [[word.start() for word in words] for words in alike]
    return [
        (starts[-1][place] if starts else start, end) for place, (start, end) in enumerate(spans)
    ]
