"""Focus: what the reader is shown around a statement.

A sentence is shown among its neighbours, with every other candidate that stands there whole, since
reading one costs as much as reading all. Of a table or a long list those lines are shown that come
nearest to the question, below the words that open it. The cells of a row are shown with the names
of their columns, so that nothing has to be counted off:

    Dimensi | 2025 | 2026
    Tata kelola | 6,8 | 7,4         ->  Dimensi: Lingkungan | 2025: 5,4 | 2026: 6,1
    Lingkungan | 5,4 | 6,1
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from api.candidate import Candidate
from corpus.sentences import sentence_spans
from index.hit import Hit
from index.reader import Told

_MOST = 70  # tokens of a listing, as far as can be told without the tokenizer
_AROUND = 90  # characters on either side of a sentence
_WORD = re.compile(r"\w+|[^\w\s]")
_IN_A_TOKEN = 4  # letters
_CELLS = " | "

Span = tuple[int, int]
"""Start and end of a part of a text."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


class Shown(NamedTuple):
    """A stretch of text for the reader, and the candidate that each of its spans is."""

    told: Told
    candidates: tuple[Candidate, ...]


def shown(candidate: Candidate, beside: Iterable[Candidate] = ()) -> Shown:
    """Return what the reader is shown of a candidate.

    :param beside: others, to be judged as well where they stand in the same stretch.
    """
    hit = candidate.hit
    if _is_listing(candidate):
        told = Told.of(hit.document.title, hit.passage.heading, _focused(candidate))
        return Shown(told, (candidate,))
    own = candidate.start, candidate.end
    start, end = neighbourhood(sentence_spans(hit.passage.text), own)
    whole = [candidate]
    whole += [one for one in beside if one is not candidate and _stands_in(one, hit, start, end)]
    spans = tuple((one.start - start, one.end - start) for one in whole)
    told = Told(hit.document.title, hit.passage.heading, hit.passage.text[start:end], spans)
    return Shown(told, tuple(whole))


def stretches(ranked: Sequence[Candidate], most: int) -> list[Shown]:
    """Return what to show the reader of candidates, the best first; each is judged once."""
    found: list[Shown] = []
    judged: set[int] = set()
    for candidate in ranked:
        if len(found) == most:
            break
        if id(candidate) not in judged:
            found.append(shown(candidate, ranked))
            judged.update(map(id, found[-1].candidates))
    return found


def neighbourhood(spans: Iterable[Span], own: Span) -> Span:
    """Return where the sentences around one begin and end.

    :param spans: of all sentences of its text.
    """
    everything = [*spans]
    first, last = own[0] - _AROUND, own[1] + _AROUND
    start = min((s for s, _ in everything if first <= s < own[0]), default=own[0])
    end = max((e for _, e in everything if own[1] < e <= last), default=own[1])
    return start, end


def _stands_in(candidate: Candidate, hit: Hit, start: int, end: int) -> bool:
    is_inside = start <= candidate.start and candidate.end <= end
    is_same = candidate.hit.passage.id == hit.passage.id
    return is_same and is_inside and not _is_listing(candidate)


def _is_listing(candidate: Candidate) -> bool:
    return "\n" in candidate.text.strip()


def _focused(candidate: Candidate) -> str:
    lines = _lines(candidate.text)
    opening = [] if _CELLS in lines[0].text else lines[:1]
    rows = _with_columns(lines[len(opening) :])
    if sum(map(_length, (*opening, *rows))) <= _MOST:
        return "\n".join(line.text for line in (*opening, *rows))
    left = _MOST - sum(map(_length, opening))
    kept: list[_Line] = []
    for row in sorted(rows, key=lambda row: _nearness(candidate, row), reverse=True):
        if not kept or _length(row) <= left:
            kept.append(row)
            left -= _length(row)
    return "\n".join(line.text for line in (*opening, *sorted(kept, key=lambda line: line.start)))


def _lines(text: str) -> list[_Line]:
    found = re.finditer(r"[^\n]*\S[^\n]*", text)
    return [_Line(line.start(), line.end(), line.group().strip()) for line in found]


def _with_columns(lines: Sequence[_Line]) -> list[_Line]:
    """Name the columns in each row, where the first line of a table names them."""
    names, *rows = (line.text.split(_CELLS) for line in lines)
    is_table = bool(rows) and len(names) > 1 and all(len(row) == len(names) for row in rows)
    if not is_table or any(": " in name for name in names):
        return list(lines)
    named = (_CELLS.join(f"{n}: {c}" for n, c in zip(names, row, strict=True)) for row in rows)
    return [_Line(o.start, o.end, text) for o, text in zip(lines[1:], named, strict=True)]


def _length(line: _Line) -> int:
    return sum(math.ceil(len(word) / _IN_A_TOKEN) for word in _WORD.findall(line.text))


def _nearness(candidate: Candidate, line: _Line) -> float:
    """Return the mean cosine of a line to the words of the question."""
    if candidate.tokens is None:
        return 0.0
    start, end = candidate.start + line.start, candidate.start + line.end
    return candidate.tokens.maxsim(start, end)
