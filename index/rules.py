"""Which document is which regulation, and which documents cite it.

Two tables beside the passages. A regulation is kept under its type, number and year, so that
"Permen 1/2023" finds "Permenkominfo 1/2023"; the full key then tells issuers apart.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import Document
from corpus.passage import Passage
from corpus.regulation import (
    RegulationReference,
    find_regulations,
    own_regulation,
    parts,
    same_regulation,
)
from corpus.regulationtext import EXPLANATION

SCHEMA = """
CREATE TABLE regulations (
    document_id TEXT PRIMARY KEY, key TEXT NOT NULL, base TEXT NOT NULL
) STRICT;
CREATE INDEX regulations_base ON regulations (base);
CREATE TABLE citations (
    document_id TEXT NOT NULL, key TEXT NOT NULL, base TEXT NOT NULL, times INTEGER NOT NULL,
    PRIMARY KEY (document_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX citations_base ON citations (base);
"""
_FEW = 2  # words beside a regulation's name, as in "isi Perpres 95/2018"
_FIRST = 3  # passages of a regulation that is asked for without a Pasal


@dataclass(frozen=True, slots=True)
class Cited:
    """A regulation that a document cites.

    :ivar key: for example ``perpres-95-2018``.
    :ivar times: how often.
    :ivar documents: ids of the documents that are this regulation; none where it is not indexed.
    """

    key: str
    times: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """A document that cites a regulation, and how often."""

    document_id: str
    title: str
    times: int


def record(db: sqlite3.Connection, document: Document, passages: Iterable[Passage]) -> None:
    """Note what a document is and what its passages cite."""
    own = regulation_of(document)
    if own:
        db.execute("INSERT INTO regulations VALUES (?, ?, ?)", (document.id, own, _base(own)))
    found = Counter(r.key for passage in passages for r in find_regulations(passage.text))
    db.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?)",
        [
            (document.id, key, _base(key), times)
            for key, times in found.items()
            if not (own and same_regulation(own, key))
        ],
    )


def forget(db: sqlite3.Connection, document_id: str) -> None:
    """Take out what is noted of a document."""
    db.execute("DELETE FROM regulations WHERE document_id = ?", (document_id,))
    db.execute("DELETE FROM citations WHERE document_id = ?", (document_id,))


def regulation_of(document: Document) -> str:
    """Return the key of the regulation that a document is, or ``""``."""
    if document.kind in ("digest", "article"):
        return ""
    return own_regulation(document.title)


def named_outright(question: str) -> list[RegulationReference]:
    """Return the references of a question that ask for a text, not for something about it.

    "Apa isi Pasal 5 Perpres 95/2018?" and "Perpres 95/2018" do; "siapa yang menandatangani
    Perpres 95/2018" does not.
    """
    found = find_regulations(question)
    rest = question
    for reference in reversed(found):
        rest = f"{rest[: reference.start]} {rest[reference.end :]}"
    alone = len(rest.split()) <= _FEW
    return [reference for reference in found if reference.clause[0] or alone]


def exact(db: sqlite3.Connection, references: Iterable[RegulationReference]) -> list[str]:
    """Return ids of the passages that references name outright, the best first.

    "Pasal 5 ayat (2) Perpres 95/2018" gives the passages of that Pasal, those with that ayat
    first, then what the law itself explains of it; a regulation without a Pasal gives its opening.
    """
    found: list[str] = []
    for reference in references:
        for document_id in _documents(db, reference.key):
            found += _passages(db, document_id, reference.clause)
    return list(dict.fromkeys(found))


def cites(db: sqlite3.Connection, document_id: str) -> list[Cited]:
    """Return the regulations that a document cites, the most cited first."""
    rows = db.execute(
        "SELECT key, times FROM citations WHERE document_id = ? ORDER BY times DESC, key",
        (document_id,),
    ).fetchall()
    return [Cited(key, times, tuple(_documents(db, key))) for key, times in rows]


def cited_by(db: sqlite3.Connection, document_id: str) -> list[Citing]:
    """Return the documents that cite the regulation that a document is, the most often first."""
    own = db.execute(
        "SELECT key, base FROM regulations WHERE document_id = ?", (document_id,)
    ).fetchone()
    if own is None:
        return []
    rows = db.execute(
        "SELECT c.document_id, d.title, c.key, c.times FROM citations c "
        "JOIN documents d ON d.id = c.document_id WHERE c.base = ? ORDER BY c.times DESC, d.title",
        (own["base"],),
    )
    return [Citing(row[0], row[1], row[3]) for row in rows if same_regulation(row[2], own["key"])]


def _documents(db: sqlite3.Connection, key: str) -> list[str]:
    rows = db.execute(
        "SELECT document_id, key FROM regulations WHERE base = ? ORDER BY document_id",
        (_base(key),),
    )
    return [row[0] for row in rows if same_regulation(row[1], key)]


def _passages(db: sqlite3.Connection, document_id: str, clause: tuple[str, str, str]) -> list[str]:
    article, ayat, letter = clause
    if not article:
        opening = db.execute(
            "SELECT id FROM passages WHERE document_id = ? ORDER BY start LIMIT ?",
            (document_id, _FIRST),
        )
        return [row["id"] for row in opening]
    rows = db.execute(
        "SELECT id, heading, text FROM passages WHERE document_id = ? AND "
        "(article = ? OR article LIKE '%/' || ? OR article LIKE ? || '/%') ORDER BY start",
        (document_id, article, article, article),
    ).fetchall()

    def distance(row: sqlite3.Row) -> tuple[bool, int]:
        said = f"{row['heading']} {row['text']}"
        asked = (f"({ayat})" if ayat else "", f"huruf {letter}" if letter else "")
        others = (f"ayat ({ayat})", f"{letter}. ")
        missing = sum(
            bool(one) and one not in said and other not in said
            for one, other in zip(asked, others, strict=True)
        )
        return row["heading"].startswith(EXPLANATION), missing

    return [row["id"] for row in sorted(rows, key=distance)]


def _base(key: str) -> str:
    kind, *_, number, year = parts(key)
    return f"{kind}-{number}-{year}"
