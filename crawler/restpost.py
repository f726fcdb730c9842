"""A post as REST gives it: whether that is all of it, and what it says, as a page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

from crawler.link import Link
from crawler.listing import ListingError, iso_day

_ENOUGH = 40  # characters; a post with less may be one that its theme fills
_TAG = re.compile(r"<[^>]*>")
# WPBakery, Divi and Avada write these, and resolve them on the page only.
_UNRESOLVED = re.compile(r"\[/?(?:vc_|et_pb_|fusion_)\w+")


def with_details(link: Link, post: dict[str, Any], categories: Mapping[int, str]) -> Link:
    """Return the link with the day and the categories that REST gives.

    :param categories: names by id.
    """
    numbers = post.get("categories")
    return replace(
        link,
        published=iso_day(post.get("date")),
        categories=tuple(
            categories[number]
            for number in (numbers if isinstance(numbers, list) else ())
            if isinstance(number, int) and number in categories
        ),
    )


def is_whole(post: dict[str, Any]) -> bool:
    """Tell whether REST gives all that there is to read of a post.

    Of one behind a password it gives nothing, and neither does its page.
    """
    title, content = _rendered(post, "title"), _rendered(post, "content")
    if title is None or content is None:
        return False
    if post["content"].get("protected") is True:
        return True
    return len(_TAG.sub("", content).strip()) >= _ENOUGH and not _UNRESOLVED.search(content)


def rest_markup(body: bytes) -> str:
    """Return what REST gives of a single post as a page of which all is the post's own.

    :raises ListingError: when it is no post.
    """
    try:
        post = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ListingError("REST gives no post") from error
    title, content = _rendered(post, "title"), _rendered(post, "content")
    if title is None or content is None:
        raise ListingError("REST gives no post")
    told = {"article:published_time": post.get("date"), "author": _author(post)}
    head = "".join(
        f'<meta name="{name}" content="{escape(value)}">'
        for name, value in told.items()
        if isinstance(value, str)
    )
    # Nothing is around the text but the body, which a stray "</div>" in it does not end.
    return (
        f"<html><head>{head}</head><body class='entry-content'>"
        f"<h1 class='entry-title'>{title}</h1>{content}</body></html>"
    )


def _rendered(post: object, name: str) -> str | None:
    """Return a field of a post as readers see it, HTML; None where it is not as WordPress's."""
    field = post.get(name) if isinstance(post, dict) else None
    text = field.get("rendered") if isinstance(field, dict) else None
    return text if isinstance(text, str) else None


def _author(post: dict[str, Any]) -> str | None:
    """Return the name of the writer, where the site does not hide it."""
    try:
        name = post["_embedded"]["author"][0]["name"]
    except (KeyError, IndexError, TypeError):
        return None
    return name if isinstance(name, str) else None
