"""The lines of a PDF page to headings, paragraphs and items.

A PDF has lines, not paragraphs. What begins a block in Indonesian regulations and plans is
written in words ("BAB I", "Pasal 5", "(1)", "a."), so words decide; where they do not, a line
that ends well before the margin ends its paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher

from corpus.document import BlockKind

_HYPHEN = "\x02"  # how PDFium writes a hyphen at the end of a line, with the break taken out
_EDGE = 3  # lines at the top and bottom of a page where running headers and numbers stand
_OFTEN = 0.5  # of the pages: a line at the edge of so many is a running header
_FULL = 0.75  # of the page's usual line: shorter lines end their paragraph
_FULL_LAST = 0.9  # likewise, of a line that ends in a full stop
_FULL_ITEM = 0.6  # items are indented, so their full lines are shorter
_SHARED = 3  # letters that the halves of a doubled word share: lauk-pauk

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
    r"(?:Menimbang|Mengingat|Memperhatikan|Memutuskan|Menetapkan)\s*:", re.IGNORECASE
)
_ROW = re.compile(r"(?:\s+[\d.,%()-]*\d[\d.,%()-]*){2,}$")  # a line that ends in several figures
_LEADERS = re.compile(r"\.{4,}|…{2,}|\s\d{1,3}$")  # a table of contents
_PAGE_NUMBER = re.compile(r"(?:-\s*)?(?:\d{1,4}|[ivxl]{1,7})(?:\s*-)?$")
_CATCHWORD = re.compile(r"(.{1,60}?)\s*(?:…|\.{3})\s*$")
# how the explanation (Penjelasan) of a law names what it explains
_EXPLAINED = re.compile(r"(?:Ayat \(\d+\)|Huruf [a-z]{1,2}|Angka \d+)$")
_GOES_ON = re.compile(
    r"(?:,|\b(?:ayat|pasal|huruf|angka|nomor|tahun|bab|bagian|dalam|pada|dan|atau|dengan|oleh|dari"
    r"|tentang|dimaksud|ketentuan|menurut|berdasarkan|sampai|serta|the|of|and|in))$",
    re.IGNORECASE,
)
_LISTS_ON = re.compile(r"[;,]\s*(?:dan/atau|dan|atau|and|or)$")  # the next item follows
_CONTENTS = re.compile(r"(?:DAFTAR\s+(?:ISI|TABEL|GAMBAR)|(?:TABLE OF )?CONTENTS)\b", re.IGNORECASE)
_DOTTED = re.compile(r"\.{5,}|…{3,}")
_DIGITS = re.compile(r"\d+")
_ARTICLE_LEVEL = 4


def mend_hyphens(pages: list[str]) -> list[str]:
    """Join words that were cut at a line's end, keeping the hyphens that belong to them.

    "perundang/undangan" is perundang-undangan because the word doubles; "per/aturan" is
    peraturan. A word that stands uncut elsewhere in the document settles it.
    """
    known = Counter(word for page in pages for word in re.findall(r"[\w-]+", page.lower()))

    def mend(match: re.Match[str]) -> str:
        left, right = match.groups()
        plain, hyphened = (left + right).lower(), f"{left}-{right}".lower()
        if known[plain] != known[hyphened]:
            keep = known[hyphened] > known[plain]
        else:
            keep = not right[:1].islower() or _doubles(left, right)
        return f"{left}-{right}" if keep else left + right

    return [re.sub(rf"(\w*){_HYPHEN}\s*(\w*)", mend, page) for page in pages]


def _doubles(left: str, right: str) -> bool:
    left, right = left.lower(), right.lower()
    match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return match.size >= max(_SHARED, min(len(left), len(right)) - 2)


def without_furniture(pages: list[str]) -> list[str]:
    """Take out page numbers, running headers and the catchword that repeats the next page."""
    split = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    running = _running(split)
    cleaned = [
        [
            line
            for number, line in enumerate(lines)
            if not (
                _at_edge(number, lines)
                and (_faceless(line) in running or _is_number(number, lines))
            )
        ]
        for lines in split
    ]
    following = [*cleaned[1:], []]
    return [
        "\n".join(lines[:-1] if lines and _is_catchword(lines[-1], after) else lines)
        for lines, after in zip(cleaned, following, strict=True)
    ]


def _running(pages: list[list[str]]) -> set[str]:
    count = Counter(
        face
        for lines in pages
        for face in {_faceless(line) for line in (*lines[:_EDGE], *lines[-_EDGE:])}
    )
    needed = max(3, _OFTEN * sum(1 for lines in pages if lines))
    return {face for face, times in count.items() if times >= needed and len(face) > 3}  # noqa: PLR2004


def _at_edge(number: int, lines: list[str]) -> bool:
    return number < _EDGE or number >= len(lines) - _EDGE


def _faceless(line: str) -> str:
    """Return the line without what differs from page to page: numbers and spaces."""
    return _DIGITS.sub("#", line).replace(" ", "").replace("–", "-")


def _is_number(number: int, lines: list[str]) -> bool:
    return number in (0, len(lines) - 1) and bool(_PAGE_NUMBER.match(lines[number]))


def _is_catchword(last: str, following: list[str]) -> bool:
    match = _CATCHWORD.match(last)
    if not match or not following:
        return False
    start = "".join(following[:2]).replace(" ", "").lower()
    return start.startswith(match[1].replace(" ", "").lower())


def paragraphs(text: str) -> Iterator[tuple[BlockKind, int, str]]:
    """Yield kind, heading level and text of every block on a page."""
    lines = text.splitlines()
    usual = _usual_length(lines)
    is_contents = _is_contents(lines)
    kind: BlockKind = "paragraph"
    level, parts = 0, [""]
    for line in lines:
        found = _begins(line, parts[-1], is_contents=is_contents)
        if found is None and parts[0] and _continues(kind, level, parts, line, usual):
            parts.append(line)
            continue
        if parts[0]:
            yield kind, level, " ".join(parts)
        kind, level = found or ("paragraph", 0)
        parts = [line]
    if parts[0]:
        yield kind, level, " ".join(parts)


def _usual_length(lines: list[str]) -> int:
    """Return how long the page's long lines are: nine of ten are no longer."""
    lengths = sorted(map(len, lines))
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _is_contents(lines: list[str]) -> bool:
    """Tell whether the page is a table of contents, whose lines are no headings of ours."""
    dotted = sum(1 for line in lines if _DOTTED.search(line))
    return dotted > len(lines) // 4 or any(_CONTENTS.match(line) for line in lines[:_EDGE])


def _begins(line: str, before: str, *, is_contents: bool) -> tuple[BlockKind, int] | None:
    """Return kind and level when the line begins a block, None when it may go on with one."""
    if _CLAUSE.match(line):
        return "item", 0
    is_chapter = bool(_CHAPTER.match(line))
    if _GOES_ON.search(before) and not _LISTS_ON.search(before) and not is_chapter:
        return None
    level = 0 if is_contents else heading_level(line)
    if level:
        return "heading", level
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
    most = 4  # lines: names of chapters are short
    if level == _ARTICLE_LEVEL or len(parts) >= most or _DECIMAL.match(parts[0]):
        return False
    if level == 1:
        return line.isupper()
    has_name = len(parts) > 1
    return line[:1].islower() or not has_name or bool(_GOES_ON.search(parts[-1]))
