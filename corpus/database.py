"""The catalogue's SQLite file: opened, brought up to date, read and written."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import StorageError, disk_errors
from corpus.migrations import SCHEMA_VERSION, migrate, schema_version

_BUSY_TIMEOUT = 30  # seconds that a writer waits for another


class Database:
    """SQLite in WAL mode: many read while one writes. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it and its folder where they are missing.

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

    def rows(self, sql: str, values: tuple[object, ...] = ()) -> list[dict[str, Any]]:
        """Return what a query finds."""
        with self._storage_errors():
            return [dict(row) for row in self._connection().execute(sql, values)]

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction: all that is executed in it comes true, or nothing of it."""
        connection = self._connection()
        with self._storage_errors():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._threads, "connection"):
            self._threads.connection.close()
            del self._threads.connection

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "connection"):
            # isolation_level None: transactions begin and end where write() says, nowhere else.
            connection = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT, isolation_level=None)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            self._threads.connection = connection
        return self._threads.connection  # type: ignore[no-any-return]

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


def now() -> str:
    """Return the time as the catalogue writes it: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
