"""The text of a regulation: what it is told by, the names of its parts, and its lines.

What a regulation consists of is written in its words: ``BAB``, ``Bagian``, ``Paragraf`` and
``Pasal`` head its body, ``Menimbang`` and ``MEMUTUSKAN`` its opening, ``PENJELASAN`` what
explains it (Law 12/2011, annex II, names these parts). The words are read on the lines of any
document, and inside a line where an extractor or a scanner lost the line break; what lies
between them is in ``corpus/sections.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.document import Document

EXPLANATION = "Penjelasan"
ANNEX = "Lampiran"
CLOSING = "Penutup"
ENACTING = "Menetapkan"

DICTUM = (
    r"(?:PERTAMA|KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)"
    r"(?:\s?BELAS|\s?PULUH(?:\s[A-Z]+)?)?)"
)
"""A pattern of what heads the decisions of a decree."""

FEWEST = 3
"""Articles that make a text without a kind a regulation."""

_DICTUM = re.compile(
    r"(?:^|[.;:])[\s^]*(?:KESATU|PERTAMA)\s*:(?s:.{1,20000}?)(?:^|[.;:])[\s^]*KEDUA\s*:",
    re.MULTILINE,
)
_PREAMBLE = 20_000  # characters within which a regulation says that it decides something


def is_regulation(document: Document) -> bool:
    """Tell whether a document is to be read as a regulation."""
    if document.kind in ("digest", "article"):
        return False
    found = sum(1 for _ in zip(range(FEWEST), _lone_articles(document.text), strict=False))
    decides = re.search(r"MEMUTUSKAN|M E M U T U S K A N|Menimbang", document.text[:_PREAMBLE])
    if decides and _DICTUM.search(document.text, decides.end()):
        return True
    if document.kind == "regulation":  # one that lost its line breaks has articles all the same
        return found > 0 or (decides is not None and "Pasal " in document.text[decides.end() :])
    return found == FEWEST and decides is not None


def _lone_articles(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"^Pasal (?:\d+[A-Z]?|I{1,3})\b(?! ayat| huruf|,)", text, re.MULTILINE)


def begins(line: str) -> bool:
    """Tell whether a line of a regulation begins a block of its own."""
    return bool(_BEGINS.match(line))


def structural_lines(lines: Iterable[str]) -> list[str]:
    """Join the lines of a paragraph, except where one begins a part of a regulation."""
    joined: list[str] = []
    for line in lines:
        if joined and not begins(line) and not _LONE_ARTICLE.fullmatch(joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


_LONE_ARTICLE = re.compile(r"[ *]*Pasal (?:\d+[A-Z]?|[IVX]+)[ *]*")
_BEGINS = re.compile(
    r"[\s^]*(?:(?:BAB|Bab|BUKU)\s+[IVXLCK]|Bagian\s+(?:Ke|Pertama)|Paragraf\s+\d|Pasa[l1I]\s+[\dIVX]"
    r"|PENJELASAN\b|LAMPIRAN\b|MEMUTUSKAN\b|Me(?:nimbang|ngingat|mperhatikan|netapkan)\b"
    r"|\(\w{1,3}\)\s|[a-z]{1,2}[.)]\s|\d{1,3}[.)]\s|I{1,3}\.\s|Ayat\s+\(|Huruf\s+[a-z]\b"
    rf"|(?:Ditetapkan|Disahkan|Diundangkan)\s+di\b|Cukup\b|{DICTUM}\s*:\s)"
)
