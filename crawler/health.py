"""How the configured sources fare: documents, last crawl, and whether someone should look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.settings import Settings
from crawler.source import AnySource

Health = Literal["ok", "failing", "never", "stale"]

_STALE_AFTER = timedelta(days=30)  # sites post weekly; a month without a crawl is an oversight


def source_health(settings: Settings, sources: Sequence[AnySource]) -> list[dict[str, Any]]:
    """Return a line on every source, ready for JSON; the data folder is not made by asking."""
    counts: dict[str, int] = {}
    crawls: dict[str, dict[str, Any]] = {}
    if settings.catalogue_path.exists():
        catalogue = Catalogue(settings.catalogue_path)
        counts, crawls = catalogue.counts(), CrawlLog(catalogue).last()
        catalogue.close()
    return [
        {
            "name": source.name,
            "kind": source.kind,
            "place": source.place,
            "why": source.why,
            "pillars": list(source.pillars),
            "regions": list(source.regions),
            "unverified": source.unverified,
            "documents": counts.get(source.name, 0),
            "last_crawl": crawls.get(source.name, {}).get("finished"),
            "counts": crawls.get(source.name, {}).get("report", {}).get("counts"),
            "health": _health(crawls.get(source.name)),
        }
        for source in sources
    ]


def _health(crawl: dict[str, Any] | None) -> Health:
    if crawl is None:
        return "never"
    if datetime.now(UTC) - datetime.fromisoformat(crawl["finished"]) > _STALE_AFTER:
        return "stale"
    return "ok" if crawl["report"].get("ok") else "failing"
