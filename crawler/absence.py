"""What the catalogue has of a source and a crawl did not meet: perhaps gone, perhaps not."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.catalogue import Entry
from corpus.ids import canonical_url
from crawler.fetched import GONE, OK, Fetched, FetchError
from crawler.fetcher import Fetcher
from crawler.frontier import Frontier
from crawler.identity import id_at
from crawler.intake import LOOK_AT_SITE, Intake
from crawler.listing import Listing

_NO_HEAD = (405, 501)


@dataclass(frozen=True, slots=True)
class Absent:
    """A document to ask for once more before it is withdrawn."""

    id: str
    origin: str
    url: str


class Absence:
    """Asks once more for what a crawl did not meet, and settles what became of it.

    A listing that is incomplete, or that lost more than half of what the source had, proves
    nothing: then nothing is asked for, and the report says so.
    """

    def __init__(
        self, intake: Intake, fetcher: Fetcher, frontier: Frontier, listing: Listing
    ) -> None:
        self._intake = intake
        self._catalogue = intake.catalogue
        self._report = intake.report
        self._fetch = fetcher
        self._frontier = frontier
        self._listing = listing

    async def settle_pages(self) -> None:
        """Settle the pages that the listing no longer holds, before those that it holds are read.

        :raises FetchError: when nothing else of the source can be had either.
        """
        pages = [entry for entry in self._known() if not is_pdf_address(entry.origin)]
        missing = [entry for entry in pages if not self._frontier.holds(entry.id)]
        if missing and not self._proves_nothing() and not self._is_alarming(missing, pages):
            await self._ask_for(missing)

    async def settle_pdfs(self, linked: set[str]) -> None:
        """Settle the PDFs that no page links any more, once every page was read.

        :param linked: ids of the PDFs that a page links or linked when it could last be read.
        :raises FetchError: when nothing else of the source can be had either.
        """
        pdfs = (entry for entry in self._known() if is_pdf_address(entry.origin))
        missing = [entry for entry in pdfs if entry.id not in linked | self._intake.done]
        if missing and not self._proves_nothing():
            await self._ask_for(missing)

    def _known(self) -> list[Entry]:
        return self._catalogue.entries(
            "WHERE d.source = ? AND d.withdrawn IS NULL", (self._intake.source.name,)
        )

    def _proves_nothing(self) -> bool:
        if not self._listing.complete:
            self._report.note("The listing is not complete, so nothing was withdrawn.")
        return not self._listing.complete

    def _is_alarming(self, missing: list[Entry], pages: list[Entry]) -> bool:
        if len(missing) * 2 <= len(pages):
            return False
        self._report.alarm(
            f"The site lists {len(pages) - len(missing)} of the {len(pages)} pages that it had; "
            f"nothing was withdrawn. {LOOK_AT_SITE}"
        )
        self._listing.complete = False
        return True

    async def _ask_for(self, missing: list[Entry]) -> None:
        for entry in missing:
            url = self._catalogue.document(entry.id).url or entry.origin
            item = Absent(entry.id, entry.origin, url)
            try:
                fetched = await self._ask_again(item)
            except FetchError as error:
                if error.ends_source:
                    raise
                if error.by_robots:
                    self._report.robots_blocked.append(item.url)
                else:
                    self._report.fail(item.url, str(error))
                continue
            with self._intake.guarding(item.url):
                self._settle(item, fetched)

    async def _ask_again(self, item: Absent) -> Fetched:
        if not is_pdf_address(item.url):
            return await self._fetch.page(item.url)
        head = await self._fetch.head(item.url)
        return head if head.status not in _NO_HEAD else await self._fetch.pdf(item.url)

    def _settle(self, item: Absent, fetched: Fetched) -> None:
        """Withdraw a document that is gone, follow one that moved, and leave the rest."""
        if fetched.status in GONE:
            self._intake.gone(item.id, item.origin)
        elif fetched.status != OK:
            self._report.fail(item.url, fetched.answered)
        elif is_pdf_address(item.url):
            self._intake.still_there(item.id)
        else:
            self._follow(item, fetched)

    def _follow(self, item: Absent, fetched: Fetched) -> None:
        """Tell a page that is only not listed from one that moved."""
        now = id_at(self._catalogue, fetched.url)
        if now == item.id or not self._frontier.holds(now):
            self._intake.still_there(item.id)
            self._report.note(f"{item.url} is not listed any more but still there; kept.")
        elif self._intake.current(now) is not None:  # another document, or a second copy
            self._intake.moved(item.id, item.origin)
        else:
            self._catalogue.add_address(canonical_url(fetched.url), item.origin)
            self._frontier.rename(now, item.id)
            self._report.note(f"{item.url} moved to {fetched.url}.")


def is_pdf_address(url: str) -> bool:
    """Tell whether an address is a PDF's, by its end."""
    return urlsplit(url).path.lower().endswith(".pdf")
