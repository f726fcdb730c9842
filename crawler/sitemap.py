"""Sitemaps, their indexes and what robots.txt says of them, parsed."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator

from lxml import etree

from crawler.link import Link, LinkKind
from crawler.listing import ListingError

LARGEST_SITEMAP = 52 * 2**20  # bytes, unpacked; the protocol allows 50 MB
_GZIP = b"\x1f\x8b"
_ZLIB_GZIP = 31  # window bits that make zlib expect a gzip header
# Sitemaps of WordPress and its plugins that list other things than posts and pages.
_OTHER_LISTS = re.compile(
    r"taxonom|categor|[-_/=]tags?\b|post_tag|author|users?\b|archives?\b|image|video"
)
_OTHER_PAGES = re.compile(r"/(?:category|kategori|tag|author|feed|comments|page/\d+)(?:/|$)")


def sitemap_entries(body: bytes, url: str) -> Iterator[str | Link]:
    """Yield the further sitemaps (as text) and the pages (as links) that a sitemap names.

    :raises ListingError: when it is no sitemap.
    """
    content = io.BytesIO(_unpacked(body).strip())
    is_page = re.search(r"posts-page|page-sitemap|subtype=page", url)
    kind: LinkKind = "page" if is_page else "article"
    root = None
    parser = etree.iterparse(
        content,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        recover=True,
        huge_tree=False,
    )
    try:
        for event, element in parser:
            if root is None:
                root = element
                name = etree.QName(root).localname
                if name not in ("sitemapindex", "urlset"):
                    raise ListingError("it is no sitemap")
            if event == "end" and element.getparent() is root:
                yield from _entry(element, name, kind)
                element.clear()
                while element.getprevious() is not None:  # what was read, so that memory stays flat
                    del root[0]
    except etree.XMLSyntaxError as error:
        raise ListingError("it is no XML") from error
    if root is None:
        raise ListingError("it is no XML")


def _entry(element: etree._Element, name: str, kind: LinkKind) -> Iterator[str | Link]:
    values = {
        etree.QName(part).localname: (part.text or "").strip() for part in element.iterchildren("*")
    }
    place = values.get("loc")
    if not place:
        return
    if name == "urlset" and not _OTHER_PAGES.search(place):
        yield Link(place, kind, modified=values.get("lastmod") or None)
    elif name == "sitemapindex" and not _OTHER_LISTS.search(place):
        yield place


def robots_sitemaps(body: bytes) -> list[str]:
    """Return the sitemaps that a robots.txt names."""
    lines = body.decode("utf-8", "replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return [value.strip() for name, _, value in pairs if name.strip().lower() == "sitemap"]


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    try:
        unpacker = zlib.decompressobj(_ZLIB_GZIP)
        unpacked = unpacker.decompress(body, LARGEST_SITEMAP)
    except zlib.error as error:
        raise ListingError("it is a damaged gzip file") from error
    if unpacker.unconsumed_tail:
        raise ListingError(f"it unpacks to more than {LARGEST_SITEMAP // 2**20} MB")
    return unpacked
