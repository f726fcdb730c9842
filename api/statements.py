r"""Statements: the runs of a passage that can stand in an answer, sentences and whole lists.

>>> text = "Syarat izin usaha:\n\nKTP\npas foto\n\nIzin terbit dalam dua hari kerja."
>>> [text[start:end] for start, end in statements(text)]
['Syarat izin usaha:\n\nKTP\npas foto', 'Izin terbit dalam dua hari kerja.']
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from api.planted import is_planted
from corpus.listing import is_caption, is_item
from corpus.sentences import sentence_spans
from index.terms import TEXTS_KEPT

_FEWEST_ITEMS = 3  # lines of a list without opening words, whose heading opens it
_SHORTEST = 25  # characters: less is a heading or a stray line, not a statement
_LONGEST_LIST = 1_200  # characters, with its opening words
_LONGEST_OPENING = 500  # characters, of two sentences of which one points back
_POINTS_BACK = re.compile(
    r"(?:Sebanyak |Sekitar |Dari )?(?:[\d.,]+%? |\w+ )?"
    r"(?:di antaranya|diantaranya|of (?:them|these))\b"
    # "Kenaikan itu dipakai", "Sampai akhir tahun kartu itu dipegang", but not "bahwa hal itu"
    r"|(?:[\w-]+ ){1,4}(?:itu|tersebut)\b"
    r"|(?:[\w-]+ ){0,2}(?!(?i:dokumen|laporan|keputusan|peraturan|masterplan|kajian"
    r"|rencana|pasal|ayat|undang-undang|buku|bab|tahun|saat|hari) )[\w-]+ ini\b"
    # "Operasinya digeser", "Tahun 2025 jumlahnya direncanakan"
    r"|(?:(?:Pada |Tahun |Pada tahun |Pada akhir )\d{4},? )?"
    r"[A-Za-z]{3,}(?<!ha)(?<!punya)(?<!ta)nya\b"
    r"|(?:It|They|Its|Their|This|These|Those|Both|He|She|Half of it|More than half of it)\b"
    r"|The (?:figure|number|total|service|app|scheme|rest|same|others?)\b(?! of| \d| that)"
    r"|Of (?:them|these|those)\b",
)
"""A sentence that says little without the one before it."""
_OPENS = re.compile(r":$|\b(?:sebagai berikut|berikut ini|as follows)[.:]$", re.IGNORECASE)
"""A sentence that opens a list."""

_PARAGRAPH = re.compile(r"\S(?:(?!\n\n).)*\S", re.DOTALL)
_CELLS = " | "

Span = tuple[int, int]


@lru_cache(TEXTS_KEPT)
def statements(text: str) -> tuple[Span, ...]:
    """Return the spans of a passage's statements, in order.

    Very short sentences join their successor, and one that points back ("Sebanyak 90 di antaranya")
    takes the one before along. Words that open a list take it along, and its items stand for
    themselves as well where they are sentences; so does a list that a heading alone opens. Headings
    and titles in capitals state nothing and are left out, and so are orders to whoever answers.
    """
    spans: list[Span] = []
    for start, end in sentence_spans(text):
        if _is_shouted(text[start:end]) or is_planted(text[start:end]):
            continue
        is_short = bool(spans) and spans[-1][1] - spans[-1][0] < _SHORTEST
        if is_short and not _opens(text[slice(*spans[-1])]):
            before = spans.pop()
            if not _is_heading(text[before[0] : start]):
                start = before[0]  # noqa: PLW2901 - the span grows to the left
        spans.append((start, end))
    whole: list[Span] = []
    for place, (start, end) in enumerate(spans):
        previous = (whole[-1][0], spans[place - 1][1]) if place else None
        whole.append((_opening(text, (start, end), previous), _list_end(text, start, end)))
    whole += [span for span in _bare_lists(text) if not _is_inside(span, whole)]
    return tuple(sorted(span for span in whole if not _is_in_list(text, span, whole)))


def _bare_lists(text: str) -> Iterator[Span]:
    """Yield the paragraphs that are some lines of prose each, as lists under a heading are."""
    for paragraph in _PARAGRAPH.finditer(text):
        lines = paragraph.group().splitlines()
        is_prose = not any(_CELLS in line or is_planted(line) for line in lines)
        if len(lines) >= _FEWEST_ITEMS and is_prose and len(paragraph.group()) <= _LONGEST_LIST:
            yield paragraph.span()


def _is_inside(span: Span, others: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in others)


def _opening(text: str, span: Span, before: Span | None) -> int:
    """Return where a statement begins: one that points back begins with the sentence before."""
    start, end = span
    if before is None or not _POINTS_BACK.match(text[start:end]):
        return start
    is_apart = "\n\n" in text[before[1] : start] or text[: before[1]].endswith(":")
    return start if is_apart or end - before[0] > _LONGEST_OPENING else before[0]


def _list_end(text: str, start: int, end: int) -> int:
    """Return where a statement ends: for one that opens a list, behind its last item."""
    if not _opens(text[start:end]):
        return end
    stop = _paragraph_end(text, end)
    while stop < len(text) and is_item(text[start:stop].rstrip()):
        stop = _paragraph_end(text, stop)  # an item may stand in a paragraph of its own
    if stop - start > _LONGEST_LIST:
        stop = text.rfind("\n", end, start + _LONGEST_LIST)
    whole = text[start : max(stop, end)].rstrip()
    is_clean = not any(is_planted(line) for line in whole.splitlines())
    return start + len(whole) if is_clean else end


def _opens(text: str) -> bool:
    return bool(_OPENS.search(text)) or is_caption(text)


def _paragraph_end(text: str, start: int) -> int:
    """Return where the paragraph ends that begins behind ``start``."""
    begin = start + len(text[start:]) - len(text[start:].lstrip())
    end = text.find("\n\n", begin)
    return len(text) if end < 0 else end


def _is_in_list(text: str, span: Span, spans: list[Span]) -> bool:
    """Tell whether a span is an item, or some items, of a list that stands whole already."""
    start, end = span
    is_sentence = text[start:end].endswith(".") and "\n" not in text[start:end]
    return not is_sentence and any(
        one[0] <= start and end <= one[1] and one != span for one in spans
    )


def _is_heading(text: str) -> bool:
    """Tell whether a line stands alone, without a full stop, above the text that follows it."""
    return "\n\n" in text and not text.strip().endswith((".", "!", "?", ":", ";", ")"))


def _is_shouted(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter.isupper() for letter in letters) > len(letters) / 2
