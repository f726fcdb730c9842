"""The lines of a PDF page to headings, paragraphs and items.

A PDF has lines, not paragraphs. What begins a block in Indonesian regulations and plans is
written in words ("BAB I", "Pasal 5", "(1)", "a."), so words decide; where they do not, a line
that ends well before the margin ends its paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from corpus.document import BlockKind
from corpus.glyphs import HYPHEN
from corpus.regulationtext import DICTUM

_FULL = 0.75  # of the page's usual line: shorter lines end their paragraph
_FULL_LAST = 0.9  # likewise, of a line that ends in a full stop
_FULL_ITEM = 0.6  # items are indented, so their full lines are shorter

_ROMAN = r"[IVXLC]+"
_ORDINAL = (
    r"(?:Ke(?:satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas)\w*"
    r"(?: \w+)?|Pertama|\d+)"
)
_CHAPTER = re.compile(
    rf"(?:BAB|Bab|CHAPTER|Chapter)\s+(?:{_ROMAN}|\d+)\b[.:]?\s*(?P<title>[A-Z][^.;:]{{0,90}})?$"
)
_PART = re.compile(rf"(?i:Bagian)\s+(?i:{_ORDINAL})(?:\s*[-:]?\s+(?P<title>[A-Z].*))?$")
_PARAGRAPH = re.compile(r"Paragraf\s+\d+(?:\s+(?P<title>[A-Z].*))?$")
_ARTICLE = re.compile(r"Pasal\s+(?:\d+\s?[A-Z]{0,2}|[IVX]+)$")
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2})+)\.?\s+[A-Z][^.:;]{2,90}$")
_ITEM = re.compile(r"(?:\(\d{1,3}[a-z]?\)|\d{1,3}[.)](?!\d)|[a-z]{1,2}[.)]|[•●▪◦\uf0b7➢✓-])\s*\S")
_CLAUSE = re.compile(
    rf"(?:(?:Menimbang|Mengingat|Memperhatikan|Memutuskan|Menetapkan|(?-i:{DICTUM}))\s*:"
    r"|(?-i:Ditetapkan di\b|Ditetapkan pada\b))",
    re.IGNORECASE,
)
_ROW = re.compile(r"(?:\s+[\d.,%()-]*\d[\d.,%()-]*){2,}$")  # a line that ends in several figures
_LEADERS = re.compile(r"\.{4,}|…{2,}|\s\d{1,3}$")  # a table of contents
# how the explanation (Penjelasan) of a law names what it explains
_EXPLANATION = re.compile(r"(?:PENJELASAN|P ?E ?N ?J ?E ?L ?A ?S ?A ?N)(?:\s+ATAS)?$")
_PART_OF_EXPLANATION = re.compile(r"I{1,3}\.?\s+(?:UMUM|PASAL DEMI PASAL)$")
_ANNEX = re.compile(r"LAMPIRAN(?:\s+(?:[IVXL]+|\d{1,2}|[A-Z]))?$")
_EXPLAINED = re.compile(r"(?:Ayat \(\d+\)|Huruf [a-z]{1,2}|Angka \d+)$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:ayat|pasal|huruf|angka|nomor|tahun|bab|bagian|dalam|pada|dan|atau|dengan|oleh|dari"
    r"|tentang|dimaksud|ketentuan|menurut|berdasarkan|sampai|serta|the|of|and|in))$",
    re.IGNORECASE,
)
_LISTS_ON = re.compile(r"[;,]\s*(?:dan/atau|dan|atau|and|or)$")  # the next item follows
_ARTICLE_LEVEL = 4


def paragraphs(
    lines: Sequence[str],
    titles: Mapping[str, int] | None = None,
    *,
    may_explain: bool = False,
) -> Iterator[tuple[BlockKind, int, str]]:
    """Yield kind, heading level and text of every block of a page.

    :param titles: what the outline calls this page's headings, as ``same_title`` writes them,
        and their levels.
    :param may_explain: whether a "Penjelasan" can begin: a regulation's elucidation.
    """
    usual = _usual_length(lines)
    kind: BlockKind = "paragraph"
    level, parts = 0, [""]
    for line in lines:
        found = _begins(line, parts[-1], titles or {}, may_explain=may_explain)
        if found is None and parts[0] and _continues(kind, level, parts, line, usual):
            parts.append(line)
            continue
        if parts[0]:
            yield kind, level, " ".join(parts)
        kind, level = found or ("paragraph", 0)
        parts = [line]
    if parts[0]:
        yield kind, level, " ".join(parts)


def same_title(text: str) -> str:
    """Return a heading without what an outline writes otherwise: numbers' dots, case, spaces."""
    return re.sub(r"[\W_]+", "", text).lower()


def _usual_length(lines: Sequence[str]) -> int:
    """Return how long the page's long lines are: nine of ten are no longer."""
    lengths = sorted(map(len, lines))
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _begins(
    line: str, before: str, titles: Mapping[str, int], *, may_explain: bool
) -> tuple[BlockKind, int] | None:
    """Return kind and level when the line begins a block, None when it may go on with one."""
    if _CLAUSE.match(line):
        return "item", 0
    if may_explain and (_EXPLANATION.match(line) or _ANNEX.match(line)):
        return "heading", 1
    is_chapter = bool(_CHAPTER.match(line))
    if (
        _GOES_ON.search(before)
        and not _LISTS_ON.search(before)
        and not _PART_OF_EXPLANATION.match(before)
        and not is_chapter
    ):
        return None
    level = titles.get(same_title(line), 0) or heading_level(line)
    if level:
        return "heading", level
    if may_explain and _PART_OF_EXPLANATION.match(line):
        return "heading", 2
    kinds: tuple[tuple[BlockKind, bool], ...] = (
        ("item", bool(_ITEM.match(line))),
        ("paragraph", bool(_EXPLAINED.match(line))),
        ("row", line[:1].isdigit() and bool(_ROW.search(line))),
    )
    return next(((kind, 0) for kind, fits in kinds if fits), None)


def heading_level(line: str) -> int:
    """Return 1 for "BAB I", 2 for "Bagian Kesatu", 3 for "Paragraf 1", 4 for "Pasal 5", else 0.

    Numbered headings of reports ("2.1. Latar Belakang") count their numbers.
    """
    for level, pattern in enumerate((_CHAPTER, _PART, _PARAGRAPH, _ARTICLE), start=1):
        match = pattern.match(line)
        if match and not _LEADERS.search(match.groupdict().get("title") or ""):
            return level
    decimal = _DECIMAL.match(line)
    if decimal and not _LEADERS.search(line):
        return decimal["number"].count(".") + 1
    return 0


def _continues(kind: BlockKind, level: int, parts: list[str], line: str, usual: int) -> bool:
    before = parts[-1]
    if before.endswith(HYPHEN):
        return True
    if kind == "row":
        return False
    if kind == "heading":
        return _is_title_of(level, parts, line)
    if _GOES_ON.search(before) or line[:1].islower() or (before.isupper() and line.isupper()):
        return True
    if before.endswith(".") and len(before) < usual * _FULL_LAST:
        return False
    return len(before) >= usual * (_FULL_ITEM if kind == "item" else _FULL)


def _is_title_of(level: int, parts: list[str], line: str) -> bool:
    """Tell whether the line is the name under "BAB I" or "Bagian Kedua"."""
    most = 6 if _EXPLANATION.match(parts[0]) else 4  # lines: names of chapters are short
    if _EXPLANATION.match(parts[0]):
        return line.isupper() and not _PART_OF_EXPLANATION.match(line)
    if not heading_level(parts[0]):  # an annex, a part of the explanation, a title of the outline
        return False
    if level == _ARTICLE_LEVEL or len(parts) >= most or _DECIMAL.match(parts[0]):
        return False
    if level == 1:
        return line.isupper()
    has_name = len(parts) > 1
    return line[:1].islower() or not has_name or bool(_GOES_ON.search(parts[-1]))
