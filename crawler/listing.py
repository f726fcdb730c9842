"""What a WordPress site says it has: REST pages, sitemaps and feeds, parsed."""

from __future__ import annotations

import json
import re
import zlib
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any, Literal

from lxml import etree

_LARGEST_SITEMAP = 64 * 2**20  # bytes, unpacked; the protocol allows 50 MB
_GZIP = b"\x1f\x8b"
_ZLIB_GZIP = 31  # window bits that make zlib expect a gzip header
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
# Sitemaps of WordPress and its plugins that list other things than posts and pages.
_OTHER_LISTS = re.compile(
    r"taxonom|categor|[-_/=]tags?\b|post_tag|author|users?\b|archives?\b|image|video"
)
_OTHER_PAGES = re.compile(r"/(?:category|kategori|tag|author|feed|comments|page/\d+)(?:/|$)")

LinkKind = Literal["article", "page"]


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a listing names.

    :ivar published: ISO date.
    :ivar modified: ISO date.
    :ivar rest: where REST gives its content, when the page itself cannot be had.
    """

    url: str
    kind: LinkKind = "article"
    published: str | None = None
    modified: str | None = None
    rest: str | None = None

    def is_since(self, day: date) -> bool:
        """Tell whether it changed on or after the day; a page without a date may have."""
        known = self.modified or self.published
        return known is None or known >= day.isoformat()


@dataclass
class Listing:
    """All links of a site.

    :ivar method: ``rest``, ``sitemap`` or ``feed``.
    :ivar complete: whether it names everything that the site has.
    :ivar notes: why not, and what else a maintainer should know.
    """

    method: str
    links: list[Link] = field(default_factory=list)
    complete: bool = True
    notes: list[str] = field(default_factory=list)

    def fall_short(self, reason: str) -> None:
        """Note why the listing does not name everything."""
        self.complete = False
        self.notes.append(reason)


class ListingError(ValueError):
    """A listing that is not in the form that it should have."""


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


def rest_link(item: dict[str, Any], kind: LinkKind, collection: str) -> Link | None:
    """Return the link of a post, or None when readers cannot see it.

    :param collection: the URL of the REST collection that it came from.
    """
    url, number = item.get("link"), item.get("id")
    content = item.get("content")
    is_locked = isinstance(content, dict) and content.get("protected") is True
    if not isinstance(url, str) or item.get("status", "publish") != "publish" or is_locked:
        return None
    return Link(
        url,
        kind,
        published=_day(item.get("date") or item.get("date_gmt")),
        modified=_day(item.get("modified_gmt")),
        rest=f"{collection}/{number}" if isinstance(number, int) else None,
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


def sitemap_entries(body: bytes, url: str) -> tuple[list[str], list[Link]]:
    """Return the further sitemaps and the pages that a sitemap names.

    :raises ListingError: when it is no sitemap.
    """
    root = _xml(_unpacked(body))
    name = etree.QName(root).localname
    if name not in ("sitemapindex", "urlset"):
        raise ListingError("it is no sitemap")
    found = []
    for entry in root:
        values = {etree.QName(e).localname: (e.text or "").strip() for e in entry.iterchildren("*")}
        if values.get("loc"):
            found.append((values["loc"], _day(values.get("lastmod"))))
    if name == "sitemapindex":
        return [loc for loc, _ in found if not _OTHER_LISTS.search(loc)], []
    kind: LinkKind = (
        "page" if re.search(r"posts-page|page-sitemap|subtype=page", url) else "article"
    )
    links = [Link(loc, kind, modified=day) for loc, day in found if not _OTHER_PAGES.search(loc)]
    return [], links


def feed_links(body: bytes) -> list[Link]:
    """Return the posts of an RSS or Atom feed.

    :raises ListingError: when it is neither.
    """
    root = _xml(body)
    if etree.QName(root).localname not in ("rss", "feed", "RDF"):
        raise ListingError("it is no feed")
    links = []
    for item in root.iter("{*}item", "{*}entry"):
        values = {
            etree.QName(e).localname: (e.text or "").strip() or e.get("href", "")
            for e in item.iterchildren("*")
        }
        if values.get("link"):
            links.append(Link(values["link"], published=_feed_day(values)))
    return links


def robots_sitemaps(body: bytes) -> list[str]:
    """Return the sitemaps that a robots.txt names."""
    lines = body.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return [value.strip() for name, _, value in pairs if name.strip().lower() == "sitemap"]


def _day(value: object) -> str | None:
    match = _ISO_DATE.match(value) if isinstance(value, str) else None
    return match.group() if match else None


def _feed_day(values: dict[str, str]) -> str | None:
    if day := _day(values.get("published") or values.get("updated")):
        return day
    try:
        return parsedate_to_datetime(values.get("pubDate", "")).date().isoformat()
    except (ValueError, TypeError):
        return None


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        return zlib.decompressobj(_ZLIB_GZIP).decompress(body, _LARGEST_SITEMAP)
    except zlib.error as error:
        raise ListingError("it is a damaged gzip file") from error


def _xml(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ListingError("it is no XML") from error
    if root is None:
        raise ListingError("it is no XML")
    return root
