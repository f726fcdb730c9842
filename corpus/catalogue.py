"""The catalogue: every document, and which may be cited; its versions are in ``versions.py``.

Together with the raw files it is the truth; the indexes are rebuilt from it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.database import now
from corpus.document import Document
from corpus.errors import AmbiguousNameError, UnknownNameError
from corpus.ids import canonical_url, document_id
from corpus.migrations import text_hash
from corpus.versions import Versions, keep_version

Change = Literal["new", "changed", "unchanged"]

_SHORTEST_PREFIX = 4  # characters of an id
_PRIVATE = frozenset(("set-cookie",))  # headers that are not archived


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


class Catalogue(Versions):
    """The documents of one data folder, in all their versions."""

    def put(
        self,
        document: Document,
        headers: Mapping[str, str] | None = None,
        asked: str | None = None,
    ) -> Change:
        """Store a document as it is now; an earlier version is kept beside it.

        :param headers: what the server sent with its bytes, by lower-case name.
        :param asked: the address that gave them, where it is not the document's own.
        """
        moment = now()
        with self.write() as db:
            known = db.execute(
                "SELECT version, withdrawn FROM documents WHERE id = ?", (document.id,)
            ).fetchone()
            db.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, NULL, NULL) "
                "ON CONFLICT (id) DO UPDATE "
                "SET source = excluded.source, version = excluded.version, "
                "last_seen = excluded.last_seen, withdrawn = NULL, missing = NULL",
                (document.id, document.origin, document.source, document.version, moment, moment),
            )
            keep_version(db, document, moment)
            if headers is not None and document.raw:
                _keep_response(db, document, headers, asked, moment)
        if known is None or known["withdrawn"]:
            return "new"
        return "unchanged" if known["version"] == document.version else "changed"

    def seen(self, document_id: str) -> None:
        """Note that a document was found again, unchanged, without reading it anew."""
        with self.write() as db:
            db.execute(
                "UPDATE documents SET last_seen = ?, withdrawn = NULL, missing = NULL WHERE id = ?",
                (now(), document_id),
            )

    def miss(self, document_id: str, run: str) -> Literal["missing", "withdrawn"]:
        """Note that a run missed a document; the second run that does takes it out of answers.

        :param run: names the run: a run that was killed and goes on counts once.
        """
        with self.write() as db:
            db.execute(
                "UPDATE documents SET missing = ? WHERE id = ? AND missing IS NULL",
                (run, document_id),
            )
            done = db.execute(
                "UPDATE documents SET withdrawn = ? "
                "WHERE id = ? AND missing <> ? AND withdrawn IS NULL",
                (now(), document_id, run),
            )
        return "withdrawn" if done.rowcount else "missing"

    def withdraw(self, document_id: str) -> bool:
        """Take a document out of answers, keeping all that is archived of it."""
        with self.write() as db:
            done = db.execute(
                "UPDATE documents SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL",
                (now(), document_id),
            )
        return done.rowcount > 0

    def origin_of(self, address: str) -> str:
        """Return the origin of the document at a canonical address: itself, unless it moved."""
        row = self.rows("SELECT origin FROM addresses WHERE address = ?", (address,))
        return str(row[0]["origin"]) if row else address

    def add_address(self, address: str, origin: str) -> None:
        """Note that a canonical address leads to the document of an origin."""
        if self.origin_of(address) == origin:
            return
        with self.write() as db:
            db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?)", (address, origin))

    def find(self, name: str) -> str:
        """Return the id of the document that a person means by an id, its beginning or an address.

        :raises UnknownNameError: when there is none.
        :raises AmbiguousNameError: when several ids begin so.
        """
        wanted = document_id(canonical_url(name)) if "://" in name else name
        rows = self.rows(
            "SELECT id FROM documents WHERE id = ? OR origin = ? OR (? AND substr(id, 1, ?) = ?) "
            "ORDER BY id LIMIT 6",
            (wanted, name, len(name) >= _SHORTEST_PREFIX, len(wanted), wanted),
        )
        found = [row["id"] for row in rows]
        if wanted in found or len(found) == 1:
            return wanted if wanted in found else found[0]
        if not found:
            raise UnknownNameError(
                f"No document {name!r} is in the catalogue.",
                "An id, its first characters, or the document's address is expected.",
            )
        raise AmbiguousNameError(
            f"{name!r} begins {len(found)} ids or more.", f"Known: {', '.join(found[:5])}."
        )

    def entry(self, document_id: str) -> Entry | None:
        """Return the catalogue's line on a document, or None."""
        return next(iter(self.entries("WHERE d.id = ?", (document_id,))), None)

    def entries(self, clause: str = "", values: tuple[object, ...] = ()) -> list[Entry]:
        """Return catalogue lines, newest publication first.

        :param clause: SQL after the FROM clause, over ``documents d`` and ``versions v``;
            never built from what a user typed.
        """
        rows = self.rows(
            "SELECT d.id, d.origin, d.source, d.version, v.title, v.kind, v.language, v.published, "
            "d.first_seen, d.last_seen, d.withdrawn, d.missing FROM documents d JOIN versions v "
            f"ON v.document_id = d.id AND v.version = d.version {clause} "
            "ORDER BY v.published DESC NULLS LAST, d.id",
            values,
        )
        return [Entry(**row) for row in rows]

    def active(self, source: str | None = None) -> dict[str, str]:
        """Return id -> version of every document that may be cited."""
        rows = self.rows(
            "SELECT id, version FROM documents WHERE withdrawn IS NULL "
            "AND (? IS NULL OR source = ?) ORDER BY id",
            (source, source),
        )
        return {row["id"]: row["version"] for row in rows}

    def distinct(self) -> dict[str, str]:
        """Return id -> version of the documents to index: of those with one text, the first seen.

        A page that two sites carry is answered from once. When the first one is withdrawn, the
        next takes its place. Documents without text stay themselves.
        """
        rows = self.rows(
            "SELECT id, version FROM (SELECT d.id, d.version, row_number() OVER ("
            "PARTITION BY CASE WHEN v.text_hash = ? THEN d.id ELSE v.text_hash END "
            "ORDER BY d.first_seen, d.id) AS place FROM documents d JOIN versions v "
            "ON v.document_id = d.id AND v.version = d.version WHERE d.withdrawn IS NULL) "
            "WHERE place = 1 ORDER BY id",
            (text_hash(""),),
        )
        return {row["id"]: row["version"] for row in rows}

    def same_text(self, document_id: str) -> list[Entry]:
        """Return the documents that may be cited and hold this one's text, the first seen first.

        The document itself is among them, unless it is withdrawn; the first is the one indexed.
        """
        same = self.entries(
            "WHERE d.withdrawn IS NULL AND v.text_hash <> ? AND v.text_hash = "
            "(SELECT w.text_hash FROM documents e JOIN versions w "
            "ON w.document_id = e.id AND w.version = e.version WHERE e.id = ?)",
            (text_hash(""), document_id),
        )
        return sorted(same, key=lambda entry: (entry.first_seen, entry.id))

    def sizes(self) -> dict[str, int]:
        """Return id -> size of every document that may be cited, in characters of stored text."""
        rows = self.rows(
            "SELECT d.id, length(v.content) AS size FROM documents d JOIN versions v "
            "ON v.document_id = d.id AND v.version = d.version WHERE d.withdrawn IS NULL"
        )
        return {row["id"]: row["size"] for row in rows}

    def active_among(self, document_ids: Iterable[str]) -> set[str]:
        """Return those of these documents that may be cited."""
        rows = self.rows(
            "SELECT id FROM documents WHERE withdrawn IS NULL "
            "AND id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(document_ids)),),
        )
        return {row["id"] for row in rows}

    def counts(self) -> dict[str, int]:
        """Return source -> number of documents that may be cited."""
        rows = self.rows(
            "SELECT source, count(*) AS n FROM documents WHERE withdrawn IS NULL GROUP BY source"
        )
        return {row["source"]: row["n"] for row in rows}


def _keep_response(
    db: sqlite3.Connection,
    document: Document,
    headers: Mapping[str, str],
    asked: str | None,
    moment: str,
) -> None:
    db.execute(
        "INSERT OR IGNORE INTO responses VALUES (?, ?, ?, 200, ?)",
        (
            document.raw,
            asked or document.url or document.origin,
            document.fetched_at or moment,
            json.dumps({k: v for k, v in headers.items() if k not in _PRIVATE}),
        ),
    )
