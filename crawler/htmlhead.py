"""What a page says about itself: title, day of posting, author, its own address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from corpus.dates import find_dates
from crawler.soup import Soup

_TITLES = ("entry-title", "wp-block-post-title", "post-title")
_AUTHORS = (
    *("author-name", "wp-block-post-author__name", "wp-block-post-author-name"),
    *("td-post-author-name", "penulis", "byline", "author"),
)
_TIMES = ("entry-date", "wp-block-post-date", "published")
_ASIDE = re.compile(
    r"(?:^|[-_ ])(?:related|sidebar|widget|recent|terkait|terbaru|populer)", re.IGNORECASE
)
_SITE_NAME = re.compile(r"\s+[|–—»-]\s+[^|–—»]*$")
_NOBODY = re.compile(
    r"(?:super)?(?:admin|administrator|user|operator|redaksi|webmaster)\d*$", re.IGNORECASE
)
_WRITER = re.compile(r"(?:oleh|penulis|by)\s*:?\s+", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d{2})/(\d{1,2})(?:/(\d{1,2}))?(?:/|$)")
_NEAR = 25  # strings behind the title in which themes print the day
_LONGEST_LINE = 120  # characters of a line that can be one of dates and counters

HEADINGS = ("h1", "h2", "h3", "h4")


def page_title(soup: Soup) -> tuple[str, Tag | None]:
    """Return the title and the heading that shows it, where one does.

    The title of the head, which may have the site's name beside it, and the headings of the
    body vouch for each other: a logo in ``<h1>`` is no title.
    """
    named = [*soup.with_class(*_TITLES), *_inside_article(soup)]
    heading = next((tag for tag in named if _is_title(tag)), None)
    if heading is not None:
        return folded(heading.get_text(" ")), heading
    head = folded(soup.tree.title.get_text()) if soup.tree.title else ""
    claimed = meta(soup, "og:title"), head
    headings = [(folded(tag.get_text(" ")), tag) for tag in soup.named(*HEADINGS)]
    vouched = [(text, tag) for text, tag in headings if text and _within(text, claimed)]
    if vouched:
        return max(vouched, key=lambda found: len(found[0]))
    if claimed[0]:
        return _SITE_NAME.sub("", claimed[0]), None
    first = [(text, tag) for text, tag in headings if text and tag.name == "h1"]
    if len(first) == 1:
        return first[0]
    return _SITE_NAME.sub("", head), None


def _inside_article(soup: Soup) -> list[Tag]:
    return [tag for tag in soup.named("h1") if tag.find_parent("article")]


def _is_title(tag: Tag) -> bool:
    """Tell a title from the titles of other pages, which are links."""
    is_heading = tag.name in HEADINGS or tag.name in ("div", "span")
    return is_heading and tag.find("a") is None and tag.get_text(strip=True) != ""


def _within(text: str, claimed: tuple[str, ...]) -> bool:
    return any(text.casefold() in title.casefold() for title in claimed)


def folded(text: str) -> str:
    """Return the text with its white space folded."""
    return " ".join(text.split())


def meta(soup: Soup, name: str) -> str:
    """Return what a meta element of this name or property says; empty where there is none."""
    found = [tag for tag in soup.named("meta") if name in (tag.get("property"), tag.get("name"))]
    return folded(str(found[0].get("content") or "")) if found else ""


def linked_data(soup: Soup) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, flat."""
    for script in soup.named("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            found = json.loads(script.get_text())
        except (ValueError, RecursionError):
            continue  # themes write broken JSON; the page has other places for a date
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield item
                yield from (part for part in graph or () if isinstance(part, dict))


def published_on(soup: Soup, data: list[dict[str, Any]], title: Tag | None, url: str) -> str | None:
    """Return the day of posting as an ISO date, or the month where only the URL tells it.

    In order: what is written for machines, what stands beside the title, the URL. A day in the
    future is a slip of the keyboard or an event, and is passed over.
    """
    for text in _for_machines(soup, data):
        if found := _past(text[:10]):
            return found
    if title is not None and (beside := _beside(title)):
        return beside
    shown = next(iter(soup.named("time")), None)
    if shown is not None and not _is_aside(shown):
        days = find_dates(folded(shown.get_text(" ")))
        if days and (found := _past(days[0].first)):
            return found
    match = _URL_DAY.search(urlsplit(url).path)
    if match and 1 <= int(match[2]) <= 12:  # noqa: PLR2004 - months
        parts = (match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part))
        return "-".join(parts)
    return None


def _for_machines(soup: Soup, data: list[dict[str, Any]]) -> Iterator[str]:
    yield meta(soup, "article:published_time")
    yield from (str(item.get("datePublished") or "") for item in data)
    dated = [tag for tag in soup.named("time") if tag.get("datetime")]
    posted = [tag for tag in dated if _is_posted(tag)]
    placed = [tag for tag in dated if tag.find_parent(("article", "main"))]
    yield from (str(tag["datetime"]) for tag in (*posted, *placed) if not _is_aside(tag))


def _is_posted(tag: Tag) -> bool:
    return any(
        name in _TIMES
        for near in (tag, tag.parent)
        if near is not None
        for name in near.get_attribute_list("class")
    )


def _is_aside(tag: Tag) -> bool:
    return any(
        parent.name in ("aside", "footer")
        or any(_ASIDE.search(str(name)) for name in parent.get_attribute_list("class") if name)
        for parent in tag.parents
    )


def _beside(title: Tag) -> str | None:
    strings = (s for s in title.next_elements if isinstance(s, NavigableString) and s.strip())
    for number, string in enumerate(strings):
        if number > _NEAR or len(string) > _LONGEST_LINE:
            return None
        if found := _day_in_line(folded(string)):
            return found
    return None


def _day_in_line(line: str) -> str | None:
    """Return the day that a line of dates and counters names."""
    if not re.search(r"\d", line):
        return None
    if days := find_dates(line):
        return _past(days[0].first)
    return None


def _past(day: str) -> str | None:
    try:
        found = date.fromisoformat(day)
    except ValueError:
        return None
    return day if found <= datetime.now(UTC).date() + timedelta(days=1) else None


def author_of(soup: Soup, data: list[dict[str, Any]]) -> str | None:
    """Return the name of the writer; "admin" is nobody's."""
    candidates = [meta(soup, "author")]
    for item in data:
        author = item.get("author")
        author = author[0] if isinstance(author, list) and author else author
        if isinstance(author, dict):
            candidates.append(folded(str(author.get("name") or "")))
    penulis = [name for name in soup.classes() if "penulis" in name]
    bylines = [tag for tag in soup.named("a") if "author" in (tag.get("rel") or ())]
    bylines += [*soup.with_class(*_AUTHORS), *soup.with_class(*penulis)]
    candidates += [_WRITER.sub("", folded(tag.get_text(" "))).strip(" -") for tag in bylines[:3]]
    return next((name for name in candidates if name and not _NOBODY.match(name)), None)


def canonical_address(tree: BeautifulSoup, url: str) -> str | None:
    """Return the address that a page gives itself, absolute."""
    link = tree.find("link", rel="canonical", href=True)
    return urljoin(url, str(link["href"]).strip()) if isinstance(link, Tag) else None
