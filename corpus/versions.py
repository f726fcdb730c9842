"""The versions of the catalogue's documents: what each was, whenever it was fetched anew.

A text is stored once, however many versions and documents hold it.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass
from typing import Any

from corpus.database import Database
from corpus.document import Document, structure_from_json
from corpus.errors import UnknownNameError
from corpus.migrations import text_hash

_COLUMNS = ("origin", "source", "title", "kind", "language", "published", "raw", "fetched_at")
_APART = (*_COLUMNS, "text")


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a document, without its text.

    :ivar seen: when it was first fetched.
    :ivar current: whether it is the one that is searched and cited.
    :ivar characters: how long its text is.
    """

    version: str
    seen: str
    current: bool
    title: str
    kind: str
    language: str
    published: str | None
    raw: str | None
    characters: int


class Versions(Database):
    """The documents of one data folder as they are and as they were."""

    def document(self, document_id: str, version: str | None = None) -> Document:
        """Return a document, in its newest version unless one is named.

        :raises UnknownNameError: when there is no such document or version.
        """
        row = self.rows(
            "SELECT d.origin, d.source, v.*, t.text FROM documents d JOIN versions v "
            "ON v.document_id = d.id AND v.version = coalesce(?, d.version) "
            "JOIN texts t ON t.hash = v.text_hash WHERE d.id = ?",
            (version, document_id),
        )
        if not row:
            raise _unknown(document_id)
        return _document(row[0])

    def versions(self, document_id: str) -> list[Version]:
        """Return every version that was seen of a document, the current one first, then newest.

        :raises UnknownNameError: when there is no such document.
        """
        rows = self.rows(
            "SELECT v.version, v.seen, v.version = d.version AS current, v.title, v.kind, "
            "v.language, v.published, v.raw, length(t.text) AS characters FROM versions v "
            "JOIN documents d ON d.id = v.document_id JOIN texts t ON t.hash = v.text_hash "
            "WHERE d.id = ? ORDER BY current DESC, v.seen DESC, v.rowid DESC",
            (document_id,),
        )
        if not rows:
            raise _unknown(document_id)
        return [Version(**{**row, "current": bool(row["current"])}) for row in rows]


def keep_version(db: sqlite3.Connection, document: Document, moment: str) -> None:
    """Store a document's version and text within a transaction, unless they are there.

    :param moment: when it was first seen, for a document that does not tell when it was fetched.
    """
    hashed = text_hash(document.text)
    db.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (hashed, document.text))
    db.execute(
        "INSERT OR IGNORE INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.version,
            document.fetched_at or moment,
            document.title,
            document.kind,
            document.language,
            document.published,
            document.raw,
            json.dumps(_content(document), ensure_ascii=False),
            hashed,
        ),
    )


def _content(document: Document) -> dict[str, Any]:
    return {name: value for name, value in asdict(document).items() if name not in _APART}


def _document(row: dict[str, Any]) -> Document:
    content = json.loads(row["content"])
    plain = {
        "text": row["text"],
        "url": content["url"],
        "author": content["author"],
        "media_type": content["media_type"],
        "pillars": tuple(content["pillars"]),
        "regions": tuple(content["regions"]),
        "categories": tuple(content.get("categories", ())),
    }
    columns = {name: row[name] for name in _COLUMNS if name != "fetched_at"}
    return Document(**columns, **plain, **structure_from_json(content), fetched_at=row["seen"])


def _unknown(document_id: str) -> UnknownNameError:
    return UnknownNameError(
        f"No document {document_id!r} is in the catalogue.",
        "GET /v1/documents lists the ones there are.",
    )
