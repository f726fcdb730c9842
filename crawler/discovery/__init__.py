"""Discovery: one way for each kind of source to find the links of its pages."""

from __future__ import annotations

from crawler.discovery.addresses import ByAddresses
from crawler.discovery.archive import ByArchive
from crawler.discovery.base import Discovery, Fetch, Found, Get, Guide
from crawler.discovery.counter import ByCounter
from crawler.discovery.listingpages import ByListingPages
from crawler.discovery.script import ByScript
from crawler.discovery.sitemap import BySitemap
from crawler.discovery.wordpress import ByWordPress

__all__ = ["ByArchive", "Discovery", "Fetch", "Found", "Get", "Guide", "discovery_of"]

_KINDS: dict[str, type[Discovery]] = {
    "wordpress": ByWordPress,
    "sitemap": BySitemap,
    "listing": ByListingPages,
    "counter": ByCounter,
    "pages": ByAddresses,
    "pdf-list": ByAddresses,
    "archive": ByArchive,
    "script": ByScript,
}


def discovery_of(guide: Guide) -> Discovery:
    """Return how the source's pages are found."""
    return _KINDS[guide.source.kind](guide)
