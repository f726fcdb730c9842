"""Posts that WordPress splits with ``<!--nextpage-->``: their pages, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from crawler.fetched import Fetched
from crawler.html import decode
from crawler.htmlhead import page_title
from crawler.htmllayout import find_layout
from crawler.soup import Soup

_MOST_PAGES = 50
_MARKS = (b"post-page-numbers", b"page-links", b"post-nav-links")
_BAR = ".page-links, .post-nav-links"
_CONTENT = ".entry-content, .wp-block-post-content, .post-content"
_NUMBER = re.compile(r"(?:/(\d+)/?|[?&]page=(\d+))$")


def further_pages(fetched: Fetched) -> list[str]:
    """Return the addresses of pages 2 and up of a post; none for a post in one piece."""
    if not any(mark in fetched.body for mark in _MARKS):
        return []
    soup = BeautifulSoup(decode(fetched.body, fetched.charset), "lxml")
    found: dict[int, str] = {}
    for anchor in soup.select("a.post-page-numbers[href], .page-links a[href]"):
        url = urljoin(fetched.url, str(anchor["href"]))
        match = _NUMBER.search(url)
        if match and (number := int(match[1] or match[2])) > 1:
            found[number] = url[: match.start()]
    if not found:
        return []
    # Long posts leave numbers out ("1 2 3 … 9"); every page up to the last is wanted.
    last = min(max(found), _MOST_PAGES)
    base = found[max(found)]
    plain = "?" in base
    return [f"{base}&page={n}" if plain else f"{base}/{n}/" for n in range(2, last + 1)]


def joined(first: Fetched, others: Sequence[Fetched]) -> Fetched:
    """Return the first page with the text of the others at its end, without the page numbers."""
    soup, root = _body(first)
    if root is None:
        return first
    for other in others:
        _, following = _body(other)
        for child in list(following.children) if following else ():
            root.append(child.extract())
    for bar in root.select(_BAR):
        bar.decompose()
    headers = {**first.headers, "content-type": "text/html; charset=utf-8"}
    return Fetched(first.url, str(soup.tree).encode(), first.status, headers)


def _body(page: Fetched) -> tuple[Soup, Tag | None]:
    """Return a page and the element that holds the text of its post."""
    soup = Soup(decode(page.body, page.charset))
    layout = find_layout(soup, page_title(soup)[1])
    if layout is None:
        return soup, None
    return soup, layout.root.select_one(_CONTENT) or layout.root
