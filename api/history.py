"""What was asked and answered, kept for follow-ups, exports and feedback, and then forgotten.

A SQLite file of its own beside the catalogue: it holds what people typed, so it can be deleted at
any time, and entries older than the setting PILAR_HISTORY_DAYS are.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from api.answer import Answer
from corpus.errors import StorageError, disk_errors

_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    id TEXT PRIMARY KEY, conversation TEXT NOT NULL, asked TEXT NOT NULL, question TEXT NOT NULL,
    filters TEXT NOT NULL, answer TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS answers_conversation ON answers (conversation, asked);
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, answer TEXT NOT NULL, given TEXT NOT NULL, rating TEXT NOT NULL,
    comment TEXT NOT NULL
) STRICT;
"""
_ANSWER = TypeAdapter(Answer)
_BUSY_TIMEOUT = 10  # seconds that a writer waits for another


class History:
    """The answers of one data folder. Safe to share between threads and processes."""

    def __init__(self, path: Path, days: int) -> None:
        """Open the history, making it where it is missing, and forget what is too old.

        :param days: how long an answer is kept; 0 keeps none.
        :raises StorageError: when the file cannot be written.
        """
        self._path = path
        self._days = days
        self._threads = threading.local()
        with disk_errors(path), self._storage_errors():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db.executescript(_SCHEMA)
        self.forget()

    def keep(self, answer: Answer, question: str, filters: dict[str, Any]) -> None:
        """Keep an answer.

        :param question: the question in full, as it was understood.
        """
        if not self._days:
            return
        told = json.dumps(asdict(answer), ensure_ascii=False)
        row = (answer.id, answer.conversation_id or "", _now(), question, json.dumps(filters), told)
        with self._storage_errors(), self._db:
            self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", row)

    def answer(self, answer_id: str) -> Answer | None:
        """Return an answer, or None where it is not kept any more."""
        row = self._one("SELECT answer FROM answers WHERE id = ?", answer_id)
        return _ANSWER.validate_json(row["answer"]) if row else None

    def last_question(self, conversation: str) -> str | None:
        """Return the newest question of a conversation, in full."""
        row = self._one(
            "SELECT question FROM answers WHERE conversation = ? ORDER BY asked DESC, rowid DESC",
            conversation,
        )
        return str(row["question"]) if row else None

    def rate(self, answer_id: str, rating: str, comment: str) -> None:
        """Keep what a reader thinks of an answer."""
        with self._storage_errors(), self._db:
            self._db.execute(
                "INSERT INTO feedback (answer, given, rating, comment) VALUES (?, ?, ?, ?)",
                (answer_id, _now(), rating, comment),
            )

    def forget(self) -> None:
        """Drop the answers that are older than the setting allows; feedback stays."""
        oldest = datetime.now(UTC) - timedelta(days=self._days)
        with self._storage_errors(), self._db:
            self._db.execute("DELETE FROM answers WHERE asked < ?", (oldest.isoformat(),))

    def _one(self, sql: str, value: str) -> sqlite3.Row | None:
        with self._storage_errors():
            row: sqlite3.Row | None = self._db.execute(f"{sql} LIMIT 1", (value,)).fetchone()
        return row

    @property
    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "db"):
            db = sqlite3.connect(self._path, timeout=_BUSY_TIMEOUT)
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")  # a lost power costs the last answers at most
            self._threads.db = db
        return self._threads.db  # type: ignore[no-any-return]

    @contextmanager
    def _storage_errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(
                f"The history {self._path} cannot be used: {error}.",
                "Delete the file; it holds past questions and nothing else.",
            ) from error


def _now() -> str:
    return datetime.now(UTC).isoformat()
