"""Text from a document that tries to be markup, and a citation made of it."""

from __future__ import annotations

from typing import Any

HOSTILE = "<img src=x onerror='window.harmed = 1'><script>window.harmed = 1</script>"


def hostile_citation(**fields: Any) -> dict[str, Any]:
    """Return the first citation of an answer, as the service tells it."""
    return {
        "number": 1,
        "document_id": "none",
        "version": "1",
        "title": HOSTILE,
        "url": "javascript:window.harmed = 1",
        "archived_url": None,
        "page": None,
        "page_label": None,
        "heading": "",
        "quote": HOSTILE,
        "start": 0,
        "end": len(HOSTILE),
        "published": HOSTILE,
        "fetched_at": None,
        "language": "id",
        "kind": "article",
        "is_digest": False,
        "note": None,
        "references": [],
    } | fields
