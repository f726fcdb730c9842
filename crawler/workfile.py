"""A small SQLite file beside the catalogue that makes the next crawl cheaper; never the truth."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from corpus.errors import disk_errors


def open_workfile(path: Path, schema: str) -> sqlite3.Connection:
    """Open the file, making it where it is missing; one that is damaged is made anew.

    :raises StorageError: when the disk refuses.
    """
    with disk_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return _open(path, schema)
        except sqlite3.DatabaseError:
            for part in path.parent.glob(f"{path.name}*"):
                with suppress(FileNotFoundError):
                    part.unlink()
            return _open(path, schema)


def _open(path: Path, schema: str) -> sqlite3.Connection:
    # Only the crawl's own thread uses it; isolation_level None commits every statement.
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # a power cut costs a fetch, not a document
        connection.executescript(schema)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
