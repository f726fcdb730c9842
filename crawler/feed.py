"""RSS and Atom feeds, parsed."""

from __future__ import annotations

from email.utils import parsedate_to_datetime

from lxml import etree

from crawler.link import Link
from crawler.listing import ListingError, iso_day


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
            links.append(Link(values["link"], published=_day(values)))
    return links


def _day(values: dict[str, str]) -> str | None:
    if day := iso_day(values.get("published") or values.get("updated")):
        return day
    try:
        return parsedate_to_datetime(values.get("pubDate", "")).date().isoformat()
    except (ValueError, TypeError):
        return None


def _xml(body: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(body.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ListingError("it is no XML") from error
    if root is None:
        raise ListingError("it is no XML")
    return root
