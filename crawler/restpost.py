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
        categories=tuple(categories[number] for number in numbers if number in categories)
        if isinstance(numbers, list)
        else (),
    )


def is_whole(post: dict[str, Any]) -> bool:
    """Tell whether REST gives all that there is to read of a post.

    Of one behind a password it gives nothing, and neither does its page.
    """
    content = post.get("content")
    text = content.get("rendered") if isinstance(content, dict) else None
    if not isinstance(content, dict) or not isinstance(text, str):
        return False
    if content.get("protected") is True:
        return True
    return len(_TAG.sub("", text).strip()) >= _ENOUGH and not _UNRESOLVED.search(text)


def rest_markup(body: bytes) -> str:
    """Return what REST gives of a single post as a page of which all is the post's own.

    :raises ListingError: when it is no post.
    """
    try:
        post = json.loads(body)
        title, content = str(post["title"]["rendered"]), str(post["content"]["rendered"])
    except (ValueError, KeyError, TypeError) as error:
        raise ListingError("REST gives no post") from error
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


def _author(post: dict[str, Any]) -> str | None:
    """Return the name of the writer, where the site does not hide it."""
    try:
        return str(post["_embedded"]["author"][0]["name"])
    except (KeyError, IndexError, TypeError):
        return None
