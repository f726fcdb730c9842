"""WordPress's REST interface: its posts and pages, a hundred at a time."""

from __future__ import annotations

from collections.abc import AsyncIterator

from crawler.discovery.base import Discovery, Found
from crawler.fetched import Fetched, FetchError
from crawler.link import LinkKind
from crawler.listing import ListingError
from crawler.rest import rest_address, rest_items, rest_link

_PER_PAGE = 100  # the most that WordPress gives
_MOST_PAGES = 1000  # of one listing: 100,000 posts
_FIELDS = "id,link,modified_gmt"  # what tells of change; all else is asked of what changed
_COLLECTIONS: tuple[tuple[str, LinkKind], ...] = (("posts", "article"), ("pages", "page"))


class ByRest(Discovery):
    """Finds posts and pages by ``wp-json``, with ``modified_after`` where a day is given."""

    method = "rest"

    async def found(self) -> AsyncIterator[Found]:
        """Yield the posts, then the pages."""
        # Without pretty permalinks /wp-json/ leads nowhere, and the route is a parameter.
        for base in (self.site.at("wp-json/wp/v2"), self.site.at("?rest_route=/wp/v2")):
            first = await self._page(f"{base}/posts", 1)
            if first is None:
                continue
            for name, kind in _COLLECTIONS:
                async for found in self._collection(base, name, kind, first):
                    yield found
                first = None
            return
        raise FetchError(f"no REST listing could be read ({'; '.join(self.tried)})")

    async def _collection(
        self, base: str, name: str, kind: LinkKind, first: Fetched | None
    ) -> AsyncIterator[Found]:
        collection = f"{base}/{name}"
        first = first or await self._page(collection, 1)
        if first is None:
            self.listing.fall_short(f"REST does not list {name}: {self.tried[-1]}.")
            return
        total, pages = (_number(first, f"x-wp-{key}") for key in ("total", "totalpages"))
        given: set[str] = set()
        for page in range(1, min(pages, _MOST_PAGES) + 1):
            following = first if page == 1 else await self._page(collection, page)
            if following is None:
                break
            items = rest_items(following.body)
            new = {str(item.get("id") or item.get("link")) for item in items} - given
            if not new:
                break
            given |= new
            for item in items:
                link = rest_link(item, kind, collection, self.site.home)
                if link is not None:
                    yield Found(link)
        if len(given) < total:
            self.listing.fall_short(f"REST announced {total} {name} and gave {len(given)}.")

    async def _page(self, collection: str, page: int) -> Fetched | None:
        """Return one page of a collection, or None with the reason noted."""
        # By id, so that a post that appears meanwhile does not push another off its page.
        query: dict[str, object] = {"per_page": _PER_PAGE, "page": page, "_fields": _FIELDS}
        query |= {"orderby": "id", "order": "asc"}
        if self.guide.since is not None:
            query["modified_after"] = f"{self.guide.since}T00:00:00"
        fetched = await self.get(rest_address(collection, query))
        try:
            if fetched is not None:
                rest_items(fetched.body)
        except ListingError as error:
            self.tried.append(f"{collection}: {error}")
            return None
        return fetched


def _number(fetched: Fetched, header: str) -> int:
    value = fetched.headers.get(header, "")
    return int(value) if value.isdigit() else 1 if header.endswith("pages") else 0
