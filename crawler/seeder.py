"""A Seeder: fills the frontier with what a discovery finds, as far as it is wanted."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from crawler.budget import PageBudget
from crawler.discovery import ByArchive, Discovery, Found
from crawler.discovery.addresses import address_links
from crawler.fetched import FetchError
from crawler.frontier import Frontier
from crawler.identity import id_of
from crawler.job import WebJob
from crawler.link import Link
from crawler.visits import Visits


class Seeder:
    """Fills the frontier of one crawl: from the site or, should that fail, from its archive."""

    def __init__(self, job: WebJob, frontier: Frontier, visits: Visits, budget: PageBudget) -> None:
        self._job = job
        self._source = job.source
        self._site = job.source.site
        self._frontier = frontier
        self._visits = visits
        self._budget = budget
        self._unvisited = 0

    async def fill(self, discovery: Discovery) -> None:
        """Fill the frontier and report how the pages were listed.

        :raises FetchError: when nothing can be listed.
        """
        report = self._job.intake.report
        try:
            await self._list(discovery)
        except FetchError as error:
            if not self._frontier.size:
                raise
            discovery.listing.fall_short(f"The listing broke off: {error}.")
            report.fail(self._site.home, str(error))
        finally:
            report.listing = discovery.listing.method
            report.complete = discovery.listing.complete
            for note in discovery.listing.notes:
                report.note(note)

    async def _list(self, discovery: Discovery) -> None:
        catalogue = self._job.intake.catalogue
        async with aclosing(self._wanted(discovery)) as wanted:
            async for link, answer in wanted:
                if reason := self._reason_to_end(discovery, link, was_fetched=answer is not None):
                    discovery.listing.fall_short(reason)
                    break
                if answer is not None:
                    self._budget.spend()
                self._frontier.add(link, id_of(catalogue, link), answer)
        if self._job.since is not None:
            discovery.listing.fall_short(
                f"Only what changed since {self._job.since} was asked for."
            )

    def _reason_to_end(self, discovery: Discovery, link: Link, *, was_fetched: bool) -> str:
        """Return why a link and what follows it are left out; empty where they are not."""
        limit = self._job.limit
        if limit is not None and self._frontier.size >= limit:
            return f"Only {limit} pages were asked for."
        if (was_fetched and self._budget.is_spent) or self._is_enough(discovery, link):
            return f"{self._budget.words}; the rest waits."
        return ""

    def _is_enough(self, discovery: Discovery, link: Link) -> bool:
        """Tell whether turning further pages would only find what this crawl cannot read."""
        if discovery.listing.method != "pages":
            return False
        self._unvisited += self._visits.get(link.address) is None
        return self._unvisited > self._budget.most

    async def _wanted(self, discovery: Discovery) -> AsyncGenerator[Found]:
        """Yield what the discovery finds and the sources file names, as far as it is wanted."""
        async for found in discovery.found():
            if self._wants(found.link):
                yield found
        if not isinstance(discovery, ByArchive):
            for link in address_links(self._source):
                yield Found(link)

    def _wants(self, link: Link) -> bool:
        since = self._job.since
        return (
            self._site.holds(link.url)
            and self._source.wants(link.address)
            and (since is None or link.is_since(since))
        )
