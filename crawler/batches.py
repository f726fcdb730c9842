"""Batches: what REST says of many posts in one request, instead of a request for each page."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncGenerator, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from crawler.fetched import OK, Fetched, FetchError
from crawler.fetcher import Fetcher
from crawler.job import WebJob
from crawler.link import Link
from crawler.rest import rest_address, rest_names, rest_written
from crawler.restpost import is_whole, with_details
from crawler.source import WordPressSource
from crawler.visits import Visit

_AT_ONCE = 50  # posts of one request: half of what WordPress gives, as it has to render them
_LONGEST = 1000  # links that wait in memory for a batch to fill
_PER_PAGE = 100  # the most that WordPress gives
_MOST_CATEGORY_PAGES = 10
_REFUSED = (401, 403, 429)
_DETAILS = "id,date,categories"
_TEXT = (
    f"{_DETAILS},link,modified_gmt,title.rendered,content.rendered,content.protected,"
    "_links.author,_embedded.author"
)

_Post = tuple[dict[str, Any], bytes]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done about a link.

    :ivar visit: the last one, where the catalogue still holds what it brought.
    :ivar is_settled: nothing need be asked for.
    :ivar fetched: the answer, where finding the link or a batch brought it.
    """

    link: Link
    visit: Visit | None
    is_settled: bool = False
    fetched: Fetched | None = None


class Batches:
    """Asks REST for the posts that a crawl is going to read."""

    def __init__(self, job: WebJob, fetcher: Fetcher) -> None:
        source = job.source
        self._reads_by_rest = isinstance(source, WordPressSource) and source.read_by == "rest"
        self._report = job.intake.report
        self._fetch = fetcher
        self._categories: dict[int, str] | None = None
        self._one_by_one = asyncio.Lock()
        self._works: bool | None = None  # until it was tried
        self._left_to_pages = 0

    async def filled(self, plans: Iterable[Plan]) -> AsyncGenerator[Plan]:
        """Yield the plans in their order, with the day, the categories and the text of each post.

        The next batch is fetched while one is read. Where REST does not give a text, the page is
        left to be asked for.

        :raises FetchError: when nothing else of the source can be had either.
        """
        ahead: asyncio.Task[list[Plan]] | None = None
        try:
            for batch in _batches(plans):
                current, ahead = ahead, asyncio.ensure_future(self._fill(batch))
                for plan in await current if current else ():
                    yield plan
            for plan in await ahead if ahead else ():
                yield plan
        finally:
            if ahead:
                ahead.cancel()
        if self._left_to_pages:
            self._report.note(
                "Posts whose text REST does not give in full, so that their pages were read: "
                f"{self._left_to_pages}."
            )

    async def _fill(self, batch: list[Plan]) -> list[Plan]:
        links: defaultdict[str, list[Link]] = defaultdict(list)
        for plan in batch:
            # What robots.txt forbids on its page is not read by another door.
            is_open = plan.link.rest and plan.fetched is None and not plan.is_settled
            if is_open and await self._fetch.allows(plan.link.url):
                links[_collection(plan.link)].append(plan.link)
        posts: dict[str, _Post] = {}
        async with self._one_by_one:  # what one batch shows of a site holds for the next
            for collection, wanted in links.items():
                for post in await self._posts(collection, wanted):
                    posts[f"{collection}/{post[0].get('id')}"] = post
        return [self._told(plan, posts.get(plan.link.rest or "")) for plan in batch]

    async def _posts(self, collection: str, links: list[Link]) -> list[_Post]:
        """Return what REST says of posts of one collection; nothing once it has failed to."""
        numbers = ",".join((link.rest or "").rpartition("/")[2] for link in links)
        query: dict[str, object] = {"include": numbers, "per_page": len(links)}
        query["_fields"] = _DETAILS
        if self._is_read_here(links[0]):
            if self._works is None:
                self._works = await self._is_public(links[0].url)
            query |= {"_fields": _TEXT, "_embed": "author"}
        found = await self._asked(rest_address(collection, query))
        if self._categories is None and any(post.get("categories") for post, _ in found):
            self._categories = await self._names(collection.rpartition("/")[0])
        return found

    async def _is_public(self, page: str) -> bool:
        """Tell whether readers may see a page; a site that hides its pages may forget REST."""
        try:
            fetched = await self._fetch.head(page)
        except FetchError as error:
            if error.ends_source:
                raise
            return not error.off_host
        return fetched.status not in _REFUSED and "wp-login" not in fetched.url

    async def _names(self, base: str) -> dict[int, str]:
        """Return the names of categories by id; a site that hides them has none."""
        names: dict[int, str] = {}
        for page in range(1, _MOST_CATEGORY_PAGES + 1):
            query: dict[str, object] = {"per_page": _PER_PAGE, "page": page, "_fields": "id,name"}
            try:
                fetched = await self._fetch.page(rest_address(f"{base}/categories", query))
                found = rest_names(fetched.body) if fetched.status == OK else {}
            except (FetchError, ValueError) as error:
                if isinstance(error, FetchError) and error.ends_source:
                    raise
                break
            names |= found
            if len(found) < _PER_PAGE:
                break
        return names

    async def _asked(self, address: str) -> list[_Post]:
        if self._works is False:
            return []
        try:
            fetched = await self._fetch.page(address)
            if fetched.status != OK:
                raise FetchError(fetched.answered)  # noqa: TRY301 - handled as all that fails
            return list(rest_written(fetched.body))
        except (FetchError, ValueError) as error:
            if isinstance(error, FetchError) and error.ends_source:
                raise
            self._works = False
            self._report.note(f"REST does not give posts ({error}); their pages were read.")
            return []

    def _told(self, plan: Plan, post: _Post | None) -> Plan:
        """Return the plan with what REST says of its post."""
        if post is None:
            return plan
        found, written = post
        told = replace(plan, link=with_details(plan.link, found, self._categories or {}))
        if not self._is_read_here(plan.link):
            return told
        if not is_whole(found):
            self._left_to_pages += 1
            return told
        headers = {"content-type": "application/json; charset=utf-8"}
        return replace(told, fetched=Fetched(plan.link.rest or "", written, headers=headers))

    def _is_read_here(self, link: Link) -> bool:
        """Tell whether the text is to come from REST; pages are what themes and builders fill."""
        return self._reads_by_rest and link.kind == "article"


def _collection(link: Link) -> str:
    return (link.rest or "").rpartition("/")[0]


def _batches(plans: Iterable[Plan]) -> Iterator[list[Plan]]:
    """Yield runs of plans that REST may know of, and every other plan by itself."""
    batch: list[Plan] = []
    asked = 0
    for plan in plans:
        is_ours = plan.fetched is None and plan.link.rest is not None
        if is_ours:
            batch.append(plan)
            asked += not plan.is_settled
        if batch and (not is_ours or asked >= _AT_ONCE or len(batch) >= _LONGEST):
            yield batch
            batch, asked = [], 0
        if not is_ours:
            yield [plan]
    if batch:
        yield batch
