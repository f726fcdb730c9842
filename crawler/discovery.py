"""Finding every post and page of a WordPress site: REST, else sitemaps, else the feed.

It knows no Scrapy: whoever calls it hands over a function that fetches, so that a test can hand
over a dictionary.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date
from urllib.parse import urlencode

from crawler.fetched import Fetched, FetchError
from crawler.listing import (
    Link,
    LinkKind,
    Listing,
    ListingError,
    feed_links,
    rest_items,
    rest_link,
    robots_sitemaps,
    sitemap_entries,
)
from crawler.site import Site

_PER_PAGE = 100  # the most that WordPress gives
_MOST_PAGES = 1000  # of one REST listing: 100,000 posts
_MOST_SITEMAPS = 500
_MOST_FEED_PAGES = 50
_FIELDS = "id,link,date,date_gmt,modified_gmt,status,content.protected"
_COLLECTIONS: tuple[tuple[str, LinkKind], ...] = (("posts", "article"), ("pages", "page"))
_OK = 200


Fetch = Callable[[str], Awaitable[Fetched]]


class Discovery:
    """Finds what a site has.

    :param since: only what changed on or after this day.
    :param limit: at most so many links.
    """

    def __init__(
        self, site: Site, fetch: Fetch, *, since: date | None = None, limit: int | None = None
    ) -> None:
        self._site = site
        self._fetch = fetch
        self._since = since
        self._limit = limit
        self._tried: list[str] = []

    async def run(self) -> Listing:
        """Return the first listing that can be read.

        :raises FetchError: saying what was tried, when none can.
        """
        for attempt in (self._by_rest, self._by_sitemap, self._by_feed):
            listing = await attempt()
            if listing is not None:
                return self._narrowed(listing)
        tried = "; ".join(self._tried)
        raise FetchError(f"no REST listing, sitemap or feed could be read ({tried})")

    def _narrowed(self, listing: Listing) -> Listing:
        own = {link.url: link for link in listing.links if self._site.holds(link.url)}
        listing.links = list(own.values())
        if self._since is not None:
            listing.links = [link for link in listing.links if link.is_since(self._since)]
            listing.fall_short(f"Only what changed since {self._since} was asked for.")
        if self._limit is not None and len(listing.links) > self._limit:
            del listing.links[self._limit :]
            listing.fall_short(f"Only {self._limit} pages were asked for.")
        return listing

    async def _get(self, url: str) -> Fetched | None:
        """Return the answer, or None with the reason noted."""
        try:
            fetched = await self._fetch(url)
        except FetchError as error:
            if error.unreachable:
                raise
            self._tried.append(f"{url}: {error}")
            return None
        if fetched.status != _OK:
            self._tried.append(f"{url}: answered {fetched.status}")
            return None
        return fetched

    async def _by_rest(self) -> Listing | None:
        # Without pretty permalinks /wp-json/ leads nowhere, and the route is a parameter.
        for base in (self._site.at("wp-json/wp/v2"), self._site.at("?rest_route=/wp/v2")):
            listing = Listing("rest")
            if not await self._collection(listing, base, *_COLLECTIONS[0]):
                continue
            for name, kind in _COLLECTIONS[1:]:
                if not await self._collection(listing, base, name, kind):
                    listing.fall_short(f"REST does not list {name}: {self._tried[-1]}.")
            return listing
        return None

    async def _collection(self, listing: Listing, base: str, name: str, kind: LinkKind) -> bool:
        """Add all of one collection; tell whether it is there at all."""
        collection = f"{base}/{name}"
        first = await self._rest_page(listing, collection, kind, 1)
        if first is None:
            return False
        total, pages = (_number(first, f"x-wp-{key}") for key in ("total", "totalpages"))
        found = self._rest_count
        enough = self._limit or float("inf")
        for page in range(2, min(pages, _MOST_PAGES) + 1):
            if len(listing.links) >= enough:
                break
            if await self._rest_page(listing, collection, kind, page) is None:
                break
            found += self._rest_count
        if found < total:
            listing.fall_short(f"REST announced {total} {name} and gave {found}.")
        return True

    async def _rest_page(
        self, listing: Listing, collection: str, kind: LinkKind, page: int
    ) -> Fetched | None:
        query = {"per_page": _PER_PAGE, "page": page, "_fields": _FIELDS}
        if self._since is not None:
            query["modified_after"] = f"{self._since}T00:00:00"
        mark = "&" if "?" in collection else "?"
        fetched = await self._get(f"{collection}{mark}{urlencode(query)}")
        if fetched is None:
            return None
        try:
            items = rest_items(fetched.body)
        except ListingError as error:
            self._tried.append(f"{fetched.url}: {error}")
            return None
        self._rest_count = len(items)
        links = (rest_link(item, kind, collection) for item in items)
        listing.links += [link for link in links if link is not None]
        return fetched

    async def _by_sitemap(self) -> Listing | None:
        starts = [self._site.at("wp-sitemap.xml"), self._site.at("sitemap.xml")]
        for url in starts:
            if listing := await self._sitemaps([url]):
                return listing
        robots = await self._get(self._site.at("/robots.txt"))
        named = robots_sitemaps(robots.body) if robots else []
        return await self._sitemaps([url for url in named if url not in starts])

    async def _sitemaps(self, urls: list[str]) -> Listing | None:
        listing = Listing("sitemap")
        queue, seen = list(urls), set(urls)
        for url in queue:
            if not self._site.holds(url):
                listing.fall_short(f"The sitemap {url} is on another host.")
                continue
            if len(seen) > _MOST_SITEMAPS:
                listing.fall_short(f"More than {_MOST_SITEMAPS} sitemaps are named.")
                break
            found = await self._sitemap(url)
            if found is None:
                listing.fall_short(f"A sitemap could not be read: {self._tried[-1]}.")
                continue
            further, links = found
            listing.links += links
            queue += [new for new in further if new not in seen]
            seen.update(further)
        return listing if listing.links else None

    async def _sitemap(self, url: str) -> tuple[list[str], list[Link]] | None:
        """Return the further sitemaps and pages that one names, or None with the reason noted."""
        fetched = await self._get(url)
        if fetched is None:
            return None
        try:
            return sitemap_entries(fetched.body, url)
        except ListingError as error:
            self._tried.append(f"{url}: {error}")
            return None

    async def _by_feed(self) -> Listing | None:
        listing = Listing("feed")
        for path in ("feed/", "?feed=rss2"):
            for page in range(1, _MOST_FEED_PAGES + 1):
                mark = "&" if "?" in path else "?"
                more = f"{mark}paged={page}" if page > 1 else ""
                links = await self._feed(self._site.at(path) + more)
                known = {link.url for link in listing.links}
                new = [link for link in links if link.url not in known]
                listing.links += new
                if not new:
                    break
            if listing.links:
                listing.fall_short("A feed does not name everything that a site has.")
                return listing
        return None

    async def _feed(self, url: str) -> list[Link]:
        fetched = await self._get(url)
        try:
            return feed_links(fetched.body) if fetched else []
        except ListingError as error:
            self._tried.append(f"{url}: {error}")
            return []


def _number(fetched: Fetched, header: str) -> int:
    value = fetched.headers.get(header, "")
    return int(value) if value.isdigit() else 1 if header.endswith("pages") else 0
