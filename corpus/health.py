"""How the sources fare: documents, last crawl, last success, and whether someone should look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog, CrawlStatus
from corpus.digest import SEED_SOURCE

Health = Literal["ok", "failing", "stale", "never"]
"""``stale``: no success for too long; ``failing``: the last crawl had failures or an alarm;
``never``: no crawl has succeeded yet."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A configured source, as far as its health needs it.

    :ivar stale_after: days without a success after which it is stale.
    """

    name: str
    kind: str
    place: str
    why: str
    stale_after: int
    pillars: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """How one source fares.

    :ivar last_success: when a crawl last read it, with or without single failures.
    :ivar success_age_seconds: how long ago that was.
    """

    source: SourceFacts
    health: Health
    documents: int
    last_crawl: str | None
    last_status: CrawlStatus | None
    last_success: str | None
    success_age_seconds: float | None
    counts: dict[str, int]
    alarms: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return it in one level, ready for JSON."""
        found = asdict(self)
        return {**found.pop("source"), **found}


def source_health(
    sources: Sequence[SourceFacts], catalogue: Catalogue | None, *, stale_after: int
) -> list[SourceHealth]:
    """Return a line on every source: those configured, then others that were crawled once.

    :param catalogue: None where there is none yet.
    :param stale_after: days, for sources that are not configured.
    """
    log = CrawlLog(catalogue) if catalogue else None
    crawls, successes = (log.last(), log.last_success()) if log else ({}, {})
    counts = catalogue.counts() if catalogue else {}
    known = {source.name for source in sources}
    others = sorted(({*counts} | {*crawls}) - known - {SEED_SOURCE})
    return [
        _health(source, crawls.get(source.name), successes.get(source.name), counts)
        for source in (*sources, *(_other(name, crawls.get(name), stale_after) for name in others))
    ]


def _other(name: str, crawl: dict[str, Any] | None, stale_after: int) -> SourceFacts:
    report = crawl["report"] if crawl else {}
    kind, place = str(report.get("kind", "")), str(report.get("place", ""))
    return SourceFacts(name, kind, place, "Named on the command line.", stale_after)


def _health(
    source: SourceFacts, crawl: dict[str, Any] | None, success: str | None, counts: dict[str, int]
) -> SourceHealth:
    report = crawl["report"] if crawl else {}
    age = datetime.now(UTC) - datetime.fromisoformat(success) if success else None
    health: Health = "ok"
    if age is None:
        health = "failing" if crawl else "never"
    elif age > timedelta(days=source.stale_after):
        health = "stale"
    elif crawl and crawl["status"] != "ok":
        health = "failing"
    return SourceHealth(
        source,
        health,
        counts.get(source.name, 0),
        crawl["finished"] if crawl else None,
        crawl["status"] if crawl else None,
        success,
        round(age.total_seconds()) if age else None,
        report.get("counts") or {},
        tuple(report.get("alarms") or ()),
    )
