"""The passages of one generation of the index, with what filters and hits need of them.

They come first: what is committed here with its vectors is kept whatever happens. Which passages
the other stores still have to write or remove is noted in the same transaction, so that a run
that was killed is finished by the next one.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.errors import IndexStateError, disk_errors
from corpus.passage import Passage
from corpus.regulation import RegulationReference
from index import rules, sharing
from index.card import (
    FIELDS,
    DocumentCard,
    card_of,
    read_labels,
    read_tags,
    written_labels,
    written_tags,
)
from index.pillarmodel import Matrix
from index.pillartagger import Tagging
from index.placed import Placed, placed_of, tags_from
from index.regiontags import main_regions
from index.tags import Tags, inverted

_SCHEMA = """
CREATE TABLE documents (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
    url TEXT, kind TEXT NOT NULL, language TEXT NOT NULL, published TEXT, year INTEGER,
    pillars TEXT NOT NULL, regions TEXT NOT NULL, dimensions TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '[]', corrected TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL REFERENCES documents (id),
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, heading TEXT NOT NULL,
    page INTEGER, page_label TEXT, method TEXT NOT NULL, language TEXT NOT NULL,
    pillars TEXT NOT NULL, regions TEXT NOT NULL, article TEXT NOT NULL,
    shared INTEGER NOT NULL DEFAULT 1, dimensions TEXT NOT NULL DEFAULT '[]',
    tags TEXT NOT NULL DEFAULT '[]', likelihoods BLOB NOT NULL DEFAULT x''
) STRICT;
CREATE TABLE pending (id TEXT PRIMARY KEY, is_fresh INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE gone (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE INDEX passages_document ON passages (document_id, start);
CREATE INDEX passages_tags ON passages (document_id, language, pillars, regions, dimensions, id);
"""
_UPSERT = """
INSERT INTO passages (id, document_id, start, "end", text, heading, page, page_label, method,
    language, pillars, regions, article) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET start = excluded.start, "end" = excluded."end",
    text = excluded.text, heading = excluded.heading, page = excluded.page,
    page_label = excluded.page_label, method = excluded.method, language = excluded.language,
    pillars = excluded.pillars, regions = excluded.regions, article = excluded.article
"""
_WITH_DOCUMENT = """
SELECT p.*, d.version, d.source, d.title, d.url, d.kind, d.published, d.year,
    d.language AS d_language, d.pillars AS d_pillars, d.regions AS d_regions,
    d.dimensions AS d_dimensions, d.tags AS d_tags
FROM passages p JOIN documents d ON d.id = p.document_id
"""
_CARDS = f"SELECT {FIELDS} FROM documents d"
_FOUND = f"""
SELECT p.id, p.document_id, d.version, p.start, p."end", p.text, p.heading, p.page, p.page_label,
    p.method, p.language, p.pillars, p.regions, p.article, p.shared, p.dimensions, p.tags, {FIELDS}
FROM passages p JOIN documents d ON d.id = p.document_id
"""
_PASSAGE_FIELDS = 17  # of _FOUND, in the order of a Passage's; a DocumentCard's follow
_MAPPED = 2**32  # bytes of the file that are read in place
_MANY = 500  # values in one statement; SQLite's limit is 32,766


class PassageStore:
    """A SQLite file in the folder of a generation. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Open the store, making it where it is missing."""
        self._path = path
        self._threads = threading.local()
        with disk_errors(path):
            is_new = not path.exists()
            if is_new:
                self._db.executescript(_SCHEMA + rules.SCHEMA + sharing.SCHEMA)

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
        """Put a document's passages in the place of its earlier ones. Commit follows by hand.

        A passage that stays keeps its row, and with it its vectors. All of them are noted as
        pending: the other stores have to be told, if only of a tag that changed.
        """
        passages = list(passages)
        wanted = {passage.id for passage in passages}
        before = self.ids_of([document.id])
        self._take_out(before - wanted)
        pillars = dict.fromkeys(p for passage in passages for p in passage.pillars)
        regions = main_regions(document, (passage.regions for passage in passages))
        self._db.execute(
            "INSERT OR REPLACE INTO documents (id, version, source, title, url, kind, language, "
            "published, year, pillars, regions) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
        self._db.executemany(_UPSERT, [_values(passage) for passage in passages])
        sharing.record(self._db, document, passages)
        rules.forget(self._db, document.id)
        rules.record(self._db, document, passages)
        self._db.executemany(
            "INSERT OR IGNORE INTO pending VALUES (?, ?)",
            [(name, name not in before) for name in wanted],
        )
        self._db.executemany("DELETE FROM gone WHERE id = ?", [(name,) for name in wanted])

    def retag(self, document: Document, tagging: Tagging) -> None:
        """Give a document's passages, and itself, their pillars. Commit follows by hand."""
        self._db.execute(
            "UPDATE documents SET pillars = ?, dimensions = ?, tags = ?, corrected = ? "
            "WHERE id = ?",
            (
                *written_labels(tagging.tags),
                written_tags(tagging.tags),
                tagging.corrected,
                document.id,
            ),
        )
        self._db.executemany(
            "UPDATE passages SET pillars = ?, dimensions = ?, tags = ?, likelihoods = ? "
            "WHERE id = ?",
            [
                (
                    *written_labels(p.tags),
                    written_tags(p.tags),
                    likely.astype(np.float32).tobytes(),
                    p.id,
                )
                for p, likely in zip(tagging.passages, tagging.likelihoods, strict=True)
            ],
        )

    def corrected(self) -> dict[str, str]:
        """Return document id -> the state of its maintainers' corrections, where it has any."""
        rows = self._db.execute("SELECT id, corrected FROM documents WHERE corrected <> ''")
        return {row["id"]: row["corrected"] for row in rows}

    def likelihoods(self, passage_ids: Iterable[str]) -> dict[str, Matrix]:
        """Return passage id -> how likely each label was judged, in the order of ``LABELS``."""
        found: dict[str, Matrix] = {}
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                f"SELECT id, likelihoods FROM passages WHERE id IN ({marks})", some
            )
            found |= {row["id"]: np.frombuffer(row["likelihoods"], np.float32) for row in rows}
        return found

    def remove(self, document_id: str) -> None:
        """Take a document and its passages out. Commit follows by hand."""
        self._take_out(self.ids_of([document_id]))
        self._db.execute("DELETE FROM documents WHERE id = ?", (document_id,))
        rules.forget(self._db, document_id)

    def pending(self, *, only_fresh: bool = False) -> list[str]:
        """Return the ids of the passages that the other stores have to write, in order of rows.

        :param only_fresh: without those that were here before, of which only tags can differ.
        """
        rows = self._db.execute(
            "SELECT id FROM pending JOIN passages USING (id) WHERE is_fresh >= ? ORDER BY row",
            (only_fresh,),
        )
        return [row["id"] for row in rows]

    def gone(self) -> list[str]:
        """Return the ids of the passages that the other stores have to remove."""
        return [row["id"] for row in self._db.execute("SELECT id FROM gone")]

    def forget_pending(self) -> None:
        """Note that the other stores hold all that is here. Commit follows by hand."""
        self._db.execute("DELETE FROM pending")

    def forget_gone(self) -> None:
        """Note that the other stores hold nothing else. Commit follows by hand."""
        self._db.execute("DELETE FROM gone")

    def all_pending(self) -> None:
        """Note that the other stores have to be filled anew. Commit follows by hand."""
        self._db.execute("INSERT OR REPLACE INTO pending SELECT id, 1 FROM passages")

    def _take_out(self, passage_ids: Collection[str]) -> None:
        sharing.forget(self._db, passage_ids)
        ids = [(name,) for name in passage_ids]
        self._db.executemany("DELETE FROM passages WHERE id = ?", ids)
        self._db.executemany("DELETE FROM pending WHERE id = ?", ids)
        self._db.executemany("INSERT OR IGNORE INTO gone VALUES (?)", ids)

    def commit(self) -> None:
        """Make the changes since the last commit last."""
        self._db.commit()

    @cached_property
    def tags(self) -> Tags:
        """The inverted lists of all passages, read once: for a generation that is not changed."""
        documents = {
            row["id"]: (row["kind"], row["source"], row["year"])
            for row in self._db.execute("SELECT id, kind, source, year FROM documents")
        }
        rows = self._db.execute(
            "SELECT row, id, document_id, language, pillars, regions, dimensions FROM passages "
            "INDEXED BY passages_tags"
        )
        known: dict[tuple[str, ...], frozenset[str]] = {}
        return inverted(
            (
                row[0],
                row[1],
                known.get(key) or known.setdefault(key, tags_from(key, documents[key[0]])),
            )
            for row in rows
            for key in [tuple(row)[2:]]
        )

    def rows_of(self, passage_ids: Collection[str]) -> dict[str, int]:
        """Return id -> row; unknown ids are left out."""
        found: dict[str, int] = {}
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"SELECT id, row FROM passages WHERE id IN ({marks})", some)
            found.update((row["id"], row["row"]) for row in rows)
        return found

    def placed(self, passage_ids: Collection[str]) -> Iterator[list[Placed]]:
        """Yield passages as the stores take them, some hundreds at a time."""
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(
                f"{_WITH_DOCUMENT} WHERE p.id IN ({marks}) ORDER BY p.row", some
            )
            yield [placed_of(row) for row in rows]

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        return {row["id"] for row in self._db.execute("SELECT id FROM passages")}

    def end(self) -> int:
        """Return the row that the next passage will not come before."""
        found = self._db.execute("SELECT max(row) FROM passages").fetchone()[0]
        return 0 if found is None else int(found) + 1

    def get(self, passage_ids: Collection[str]) -> dict[str, tuple[Passage, DocumentCard]]:
        """Return id -> passage and its document; unknown ids are left out."""
        found: dict[str, tuple[Passage, DocumentCard]] = {}
        for some in _batches(passage_ids):
            marks = ",".join("?" * len(some))
            rows = self._db.execute(f"{_FOUND} WHERE p.id IN ({marks})", some)
            for passage, card in map(_split, rows):
                found[passage.id] = (passage, card)
        return found

    def cards(self) -> list[DocumentCard]:
        """Return all documents, by id."""
        return [card_of(*row) for row in self._db.execute(f"{_CARDS} ORDER BY d.id")]

    def poorly_read(self) -> dict[str, int]:
        """Return document id -> number of its pages that OCR read without confidence."""
        rows = self._db.execute(
            "SELECT document_id, count(DISTINCT page) AS pages FROM passages "
            "WHERE method = 'ocr_low_confidence' GROUP BY document_id"
        )
        return {row["document_id"]: row["pages"] for row in rows}

    def card(self, document_id: str) -> DocumentCard | None:
        """Return what a hit would show of a document; None where it is not indexed."""
        row = self._db.execute(f"{_CARDS} WHERE d.id = ?", (document_id,)).fetchone()
        return card_of(*row) if row else None

    def mark_shared(self) -> None:
        """Count anew how many documents share each passage. Commit follows by hand."""
        sharing.mark(self._db)

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
                db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            except sqlite3.Error as error:
                raise IndexStateError(
                    f"The passages in {self._path} cannot be read: {error}.",
                    "Rebuild them with `pilar index --rebuild`.",
                ) from error
            self._threads.db = db
        return self._threads.db  # type: ignore[no-any-return]


def _split(row: sqlite3.Row) -> tuple[Passage, DocumentCard]:
    """Return the passage and the document of a row of _FOUND."""
    values = list(row)
    fields, card = values[:_PASSAGE_FIELDS], values[_PASSAGE_FIELDS:]
    *_, pillars, regions, _article, _shared, dimensions, tags = fields
    fields[-6:-4] = read_labels(pillars), read_labels(regions)
    fields[-2:] = read_labels(dimensions), read_tags(tags)
    return Passage(*fields), card_of(*card)


def _values(passage: Passage) -> tuple[object, ...]:
    return (
        passage.id,
        passage.document_id,
        passage.start,
        passage.end,
        passage.text,
        passage.heading,
        passage.page,
        passage.page_label,
        passage.method,
        passage.language,
        json.dumps(passage.pillars),
        json.dumps(passage.regions),
        passage.article,
    )


def _batches(values: Iterable[str]) -> Iterable[list[str]]:
    everything = list(values)
    for start in range(0, len(everything), _MANY):
        yield everything[start : start + _MANY]
