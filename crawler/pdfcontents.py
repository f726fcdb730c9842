"""Tables of contents and lists of sources: told by their headings and by how their lines end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

_TITLE_WITHIN = 6  # lines from the top of a page
_LIKE_CONTENTS = 0.5  # of the lines of a page end in a page number or in dots
_FEWEST = 3  # lines

_CONTENTS = re.compile(
    r"(?:DAFTAR\s+(?:ISI|TABEL|GAMBAR|GRAFIK|LAMPIRAN|BAGAN|DIAGRAM|PETA|SINGKATAN)"
    r"|(?:TABLE\s+OF\s+)?CONTENTS|LIST\s+OF\s+(?:TABLES|FIGURES))\s*:?$",
    re.IGNORECASE,
)
_SOURCES = re.compile(
    r"(?:(?:BAB\s+)?[IVX\d]*\.?\s*)?(?:DAFTAR\s+(?:PUSTAKA|REFERENSI|RUJUKAN|ACUAN)"
    r"|REFERENCES|BIBLIOGRAPHY|BIBLIOGRAFI)\s*:?$",
    re.IGNORECASE,
)
_AFTER_SOURCES = re.compile(r"(?:BAB|LAMPIRAN|APPENDIX|ANNEX|GLOSARIUM|GLOSSARY)\b")
_ENTRY = re.compile(r"(?:\.{4,}|…{2,}|(?:\. ){4,}|_{4,}).{0,12}$|\S\s+(?:\d{1,3}|[ivxl]{1,7})$")
_DOTS = re.compile(r"\.{5,}|…{3,}|(?:\. ){5,}")

Part = Literal["contents", "references"] | None


class Contents:
    """Tells page after page which lines are a table of contents or a list of sources."""

    def __init__(self) -> None:
        self._part: Part = None

    def parts(self, lines: Sequence[str]) -> list[Part]:
        """Return for each line of the next page what it is a part of."""
        if self._part != "references":
            self._part = "contents" if self._goes_on(lines) else None
        found: list[Part] = []
        for number, line in enumerate(lines):
            if _SOURCES.match(line):
                self._part = "references"
            elif self._part == "references" and _AFTER_SOURCES.match(line):
                self._part = None
            elif _CONTENTS.match(line) and _has_entries(lines[number + 1 :]):
                self._part = "contents"
            found.append(self._part)
        return found

    def _goes_on(self, lines: Sequence[str]) -> bool:
        """Tell whether a page is full of entries from its top, with or without a title."""
        if any(_CONTENTS.match(line) for line in lines[:_TITLE_WITHIN]):
            return False  # its title says where it begins
        dotted = sum(1 for line in lines if _DOTS.search(line))
        return (self._part == "contents" and _has_entries(lines)) or (
            dotted >= _FEWEST and dotted > len(lines) / 3
        )


def _has_entries(lines: Sequence[str]) -> bool:
    entries = sum(1 for line in lines if _ENTRY.search(line))
    return entries >= min(_FEWEST, len(lines)) and entries >= _LIKE_CONTENTS * len(lines)
