"""A WebJob: one source on the web to crawl, with all that a spider needs for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from corpus.errors import PilarError
from crawler.intake import Intake
from crawler.sourcebase import WebSource


@dataclass
class WebJob:
    """What to crawl and how far; what happened is in the intake's report.

    :ivar folder: for the files that make the next crawl cheaper.
    :ivar show: called with how many pages are done and how many are known of.
    :ivar count_bytes: returns how many bytes were fetched so far.
    :ivar stopped: a person stopped the crawl.
    :ivar fatal: the disk refused or the sources file is wrong, and the crawl ended.
    """

    source: WebSource
    intake: Intake
    folder: Path
    show: Callable[[int, int], None]
    since: date | None = None
    limit: int | None = None
    full: bool = False
    count_bytes: Callable[[], int] = lambda: 0
    stopped: bool = False
    fatal: PilarError | None = None
    _done: int = field(default=0, init=False)
    _known: int = field(default=0, init=False)

    def expect(self, pages: int) -> None:
        """Note that so many more pages are to come."""
        self._known += pages
        self.show(self._done, self._known)

    def advance(self) -> None:
        """Note that a page is done with."""
        self._done += 1
        self.intake.report.bytes = self.count_bytes()
        self.show(self._done, self._known)


def by_host(jobs: Sequence[WebJob]) -> list[list[WebJob]]:
    """Return the jobs in groups that share no host: only those may run side by side."""
    groups: list[tuple[set[str], list[WebJob]]] = []
    for job in jobs:
        hosts, together = set(job.source.site.hosts), [job]
        for group in [group for group in groups if group[0] & hosts]:
            groups.remove(group)
            hosts, together = hosts | group[0], group[1] + together
        groups.append((hosts, together))
    return [together for _, together in groups]
