"""Scrapy's downloader middlewares of ours, and what went wrong in words."""

from __future__ import annotations

import asyncio
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from crawler.site import is_private

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from scrapy.robotstxt import RobotParser

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LONGEST_WAIT = 120.0  # seconds; whoever asks for more is left alone until the next crawl
_LONGEST_CRAWL_DELAY = 60.0  # seconds; a larger one is a mistake more often than a wish
_ROBOTS = "Forbidden by robots.txt"
_TOO_MANY_REDIRECTS = "max redirections reached"
_UNPACKED = "exceeded DOWNLOAD_MAXSIZE"
_TLS_WORDS = ("ssl", "tls", "certificate", "verifyerror")
_TOO_MANY = 429
_ERROR = 400
_SERVER_ERROR = 500
_ROBOTS_SIZE = 500 * 1024  # bytes; RFC 9309 asks for so many to be read


class OffHostError(IgnoreRequest):
    """A request or redirect that leads off the source's host."""


class RobotsUnreadableError(IgnoreRequest):
    """A robots.txt that exists and cannot be read: then all is forbidden (RFC 9309, 2.3.1.4)."""


class HomeOnlyMiddleware:
    """Lets no request and no redirect leave the site of the spider."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make one; Scrapy calls this."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse a request that leads elsewhere."""
        self._check(request.url)

    def process_response(self, request: Request, response: Response) -> Response:
        """Refuse a redirect that leads elsewhere."""
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location:
            self._check(urljoin(request.url, location.decode("latin-1")))
        return response

    def _check(self, url: str) -> None:
        site = getattr(self._crawler.spider, "site", None)
        if site is not None and site.holds(url):
            return
        if is_private(url):
            raise OffHostError(f"it leads to a private address, {url}, which was not asked")
        raise OffHostError(f"it leads to another host, {url}, which was not asked")


class RobotsMiddleware(RobotsTxtMiddleware):
    """Obeys robots.txt with its Crawl-delay, and says when there is something odd about it."""

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        spider: Any = self.crawler.spider
        if response.status == _TOO_MANY or response.status >= _SERVER_ERROR:
            words = f"robots.txt answered {response.status}, so nothing may be asked for"
            self._settle(netloc, _Nothing(words))
            return
        is_html = response.body.lstrip()[:1] == b"<"
        if is_html and response.status < _ERROR:
            spider.report.note(f"{response.url} is no robots.txt but a page; it forbids nothing.")
        body = b"" if is_html or response.status >= _ERROR else response.body[:_ROBOTS_SIZE]
        await super()._parse_robots(response.replace(body=body), netloc, request)
        parser: Any = self._parsers[netloc]
        if delay := parser.crawl_delay(self._robotstxt_useragent):
            self._slow_down(netloc, delay)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, ResponseDataLossError | DownloadCancelledError | DownloadTimeoutError):
            words = f"robots.txt could not be read ({reason(exc)}), so nothing may be asked for"
            self._settle(netloc, _Nothing(words))
        else:  # what was asked for will fail for the same reason, and say so
            super()._robots_error(exc, netloc)

    async def allows(self, url: str) -> bool:
        """Tell whether robots.txt lets an address be asked for."""
        try:
            await self.process_request(Request(url))
        except IgnoreRequest:
            return False
        return True

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Refuse what robots.txt forbids."""
        if isinstance(rp, _Nothing):
            raise RobotsUnreadableError(rp.why)
        super().process_request_2(rp, request)

    def _settle(self, netloc: str, parser: Any) -> None:  # noqa: ANN401 - a parser of ours
        waiting: Any = self._parsers[netloc]
        self._parsers[netloc] = parser
        waiting.callback(parser)

    def _slow_down(self, netloc: str, delay: float) -> None:
        """Make the wait between two requests at least as long as robots.txt asks."""
        spider: Any = self.crawler.spider
        if delay > _LONGEST_CRAWL_DELAY:
            spider.report.note(
                f"robots.txt of {netloc} asks for {delay:.0f} s between requests; "
                f"{_LONGEST_CRAWL_DELAY:.0f} s were kept."
            )
        delay = max(
            min(delay, _LONGEST_CRAWL_DELAY), self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        )
        assert self.crawler.engine is not None
        assert self.crawler.extensions is not None
        downloader = self.crawler.engine.downloader
        downloader._delay = delay  # noqa: SLF001 - Scrapy has no other door
        for slot in downloader.slots.values():
            slot.delay, slot.jitter = max(slot.delay, delay), 0.0
        for extension in self.crawler.extensions.middlewares:
            if hasattr(extension, "mindelay"):  # AutoThrottle goes no lower
                extension.mindelay = max(extension.mindelay, delay)


class _Nothing:
    """Stands for a robots.txt that forbids everything."""

    def __init__(self, why: str) -> None:
        self.why = why


class BackOffMiddleware(RetryMiddleware):
    """Waits before it tries again: as long as the server asks, or ever longer."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Try again after 429 and server errors."""
        asked = response.headers.get("Retry-After")
        wait = retry_after(asked.decode("latin-1") if asked else None)
        if wait is not None and wait > _LONGEST_WAIT:
            return response
        result = super().process_response(request, response)
        return await self._after_a_while(result, wait) if isinstance(result, Request) else result

    async def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Try again after broken connections, and once after a time-out."""
        slow = isinstance(exception, DownloadTimeoutError) and request.meta.get("retry_times", 0)
        if is_tls(exception) or is_private_address_error(exception) or slow:
            return None
        result = super().process_exception(request, exception)
        return await self._after_a_while(result) if isinstance(result, Request) else result

    async def _after_a_while(self, request: Request, asked: float | None = None) -> Request:
        delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        wait = delay * 2 ** request.meta["retry_times"] if asked is None else asked
        await asyncio.sleep(min(_LONGEST_WAIT, wait))
        return request


def retry_after(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, be it a number or a date."""
    if not value:
        return None
    try:
        if value.strip().isdigit():
            return float(value)
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def longest_wait(value: str | None) -> float | None:
    """Return the seconds that a Retry-After header asks for, where they are too many to wait."""
    wait = retry_after(value)
    return wait if wait is not None and wait > _LONGEST_WAIT else None


def is_robots(error: BaseException) -> bool:
    """Tell whether robots.txt forbids the request."""
    return isinstance(error, IgnoreRequest) and str(error) == _ROBOTS


def is_off_host(error: BaseException) -> bool:
    """Tell whether a request or redirect left the site."""
    return isinstance(error, OffHostError)


def is_tls(error: BaseException) -> bool:
    """Tell whether the host could not prove who it is."""
    return any(word in repr(error).lower() for word in _TLS_WORDS)


def is_private_address_error(error: BaseException) -> bool:
    """Tell whether a host name leads to a private address."""
    return "a private address" in f"{error!r} {error.__cause__!r}" and not is_off_host(error)


def ends_source(error: BaseException) -> bool:
    """Tell whether nothing else of the source can be had either, whatever is asked for."""
    gone = (CannotResolveHostError, DownloadConnectionRefusedError, RobotsUnreadableError)
    return isinstance(error, gone) or is_tls(error)


def reason(error: BaseException, timeout: float = 0) -> str:
    """Return what went wrong, in words."""
    if is_private_address_error(error):
        return "the host name leads to a private address"
    if is_tls(error):
        return f"the host could not prove who it is (TLS): {error}"
    if str(error) == _TOO_MANY_REDIRECTS:
        return "it redirects without end"
    if isinstance(error, DownloadCancelledError) or _UNPACKED in str(error):
        return "it is larger than what is read of a page or PDF"
    words: dict[type[BaseException], str] = {
        CannotResolveHostError: "the host name is unknown",
        DownloadConnectionRefusedError: "the host refuses connections",
        DownloadTimeoutError: f"no whole answer within {timeout:g} s"
        if timeout
        else "no whole answer in time",
        ResponseDataLossError: "the answer broke off",
    }
    return words.get(type(error), str(error) or type(error).__name__)
