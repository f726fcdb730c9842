from __future__ import annotations

from datetime import UTC, datetime, timedelta

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog


def test_a_run_that_did_not_end_is_gone_on_with(catalogue: Catalogue) -> None:
    log = CrawlLog(catalogue)
    first = log.begin("satu", {"limit": None})
    again = log.begin("satu", {"limit": None})
    assert (first.resumed, again.resumed, again.started) == (False, True, first.started)


def test_a_run_that_was_asked_otherwise_begins_anew(catalogue: Catalogue) -> None:
    log = CrawlLog(catalogue)
    first = log.begin("satu", {"limit": None})
    assert log.begin("satu", {"limit": 3}).started != first.started


def test_a_run_of_the_day_before_begins_anew(catalogue: Catalogue) -> None:
    log = CrawlLog(catalogue)
    log.begin("satu", {})
    old = (datetime.now(UTC) - timedelta(hours=25)).isoformat()
    with catalogue.write() as db:
        db.execute("UPDATE runs SET started = ?", (old,))
    assert not log.begin("satu", {}).resumed


def test_an_ended_run_is_not_gone_on_with_and_a_stopped_one_is(catalogue: Catalogue) -> None:
    log = CrawlLog(catalogue)
    log.end(log.begin("satu", {}), "stopped", {})
    run = log.begin("satu", {})
    assert run.resumed
    log.end(run, "partial", {})
    assert not log.begin("satu", {}).resumed


def test_the_newest_crawl_and_the_last_success_of_each_source_are_remembered(
    catalogue: Catalogue,
) -> None:
    log = CrawlLog(catalogue)
    log.end(log.begin("satu", {}), "partial", {"new": 1})
    log.end(log.begin("satu", {}), "failed", {"new": 0})
    log.end(log.begin("dua", {}), "failed", {})
    assert log.last()["satu"]["report"] == {"new": 0}
    assert set(log.last_success()) == {"satu"}
