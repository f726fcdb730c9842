"""The CrawlLog: the runs that are under way or were killed, and the crawls that have ended."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from corpus.database import Database, now

CrawlStatus = Literal["ok", "partial", "failed", "stopped"]
"""``ok``: all was read; ``partial``: some was not; ``failed``: nothing could be read;
``stopped``: a person or a full disk ended it."""

RESUME_WITHIN = timedelta(hours=24)  # a site changes: what was read before that is asked for anew


@dataclass(frozen=True, slots=True)
class Run:
    """One run over one source, from its start to its end, however often it is killed between.

    :ivar started: when it began, to the microsecond; with the source, it names the run.
    :ivar resumed: whether an earlier process began it.
    """

    source: str
    started: str
    resumed: bool = False


class CrawlLog:
    """The log of one data folder; the caller holds the write lock."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, source: str, options: dict[str, Any]) -> Run:
        """Begin a run, or go on with the one that did not come to its end.

        :param options: what was asked for; a run with other options is another run.
        """
        asked = json.dumps(options, sort_keys=True)
        started = datetime.now(UTC)
        for row in self._database.rows("SELECT * FROM runs WHERE source = ?", (source,)):
            is_recent = started - datetime.fromisoformat(row["started"]) < RESUME_WITHIN
            if is_recent and row["options"] == asked:
                return Run(source, row["started"], resumed=True)
        run = Run(source, started.isoformat(timespec="microseconds"))
        with self._database.write() as db:
            db.execute("INSERT OR REPLACE INTO runs VALUES (?, ?, ?)", (source, run.started, asked))
        return run

    def end(self, run: Run, status: CrawlStatus, report: dict[str, Any]) -> None:
        """Keep the report of a run; one that was stopped can be gone on with."""
        with self._database.write() as db:
            db.execute(
                "INSERT INTO crawls (source, started, finished, report, status) "
                "VALUES (?, ?, ?, ?, ?)",
                (run.source, run.started, now(), json.dumps(report, ensure_ascii=False), status),
            )
            if status != "stopped":
                db.execute("DELETE FROM runs WHERE source = ?", (run.source,))

    def last(self) -> dict[str, dict[str, Any]]:
        """Return source -> start, end, status and report of its newest crawl."""
        rows = self._database.rows(
            "SELECT source, started, finished, status, report FROM crawls WHERE id IN "
            "(SELECT max(id) FROM crawls GROUP BY source)"
        )
        return {row["source"]: {**row, "report": json.loads(row["report"])} for row in rows}

    def last_success(self) -> dict[str, str]:
        """Return source -> when a crawl last read it, with or without single failures."""
        rows = self._database.rows(
            "SELECT source, max(finished) AS finished FROM crawls "
            "WHERE status IN ('ok', 'partial') GROUP BY source"
        )
        return {row["source"]: row["finished"] for row in rows}
