"""Pages of no known layout: the one file that knows trafilatura. Imported when it is needed."""

from __future__ import annotations

from collections.abc import Iterator

import trafilatura
from lxml.etree import _Element

from crawler.newsroom import FoundBlock


def main_blocks(markup: str, url: str) -> list[FoundBlock]:
    """Return the blocks that trafilatura takes for the main text of a page."""
    found = trafilatura.bare_extraction(
        markup, url=url, include_comments=False, include_tables=True, favor_precision=False
    )
    if found is None or isinstance(found, dict) or found.body is None:
        return []
    return [block for block in _blocks(found.body) if block[2]]


def _blocks(node: _Element) -> Iterator[FoundBlock]:
    """Yield the blocks of trafilatura's own simple XML: head, p, item, row and cell."""
    for child in node:
        text = " ".join("".join(map(str, child.itertext())).split())
        match child.tag:
            case "head":
                level = str(child.get("rend", "h2"))[1:]
                yield "heading", int(level) if level.isdigit() else 2, text
            case "p" | "quote" | "code" | "ab":
                yield "paragraph", 0, text
            case "item":
                yield "item", 0, text
            case "row":
                cells = (" ".join("".join(map(str, c.itertext())).split()) for c in child)
                yield "row", 0, " | ".join(cells)
            case _:
                yield from _blocks(child)
