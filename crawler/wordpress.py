"""The source kind ``wordpress``: a Scrapy spider. Import it only to crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider

from corpus.errors import StorageError
from corpus.ids import canonical_url, document_id
from crawler.absence import Absent, find_absent
from crawler.discovery import Discovery
from crawler.fetched import NOT_MODIFIED, Fetched, FetchError
from crawler.html import PdfLink
from crawler.listing import Link, Listing
from crawler.middlewares import is_off_host, is_robots, is_unreachable, reason, status_of
from crawler.webreader import WebReader

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

    from crawler.job import WebJob

_GONE = (404, 410)
_REFUSED = (401, 403, 429)  # the site says no: its REST interface is not asked behind its back


class WordPressSpider(Spider):
    """Crawls one WordPress site into the intake of its job."""

    name = "wordpress"

    def __init__(self, job: WebJob) -> None:
        super().__init__(job.source.name)
        self.job = job
        self.report = job.intake.report
        self.site = job.source.site
        self.reader = WebReader(job, self.site)
        self.listing = Listing("", complete=False)
        self._linked: set[str] = set()  # ids of PDFs
        self._unread: set[str] = set()  # ids of pages and PDFs that could not be had
        self._elsewhere: set[str] = set()  # PDFs on other hosts
        self._checked = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make one; Scrapy calls this."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        crawler.signals.connect(spider.check_absent, signals.spider_idle)
        crawler.signals.connect(spider.note_bug, signals.spider_error)
        return spider

    async def start(self) -> AsyncIterator[Request]:
        """Yield a request for every page that the site lists."""
        discovery = Discovery(self.site, self._fetch, since=self.job.since, limit=self.job.limit)
        try:
            self.listing = await discovery.run()
        except FetchError as error:
            self.report.fail(self.site.home, str(error))
            return
        self.report.listing, self.report.complete = self.listing.method, self.listing.complete
        for note in self.listing.notes:
            self.report.note(note)
        self.job.expect(len(self.listing.links))
        for link in self.listing.links:
            read = self.reader.resumed(link.url)
            if read is None:
                yield self._request(link.url, self.read_page, link=link)
                continue
            for request in self._pdf_requests(read):
                yield request
            self.job.advance()

    async def _fetch(self, url: str) -> Fetched:
        assert self.crawler.engine is not None
        try:
            return _fetched(await self.crawler.engine.download_async(Request(url)))
        except Exception as error:  # Scrapy, Twisted and OpenSSL each have their own
            if is_robots(error):
                self.report.robots_blocked.append(url)
            raise FetchError(reason(error), unreachable=is_unreachable(error)) from error

    def _request(self, url: str, callback: Any, **about: Any) -> Request:
        """Return a request that asks only for what changed, where the server can tell."""
        known = self.reader.known(url)
        return Request(
            url,
            callback=callback,
            errback=self.missed,
            headers=known.headers() if known else None,
            cb_kwargs={"asked": url, **about},
            meta={"handle_httpstatus_list": [NOT_MODIFIED]},
        )

    def read_page(self, response: Response, asked: str, link: Link) -> Iterator[Request]:
        """Take a page in, and go on to the PDFs that it links."""
        links: tuple[PdfLink, ...] = ()
        with self._guarding(asked):
            links = self.reader.page(_fetched(response), asked, link)
        yield from self._pdf_requests(links)
        self.job.advance()

    def read_pdf(self, response: Response, asked: str, hint: str) -> None:
        """Take a PDF in."""
        with self._guarding(asked):
            self.reader.pdf(_fetched(response), asked, hint)
        self.job.advance()

    def read_rest(self, response: Response, asked: str, link: Link, why: str) -> Iterator[Request]:
        """Take a page in from what REST gives of it."""
        links: tuple[PdfLink, ...] = ()
        with self._guarding(asked):
            links = self.reader.rest(_fetched(response), link, why)
        yield from self._pdf_requests(links)
        self.job.advance()

    def _pdf_requests(self, links: tuple[PdfLink, ...]) -> Iterator[Request]:
        for link in links:
            if not self.site.holds(link.url):
                self._elsewhere.add(link.url)
                continue
            document = document_id(canonical_url(link.url))
            if document not in self._linked:
                self._linked.add(document)
                if self.reader.resumed(link.url) is None:
                    self.job.expect(1)
                    yield self._request(link.url, self.read_pdf, hint=link.text)

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Note a page or PDF that could not be had; ask REST for a page that is new to us."""
        request, error = _what_failed(failure)
        link: Link | None = request.cb_kwargs.get("link")
        url: str = request.cb_kwargs["asked"]
        self._unread.add(document_id(canonical_url(url)))
        if is_robots(error):
            self.report.robots_blocked.append(url)
        elif link and link.rest and self._may_ask_rest(error, url):
            about = {"asked": url, "link": replace(link, rest=None), "why": reason(error)}
            yield Request(link.rest, self.read_rest, errback=self.missed, cb_kwargs=about)
            return
        else:
            self.report.fail(url, reason(error))
            if status_of(error) in _GONE:
                self._note_gone(url)
        self.job.advance()

    def _note_gone(self, url: str) -> None:
        known = self.job.validators.get(url)
        entry = self.job.intake.catalogue.entry(
            known.document_id if known else document_id(canonical_url(url))
        )
        if entry is not None:
            self.job.intake.gone(entry.id, entry.origin)

    def _may_ask_rest(self, error: BaseException, url: str) -> bool:
        if status_of(error) in _REFUSED or is_off_host(error) or is_unreachable(error):
            return False
        return self.reader.may_stand_in(url)

    def check_absent(self) -> None:
        """Ask for what was there before and is listed no more; Scrapy calls this when idle."""
        if self._checked:
            return
        self._checked = True
        if self._elsewhere:
            count = len(self._elsewhere)
            self.report.note(f"PDFs on other hosts are linked and were not fetched: {count}.")
        absent: list[Absent] = []
        with self._guarding(self.site.home):
            absent = find_absent(
                self.job.intake, self.listing, linked=self._linked, unread=self._unread
            )
        assert self.crawler.engine is not None
        for item in absent:
            about = {"item": item}
            request = Request(
                item.url,
                self.still_there,
                errback=self.not_there,
                cb_kwargs=about,
                dont_filter=True,
            )
            self.crawler.engine.crawl(request)
        if absent:
            raise DontCloseSpider

    def still_there(self, response: Response, item: Absent) -> None:
        """Withdraw a document whose address leads to another one by now; keep the rest."""
        with self._guarding(item.url):
            origin, _ = self.reader.identity(_fetched(response))
            now = document_id(origin)
            if now != item.id and now in self.job.intake.done:
                self.job.intake.moved(item.id, item.origin)
                return
            self.job.intake.still_there(item.id)
            if not item.is_pdf:
                self.report.note(f"{item.url} is not listed any more but still there; kept.")

    def not_there(self, failure: Failure) -> None:
        """Note a document whose address is gone as well."""
        request, error = _what_failed(failure)
        item: Absent = request.cb_kwargs["item"]
        if status_of(error) in _GONE:
            with self._guarding(item.url):
                self.job.intake.gone(item.id, item.origin)
        elif is_robots(error):
            self.report.robots_blocked.append(item.url)
        else:
            self.report.fail(item.url, reason(error))

    def note_bug(self, failure: Failure, response: Response) -> None:
        """Report an error of our own, which Scrapy would only log."""
        if not isinstance(failure.value, CloseSpider):
            self.report.fail(response.url, f"internal error, please report it: {failure.value!r}")

    @contextmanager
    def _guarding(self, url: str) -> Iterator[None]:
        """Make a document's error one failed line; a full disk ends the crawl."""
        try:
            with self.job.intake.guarding(url):
                yield
        except StorageError as error:
            self.job.fatal = error
            raise CloseSpider("storage") from error

    def closed(self, reason: str) -> None:
        """Note how it ended; Scrapy calls this."""
        self.job.stopped = reason == "shutdown"
        assert self.crawler.stats is not None
        self.report.bytes = self.crawler.stats.get_value("downloader/response_bytes", 0)


def _fetched(response: Response) -> Fetched:
    headers = {
        name.decode("latin-1").lower(): values[-1].decode("latin-1")
        for name, values in response.headers.items()
        if values
    }
    return Fetched(response.url, response.body, response.status, headers)


def _what_failed(failure: Failure) -> tuple[Request, BaseException]:
    """Return the request that Scrapy attaches to a failure, and the error."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request, failure.value or RuntimeError("no reason given")
