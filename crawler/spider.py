"""The one spider for every source on the web: discover, read, look for what is gone.

A source has one connection, so the crawl is one coroutine that asks for one thing after the other;
Scrapy does the asking: robots.txt, throttling, retries, redirects, limits. Import it only to crawl.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from scrapy import Request, Spider

from corpus.catalogue import Catalogue
from corpus.errors import DocumentError, SourcesError, StorageError
from corpus.ids import canonical_url, document_id
from crawler.absence import Absent, absent_pages, absent_pdfs, is_pdf_address
from crawler.discovery import ByArchive, Discovery, Found, Guide, discovery_of
from crawler.discovery.addresses import address_links
from crawler.discovery.archive import raw_copy
from crawler.fetched import GONE, NOT_MODIFIED, BudgetSpentError, Fetched, FetchError
from crawler.fetcher import Fetcher
from crawler.frontier import Frontier
from crawler.html import PdfLink
from crawler.link import Link
from crawler.listing import Listing
from crawler.reader import Reader, Reading
from crawler.splitpost import further_pages, joined
from crawler.visits import Visit, Visits

if TYPE_CHECKING:
    from crawler.job import WebJob

_T = TypeVar("_T")
_OK = 200
_NO_HEAD = (405, 501)
_REFUSED = (401, 403, 429)  # the site says no: its REST interface is not asked behind its back
_LASTMOD_TRUST = 30  # days; some sites never renew what their sitemap says
# One thread for all sources: PDFium bears no more, and Python's parsers would not gain by them.
_PARSER = ThreadPoolExecutor(1, thread_name_prefix="parse")


class _Answer(NamedTuple):
    """A link with what came of asking for it: an answer, an error, or nothing to ask."""

    link: Link
    visit: Visit | None
    fetched: Fetched | FetchError | None


class WebSpider(Spider):
    """Crawls one source into the intake of its job."""

    name = "web"

    def __init__(self, job: WebJob) -> None:
        super().__init__(job.source.name)
        self.job = job
        self.source = job.source
        self.report = job.intake.report
        self.site = job.source.site
        self._reader = Reader(job.intake, self.site)
        self._listing = Listing(complete=False)
        self._asked = 0  # pages and PDFs
        self._unvisited = 0
        self._linked: set[str] = set()  # ids of PDFs
        self._unread: set[str] = set()  # ids of pages that could not be had
        self._elsewhere: set[str] = set()  # PDFs on other hosts
        self._nothing_left: Request | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Crawl; Scrapy calls this, and is left nothing to schedule."""
        self._fetch = Fetcher(self.crawler, self.source)
        self._visits = Visits(self.job.intake.catalogue, self.source.name)
        self._frontier = Frontier(self.job.folder, self.source.name)
        try:
            await self._crawl_or_its_archive()
        except (StorageError, SourcesError) as error:
            self.job.fatal = error
        except BudgetSpentError as error:
            self._fall_short(f"{error}; the rest waits for the next crawl.")
        except FetchError as error:
            self._fall_short(f"The crawl ended early: {error}.")
            self.report.fail(self.site.home, str(error))
        except Exception as error:  # noqa: BLE001 - one source never ends the others
            self._fall_short("The crawl ended early.")
            self.report.fail(self.site.home, f"internal error, please report it: {error!r}")
        finally:
            self._frontier.close()
        if self._nothing_left is not None:
            yield self._nothing_left

    async def _crawl_or_its_archive(self) -> None:
        guide = Guide(
            self.source, self._fetch.listing, self.job.since, self._known, self._note_hole
        )
        try:
            await self._crawl(discovery_of(guide))
        except BudgetSpentError:
            raise
        except FetchError as error:
            if not self.source.archive or self.source.kind == "archive" or self.job.intake.done:
                raise
            self.report.note(f"The site could not be read ({error}); its archive was.")
            self._frontier.clear()
            await self._crawl(ByArchive(guide))

    async def _crawl(self, discovery: Discovery) -> None:
        await self._discover(discovery)
        self.job.expect(self._frontier.size)
        await self._ask_for_absent(
            absent_pages(self.job.intake, self._listing, self._frontier.holds)
        )
        async with aclosing(self._answers()) as answers:
            async for answer in answers:
                await self._take(answer)
                self.job.advance()
        if self._elsewhere:
            count = len(self._elsewhere)
            self.report.note(f"PDFs on other hosts are linked and were not fetched: {count}.")
        linked = self._linked | {self._id(url) for url in self._visits.links_of(self._unread)}
        await self._ask_for_absent(absent_pdfs(self.job.intake, self._listing, linked))

    # --- finding the links -----------------------------------------------------------------------

    async def _discover(self, discovery: Discovery) -> None:
        """Fill the frontier."""
        try:
            await self._list(discovery)
        except FetchError as error:
            if not self._frontier.size:
                raise
            discovery.listing.fall_short(f"The listing broke off: {error}.")
            self.report.fail(self.site.home, str(error))
        finally:
            self._listing = discovery.listing
            self.report.listing = self._listing.method
            self.report.complete = self._listing.complete
            for note in self._listing.notes:
                self.report.note(note)

    async def _list(self, discovery: Discovery) -> None:
        limit = self.job.limit
        async with aclosing(self._all_found(discovery)) as all_found:
            async for link, answer in all_found:
                if limit is not None and self._frontier.size >= limit:
                    discovery.listing.fall_short(f"Only {limit} pages were asked for.")
                    break
                if answer is not None and self._asked >= self.source.max_pages:
                    discovery.listing.fall_short(f"{self._page_budget}; the rest waits.")
                    break
                if self._is_enough(discovery, link):
                    discovery.listing.fall_short(f"{self._page_budget}; the rest waits.")
                    break
                self._asked += answer is not None
                self._frontier.add(link, self._document_of(link), answer)
        if self.job.since is not None:
            discovery.listing.fall_short(f"Only what changed since {self.job.since} was asked for.")

    def _is_enough(self, discovery: Discovery, link: Link) -> bool:
        """Tell whether turning further pages would only find what this crawl cannot read."""
        if discovery.listing.method != "pages":
            return False
        self._unvisited += self._visits.get(link.address) is None
        return self._unvisited > self.source.max_pages

    async def _all_found(self, discovery: Discovery) -> AsyncGenerator[Found]:
        """Yield what the discovery finds and the sources file names, as far as it is wanted."""
        async for found in discovery.found():
            if self._wants(found.link):
                yield found
        if not isinstance(discovery, ByArchive):
            for link in address_links(self.source):
                yield Found(link)

    def _wants(self, link: Link) -> bool:
        since = self.job.since
        return (
            self.site.holds(link.url)
            and self.source.wants(link.address)
            and (since is None or link.is_since(since))
        )

    def _known(self, url: str) -> Any:  # noqa: ANN401 - "page", "hole" or None
        visit = self._visits.get(url)
        return None if visit is None else "page" if visit.document_id else "hole"

    def _note_hole(self, url: str) -> None:
        self._visits.put(url, Visit("", ""))

    def _document_of(self, link: Link) -> str:
        """Return the document that a link stands for, as far as is known before it is read."""
        catalogue = self.job.intake.catalogue
        for known in filter(None, (link.short, link.address)):
            origin = catalogue.origin_of(canonical_url(known))
            if origin != canonical_url(known):
                return document_id(origin)
        return document_id(canonical_url(link.address))

    # --- reading them ----------------------------------------------------------------------------

    async def _answers(self) -> AsyncGenerator[_Answer]:
        """Yield every link with its answer; the next one is fetched while one is read."""
        ahead: asyncio.Task[_Answer] | None = None
        following: asyncio.Task[_Answer] | None = None
        try:
            for link, answer in self._frontier:
                following = asyncio.ensure_future(self._answer(link, answer))
                if ahead is not None:
                    yield await ahead
                ahead = following
            if ahead is not None:
                yield await ahead
        finally:
            for task in filter(None, (ahead, following)):
                task.cancel()

    async def _answer(self, link: Link, fetched: Fetched | None) -> _Answer:
        visit = self._visits.get(link.address)
        if visit is not None and visit.document_id and self._is_of_this_run(visit):
            return _Answer(link, visit, None)
        visit = self._current(visit)
        if fetched is not None or (visit is not None and self._is_settled(link, visit)):
            return _Answer(link, visit, fetched)
        if link.original and visit is None and self._is_live(link):
            return _Answer(link, None, None)
        ask = self._pdf if link.kind == "pdf" else self._page
        try:
            return _Answer(link, visit, await ask(link, visit))
        except FetchError as error:
            return _Answer(link, visit, error)

    def _is_of_this_run(self, visit: Visit) -> bool:
        """Tell whether this run read a page before it was killed."""
        run = self.job.intake.run
        return run.resumed and visit.run == run.started

    def _current(self, visit: Visit | None) -> Visit | None:
        """Return a visit if the catalogue still holds the bytes that it brought."""
        if visit is None or self.job.full:
            return None
        current = self.job.intake.current(visit.document_id)
        if current is None or current.raw != visit.raw or not self.job.intake.same_tags(current):
            return None
        return visit

    def _is_settled(self, link: Link, visit: Visit) -> bool:
        """Tell whether the listing, or its age, says that a page need not be asked for."""
        if link.modified and link.modified == visit.listed:
            return bool(link.rest or link.original) or visit.is_younger_than(_LASTMOD_TRUST)
        return link.modified is None and visit.is_younger_than(self.source.recheck_days)

    def _is_live(self, link: Link) -> bool:
        """Tell whether the site itself gave a document that an archive holds a copy of."""
        current = self.job.intake.current(self._document_of(link))
        archive = self.source.archive or ""
        return current is not None and not (current.url or "").startswith(archive)

    async def _page(self, link: Link, visit: Visit | None) -> Fetched:
        """Return a page, put together where the site splits it."""
        self._count()
        fetched = await self._fetch.page(link.url, visit)
        if fetched.status != _OK:
            return fetched
        parts = []
        for url in further_pages(fetched) if self.site.holds(fetched.url) else ():
            part = await self._fetch.page(url)
            if part.status != _OK:
                raise FetchError(f"its further page {url} {part.answered}")
            parts.append(part)
        if not parts:
            return fetched
        whole = await self._in_thread(lambda: joined(fetched, parts))
        validators = ("etag", "last-modified")  # they speak of the first page only
        headers = {name: value for name, value in whole.headers.items() if name not in validators}
        return replace(whole, headers=headers)

    async def _pdf(self, link: Link, visit: Visit | None) -> Fetched:
        """Return a PDF; status 304 also where a server that tells no more tells the same length."""
        self._count()
        if visit is not None and visit.length and not visit.headers():
            head = await self._fetch.head(link.url)
            if head.status == _OK and head.length == visit.length:
                return replace(head, status=NOT_MODIFIED)
        return await self._fetch.pdf(link.url, visit)

    @property
    def _page_budget(self) -> str:
        return f"The budget of {self.source.max_pages} pages is used up"

    def _count(self) -> None:
        if self._asked >= self.source.max_pages:
            raise BudgetSpentError(self._page_budget)
        self._asked += 1

    async def _take(self, answer: _Answer) -> None:
        """Take in what came of a link, and then the PDFs that it links."""
        link, visit, fetched = answer
        links: tuple[PdfLink, ...] = ()
        if link.kind == "pdf":
            self._linked.add(self._id(link.address))
        if isinstance(fetched, FetchError):
            links = await self._missed(link, fetched)
        elif fetched is None or fetched.status == NOT_MODIFIED:
            with self._guarding(link.url):
                links = self._unchanged(link, visit, was_asked=fetched is not None)
        elif fetched.status != _OK:
            links = await self._missed(link, fetched)
        else:
            with self._guarding(link.url):
                links = await self._read(answer, fetched)
        for pdf in links:
            await self._take_pdf(pdf, link)

    def _unchanged(
        self, link: Link, visit: Visit | None, *, was_asked: bool
    ) -> tuple[PdfLink, ...]:
        """Note a document as seen, unread."""
        if visit is None:
            if link.original:  # an archive's copy of what the site itself gave
                self.job.intake.is_unchanged(self._document_of(link), None)
                return ()
            raise DocumentError("The server says that it did not change, but it was not asked so.")
        intake = self.job.intake
        if not intake.resume(visit.document_id, visit.run):
            intake.is_unchanged(visit.document_id, None)
            at = "" if was_asked else visit.at
            new = replace(visit, listed=link.modified, run=intake.run.started, at=at)
            self._visits.put(link.address, new)
        return visit.links

    async def _read(self, answer: _Answer, fetched: Fetched, hint: str = "") -> tuple[PdfLink, ...]:
        link, visit = answer.link, answer.visit
        known_as = replace(fetched, url=link.original) if link.original else fetched

        def read_and_remember() -> Reading:
            """In one go, so that a crawl that is stopped remembers what it has stored."""
            if link.kind == "pdf":
                reading = self._reader.pdf(known_as, link, hint)
            else:
                reading = self._reader.page(known_as, link, visit)
            self._remember(link, reading, fetched)
            return reading

        return (await self._in_thread(read_and_remember)).links

    def _remember(self, link: Link, reading: Reading, fetched: Fetched) -> None:
        headers = fetched.headers
        self._visits.put(
            link.address,
            Visit(
                reading.document_id,
                reading.raw,
                headers.get("etag"),
                headers.get("last-modified"),
                link.modified,
                self.job.intake.run.started,
                len(fetched.body),
                reading.links,
            ),
        )

    async def _take_pdf(self, pdf: PdfLink, page: Link) -> None:
        """Fetch and take in a PDF that a page links."""
        if not self.site.holds(pdf.url) and not page.original:
            self._elsewhere.add(pdf.url)
            return
        document = self._id(pdf.url)
        if document in self._linked:
            return
        self._linked.add(document)
        self.job.expect(1)
        link = Link(pdf.url, "pdf", title=pdf.text)
        if page.original and self.source.archive:
            stamp = page.url.partition("/web/")[2].partition("id_/")[0]
            link = replace(link, url=raw_copy(self.source.archive, stamp, pdf.url))
            link = replace(link, original=pdf.url)
        await self._take(await self._answer(link, None))
        self.job.advance()

    async def _missed(self, link: Link, what: Fetched | FetchError) -> tuple[PdfLink, ...]:
        """Note what could not be had; ask REST for a page that is new to us."""
        why = str(what) if isinstance(what, FetchError) else what.answered
        if isinstance(what, FetchError) and what.ends_source:
            raise what
        self._unread.add(self._document_of(link))
        if isinstance(what, FetchError) and what.by_robots:
            self.report.robots_blocked.append(link.url)
            return ()
        if isinstance(what, Fetched) and what.status in GONE:
            self._note_gone(link)
        refused = isinstance(what, Fetched) and what.status in _REFUSED
        off_host = isinstance(what, FetchError) and what.off_host
        if not link.rest or refused or off_host or not self._reader.may_stand_in(link):
            self.report.fail(link.url, why)
            return ()
        try:
            fetched = await self._fetch.page(link.rest)
        except FetchError as error:
            if error.ends_source:
                raise
            self.report.fail(link.url, f"{why}; {error}")
            return ()
        if fetched.status != _OK:
            self.report.fail(link.url, why)
            return ()
        reading = None
        with self._guarding(link.url):
            reading = await self._in_thread(lambda: self._reader.rest(fetched, link, why))
        return reading.links if reading else ()

    def _note_gone(self, link: Link) -> None:
        visit = self._visits.get(link.address)
        gone = visit.document_id if visit else self._document_of(link)
        entry = self.job.intake.catalogue.entry(gone)
        if entry is not None:
            self.job.intake.gone(entry.id, entry.origin)
        if self.source.kind == "counter":
            self._note_hole(link.address)

    # --- looking for what is gone ----------------------------------------------------------------

    async def _ask_for_absent(self, absent: list[Absent]) -> None:
        for item in absent:
            try:
                fetched = await self._ask_again(item)
            except FetchError as error:
                if error.ends_source:
                    raise
                if error.by_robots:
                    self.report.robots_blocked.append(item.url)
                else:
                    self.report.fail(item.url, str(error))
                continue
            with self._guarding(item.url):
                self._settle(item, fetched)

    async def _ask_again(self, item: Absent) -> Fetched:
        if not is_pdf_address(item.url):
            return await self._fetch.page(item.url)
        head = await self._fetch.head(item.url)
        return head if head.status not in _NO_HEAD else await self._fetch.pdf(item.url)

    def _settle(self, item: Absent, fetched: Fetched) -> None:
        """Withdraw a document that is gone, follow one that moved, and leave the rest."""
        if fetched.status in GONE:
            self.job.intake.gone(item.id, item.origin)
            return
        if fetched.status != _OK:
            self.report.fail(item.url, fetched.answered)
            return
        if is_pdf_address(item.url):
            self.job.intake.still_there(item.id)
            return
        address = canonical_url(fetched.url)
        now = document_id(self.job.intake.catalogue.origin_of(address))
        if now == item.id or not self._frontier.holds(now):
            self.job.intake.still_there(item.id)
            self.report.note(f"{item.url} is not listed any more but still there; kept.")
        elif self.job.intake.current(now) is not None:  # another document, or a second copy
            self.job.intake.moved(item.id, item.origin)
        else:
            self.job.intake.catalogue.add_address(address, item.origin)
            self._frontier.rename(now, item.id)
            self.report.note(f"{item.url} moved to {fetched.url}.")

    # --- common ----------------------------------------------------------------------------------

    def _id(self, url: str) -> str:
        return document_id(self.job.intake.catalogue.origin_of(canonical_url(url)))

    async def _in_thread(self, work: Callable[[], _T]) -> _T:
        """Parse without keeping the network waiting."""
        return await asyncio.get_running_loop().run_in_executor(_PARSER, work)

    def _fall_short(self, reason: str) -> None:
        self._listing.fall_short(reason)
        self.report.complete = False
        self.report.note(reason)

    @contextmanager
    def _guarding(self, url: str) -> Iterator[None]:
        """Make a document's error one failed line; a full disk ends the crawl."""
        with self.job.intake.guarding(url):
            yield

    def closed(self, reason: str) -> None:
        """Note how it ended; Scrapy calls this."""
        self.job.stopped = reason == "shutdown"
        if hasattr(self, "_fetch"):
            self.report.bytes = self._fetch.bytes


def end_parsing(catalogue: Catalogue) -> None:
    """Wait for what is being parsed, after the last crawl of a process."""
    _PARSER.submit(catalogue.close).result()
