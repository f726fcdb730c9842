"""The kind ``sitemap``: sitemaps and their indexes, at the usual places or in robots.txt."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.discovery.base import Discovery, Found
from crawler.fetched import FetchError
from crawler.listing import ListingError
from crawler.sitemap import robots_sitemaps, sitemap_entries

_MOST_SITEMAPS = 500


class BySitemap(Discovery):
    """Finds pages in sitemaps."""

    method = "sitemap"
    places: tuple[str, ...] = ("sitemap.xml", "sitemap_index.xml")

    async def found(self) -> AsyncIterator[Found]:
        """Yield the pages of the first sitemap that names any, with all that it leads to."""
        starts = list(getattr(self.guide.source, "sitemaps", ()))
        usual = not starts
        starts = starts or [self.site.at(place) for place in self.places]
        groups = [[url] for url in starts] if usual else [starts]
        any_found = False
        for group in groups:
            async for found in self._all(group):
                any_found = True
                yield found
            if any_found:
                return
        if usual and (robots := await self.get(self.site.at("/robots.txt"))):
            named = [url for url in robots_sitemaps(robots.body) if url not in starts]
            async for found in self._all(named):
                any_found = True
                yield found
        if not any_found:
            raise FetchError(f"no sitemap could be read ({'; '.join(self.tried)})")

    async def _all(self, urls: list[str]) -> AsyncIterator[Found]:
        self.listing.notes.clear()
        self.listing.complete = True
        queue, seen = list(urls), set(urls)
        for url in queue:
            if not self.site.holds(url):
                self.listing.fall_short(f"The sitemap {url} is on another host.")
                continue
            if len(seen) > _MOST_SITEMAPS:
                self.listing.fall_short(f"More than {_MOST_SITEMAPS} sitemaps are named.")
                break
            fetched = await self.get(url)
            try:
                for entry in sitemap_entries(fetched.body, url) if fetched else ():
                    if not isinstance(entry, str):
                        yield Found(entry)
                    elif entry not in seen:
                        seen.add(entry)
                        queue.append(entry)
            except ListingError as error:
                self.tried.append(f"{url}: {error}")
                fetched = None
            if fetched is None:
                self.listing.fall_short(f"A sitemap could not be read: {self.tried[-1]}.")
