"""How many documents share a passage, kept with the passages and counted anew after every change.

A table of signatures beside the passages. The count itself stands in the passages' own table, so
that whoever fetches a passage has it at hand.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from corpus.document import Document
from corpus.passage import Passage
from index.common import documents_sharing, signature, stacked

SCHEMA = """
CREATE TABLE signatures (passage_id TEXT PRIMARY KEY, signature BLOB NOT NULL) STRICT;
"""


def record(db: sqlite3.Connection, document: Document, passages: Iterable[Passage]) -> None:
    """Keep what the passages of a document are counted by."""
    if document.kind == "digest":  # an editor says the like of many places on purpose
        return
    db.executemany(
        "INSERT OR REPLACE INTO signatures VALUES (?, ?)",
        [(passage.id, signature(passage.text)) for passage in passages],
    )


def forget(db: sqlite3.Connection, passage_ids: Iterable[str]) -> None:
    """Count these passages no more."""
    db.executemany("DELETE FROM signatures WHERE passage_id = ?", [(name,) for name in passage_ids])


def mark(db: sqlite3.Connection) -> None:
    """Count anew how many documents share each passage."""
    rows = db.execute(
        "SELECT p.id, p.document_id, p.shared, s.signature FROM passages p "
        "JOIN signatures s ON s.passage_id = p.id ORDER BY p.rowid"
    ).fetchall()
    if not rows:
        return
    numbers = {name: n for n, name in enumerate({row["document_id"] for row in rows})}
    counts = documents_sharing(
        stacked([row["signature"] for row in rows]),
        (numbers[row["document_id"]] for row in rows),
    )
    db.executemany(
        "UPDATE passages SET shared = ? WHERE id = ?",
        [
            (int(count), row["id"])
            for row, count in zip(rows, counts, strict=True)
            if count != row["shared"]
        ],
    )
