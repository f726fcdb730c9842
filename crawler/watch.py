"""Watching a crawl: progress bars on a terminal, JSON lines where a machine reads along."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

    from crawler.report import CrawlReport

Show = Callable[[int, int], None]
"""Told how many pages or files are done with and how many are known of."""

_EVERY = 5.0  # seconds between two lines on one source: a log stays readable, a stall shows


class Watch(Protocol):
    """Whoever follows a crawl."""

    def follow(
        self, report: CrawlReport, unit: str, *, resumed: bool = False, part: str = ""
    ) -> Show:
        """Begin with a source; call what comes back whenever one more is done or known of.

        :param part: names a part of the work that has a count of its own: ``OCR``.
        """

    def end(self, report: CrawlReport) -> None:
        """End with a source, when its report is complete."""


class NoWatch:
    """Follows nothing."""

    def follow(
        self, report: CrawlReport, unit: str, *, resumed: bool = False, part: str = ""
    ) -> Show:
        """Begin with a source."""
        del report, unit, resumed, part
        return lambda _done, _known: None

    def end(self, report: CrawlReport) -> None:
        """End with a source."""


class BarWatch:
    """A bar for each source: done of known, rate, bytes and the time that is left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def follow(
        self, report: CrawlReport, unit: str, *, resumed: bool = False, part: str = ""
    ) -> Show:
        """Begin with a source."""
        name = f"{report.source}, {part}" if part else report.source
        name += " (resumed)" if resumed else ""
        task = self._progress.add_task(name, total=None, unit=unit)

        def show(done: int, known: int) -> None:
            speed = self._progress.tasks[self._progress.task_ids.index(task)].speed
            facts = [unit, f"{speed:.1f}/s" if speed else "", f"{report.bytes / 1e6:.1f} MB"]
            self._progress.update(
                task, completed=done, total=known, unit=", ".join(fact for fact in facts if fact)
            )

        return show

    def end(self, report: CrawlReport) -> None:
        """Leave the bar as it is."""


class LineWatch:
    """One JSON object a line: ``start``, ``progress``, ``failed``, ``end``, each with its time.

    :param clock: the seconds that rates are taken from.
    """

    def __init__(
        self, stream: TextIO, *, every: float = _EVERY, clock: Callable[[], float] = monotonic
    ) -> None:
        self._stream = stream
        self._every = every
        self._clock = clock
        self._told: dict[str, int] = {}  # failures already told of each source

    def follow(
        self, report: CrawlReport, unit: str, *, resumed: bool = False, part: str = ""
    ) -> Show:
        """Begin with a source."""
        about = {"part": part} if part else {"place": report.place, "resumed": resumed}
        self._tell("start", report, **about)
        began = last = self._clock()

        def show(done: int, known: int) -> None:
            nonlocal last
            self._tell_failures(report)
            now = self._clock()
            if now - last < self._every:
                return
            last, rate = now, done / (now - began)
            self._tell(
                "progress",
                report,
                unit=unit,
                done=done,
                known=known,
                bytes=report.bytes,
                per_second=round(rate, 2),
                eta_seconds=round((known - done) / rate) if rate else None,
            )

        return show

    def end(self, report: CrawlReport) -> None:
        """Tell what a source came to."""
        self._tell_failures(report)
        self._tell(
            "end", report, ok=report.ok, counts=report.counts(), alarms=report.alarms,
            bytes=report.bytes, seconds=report.seconds,
        )  # fmt: skip

    def _tell_failures(self, report: CrawlReport) -> None:
        for failure in report.failed[self._told.get(report.source, 0) :]:
            self._tell("failed", report, url=failure.url, reason=failure.reason)
        self._told[report.source] = len(report.failed)

    def _tell(self, event: str, report: CrawlReport, **facts: Any) -> None:  # noqa: ANN401
        time = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"time": time, "event": event, "source": report.source, **facts}
        self._stream.write(json.dumps(line, ensure_ascii=True) + "\n")
        self._stream.flush()
