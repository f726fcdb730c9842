"""The kind ``wordpress``: REST, else sitemaps, else the feed, else listing pages."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.discovery.base import Discovery, Found
from crawler.discovery.feed import ByFeed
from crawler.discovery.listingpages import ByListingPages
from crawler.discovery.rest import ByRest
from crawler.discovery.sitemap import BySitemap
from crawler.fetched import FetchError


class _ByWordPressSitemap(BySitemap):
    places = ("wp-sitemap.xml", "sitemap.xml", "sitemap_index.xml")


class ByWordPress(Discovery):
    """Takes the first listing that can be read."""

    async def found(self) -> AsyncIterator[Found]:
        """Yield the links of that listing."""
        for way in (ByRest, _ByWordPressSitemap, ByFeed, ByListingPages):
            attempt = way(self.guide)
            self.listing = attempt.listing
            try:
                async for found in attempt.found():
                    yield found
            except FetchError as error:
                if error.ends_source:
                    raise
                self.tried += attempt.tried
            else:
                return
        tried = "; ".join(self.tried)
        raise FetchError(f"no REST listing, sitemap, feed or listing page could be read ({tried})")
