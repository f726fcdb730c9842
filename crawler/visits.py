"""What was met at each address at the last visit, so that the next crawl asks for changes only.

A visit is written as soon as its page is stored: a run that was killed knows what it has read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from corpus.database import Database, now
from corpus.ids import canonical_url
from crawler.html import PdfLink

_COLUMNS = "document_id, raw, etag, last_modified, listed, run, length, links, at"


@dataclass(frozen=True, slots=True)
class Visit:
    """What an address led to.

    :ivar document_id: the document; empty where there was none.
    :ivar raw: SHA-256 of the bytes.
    :ivar listed: what the listing said of its last change.
    :ivar run: the run that visited last.
    :ivar length: how many bytes it had.
    :ivar links: the PDFs that it links.
    :ivar at: when the server was last asked, ISO time; now where empty.
    """

    document_id: str
    raw: str
    etag: str | None = None
    last_modified: str | None = None
    listed: str | None = None
    run: str | None = None
    length: int | None = None
    links: tuple[PdfLink, ...] = ()
    at: str = ""

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        pairs = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in pairs.items() if value}

    def is_younger_than(self, days: int) -> bool:
        """Tell whether the server was asked within so many days."""
        return datetime.now(UTC) - datetime.fromisoformat(self.at) < timedelta(days=days)


class Visits:
    """The visits to one source, by address in any of its spellings."""

    def __init__(self, database: Database, source: str) -> None:
        self._database = database
        self._source = source

    def get(self, url: str) -> Visit | None:
        """Return the last visit to an address."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM fetches WHERE source = ? AND url = ?",
            (self._source, canonical_url(url)),
        )
        if not rows:
            return None
        links = tuple(PdfLink(*pair) for pair in json.loads(rows[0].pop("links")))
        return Visit(**rows[0], links=links)

    def put(self, url: str, visit: Visit) -> None:
        """Remember a visit, once the document is stored."""
        values = (
            self._source,
            canonical_url(url),
            visit.document_id,
            visit.raw,
            visit.etag,
            visit.last_modified,
            visit.listed,
            visit.run,
            visit.length,
            json.dumps([(link.url, link.text) for link in visit.links]),
            visit.at or now(),
        )
        with self._database.write() as db:
            db.execute(
                f"INSERT OR REPLACE INTO fetches (source, url, {_COLUMNS}) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def put_hole(self, url: str) -> None:
        """Remember that there is nothing at an address."""
        self.put(url, Visit("", ""))

    def links_of(self, documents: Iterable[str]) -> Iterator[str]:
        """Yield the addresses of the PDFs that these documents link."""
        for document in documents:
            rows = self._database.rows(
                "SELECT links FROM fetches WHERE document_id = ?", (document,)
            )
            for row in rows:
                yield from (url for url, _ in json.loads(row["links"]))
