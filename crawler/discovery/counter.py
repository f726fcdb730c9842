"""The kind ``counter``: numbers that rise, asked for one by one until a run of them is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from itertools import count

from corpus.ids import canonical_url
from crawler.discovery.base import Discovery, Found
from crawler.fetched import GONE, OK, Fetched, FetchError
from crawler.link import Link

_MOST_ERRORS = 5  # in a row: then the site is ill, not at its end


class ByCounter(Discovery):
    """Finds pages by their number; what an earlier crawl met is not asked for again."""

    method = "counter"

    async def found(self) -> AsyncIterator[Found]:
        """Yield a link for every number that has a page."""
        source = self.guide.source
        misses = errors = 0
        hits = False
        for number in count(source.first):
            url = source.url.replace("{id}", str(number))
            known = self.guide.known(url)
            if known == "page":
                hits, misses = True, 0
                yield Found(Link(url))
                continue
            answer = None if known == "hole" and not self._is_edge(number) else await self._ask(url)
            if answer is not None and self._is_hit(answer):
                hits, misses, errors = True, 0, 0
                yield Found(Link(url), answer)
            elif answer is None and known != "hole":
                errors += 1
            else:
                self.guide.hole(url)
                misses += 1
            if misses >= source.misses or errors >= _MOST_ERRORS:
                break
        if errors:
            self.listing.fall_short(f"Some numbers could not be asked for: {self.tried[-1]}.")
        if not hits:
            raise FetchError(f"no number has a page ({'; '.join(self.tried[-3:])})")

    def _is_edge(self, number: int) -> bool:
        """Tell whether nothing is known to follow a number that was missing before."""
        source = self.guide.source
        ahead = range(number + 1, number + 1 + source.misses)
        return not any(
            self.guide.known(source.url.replace("{id}", str(n))) == "page" for n in ahead
        )

    async def _ask(self, url: str) -> Fetched | None:
        try:
            return await self.guide.fetch(url)
        except FetchError as error:
            if error.ends_source:
                raise
            self.tried.append(f"{url}: {error}")
            return None

    def _is_hit(self, answer: Fetched) -> bool:
        """Tell a page from an absence; sites without 404 lead to their front page."""
        if answer.status != OK:
            if answer.status not in GONE:
                self.tried.append(f"{answer.url}: {answer.answered}")
            return False
        return canonical_url(answer.url) != canonical_url(self.site.home)
