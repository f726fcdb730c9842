"""How lists and tables are written: the ends of items, the captions of tables.

>>> is_item("a. memeriksa data; dan"), is_item("c. melapor.")
(True, False)
>>> is_caption("Tabel 1. Kebutuhan dana (miliar rupiah)"), is_caption("Tabel itu memuat angka.")
(True, False)
"""

from __future__ import annotations

import re

_ITEM = re.compile(r"[;,](?:\s+(?:dan|serta|atau|dan/atau|and|or))?$")
_CAPTION = re.compile(r"(?:Tabel|Table) [^\n]{0,200}(?<![.:;])")


def is_item(text: str) -> bool:
    """Tell whether a run of text ends as an item of a list that goes on."""
    return bool(_ITEM.search(text))


def is_caption(text: str) -> bool:
    """Tell whether a run of text is the caption of a table."""
    return bool(_CAPTION.fullmatch(text))
