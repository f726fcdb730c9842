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
    r"(?:,|/|&|\b(?:dan|and|serta|vs\.?|versus|dengan|sama|with|atau|or|dibanding(?:kan)?|daripada"
    r"|than)\b)"
)
_BESIDE = (
    r"(?:\s+(?:dan|and|atau|or|of|in|di|dari|at|for|untuk|pada|the|that|those|siapa|berapa|apa|who"
    r"|what)\b)*"
)
_JOINED = re.compile(_JOINT, re.IGNORECASE)
TIES = re.compile(rf"\s*{_JOINT}{_BESIDE}\s*", re.IGNORECASE)
"""What may stand between two names for them to be asked of both."""

_TIES_LAST = re.compile(rf"\s*{_JOINT}{_BESIDE}\s*$", re.IGNORECASE)
EITHER = re.compile(r"\b(?:atau|or)\b", re.IGNORECASE)
"""What stands between two things where it is asked which of them it is."""

_NO_NAMES = frozenset(
    "apa apakah siapa siapakah kapan kapankah berapa berapakah di mana dimana bagaimana mengapa "
    "kenapa benarkah adakah bisakah dapatkah sebutkan jelaskan bandingkan tunjukkan uraikan tolong "
    "pada dalam untuk menurut dari "
    "what who which when where why how is are was were do does did has have had can could will "
    "list compare name tell give show explain describe in on for of at from by".split()
)
"""How a question begins, in capitals, with no name."""
_NAME_BEFORE = re.compile(r"(?P<name>(?:\b[A-Z][\w’'-]*\s+)+)(?:(?:di|in|of)\s+)?$")
_NAME_AFTER = re.compile(r"(?:\s+[A-Z][\w’'-]*)+")
_YEAR_AFTER = re.compile(r"\s*(?:\b(?:pada|tahun|in)\s+){0,2}(?:19|20)\d\d(?!\d)")
_OWN = re.compile(r"['’]s\b")
_OWNED = re.compile(r"['’]s(?:\s+[\w-]+)+?(?=\s*(?:[?.!:;]|$|,|\s(?:and|or|with|than|vs\.?)\b))")
_WORD = re.compile(r"[\w’'-]+")
_MORE = re.compile(
    r"\bmana yang lebih (?:banyak|sedikit)\b"
    r"|\bwhich (?:\w+ )?(?:has|have|had) (?:more|fewer|the (?:most|fewest))\b",
    re.IGNORECASE,
)
_BETTER = re.compile(
    r"\bwhich (?:\w+ )?(?:has|have|had) (?:an?|the) (?:better|best|higher|highest|lower|lowest"
    r"|larger|bigger|smaller|longer|shorter)\b",
    re.IGNORECASE,
)
_SOONER = re.compile(
    r"\b(?:siapa|(?:(?:kota|kabupaten|daerah) )?mana)(?: yang)? lebih (?:dulu|dahulu|awal)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    r"^(?:who|which(?: (?:city|region|regency|town|app|of (?:them|the two)))?)\b(?P<did>[^,]*?)\s+"
    r"(?:first|earlier|sooner)(?=\s*[,?:]|\s*$)",
    re.IGNORECASE,
)
_COMPARING = re.compile(
    r"\b(?:bandingkan|perbandingan|compared?(?: with| to)?|antara|between|mana yang lebih"
    r"|masing-masing|each|respectively|both)\b",
    re.IGNORECASE,
)
_GAPS = re.compile(r"\s+(?=[\s?.!,])")


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
    between = [text[one[1] : two[0]] for one, two in pairwise(grown)]
    things = [text[slice(*span)] if place == kept else "" for place, span in enumerate(grown)]
    rest = [_untied(some) for some in between]
    inner = "".join(map("".join, zip(things, [*rest, ""], strict=True)))
    cut = text[: grown[0][0]] + inner + text[grown[-1][1] :]
    if all(EITHER.search(some) for some in between):  # which of them it is, is asked
        cut = _worded_for_one(cut)
    return _GAPS.sub("", _COMPARING.sub("", cut)).strip(" ?.!,") + "?"


def _untied(between: str) -> str:
    """Take away what ties two things, at either end of what stands between them."""
    tie = TIES.match(between)
    return _TIES_LAST.sub(" ", f" {between[tie.end() :]}" if tie else between)


def _worded_for_one(text: str) -> str:
    """Ask for what one thing has, not which of two has more of it or had it first."""
    text = _SOONER.sub("Kapan", _FIRST.sub(r"When\g<did>", text))
    text = _BETTER.sub("What was the", text)
    return _MORE.sub(lambda found: "Berapa" if "mana" in found[0].lower() else "How many", text)


def _grown(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the spans with what goes with each: the rest of its name, its year, what it has."""
    owned = [_OWNED.match(text, end) for _, end in spans]
    if all(owned):
        return [(start, one.end()) for (start, _), one in zip(spans, owned, strict=True) if one]
    named = [name for start, _ in spans if (name := _name_before(text, start)) is not None]
    starts = named if len(named) == len(spans) else [start for start, _ in spans]
    ends = [_after(_OWN, text, _after(_NAME_AFTER, text, end)) for _, end in spans]
    with_years = [_after(_YEAR_AFTER, text, end) for end in ends]
    if all(year > end for year, end in zip(with_years, ends, strict=True)):
        ends = with_years
    return _with_words_before(text, list(zip(starts, ends, strict=True)))


def _name_before(text: str, start: int) -> int | None:
    """Return where a name begins that is at a place, as in "Sibaku Kulon Progo"."""
    found = _NAME_BEFORE.search(text, 0, start)
    if found is None:
        return None
    words = [*_WORD.finditer(found["name"])]
    if not found.start() and words[0][0].lower() in _NO_NAMES:
        words = words[1:]
    return found.start() + words[0].start() if words else None


def _after(more: re.Pattern[str], text: str, end: int) -> int:
    found = more.match(text, end)
    return found.end() if found else end


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
