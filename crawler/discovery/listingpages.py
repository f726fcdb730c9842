"""The kind ``listing``: pages of items, with a link to the next page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from corpus.ids import canonical_url
from crawler.discovery.base import Discovery, Found
from crawler.fetched import FetchError
from crawler.html import decode
from crawler.link import Link

_MOST_PAGES = 2000  # listing pages: 20,000 items at ten a page
_MOST_WITHOUT_NEWS = 3  # listing pages in a row that name nothing new: an endless calendar


class ByListingPages(Discovery):
    """Finds items with CSS selectors and turns pages until there is nothing new."""

    method = "pages"

    async def found(self) -> AsyncIterator[Found]:
        """Yield the items of all listing pages."""
        source = self.guide.source
        queue = list(getattr(source, "start", ())) or [self.site.home]
        turned, known, without_news = set(map(canonical_url, queue)), set[str](), 0
        for url in queue:
            fetched = await self.get(url)
            if fetched is None:
                self.listing.fall_short(f"A listing page could not be read: {self.tried[-1]}.")
                continue
            soup = BeautifulSoup(decode(fetched.body, fetched.charset), "lxml")
            items = self._links(soup, source.items, fetched.url)
            new = {canonical_url(x.url): x for x in items if canonical_url(x.url) not in known}
            known.update(new)
            for link in new.values():
                yield Found(link)
            without_news = 0 if new else without_news + 1
            following = self._links(soup, source.next, fetched.url) if source.next else []
            further = [x.url for x in following[:1] if canonical_url(x.url) not in turned]
            if further and without_news >= _MOST_WITHOUT_NEWS:
                self.listing.fall_short(
                    f"{_MOST_WITHOUT_NEWS} listing pages in a row named nothing new; "
                    f"{further[0]} and what follows was left alone."
                )
            elif further and len(turned) >= _MOST_PAGES:
                self.listing.fall_short(f"Only {_MOST_PAGES} listing pages were read.")
            else:
                queue += further
                turned.update(map(canonical_url, further))
        if not known:
            self.tried.append(f"{self.site.home}: no item fits {source.items!r}")
            raise FetchError(f"no listing page names an item ({'; '.join(self.tried)})")

    def _links(self, soup: BeautifulSoup, selector: str, base: str) -> list[Link]:
        links = []
        for tag in soup.select(selector):
            anchor = tag if tag.name in ("a", "link") else tag.find("a", href=True)
            if isinstance(anchor, Tag) and anchor.get("href"):
                try:
                    url = urljoin(base, str(anchor["href"]).strip())
                except ValueError:
                    continue  # "http://[" is no address
                if self.site.holds(url):
                    links.append(Link(url.partition("#")[0]))
        return links
