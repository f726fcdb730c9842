from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bs4 import BeautifulSoup

from crawler.report import CrawlReport, Scan
from crawler.reportfile import write_reports

STARTED = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def report() -> CrawlReport:
    found = CrawlReport("aptika", "wordpress", "https://aptika.kominfo.go.id/", listing="rest")
    found.new.append("https://aptika.kominfo.go.id/baru")
    found.missing.append("https://aptika.kominfo.go.id/hilang")
    found.forbidden("aptika.kominfo.go.id")
    found.forbidden("aptika.kominfo.go.id")
    found.fail("https://aptika.kominfo.go.id/rusak", "answered 500 Internal Server Error")
    return found


def test_a_run_leaves_its_reports_as_json_and_html(tmp_path: Path) -> None:
    files = write_reports(tmp_path, STARTED, [report()], keep=5)
    told = json.loads(files.json.read_text())
    assert (told["started"], told["ok"]) == ("2026-05-04T03:02:01+00:00", False)
    assert told["reports"][0]["counts"]["missing"] == 1
    assert told["reports"][0]["forbidding_hosts"] == ["aptika.kominfo.go.id"]
    page = BeautifulSoup(files.html.read_text(), "lxml")
    text = page.get_text(" ", strip=True)
    assert "answered 500 Internal Server Error" in text
    assert "needs a look" in text
    assert page.select_one("details.failed a[href='https://aptika.kominfo.go.id/rusak']")
    assert page.select_one("meta[name=viewport]")


def test_what_a_site_sent_is_never_markup_and_never_a_script_link(tmp_path: Path) -> None:
    hostile = report()
    hostile.scans.append(Scan("javascript:alert(1)", "<script>alert(2)</script>\x1b[2J", 1))
    hostile.note("<img src=x onerror=alert(3)>")
    html = write_reports(tmp_path, STARTED, [hostile], keep=5).html.read_text()
    page = BeautifulSoup(html, "lxml")
    assert not page.select("script, img")
    assert not page.select("a[href^='javascript']")
    assert "\x1b" not in html


def test_only_the_newest_reports_are_kept(tmp_path: Path) -> None:
    for day in range(4):
        write_reports(tmp_path, STARTED + timedelta(days=day), [report()], keep=2)
    assert sorted(path.name[:14] for path in tmp_path.iterdir()) == [
        "crawl-20260506",
        "crawl-20260506",
        "crawl-20260507",
        "crawl-20260507",
    ]
