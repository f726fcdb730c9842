"""Ids that come from content and origin, so that doing a thing twice changes nothing."""

from __future__ import annotations

import hashlib
import json
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

ID_LENGTH = 16  # hex digits: 64 bits, one expected collision among 4 billion documents

_TRACKING = ("utm_", "fbclid", "gclid", "share", "amp")


def content_hash(*parts: object) -> str:
    """Return the SHA-256 of the parts, unambiguous about where one part ends.

    >>> content_hash("ab", "c") == content_hash("a", "bc")
    False
    """
    packed = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(packed.encode("utf-8")).hexdigest()


def document_id(origin: str) -> str:
    """Return the id of the document that comes from ``origin`` (a canonical URL or a digest)."""
    return content_hash("document", origin)[:ID_LENGTH]


def passage_id(document: str, embedded_text: str, occurrence: int) -> str:
    """Return the id of a passage.

    :param document: the document's id.
    :param embedded_text: what the model reads (title, headings and text), so that the id
        changes exactly when the vector would.
    :param occurrence: 0 for the first passage of the document with this text, 1 for the next.
    """
    return content_hash("passage", document, embedded_text, occurrence)[:ID_LENGTH]


def canonical_url(url: str) -> str:
    """Return the one spelling under which a page is known.

    ``HTTP://Aptika.Kominfo.go.id/2019/08/6545?utm_source=x#top`` and
    ``https://aptika.kominfo.go.id/2019/08/6545/`` are the same page; both give
    ``https://aptika.kominfo.go.id/2019/08/6545``. A port keeps its scheme, because a test or
    staging server is not its public twin.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if ":" in host:
        host = f"[{host}]"
    default_port = parts.port in (None, 80, 443)
    scheme = "https" if default_port and parts.scheme in ("http", "https") else parts.scheme
    netloc = host if default_port else f"{host}:{parts.port}"
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not k.startswith(_TRACKING)])
    return urlunsplit((scheme.lower(), netloc, parts.path.rstrip("/"), query, ""))
