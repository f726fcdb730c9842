"""Documents made for tests."""

from __future__ import annotations

from typing import Any

from corpus.document import Document, Page
from corpus.markdown import read_markdown


def article(body: str, origin: str = "https://a.example/berita/1", **fields: Any) -> Document:
    """Return an article with this Markdown body."""
    markdown = read_markdown(body, origin)
    values: dict[str, Any] = {
        "source": "test",
        "kind": "article",
        "title": "Berita",
        "language": "id",
        "url": origin,
        **fields,
    }
    return Document(origin=origin, text=markdown.text, blocks=markdown.blocks, **values)


def paged(pages: list[str], **fields: Any) -> Document:
    """Return a PDF with one text a page."""
    placed, position = [], 0
    for number, text in enumerate(pages, start=1):
        method = "native" if text else "none"
        placed.append(Page(number, position, position + len(text), method=method))  # type: ignore[arg-type]
        position += len(text) + 2
    values: dict[str, Any] = {"source": "test", "kind": "report", "title": "Laporan", **fields}
    return Document(
        origin="file:test/laporan.pdf",
        text="\n\n".join(pages),
        language="id",
        pages=tuple(placed),
        media_type="application/pdf",
        **values,
    )
