"""Scrapy's downloader middlewares of ours, and what went wrong in words."""

from __future__ import annotations

import asyncio
from http import HTTPStatus
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin

from scrapy import Request
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.manners import LARGEST, TIMEOUT

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_LONGEST_WAIT = 60.0  # seconds
_ROBOTS = "Forbidden by robots.txt"
_TLS_WORDS = ("ssl", "tls", "certificate", "verifyerror")


class OffHostError(IgnoreRequest):
    """A request or redirect that leads off the source's host."""


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
        if site is None or not site.holds(url):
            raise OffHostError(f"it leads to another host, {url}, which was not asked")


class BackOffMiddleware(RetryMiddleware):
    """Waits before it tries again: twice, four times, eight times the source's delay."""

    async def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Try again after 429 and server errors."""
        result = super().process_response(request, response)
        return await self._after_a_while(result) if isinstance(result, Request) else result

    async def process_exception(  # type: ignore[override]
        self, request: Request, exception: Exception
    ) -> Request | Response | None:
        """Try again after time-outs and broken connections."""
        result = None if is_tls(exception) else super().process_exception(request, exception)
        return await self._after_a_while(result) if isinstance(result, Request) else result

    async def _after_a_while(self, request: Request) -> Request:
        delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        await asyncio.sleep(min(_LONGEST_WAIT, delay * 2 ** request.meta["retry_times"]))
        return request


def is_robots(error: BaseException) -> bool:
    """Tell whether robots.txt forbids the request."""
    return isinstance(error, IgnoreRequest) and str(error) == _ROBOTS


def is_off_host(error: BaseException) -> bool:
    """Tell whether a request or redirect left the site."""
    return isinstance(error, OffHostError)


def is_tls(error: BaseException) -> bool:
    """Tell whether the host could not prove who it is."""
    return any(word in repr(error).lower() for word in _TLS_WORDS)


def is_unreachable(error: BaseException) -> bool:
    """Tell whether the host itself cannot be reached, whatever is asked of it."""
    gone = (CannotResolveHostError, DownloadConnectionRefusedError, DownloadTimeoutError)
    return isinstance(error, gone) or is_tls(error)


def status_of(error: BaseException) -> int | None:
    """Return the HTTP status of an answer that is an error."""
    return error.response.status if isinstance(error, HttpError) else None


def reason(error: BaseException) -> str:
    """Return what went wrong, in words."""
    if status := status_of(error):
        return answered(status)
    if is_tls(error):
        return f"the host could not prove who it is (TLS): {error}"
    words: dict[type[BaseException], str] = {
        CannotResolveHostError: "the host name is unknown",
        DownloadConnectionRefusedError: "the host refuses connections",
        DownloadTimeoutError: f"no whole answer within {TIMEOUT} s",
        DownloadCancelledError: f"it is larger than {LARGEST // 2**20} MB",
        ResponseDataLossError: "the answer broke off",
    }
    return words.get(type(error), str(error) or type(error).__name__)


def answered(status: int) -> str:
    """Return ``answered 403 Forbidden``."""
    phrase = next((known.phrase for known in HTTPStatus if known == status), "")
    return f"answered {status} {phrase}".rstrip()
