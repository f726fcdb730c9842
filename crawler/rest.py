"""WordPress's REST interface: its addresses and its lists, parsed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlencode

from crawler.link import Link, LinkKind
from crawler.listing import ListingError


def rest_address(collection: str, query: dict[str, object]) -> str:
    """Return the address of a collection with a query.

    >>> rest_address("https://a.go.id/?rest_route=/wp/v2/posts", {"per_page": 100})
    'https://a.go.id/?rest_route=/wp/v2/posts&per_page=100'
    """
    return f"{collection}{'&' if '?' in collection else '?'}{urlencode(query, safe=',')}"


def rest_items(body: bytes) -> list[dict[str, Any]]:
    """Return the posts of one page of a REST listing.

    :raises ListingError: when it is no JSON list of objects, for example the front page.
    """
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ListingError("it is no JSON") from error
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ListingError("it is no list of posts")
    return found


def rest_written(body: bytes) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Yield the posts of a REST listing, each with the bytes in which it is written there.

    :raises ListingError: when it is no JSON list of objects.
    """
    decoder, text, end = json.JSONDecoder(), body.decode("utf-8", "replace"), 0
    for _ in rest_items(body):
        start = text.index("{", end)  # between two objects stands nothing but a comma
        item, end = decoder.raw_decode(text, start)
        yield item, text[start:end].encode()


def rest_names(body: bytes) -> dict[int, str]:
    """Return names by id of a list of categories.

    :raises ListingError: when it is no JSON list of objects.
    """
    return {
        item["id"]: unescape(item["name"])
        for item in rest_items(body)
        if isinstance(item.get("id"), int) and isinstance(item.get("name"), str)
    }


def rest_link(item: dict[str, Any], kind: LinkKind, collection: str, home: str) -> Link | None:
    """Return the link of a post, or None where readers have none.

    :param collection: the URL of the REST collection that it came from.
    """
    url, number, modified = item.get("link"), item.get("id"), item.get("modified_gmt")
    if not isinstance(url, str):
        return None
    key = "page_id" if kind == "page" else "p"
    return Link(
        url,
        kind,
        modified=modified if isinstance(modified, str) else None,
        rest=f"{collection}/{number}" if isinstance(number, int) else None,
        short=f"{home}?{key}={number}" if isinstance(number, int) else None,
    )
