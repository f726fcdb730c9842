"""A site's feed, page by page."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.discovery.base import Discovery, Found
from crawler.feed import feed_links
from crawler.fetched import FetchError
from crawler.link import Link
from crawler.listing import ListingError

_MOST_PAGES = 50


class ByFeed(Discovery):
    """Finds the newest posts in a WordPress feed; it turns pages with ``paged``."""

    method = "feed"

    async def found(self) -> AsyncIterator[Found]:
        """Yield the posts of the first feed that has any."""
        for path in ("feed/", "?feed=rss2"):
            known: set[str] = set()
            for page in range(1, _MOST_PAGES + 1):
                mark = "&" if "?" in path else "?"
                more = f"{mark}paged={page}" if page > 1 else ""
                new = [x for x in await self._page(self.site.at(path) + more) if x.url not in known]
                for link in new:
                    yield Found(link)
                known.update(link.url for link in new)
                if not new:
                    break
            if known:
                self.listing.fall_short("A feed does not name everything that a site has.")
                return
        raise FetchError(f"no feed could be read ({'; '.join(self.tried)})")

    async def _page(self, url: str) -> list[Link]:
        fetched = await self.get(url)
        try:
            return feed_links(fetched.body) if fetched else []
        except ListingError as error:
            self.tried.append(f"{url}: {error}")
            return []
