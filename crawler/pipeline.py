"""A Pipeline: takes in what came of a link, and then the PDFs that it links."""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import DocumentError
from crawler.discovery.archive import raw_copy
from crawler.fetched import GONE, NOT_MODIFIED, OK, Fetched, FetchError
from crawler.fetcher import Fetcher
from crawler.html import PdfLink
from crawler.identity import id_at, id_of
from crawler.job import WebJob
from crawler.link import Link
from crawler.parsethread import in_parse_thread
from crawler.reader import Reader, Reading
from crawler.visitor import Answer, Visitor
from crawler.visits import Visit, Visits

_REFUSED = (401, 403, 429)  # the site says no: its REST interface is not asked behind its back


class Pipeline:
    """Brings the answers of one crawl into the intake of its job."""

    def __init__(self, job: WebJob, fetcher: Fetcher, visits: Visits, visitor: Visitor) -> None:
        self._job = job
        self._intake = job.intake
        self._catalogue = job.intake.catalogue
        self._report = job.intake.report
        self._source = job.source
        self._site = job.source.site
        self._fetch = fetcher
        self._visits = visits
        self._visitor = visitor
        self._reader = Reader(job.intake, self._site)
        self._linked: set[str] = set()  # ids of PDFs
        self._unread: set[str] = set()  # ids of pages that could not be had
        self._elsewhere: set[str] = set()  # PDFs on other hosts

    def linked(self) -> set[str]:
        """Return the ids of the PDFs that pages link, or linked when they could last be read."""
        if self._elsewhere:
            count = len(self._elsewhere)
            self._report.note(f"PDFs on other hosts are linked and were not fetched: {count}.")
        earlier = self._visits.links_of(self._unread)
        return self._linked | {id_at(self._catalogue, url) for url in earlier}

    async def take(self, answer: Answer) -> None:
        """Take in what came of a link.

        :raises FetchError: when nothing else of the source can be had either.
        :raises StorageError: when the disk refuses.
        """
        link, visit, fetched = answer
        links: tuple[PdfLink, ...] = ()
        if link.kind == "pdf":
            self._linked.add(id_at(self._catalogue, link.address))
        if isinstance(fetched, FetchError):
            links = await self._missed(link, fetched)
        elif fetched is None or fetched.status == NOT_MODIFIED:
            with self._intake.guarding(link.url):
                links = self._unchanged(link, visit, was_asked=fetched is not None)
        elif fetched.status != OK:
            links = await self._missed(link, fetched)
        else:
            with self._intake.guarding(link.url):
                links = await self._read(link, visit, fetched)
        for pdf in links:
            await self._take_pdf(pdf, link)

    def _unchanged(
        self, link: Link, visit: Visit | None, *, was_asked: bool
    ) -> tuple[PdfLink, ...]:
        """Note a document as seen, unread."""
        if visit is None:
            if link.original:  # an archive's copy of what the site itself gave
                self._intake.is_unchanged(id_of(self._catalogue, link), None)
                return ()
            raise DocumentError("The server says that it did not change, but it was not asked so.")
        if not visit.document_id:
            self._report.empty.append(link.url)
        if not self._intake.resume(visit.document_id, visit.run):
            self._intake.is_unchanged(visit.document_id, None)
            at = "" if was_asked else visit.at
            new = replace(visit, listed=link.modified, run=self._intake.run.started, at=at)
            self._visits.put(link.address, new)
        return visit.links

    async def _read(self, link: Link, visit: Visit | None, fetched: Fetched) -> tuple[PdfLink, ...]:
        known_as = replace(fetched, url=link.original) if link.original else fetched

        def read_and_remember() -> Reading:
            """In one go, so that a crawl that is stopped remembers what it has stored."""
            if link.kind == "pdf":
                reading = self._reader.pdf(known_as, link)
            elif fetched.url == link.rest:
                reading = self._reader.post(fetched, link, visit)
            else:
                reading = self._reader.page(known_as, link, visit)
            self._remember(link, reading, fetched)
            return reading

        return (await in_parse_thread(read_and_remember)).links

    def _remember(self, link: Link, reading: Reading, fetched: Fetched) -> None:
        visit = Visit(
            reading.document_id,
            reading.raw,
            etag=fetched.headers.get("etag"),
            last_modified=fetched.headers.get("last-modified"),
            listed=link.modified,
            run=self._intake.run.started,
            length=len(fetched.body),
            links=reading.links,
        )
        self._visits.put(link.address, visit)

    async def _take_pdf(self, pdf: PdfLink, page: Link) -> None:
        """Fetch and take in a PDF that a page links."""
        if not self._site.holds(pdf.url) and not page.original:
            self._elsewhere.add(pdf.url)
            return
        document = id_at(self._catalogue, pdf.url)
        if document in self._linked:
            return
        self._linked.add(document)
        self._job.expect(1)
        link = Link(pdf.url, "pdf", title=pdf.text)
        if page.original and self._source.archive:
            stamp = page.url.partition("/web/")[2].partition("id_/")[0]
            copy = raw_copy(self._source.archive, stamp, pdf.url)
            link = replace(link, url=copy, original=pdf.url)
        await self.take(await self._visitor.answer(link))
        self._job.advance()

    async def _missed(self, link: Link, what: Fetched | FetchError) -> tuple[PdfLink, ...]:
        """Note what could not be had; ask REST for a page that is new to us."""
        if isinstance(what, FetchError) and what.ends_source:
            raise what
        self._unread.add(id_of(self._catalogue, link))
        if isinstance(what, FetchError) and what.by_robots:
            self._report.robots_blocked.append(link.url)
            return ()
        if isinstance(what, Fetched) and what.status in GONE:
            self._note_gone(link)
        why = str(what) if isinstance(what, FetchError) else what.answered
        if link.rest and not _is_refusal(what) and self._reader.may_stand_in(link):
            return await self._rest(link, link.rest, why)
        self._report.fail(link.url, why)
        return ()

    async def _rest(self, link: Link, address: str, why: str) -> tuple[PdfLink, ...]:
        """Take what REST gives of a page."""
        try:
            fetched = await self._fetch.page(address)
        except FetchError as error:
            if error.ends_source:
                raise
            self._report.fail(link.url, f"{why}; {error}")
            return ()
        if fetched.status != OK:
            self._report.fail(link.url, why)
            return ()
        reading = None
        with self._intake.guarding(link.url):
            reading = await in_parse_thread(lambda: self._reader.stand_in(fetched, link, why))
        return reading.links if reading else ()

    def _note_gone(self, link: Link) -> None:
        visit = self._visits.get(link.address)
        gone = visit.document_id if visit else id_of(self._catalogue, link)
        entry = self._catalogue.entry(gone)
        if entry is not None:
            self._intake.gone(entry.id, entry.origin)
        if self._source.kind == "counter":
            self._visits.put_hole(link.address)


def _is_refusal(what: Fetched | FetchError) -> bool:
    return what.off_host if isinstance(what, FetchError) else what.status in _REFUSED
