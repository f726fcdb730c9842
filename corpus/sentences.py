"""Where sentences end in Indonesian and English official prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset(
    # titles and forms of address, then what regulations, addresses and dates shorten
    "dr drs dra ir prof hj h s.t m.t m.si s.e s.h s.kom m.kom mr mrs ms st"
    " no nr kab kec kel prov jl jln gg rp ps vol hlm dll dsb dkk dst cq c.q a.n u.p"
    " e.g i.e etc vs cf fig tgl telp"
    " jan feb mar apr jun jul agu agt aug sep sept okt oct nov des dec".split()
)
_END = re.compile(r"[.!?]+[\"'”’)\]]*(?=\s)|[.!?]+[\"'”’)\]]*$|\n{2,}")
_LAST_WORD = re.compile(r"([\w.]+)\.$")
_NEXT_STARTS = re.compile(r"\s*[\"'“‘(\[]*[A-Z0-9À-Þ]")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of every sentence; ``text[start:end]`` has no outer white space.

    A full stop ends no sentence after an abbreviation ("Kab.", "No."), an initial ("J."), or
    where the next word does not begin with a capital or a digit. An empty line always ends one.
    """
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith("\n") or _ends(text, start, match.end()):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, start: int, end: int) -> bool:
    if end < len(text) and not _NEXT_STARTS.match(text, end):
        return False
    last = _LAST_WORD.search(text[max(start, end - 12) : end])
    if last is None:
        return True
    word = last.group(1).lower()
    is_initial = len(word) == 1 and word.isalpha()
    is_item_number = text[start:end].strip("( ").rstrip(".").isdigit()
    return not (word in _ABBREVIATIONS or is_initial or is_item_number)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield start, end
