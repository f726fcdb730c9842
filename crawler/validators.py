"""What servers said of their pages, so that the next crawl can ask "has it changed?".

Each line is written as soon as its page is stored: a run that was killed knows what it has read.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.database import Database


@dataclass(frozen=True, slots=True)
class Validator:
    """ETag and Last-Modified of the bytes that became a document.

    :ivar raw: SHA-256 of the bytes.
    :ivar listed: what the listing said of it when it was read, for example its last change.
    :ivar run: the run that read it last.
    """

    document_id: str
    raw: str
    etag: str | None = None
    last_modified: str | None = None
    listed: str | None = None
    run: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}


class Validators:
    """The validators of one source, by the URL that was asked for."""

    def __init__(self, database: Database, source: str) -> None:
        self._database = database
        self._source = source

    def get(self, url: str) -> Validator | None:
        """Return what the server said of this URL."""
        rows = self._database.rows(
            "SELECT document_id, raw, etag, last_modified, listed, run FROM fetches "
            "WHERE source = ? AND url = ?",
            (self._source, url),
        )
        return Validator(**rows[0]) if rows else None

    def put(self, url: str, validator: Validator) -> None:
        """Remember what the server said, once the document is stored."""
        values = (
            self._source,
            url,
            validator.document_id,
            validator.raw,
            validator.etag,
            validator.last_modified,
            validator.listed,
            validator.run,
        )
        with self._database.write() as db:
            db.execute("INSERT OR REPLACE INTO fetches VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
