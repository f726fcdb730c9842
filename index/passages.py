"""The passages of one generation of the index, with what filters and hits need of them."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.errors import IndexStateError, disk_errors
from corpus.passage import Passage
from corpus.regulation import RegulationReference
from index import rules
from index.common import MANY, documents_sharing, signature, stacked
from index.filters import Filters
from index.regiontags import main_regions

_SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
    url TEXT, kind TEXT NOT NULL, language TEXT NOT NULL, published TEXT, year INTEGER,
    pillars TEXT NOT NULL, regions TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, heading TEXT NOT NULL,
    page INTEGER, page_label TEXT, method TEXT NOT NULL, language TEXT NOT NULL,
    pillars TEXT NOT NULL, regions TEXT NOT NULL, article TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TABLE signatures (passage_id TEXT PRIMARY KEY, signature BLOB NOT NULL) STRICT;
CREATE INDEX passages_document ON passages (document_id, start);
"""
_MANY = 500  # values in one statement; SQLite's limit is 32,766


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What a hit shows of its document."""

    id: str
    version: str
    source: str
    title: str
    url: str | None
    kind: str
    language: str
    published: str | None
    pillars: tuple[str, ...]
    regions: tuple[str, ...]


class PassageStore:
    """A SQLite file in the folder of a generation. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the store, making it where it is missing."""
        self._path = path
        self._threads = threading.local()
        with disk_errors(path):
            is_new = not path.exists()
            if is_new:
                self._db.executescript(_SCHEMA + rules.SCHEMA)

    def versions(self) -> dict[str, str]:
        """Return document id -> version of all that is indexed."""
        return {row["id"]: row["version"] for row in self._db.execute("SELECT * FROM documents")}

    def ids_of(self, document_ids: Iterable[str]) -> set[str]:
        """Return the ids of all passages of these documents."""
        found: set[str] = set()
        for some in _batches(document_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id FROM passages WHERE document_id IN ({marks})", some)
            found.update(row["id"] for row in rows)
        return found

    def replace(self, document: Document, passages: Iterable[Passage]) -> None:
        """Put a document's passages in the place of its earlier ones. Commit follows by hand."""
        passages = list(passages)
        self.remove(document.id)
        pillars = dict.fromkeys(p for passage in passages for p in passage.pillars)
        regions = main_regions(document, (passage.regions for passage in passages))
        self._db.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                document.id,
                document.version,
                document.source,
                document.title,
                document.url,
                document.kind,
                document.language,
                document.published,
                int(document.published[:4]) if document.published else None,
                json.dumps(list(pillars)),
                json.dumps(list(regions)),
            ),
        )
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
            [
                (
                    p.id,
                    p.document_id,
                    p.start,
                    p.end,
                    p.text,
                    p.heading,
                    p.page,
                    p.page_label,
                    p.method,
                    p.language,
                    json.dumps(p.pillars),
                    json.dumps(p.regions),
                    p.article,
                )
                for p in passages
            ],
        )
        self._db.executemany(
            "INSERT INTO signatures VALUES (?, ?)", [(p.id, signature(p.text)) for p in passages]
        )
        rules.record(self._db, document, passages)

    def remove(self, document_id: str) -> None:
        """Take a document and its passages out. Commit follows by hand."""
        self._db.execute(
            "DELETE FROM signatures WHERE passage_id IN "
            "(SELECT id FROM passages WHERE document_id = ?)",
            (document_id,),
        )
        self._db.execute("DELETE FROM passages WHERE document_id = ?", (document_id,))
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        rules.forget(self._db, document_id)

    def commit(self) -> None:
        """Make the changes since the last commit last."""
        self._db.commit()

    def matching(self, filters: Filters) -> set[str]:
        """Return the ids of all passages that a filter lets through."""
        clause, values = filters.sql()
        rows = self._db.execute(
            f"SELECT p.id FROM passages p JOIN documents d ON d.id = p.document_id WHERE {clause}",
            values,
        )
        return {row["id"] for row in rows}

    def get(self, passage_ids: Collection[str]) -> dict[str, tuple[Passage, DocumentCard]]:
        """Return id -> passage and its document; unknown ids are left out."""
        found = {}
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                "SELECT p.*, d.version, d.source, d.title, d.url, d.kind, d.published, "
                "d.language AS d_language, d.pillars AS d_pillars, d.regions AS d_regions "
                "FROM passages p JOIN documents d ON d.id = p.document_id "
                f"WHERE p.id IN ({marks})",
                some,
            )
            found.update({row["id"]: (_passage(row), _card(row)) for row in rows})
        return found

    def cards(self) -> list[DocumentCard]:
        """Return all documents, by id."""
        rows = self._db.execute(
            "SELECT id AS document_id, version, source, title, url, kind, published, "
            "language AS d_language, pillars AS d_pillars, regions AS d_regions "
            "FROM documents ORDER BY id"
        )
        return [_card(row) for row in rows]

    def mark_shared(self) -> None:
        """Count anew how many documents share each passage. Commit follows by hand."""
        rows = self._db.execute(
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
        self._db.executemany(
            "UPDATE passages SET shared = ? WHERE id = ?",
            [
                (int(count), row["id"])
                for row, count in zip(rows, counts, strict=True)
                if count != row["shared"]
            ],
        )

    def common_among(self, passage_ids: Iterable[str]) -> dict[str, int]:
        """Return, of those passages that many documents share, how many share each."""
        found: dict[str, int] = {}
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT id, shared FROM passages WHERE shared >= ? AND id IN ({marks})",
                (MANY, *some),
            )
            found.update({row["id"]: row["shared"] for row in rows})
        return found

    def exact(self, references: Iterable[RegulationReference]) -> list[str]:
        """Return ids of the passages that references to regulations name outright, best first."""
        return rules.exact(self._db, references)

    def cites(self, document_id: str) -> list[rules.Cited]:
        """Return the regulations that a document cites, the most cited first."""
        return rules.cites(self._db, document_id)

    def cited_by(self, document_id: str) -> list[rules.Citing]:
        """Return the documents that cite the regulation that a document is."""
        return rules.cited_by(self._db, document_id)

    def count(self) -> int:
        """Return the number of passages."""
        return int(self._db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._threads, "db"):
            self._threads.db.close()
            del self._threads.db

    @property
    def _db(self) -> sqlite3.Connection:
        if not hasattr(self._threads, "db"):
            try:
                db = sqlite3.connect(self._path)
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA schema_version")
            except sqlite3.Error as error:
                raise IndexStateError(
                    f"The passages in {self._path} cannot be read: {error}.",
                    "Rebuild them with `pilar index --rebuild`.",
                ) from error
            self._threads.db = db
        return self._threads.db  # type: ignore[no-any-return]


def _passage(row: sqlite3.Row) -> Passage:
    return Passage(
        id=row["id"],
        document_id=row["document_id"],
        version=row["version"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        heading=row["heading"],
        page=row["page"],
        page_label=row["page_label"],
        method=row["method"],
        language=row["language"],
        pillars=tuple(json.loads(row["pillars"])),
        regions=tuple(json.loads(row["regions"])),
        article=row["article"],
        shared=row["shared"],
    )


def _card(row: sqlite3.Row) -> DocumentCard:
    return DocumentCard(
        id=row["document_id"],
        version=row["version"],
        source=row["source"],
        title=row["title"],
        url=row["url"],
        kind=row["kind"],
        language=row["d_language"],
        published=row["published"],
        pillars=tuple(json.loads(row["d_pillars"])),
        regions=tuple(json.loads(row["d_regions"])),
    )


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    everything = list(values)
    for start in range(0, len(everything), _MANY):
        yield everything[start : start + _MANY]
