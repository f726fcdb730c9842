"""WordPress's REST interface: its lists of posts, and a single post, parsed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from crawler.link import Link, LinkKind
from crawler.listing import ListingError, iso_day


def rest_items(body: bytes) -> list[dict[str, Any]]:
    """Return the posts of one page of a REST listing.

    :raises ListingError: when it is no JSON list of objects, for example the front page.
    """
    try:
        found = json.loads(body)
    except ValueError as error:
        raise ListingError("it is no JSON") from error
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ListingError("it is no list of posts")
    return found


def rest_link(
    item: dict[str, Any],
    kind: LinkKind,
    collection: str,
    home: str,
    categories: Mapping[int, str],
) -> Link | None:
    """Return the link of a post, or None when readers cannot see it.

    :param collection: the URL of the REST collection that it came from.
    :param categories: names by id.
    """
    url, number = item.get("link"), item.get("id")
    content = item.get("content")
    is_locked = isinstance(content, dict) and content.get("protected") is True
    if not isinstance(url, str) or item.get("status", "publish") != "publish" or is_locked:
        return None
    modified, numbers = item.get("modified_gmt"), item.get("categories")
    key = "page_id" if kind == "page" else "p"
    return Link(
        url,
        kind,
        published=iso_day(item.get("date") or item.get("date_gmt")),
        modified=modified if isinstance(modified, str) else None,
        rest=f"{collection}/{number}" if isinstance(number, int) else None,
        short=f"{home}?{key}={number}" if isinstance(number, int) else None,
        categories=tuple(categories[n] for n in numbers if n in categories)
        if isinstance(numbers, list)
        else (),
    )


def rest_content(body: bytes) -> tuple[str, str]:
    """Return title and content of a single post, as HTML.

    :raises ListingError: when it is no post.
    """
    try:
        found = json.loads(body)
        return str(found["title"]["rendered"]), str(found["content"]["rendered"])
    except (ValueError, KeyError, TypeError) as error:
        raise ListingError("REST gives no post") from error
