"""The catalogue's schema, as the numbered steps that made it.

A catalogue of any age opens: the steps that it lacks are taken in order, each in one transaction.
To change the schema, append a step; never edit one that was released. Its number is its place in
the list, counted from 1, and ``PRAGMA user_version`` says which was taken last.
"""

from __future__ import annotations

import hashlib
import sqlite3

_DOCUMENTS_VERSIONS_CRAWLS = (
    """
    CREATE TABLE documents (
        id TEXT PRIMARY KEY, origin TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        version TEXT NOT NULL, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, withdrawn TEXT
    ) STRICT
    """,
    "CREATE INDEX documents_source ON documents (source)",
    """
    CREATE TABLE versions (
        document_id TEXT NOT NULL REFERENCES documents (id), version TEXT NOT NULL,
        seen TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, language TEXT NOT NULL,
        published TEXT, raw TEXT, content TEXT NOT NULL,
        PRIMARY KEY (document_id, version)
    ) STRICT
    """,
    """
    CREATE TABLE crawls (
        id INTEGER PRIMARY KEY, source TEXT NOT NULL, started TEXT NOT NULL,
        finished TEXT NOT NULL, report TEXT NOT NULL
    ) STRICT
    """,
)

# `missing` is the run that first missed a document; a second one withdraws it. `runs` holds the
# runs that have not ended, so that the next one goes on where a killed one stopped; `fetches` what
# each address led to and in which run; `responses` the headers that came with archived bytes.
_RUNS_AND_FETCHES = (
    "ALTER TABLE documents ADD COLUMN missing TEXT",
    """
    CREATE TABLE runs (source TEXT PRIMARY KEY, started TEXT NOT NULL, options TEXT NOT NULL) STRICT
    """,
    """
    CREATE TABLE fetches (
        source TEXT NOT NULL, url TEXT NOT NULL, document_id TEXT NOT NULL, raw TEXT NOT NULL,
        etag TEXT, last_modified TEXT, listed TEXT, run TEXT,
        PRIMARY KEY (source, url)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE responses (
        raw TEXT NOT NULL, url TEXT NOT NULL, fetched TEXT NOT NULL, status INTEGER NOT NULL,
        headers TEXT NOT NULL,
        PRIMARY KEY (raw, url)
    ) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE crawls ADD COLUMN status TEXT NOT NULL DEFAULT 'ok'",
    "UPDATE crawls SET status = 'partial' WHERE NOT coalesce(json_extract(report, '$.ok'), 1)",
    "CREATE INDEX crawls_source ON crawls (source, id)",
)

# `addresses` holds the addresses of a document other than the one at which it was first met;
# `links` the PDFs that a page links, as JSON, and `at` when the server was last asked for it.
_ADDRESSES_AND_LINKS = (
    """
    CREATE TABLE addresses (address TEXT PRIMARY KEY, origin TEXT NOT NULL) STRICT, WITHOUT ROWID
    """,
    "ALTER TABLE fetches ADD COLUMN length INTEGER",
    "ALTER TABLE fetches ADD COLUMN links TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE fetches ADD COLUMN at TEXT NOT NULL DEFAULT '1970-01-01T00:00:00+00:00'",
    "CREATE INDEX fetches_document ON fetches (document_id)",
)

# A text is kept once under its hash, however many documents and versions hold it.
_TEXTS = (
    "CREATE TABLE texts (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT",
    "ALTER TABLE versions ADD COLUMN text_hash TEXT NOT NULL DEFAULT ''",
    "UPDATE versions SET text_hash = text_hash(content ->> '$.text')",
    "INSERT OR IGNORE INTO texts SELECT text_hash, content ->> '$.text' FROM versions",
    "UPDATE versions SET content = json_remove(content, '$.text')",
    "CREATE INDEX versions_text ON versions (text_hash)",
)

# What maintainers corrected about pillar tags; an empty quote means the whole document.
_TAG_CORRECTIONS = (
    """
    CREATE TABLE tag_corrections (
        document_id TEXT NOT NULL, quote TEXT NOT NULL, label TEXT NOT NULL,
        wanted INTEGER NOT NULL, because TEXT NOT NULL, made TEXT NOT NULL,
        PRIMARY KEY (document_id, quote, label)
    ) STRICT, WITHOUT ROWID
    """,
)

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    _DOCUMENTS_VERSIONS_CRAWLS,
    _RUNS_AND_FETCHES,
    _ADDRESSES_AND_LINKS,
    _TEXTS,
    _TAG_CORRECTIONS,
)
SCHEMA_VERSION = len(MIGRATIONS)


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the number of the last step that was taken."""
    number: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return number


def text_hash(text: str) -> str:
    """Return the hash that a text is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()


def add_functions(connection: sqlite3.Connection) -> None:
    """Teach SQLite what the steps call."""
    connection.create_function("text_hash", 1, text_hash, deterministic=True)


def migrate(connection: sqlite3.Connection) -> None:
    """Take the steps that are missing; a kill leaves the catalogue between two steps."""
    add_functions(connection)
    while (found := schema_version(connection)) < SCHEMA_VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have taken the step while this one waited for the lock.
            if schema_version(connection) == found:
                for statement in MIGRATIONS[found]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {found + 1}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
