"""A Visitor: asks for the pages and PDFs of a crawl, those that may have changed only."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable
from contextlib import aclosing
from dataclasses import replace
from typing import NamedTuple

from crawler.batches import Batches, Plan
from crawler.budget import PageBudget
from crawler.fetched import NOT_MODIFIED, OK, Fetched, FetchError
from crawler.fetcher import Fetcher
from crawler.identity import id_of
from crawler.job import WebJob
from crawler.link import Link
from crawler.parsethread import in_parse_thread
from crawler.splitpost import further_pages, joined
from crawler.visits import Visit, Visits

_LASTMOD_TRUST = 30  # days; some sites never renew what their sitemap says


class Answer(NamedTuple):
    """A link with what came of asking for it: an answer, an error, or nothing to ask.

    :ivar visit: the last one before, where the catalogue still holds what it brought.
    """

    link: Link
    visit: Visit | None
    fetched: Fetched | FetchError | None


class Visitor:
    """Asks for one link after the other."""

    def __init__(self, job: WebJob, fetcher: Fetcher, visits: Visits, budget: PageBudget) -> None:
        self._job = job
        self._intake = job.intake
        self._source = job.source
        self._site = job.source.site
        self._fetch = fetcher
        self._visits = visits
        self._budget = budget
        self._batches = Batches(job, fetcher)

    async def answers(self, links: Iterable[tuple[Link, Fetched | None]]) -> AsyncGenerator[Answer]:
        """Yield every link with its answer; those that follow are fetched while one is read.

        :param links: with the answer where finding the link brought it.
        """
        ahead: deque[asyncio.Task[Answer]] = deque()
        try:
            plans = (self._plan(link, answer) for link, answer in links)
            async with aclosing(self._batches.filled(plans)) as filled:
                async for plan in filled:
                    ahead.append(asyncio.ensure_future(self._carried_out(plan)))
                    if len(ahead) > self._source.connections:
                        yield await ahead.popleft()
            while ahead:
                yield await ahead.popleft()
        finally:
            for task in ahead:
                task.cancel()

    async def answer(self, link: Link) -> Answer:
        """Return a link with its answer, asking for it only where that may bring something new."""
        return await self._carried_out(self._plan(link))

    def _plan(self, link: Link, fetched: Fetched | None = None) -> Plan:
        visit = self._visits.get(link.address)
        if visit is not None and visit.document_id and self._is_of_this_run(visit):
            return Plan(link, visit, is_settled=True)
        visit = self._current(visit)
        if fetched is not None:
            return Plan(link, visit, fetched=fetched)
        if visit is not None:
            return Plan(link, visit, is_settled=self._is_settled(link, visit))
        return Plan(link, None, is_settled=bool(link.original) and self._is_live(link))

    async def _carried_out(self, plan: Plan) -> Answer:
        link, visit, fetched = plan.link, plan.visit, plan.fetched
        ask = self._pdf if link.kind == "pdf" else self._page
        try:
            if not plan.is_settled and (fetched is None or fetched.url == link.rest):
                self._budget.spend()  # whoever found a link with its answer has counted it
                fetched = fetched or await ask(link, visit)
            return Answer(link, visit, fetched)
        except FetchError as error:
            return Answer(link, visit, error)

    def _is_of_this_run(self, visit: Visit) -> bool:
        """Tell whether this run read a page before it was killed."""
        run = self._intake.run
        return run.resumed and visit.run == run.started

    def _current(self, visit: Visit | None) -> Visit | None:
        """Return a visit if the catalogue still holds the bytes that it brought."""
        if visit is None or self._job.full:
            return None
        if not visit.document_id:  # a page without text, or a hole
            return visit if visit.raw else None
        current = self._intake.current(visit.document_id)
        if current is None or current.raw != visit.raw or not self._intake.same_tags(current):
            return None
        return visit

    def _is_settled(self, link: Link, visit: Visit) -> bool:
        """Tell whether the listing, or its age, says that a page need not be asked for."""
        if link.modified and link.modified == visit.listed:
            return bool(link.rest or link.original) or visit.is_younger_than(_LASTMOD_TRUST)
        return link.modified is None and visit.is_younger_than(self._source.recheck_days)

    def _is_live(self, link: Link) -> bool:
        """Tell whether the site itself gave a document that an archive holds a copy of."""
        current = self._intake.current(id_of(self._intake.catalogue, link))
        archive = self._source.archive or ""
        return current is not None and not (current.url or "").startswith(archive)

    async def _page(self, link: Link, visit: Visit | None) -> Fetched:
        """Return a page, put together where the site splits it."""
        fetched = await self._fetch.page(link.url, visit)
        if fetched.status != OK:
            return fetched
        parts = []
        for url in further_pages(fetched) if self._site.holds(fetched.url) else ():
            part = await self._fetch.page(url)
            if part.status != OK:
                raise FetchError(f"its further page {url} {part.answered}")
            parts.append(part)
        if not parts:
            return fetched
        whole = await in_parse_thread(lambda: joined(fetched, parts))
        validators = ("etag", "last-modified")  # they speak of the first page only
        headers = {name: value for name, value in whole.headers.items() if name not in validators}
        return replace(whole, headers=headers)

    async def _pdf(self, link: Link, visit: Visit | None) -> Fetched:
        """Return a PDF; status 304 also where a server that tells no more tells the same length."""
        if visit is not None and visit.length and not visit.headers():
            head = await self._fetch.head(link.url)
            if head.status == OK and head.length == visit.length:
                return replace(head, status=NOT_MODIFIED)
        return await self._fetch.pdf(link.url, visit)
