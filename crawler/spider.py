"""The one spider for every source on the web: discover, read, look for what is gone.

A source has one connection, as a rule, so the crawl is one coroutine that takes one page in after
the other; Scrapy does the asking: robots.txt, throttling, retries, redirects, limits. Import it
only to crawl.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider

from corpus.errors import SourcesError, StorageError
from crawler.absence import Absence
from crawler.budget import PageBudget
from crawler.discovery import ByArchive, Discovery, Guide, discovery_of
from crawler.fetched import BudgetSpentError, FetchError
from crawler.fetcher import Fetcher
from crawler.frontier import Frontier
from crawler.pipeline import Pipeline
from crawler.seeder import Seeder
from crawler.visitor import Visitor
from crawler.visits import Visits

if TYPE_CHECKING:
    from crawler.job import WebJob


class WebSpider(Spider):
    """Crawls one source into the intake of its job.

    :ivar site: the hosts that may be asked; the middlewares look here.
    :ivar report: likewise, for what they have to say.
    """

    name = "web"

    def __init__(self, job: WebJob) -> None:
        super().__init__(job.source.name)
        self.job = job
        self.source = job.source
        self.site = job.source.site
        self.report = job.intake.report
        self._nothing_left: Request | None = None

    async def start(self) -> AsyncIterator[Request]:
        """Crawl; Scrapy calls this, and is left nothing to schedule."""
        budget = PageBudget(self.source.max_pages)
        self._fetch = Fetcher(self.crawler, self.source)
        self._visits = Visits(self.job.intake.catalogue, self.source.name)
        self._frontier = Frontier(self.job.folder, self.source.name)
        self._seeder = Seeder(self.job, self._frontier, self._visits, budget)
        self._visitor = Visitor(self.job, self._fetch, self._visits, budget)
        self._pipeline = Pipeline(self.job, self._fetch, self._visits, self._visitor)
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
            self.source, self._fetch.listing, self.job.since, self._known, self._visits.put_hole
        )
        try:
            await self._crawl(discovery_of(guide))
        except BudgetSpentError:
            raise
        except FetchError as error:
            if not self.source.archive or self.source.kind == "archive" or self.job.intake.done:
                raise
            self.report.note(
                f"The site could not be read ({error}); its copy in the archive "
                f"{self.source.archive} was read instead."
            )
            self._frontier.clear()
            await self._crawl(ByArchive(guide))

    async def _crawl(self, discovery: Discovery) -> None:
        await self._seeder.fill(discovery)
        self.job.expect(self._frontier.size)
        absence = Absence(self.job.intake, self._fetch, self._frontier, discovery.listing)
        await absence.settle_pages()
        async with aclosing(self._visitor.answers(self._frontier)) as answers:
            async for answer in answers:
                await self._pipeline.take(answer)
                self.job.advance()
        await absence.settle_pdfs(self._pipeline.linked())

    def _known(self, url: str) -> Any:  # noqa: ANN401 - "page", "hole" or None
        visit = self._visits.get(url)
        return None if visit is None else "page" if visit.document_id else "hole"

    def _fall_short(self, reason: str) -> None:
        self.report.complete = False
        self.report.note(reason)

    def closed(self, reason: str) -> None:
        """Note how it ended; Scrapy calls this."""
        self.job.stopped = reason == "shutdown"
        if hasattr(self, "_fetch"):
            self.report.bytes = self._fetch.bytes
