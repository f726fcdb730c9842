from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog, CrawlStatus
from corpus.health import SourceFacts, SourceHealth, source_health
from tests.documents import article

APTIKA = SourceFacts("aptika", "wordpress", "https://aptika.kominfo.go.id/", "berita", 14)


def ended(catalogue: Catalogue, status: CrawlStatus, *, days_ago: int = 0, **report: Any) -> None:
    log = CrawlLog(catalogue)
    log.end(log.begin("aptika", {}), status, report)
    then = (datetime.now(UTC) - timedelta(days=days_ago)).isoformat(timespec="seconds")
    with catalogue.write() as db:
        db.execute(
            "UPDATE crawls SET finished = ? WHERE id = (SELECT max(id) FROM crawls)", (then,)
        )


def look(catalogue: Catalogue | None) -> SourceHealth:
    return source_health([APTIKA], catalogue, stale_after=30)[0]


def test_a_source_that_was_never_crawled_is_never(catalogue: Catalogue) -> None:
    assert look(None).health == look(catalogue).health == "never"


@pytest.mark.parametrize(
    ("status", "health"),
    [("ok", "ok"), ("partial", "failing"), ("failed", "failing"), ("stopped", "failing")],
)
def test_the_last_crawl_tells_the_health(
    catalogue: Catalogue, status: CrawlStatus, health: str
) -> None:
    ended(catalogue, "ok", days_ago=1)
    ended(catalogue, status)
    assert look(catalogue).health == health


def test_failed_crawls_do_not_keep_a_source_fresh(catalogue: Catalogue) -> None:
    ended(catalogue, "ok", days_ago=15)
    ended(catalogue, "failed", counts={"failed": 3}, alarms=["Hilang."])
    found = look(catalogue)
    assert (found.health, found.last_status) == ("stale", "failed")
    assert (found.counts, found.alarms) == ({"failed": 3}, ("Hilang.",))
    assert found.success_age_seconds == pytest.approx(15 * 86400, abs=60)


def test_single_failures_are_a_success_for_freshness(catalogue: Catalogue) -> None:
    ended(catalogue, "partial", days_ago=1)
    found = look(catalogue)
    assert (found.health, found.success_age_seconds is not None) == ("failing", True)


def test_what_was_crawled_from_the_command_line_is_listed_after_the_configured(
    catalogue: Catalogue,
) -> None:
    catalogue.put(article("Isi.", source="contoh.go.id"))
    catalogue.put(article("Isi.", source="seed", origin="digest:id/a/b"))
    found = source_health([APTIKA], catalogue, stale_after=30)
    assert [(item.source.name, item.documents) for item in found] == [
        ("aptika", 0),
        ("contoh.go.id", 1),
    ]
