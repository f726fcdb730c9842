from __future__ import annotations

import io
import json
from typing import Any

from crawler.report import CrawlReport
from crawler.watch import LineWatch


class Clock:
    """A clock that a test sets."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_crawl_is_told_in_json_lines_at_a_sensible_rate() -> None:
    stream, clock, report = io.StringIO(), Clock(), CrawlReport("satu", "folder", "/berkas")
    watch = LineWatch(stream, every=5, clock=clock)
    show = watch.follow(report, "files", resumed=False)
    for done in range(1, 101):
        clock.now, report.bytes = done / 10, done * 1000
        show(done, 200)
    watch.end(report)
    told = lines(stream)
    assert [line["event"] for line in told] == ["start", "progress", "progress", "end"]
    assert told[1] | {"time": ""} == {
        "time": "",
        "event": "progress",
        "source": "satu",
        "unit": "files",
        "done": 50,
        "known": 200,
        "bytes": 50_000,
        "per_second": 10.0,
        "eta_seconds": 15,
    }


def test_failures_are_told_at_once_and_once_and_cannot_break_a_line() -> None:
    stream, report = io.StringIO(), CrawlReport("satu", "folder", "/berkas")
    watch = LineWatch(stream, clock=Clock())
    show = watch.follow(report, "files", resumed=True)
    report.fail("/berkas/a\n{}\x1b[2J.pdf", "it is\u2028 damaged")
    show(1, 2)
    show(2, 2)
    watch.end(report)
    told = lines(stream)
    assert [line["event"] for line in told] == ["start", "failed", "end"]
    assert told[0]["resumed"] is True
    assert "\x1b" not in stream.getvalue()
    assert len(stream.getvalue().splitlines()) == 3
