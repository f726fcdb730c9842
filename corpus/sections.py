r"""The sections of a regulation: the text between its headings, each under the path above it.

One reading for Markdown, PDF, HTML and plain text.

>>> law = "MEMUTUSKAN:\n\nBAB I UMUM\n\nPasal 1\n\nSatu.\n\nPasal 2 (1) Dua.\n\nPasal 3\n\nTiga."
>>> for section in sections(law):
...     print(*section.heading, "|", law[section.start : section.end].strip())
BAB I UMUM Pasal 1 | Satu.
BAB I UMUM Pasal 2 | (1) Dua.
BAB I UMUM Pasal 3 | Tiga.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.articleheading import read_article
from corpus.document import Block
from corpus.partheadings import READERS
from corpus.regulationreading import LONGEST_TITLE, Level, Mark, Reading
from corpus.regulationwords import heading_words

_READERS = {**READERS, "article": read_article}


@dataclass(frozen=True, slots=True)
class Section:
    """``text[start:end]`` under one heading path; headings are in no section.

    :ivar article: the Pasal, ``"5A"``; one that an amending law quotes is ``"I/12"``.
    """

    start: int
    end: int
    heading: tuple[str, ...]
    article: str = ""


def sections(text: str, blocks: Iterable[Block] = ()) -> list[Section]:
    """Return the sections of a regulation, in order; all but its headings is in one of them.

    :param blocks: a document's own blocks; headings among them that are no regulation's words
        stand below the Pasal or the annex that they are in.
    """
    reading = Reading(text, amending=_amends(text))
    for match in heading_words(text, points=reading.amending):
        if reading.marks and match.start() < reading.marks[-1].end:
            continue
        _READERS[str(match.lastgroup)](reading, match)
    _give_titles(reading)
    marks = _with_other_headings(reading.marks, blocks, text)
    return list(_between(text, marks))


def _amends(text: str) -> bool:
    """Tell a law that changes another: its title says so, its articles are Pasal I and II."""
    return bool(
        re.search(r"PERUBAHAN|Perubahan", text[:1_500])
        and re.search(r"Pasa[l1I](?:[\s^]+I|[lI])\b(?![\s^]+[\dl])", text[:60_000])
    )


def _give_titles(reading: Reading) -> None:
    """Let "Bagian Kesatu" and "BAB I" take the name that follows, up to the next heading."""
    text = reading.text
    for mark, after in pairwise([*reading.marks, Mark(len(text), len(text), Level.ROOT, "")]):
        if not mark.takes_title:
            continue
        between = text[mark.end : after.start]
        name = between if len(between) <= LONGEST_TITLE else between.split("\n\n")[0]
        if len(name) > LONGEST_TITLE or re.search(r"[.;:](?:\s|$)", name) or "(1)" in name:
            continue
        mark.end += len(name.rstrip())
        mark.label = " ".join(f"{mark.label} {name}".replace("^", " ").split())


def _with_other_headings(marks: list[Mark], blocks: Iterable[Block], text: str) -> list[Mark]:
    taken = {text.rfind("\n", 0, mark.start) + 1 for mark in marks}
    others = [
        Mark(b.start, b.end, Level.OTHER + b.level, " ".join(text[b.start : b.end].split()))
        for b in blocks
        if b.kind == "heading"
        and b.start not in taken
        and not any(mark.start < b.end and b.start < mark.end for mark in marks)
    ]
    return sorted([*marks, *others], key=lambda mark: mark.start) if others else marks


def _between(text: str, marks: list[Mark]) -> Iterator[Section]:
    path: list[Mark] = []
    start = 0
    for mark in [*marks, Mark(len(text), len(text), Level.ROOT, "")]:
        if text[start : mark.start].strip(" \n^"):
            yield _section(path, start, mark.start)
        path = [above for above in path if above.level < mark.level]
        path.append(mark)
        start = mark.end


def _section(path: list[Mark], start: int, end: int) -> Section:
    articles = [str(mark.article) for mark in path if mark.article]
    heading = tuple(mark.label for mark in path if mark.label)
    return Section(start, end, heading, "/".join(articles))
