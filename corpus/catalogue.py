"""The catalogue: every document, every version of it that was seen, and every crawl.

SQLite in WAL mode, so that the service reads while a crawl writes. Together with the raw files
it is the truth; the indexes are rebuilt from it.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from corpus.document import Document, structure_from_json
from corpus.errors import StorageError, UnknownNameError, disk_errors
from corpus.migrations import SCHEMA_VERSION, migrate, schema_version

Change = Literal["new", "changed", "unchanged"]

_BUSY_TIMEOUT = 30  # seconds that a writer waits for another


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the catalogue: a document without its text."""

    id: str
    origin: str
    source: str
    version: str
    title: str
    kind: str
    language: str
    published: str | None
    first_seen: str
    last_seen: str
    withdrawn: str | None
    missing: str | None


class Catalogue:
    """The documents of one data folder. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue, making it and its folder where they are missing.

        :raises StorageError: when the folder cannot be written or the file is no catalogue.
        """
        self._path = path
        self._threads = threading.local()
        with disk_errors(path), self._storage_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            found = schema_version(self._connection())
            if found > SCHEMA_VERSION:
                raise StorageError(
                    f"{path} was written by a newer Enam Pilar (form {found}, "
                    f"this one reads {SCHEMA_VERSION}).",
                    "Update Enam Pilar, or choose another folder with PILAR_DATA_DIR.",
                )
            migrate(self._connection())

    def put(self, document: Document) -> Change:
        """Store a document as it is now; an earlier version is kept beside it."""
        now = _now()
        with self._write() as db:
            known = db.execute(
                "SELECT version, withdrawn FROM documents WHERE id = ?", (document.id,)
            ).fetchone()
            db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL, NULL) "
                "ON CONFLICT (id) DO UPDATE "
                "SET source = excluded.source, version = excluded.version, "
                "last_seen = excluded.last_seen, withdrawn = NULL, missing = NULL",
                (document.id, document.origin, document.source, document.version, now, now),
            )
            db.execute(
                "INSERT OR IGNORE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.version,
                    document.fetched_at or now,
                    document.title,
                    document.kind,
                    document.language,
                    document.published,
                    document.raw,
                    json.dumps(_content(document), ensure_ascii=False),
                ),
            )
        if known is None or known["withdrawn"]:
            return "new"
        return "unchanged" if known["version"] == document.version else "changed"

    def seen(self, document_id: str) -> None:
        """Note that a document was found again, unchanged, without reading it anew."""
        with self._write() as db:
            db.execute(
                "UPDATE documents SET last_seen = ?, withdrawn = NULL, missing = NULL WHERE id = ?",
                (_now(), document_id),
            )

    def withdraw(self, document_id: str) -> bool:
        """Take a document out of answers, keeping all that is archived of it."""
        with self._write() as db:
            done = db.execute(
                "UPDATE documents SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL",
                (_now(), document_id),
            )
        return done.rowcount > 0

    def document(self, document_id: str, version: str | None = None) -> Document:
        """Return a document, in its newest version unless one is named.

        :raises UnknownNameError: when there is no such document or version.
        """
        row = self._rows(
            "SELECT d.origin, d.source, v.* FROM documents d JOIN versions v "
            "ON v.document_id = d.id AND v.version = coalesce(?, d.version) WHERE d.id = ?",
            (version, document_id),
        )
        if not row:
            raise UnknownNameError(
                f"No document {document_id!r} is in the catalogue.",
                "GET /v1/documents lists the ones there are.",
            )
        return _document(row[0])

    def entry(self, document_id: str) -> Entry | None:
        """Return the catalogue's line on a document, or None."""
        return next(iter(self.entries("WHERE d.id = ?", (document_id,))), None)

    def entries(self, clause: str = "", values: tuple[object, ...] = ()) -> list[Entry]:
        """Return catalogue lines, newest publication first.

        :param clause: SQL after the FROM clause, over ``documents d`` and ``versions v``;
            never built from what a user typed.
        """
        rows = self._rows(
            "SELECT d.id, d.origin, d.source, d.version, v.title, v.kind, v.language, v.published, "
            "d.first_seen, d.last_seen, d.withdrawn, d.missing FROM documents d JOIN versions v "
            f"ON v.document_id = d.id AND v.version = d.version {clause} "
            "ORDER BY v.published DESC NULLS LAST, d.id",
            values,
        )
        return [Entry(**row) for row in rows]

    def active(self, source: str | None = None) -> dict[str, str]:
        """Return id -> version of every document that may be cited."""
        rows = self._rows(
            "SELECT id, version FROM documents WHERE withdrawn IS NULL "
            "AND (? IS NULL OR source = ?) ORDER BY id",
            (source, source),
        )
        return {row["id"]: row["version"] for row in rows}

    def active_among(self, document_ids: Iterable[str]) -> set[str]:
        """Return those of these documents that may be cited."""
        rows = self._rows(
            "SELECT id FROM documents WHERE withdrawn IS NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(document_ids)),),
        )
        return {row["id"] for row in rows}

    def add_crawl(self, source: str, started: str, report: dict[str, Any]) -> None:
        """Keep the report of a crawl that has ended."""
        with self._write() as db:
            db.execute(
                "INSERT INTO crawls (source, started, finished, report) VALUES (?, ?, ?, ?)",
                (source, started, _now(), json.dumps(report, ensure_ascii=False)),
            )

    def last_crawls(self) -> dict[str, dict[str, Any]]:
        """Return source -> the newest crawl's start, end and report."""
        rows = self._rows(
            "SELECT source, started, finished, report FROM crawls WHERE id IN "
            "(SELECT max(id) FROM crawls GROUP BY source)"
        )
        return {
            row["source"]: {
                "started": row["started"],
                "finished": row["finished"],
                "report": json.loads(row["report"]),
            }
            for row in rows
        }

    def counts(self) -> dict[str, int]:
        """Return source -> number of documents that may be cited."""
        rows = self._rows(
            "SELECT source, count(*) AS n FROM documents WHERE withdrawn IS NULL GROUP BY source"
        )
        return {row["source"]: row["n"] for row in rows}

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._threads, "connection"):
            self._threads.connection.close()
            del self._threads.connection

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "connection"):
            # isolation_level None: transactions begin and end where _write says, nowhere else.
            connection = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._threads.connection = connection
        return self._threads.connection  # type: ignore[no-any-return]

    def _rows(self, sql: str, values: tuple[object, ...] = ()) -> list[dict[str, Any]]:
        with self._storage_errors():
            return [dict(row) for row in self._connection().execute(sql, values)]

    @contextmanager
    def _write(self) -> Iterator[sqlite3.Connection]:
        connection = self._connection()
        with self._storage_errors():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _storage_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            if isinstance(error, sqlite3.ProgrammingError | sqlite3.IntegrityError):
                raise
            raise StorageError(
                f"The catalogue {self._path} cannot be used: {error}.",
                "Check free space and permissions, or choose another PILAR_DATA_DIR.",
            ) from error


_COLUMNS = ("origin", "source", "title", "kind", "language", "published", "raw", "fetched_at")


def _content(document: Document) -> dict[str, Any]:
    return {name: value for name, value in asdict(document).items() if name not in _COLUMNS}


def _document(row: dict[str, Any]) -> Document:
    content = json.loads(row["content"])
    plain = {
        "text": content["text"],
        "url": content["url"],
        "author": content["author"],
        "media_type": content["media_type"],
        "pillars": tuple(content["pillars"]),
        "regions": tuple(content["regions"]),
    }
    columns = {name: row[name] for name in _COLUMNS if name != "fetched_at"}
    return Document(**columns, **plain, **structure_from_json(content), fetched_at=row["seen"])


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
