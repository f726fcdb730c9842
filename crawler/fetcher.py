"""A Fetcher: requests to the hosts of one source, within its budget."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy import Request

from crawler.fetched import BudgetSpentError, Fetched, FetchError
from crawler.middlewares import (
    RobotsMiddleware,
    ends_source,
    is_off_host,
    is_robots,
    longest_wait,
    reason,
)
from crawler.site import Site
from crawler.sourcebase import WebSource

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.visits import Visit

LARGEST_PAGE = 16 * 2**20  # bytes, unpacked: a page that lists a whole gazetteer has some 3 MB
LARGEST_PDF = 100 * 2**20  # a scanned masterplan
LARGEST_LISTING = 52 * 2**20  # the sitemap protocol allows 50 MB
_PDF_PATIENCE = 10  # times the time of a page
_MOST_AILING = 5  # answers 429 and 5xx, time-outs and broken connections in a row
_TOO_MANY = 429
_SERVER_ERROR = 500


class Fetcher:
    """Asks the hosts of a source, for no more things at once than it allows: one, as a rule.

    :param crawler: Scrapy's, whose engine and middlewares do the work.
    """

    def __init__(self, crawler: Crawler, source: WebSource) -> None:
        self._crawler = crawler
        self._source = source
        self._connections = asyncio.Semaphore(source.connections)
        self._ailing = 0
        self._dead: dict[str, FetchError] = {}  # hosts that cannot be reached
        own = source.site.hosts - Site(source.archive or "").hosts
        self._has_one_host = len(own) <= 1

    @property
    def bytes(self) -> int:
        """How many bytes were received."""
        assert self._crawler.stats is not None
        return int(self._crawler.stats.get_value("downloader/response_bytes", 0))

    async def listing(self, url: str) -> Fetched:
        """Return a listing or whatever else discovery asks for."""
        return await self._fetch(Request(url), LARGEST_LISTING)

    async def page(self, url: str, visit: Visit | None = None) -> Fetched:
        """Return a page; status 304 where the server says that it did not change."""
        return await self._fetch(Request(url, headers=_headers(visit)), LARGEST_PAGE)

    async def pdf(self, url: str, visit: Visit | None = None) -> Fetched:
        """Return a PDF, likewise."""
        request = Request(url, headers=_headers(visit))
        return await self._fetch(request, LARGEST_PDF, patience=_PDF_PATIENCE)

    async def head(self, url: str) -> Fetched:
        """Return what the server says of an address, without its bytes."""
        return await self._fetch(Request(url, method="HEAD"), LARGEST_PDF)

    async def allows(self, url: str) -> bool:
        """Tell whether robots.txt lets an address be asked for."""
        robots = self._crawler.get_downloader_middleware(RobotsMiddleware)
        return robots is None or await robots.allows(url)

    async def _fetch(self, request: Request, largest: int, *, patience: int = 1) -> Fetched:
        """Return an answer of any status.

        :raises FetchError: when there is none.
        """
        request.meta["download_maxsize"] = largest
        request.meta["download_timeout"] = self._source.timeout * patience
        host = urlsplit(request.url).netloc
        async with self._connections:
            if host in self._dead:
                raise self._dead[host]
            if self.bytes >= self._source.max_megabytes * 10**6:
                raise BudgetSpentError(f"The budget of {self._source.max_megabytes} MB is used up")
            assert self._crawler.engine is not None
            try:
                response = await self._crawler.engine.download_async(request)
            except Exception as error:  # Scrapy, Twisted and OpenSSL each have their own
                failure = self._failure(error)
                if failure.ends_source and not self._has_one_host:
                    failure = FetchError(str(failure))
                    self._dead[host] = failure
                raise failure from error
        return self._checked(_fetched(response))

    def _failure(self, error: Exception) -> FetchError:
        by_robots, off_host = is_robots(error), is_off_host(error)
        words, ends = reason(error, self._source.timeout), ends_source(error)
        if not by_robots and not off_host:
            self._ailing += 1
        if self._ailing >= _MOST_AILING and not ends:
            words, ends = f"{words}; so did the {_MOST_AILING - 1} before it", True
        return FetchError(words, ends_source=ends, by_robots=by_robots, off_host=off_host)

    def _checked(self, fetched: Fetched) -> Fetched:
        if fetched.status != _TOO_MANY and fetched.status < _SERVER_ERROR:
            self._ailing = 0
            return fetched
        self._ailing += 1
        if wait := longest_wait(fetched.headers.get("retry-after")):
            raise FetchError(
                f"{fetched.answered} and asks to come back in {wait:.0f} s", ends_source=True
            )
        if self._ailing >= _MOST_AILING:
            raise FetchError(
                f"{fetched.answered}, as did the {_MOST_AILING - 1} before it", ends_source=True
            )
        return fetched


def _headers(visit: Visit | None) -> dict[str, str]:
    return visit.headers() if visit else {}


def _fetched(response: Response) -> Fetched:
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
    return Fetched(response.url, response.body, response.status, headers)
