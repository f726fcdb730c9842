"""The Frontier: the links that a crawl has found and has still to read, on disk.

Sitemaps may name 50,000 pages, and a counter brings the pages themselves: neither need fit in
memory.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

from corpus.ids import canonical_url
from crawler.fetched import Fetched
from crawler.link import Link
from crawler.workfile import open_workfile

_SCHEMA = """
DROP TABLE IF EXISTS links;
CREATE TABLE links (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
    link TEXT NOT NULL, head TEXT, body BLOB
) STRICT;
CREATE INDEX links_document ON links (document_id);
"""
_IN_ONE_GO = 1000  # links in a transaction


class Frontier:
    """The links of one crawl of one source, each once, in the order in which they were found."""

    def __init__(self, folder: Path, source: str) -> None:
        self._db = open_workfile(folder / f"{source}.frontier.sqlite", _SCHEMA)
        self._waiting = 0
        self.size = 0

    def add(self, link: Link, document_id: str, answer: Fetched | None = None) -> bool:
        """Add a link; tell whether its address is new, in any spelling.

        :param document_id: the document that the address stands for.
        :param answer: what the address gave, where finding it meant fetching it.
        """
        if not self._waiting:
            self._db.execute("BEGIN")
        head = json.dumps([answer.url, answer.status, answer.headers]) if answer else None
        body = zlib.compress(answer.body, 1) if answer else None
        added = self._db.execute(
            "INSERT OR IGNORE INTO links (key, document_id, link, head, body) "
            "VALUES (?, ?, ?, ?, ?)",
            (canonical_url(link.address), document_id, link.as_json(), head, body),
        )
        self._waiting += 1
        if self._waiting >= _IN_ONE_GO:
            self._commit()
        self.size += added.rowcount
        return bool(added.rowcount)

    def __iter__(self) -> Iterator[tuple[Link, Fetched | None]]:
        """Yield the links with their answers, one row at a time."""
        self._commit()
        number = 0
        while row := self._db.execute(
            "SELECT number, link, head, body FROM links WHERE number > ? ORDER BY number LIMIT 1",
            (number,),
        ).fetchone():
            number, line, head, body = row
            answer = None
            if head is not None:
                url, status, headers = json.loads(head)
                answer = Fetched(url, zlib.decompress(body), status, headers)
            yield Link.from_json(line), answer

    def holds(self, document_id: str) -> bool:
        """Tell whether a document is among the links."""
        self._commit()
        row = self._db.execute(
            "SELECT 1 FROM links WHERE document_id = ? LIMIT 1", (document_id,)
        ).fetchone()
        return row is not None

    def rename(self, old: str, new: str) -> None:
        """Note that the links of a document stand for another."""
        self._commit()
        self._db.execute("UPDATE links SET document_id = ? WHERE document_id = ?", (new, old))

    def clear(self) -> None:
        """Forget all links."""
        self._commit()
        self._db.execute("DELETE FROM links")
        self.size = 0

    def close(self) -> None:
        """Close the file."""
        self._commit()
        self._db.close()

    def _commit(self) -> None:
        if self._waiting:
            self._db.execute("COMMIT")
            self._waiting = 0
