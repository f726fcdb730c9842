"""What every way of finding links has in common.

It knows no Scrapy: whoever calls it hands over a function that fetches, so that a test can hand
over a dictionary.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple

from crawler.fetched import OK, Fetched, FetchError
from crawler.link import Link
from crawler.listing import Listing
from crawler.site import Site

Fetch = Callable[[str], Awaitable[Fetched]]
Get = Callable[[str], Awaitable[Fetched | None]]
Known = Callable[[str], Literal["page", "hole"] | None]


class Found(NamedTuple):
    """A link, and the answer where finding it meant fetching it."""

    link: Link
    answer: Fetched | None = None


@dataclass(frozen=True)
class Guide:
    """What a discovery works with.

    :ivar source: of the kind that the discovery is for.
    :ivar fetch: raises FetchError when there is no answer.
    :ivar since: only what changed on or after this day need be found.
    :ivar hole: called with an address that has no page.
    :ivar known: whether an earlier crawl met a page at an address, or its absence.
    """

    source: Any
    fetch: Fetch
    since: date | None = None
    known: Known = lambda _url: None
    hole: Callable[[str], None] = lambda _url: None


class Discovery(ABC):
    """Finds what a source has.

    :ivar listing: how it was found, and whether that is all; final when ``found`` has ended.
    :ivar tried: what could not be read, and why.
    """

    method = ""

    def __init__(self, guide: Guide) -> None:
        self.guide = guide
        self.site: Site = guide.source.site
        self.listing = Listing(self.method)
        self.tried: list[str] = []

    @abstractmethod
    def found(self) -> AsyncIterator[Found]:
        """Yield the links, as they are found.

        :raises FetchError: saying what was tried, when nothing can be listed.
        """

    async def get(self, url: str) -> Fetched | None:
        """Return the answer, or None with the reason noted.

        :raises FetchError: when the host itself cannot be reached.
        """
        try:
            fetched = await self.guide.fetch(url)
        except FetchError as error:
            if error.ends_source:
                raise
            self.tried.append(f"{url}: {error}")
            return None
        if fetched.status != OK:
            self.tried.append(f"{url}: {fetched.answered}")
            return None
        return fetched
