"""Focus: what of a statement the reader is shown.

It reads some seventy tokens at once. A sentence is shown as it stands; of a table or a long list
those lines that come nearest to the question, below the words that open it. The cells of a row are
shown with the names of their columns, so that nothing has to be counted off:

    Dimensi | 2025 | 2026
    Tata kelola | 6,8 | 7,4         ->  Dimensi: Lingkungan | 2025: 5,4 | 2026: 6,1
    Lingkungan | 5,4 | 6,1
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from api.candidate import Candidate
from index.reader import Told

_MOST = 70  # tokens, as far as can be told without the tokenizer
_WORD = re.compile(r"\w+|[^\w\s]")
_IN_A_TOKEN = 4  # letters
_CELLS = " | "
_FEWEST_LINES = 2


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def told_of(candidate: Candidate) -> Told:
    """Return what the reader is shown of a candidate."""
    hit = candidate.hit
    return Told(hit.document.title, hit.passage.heading, _focused(candidate))


def _focused(candidate: Candidate) -> str:
    lines = _lines(candidate.text)
    if len(lines) < _FEWEST_LINES:
        return candidate.text
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
