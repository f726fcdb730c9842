from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.migrations import (
    MIGRATIONS,
    SCHEMA_VERSION,
    add_functions,
    migrate,
    schema_version,
)


def at_step(path: Path, number: int) -> sqlite3.Connection:
    """Return a catalogue as the release of that step left it."""
    db = sqlite3.connect(path, isolation_level=None)
    add_functions(db)
    for step in MIGRATIONS[:number]:
        for statement in step:
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {number}")
    return db


def schema(db: sqlite3.Connection) -> set[str]:
    return {row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}


def test_a_catalogue_of_every_age_opens_with_what_it_holds(tmp_path: Path) -> None:
    db = at_step(tmp_path / "catalogue.sqlite", 1)
    content = (
        '{"text": "Isi.", "url": null, "author": null, "media_type": "text/html", "pillars": [], '
        '"regions": [], "blocks": [], "pages": [], "references": [], "attributions": []}'
    )
    db.execute("INSERT INTO documents VALUES ('d', 'o', 's', 'v', '2021', '2021', NULL)")
    db.execute(
        "INSERT INTO versions VALUES ('d', 'v', '2021', 'Judul', 'page', 'id', NULL, NULL, ?)",
        (content,),
    )
    db.execute("INSERT INTO crawls VALUES (1, 's', '2021', '2021', '{\"ok\": false}')")
    db.close()
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    assert catalogue.document("d").text == "Isi."
    entry = catalogue.entry("d")
    assert entry is not None
    assert entry.missing is None
    assert CrawlLog(catalogue).last()["s"]["status"] == "partial"
    catalogue.close()


@pytest.mark.parametrize("number", range(SCHEMA_VERSION + 1))
def test_every_age_ends_in_the_same_schema(tmp_path: Path, number: int) -> None:
    old, new = at_step(tmp_path / "old.sqlite", number), at_step(tmp_path / "new.sqlite", 0)
    for db in (old, new):
        migrate(db)
    assert schema_version(old) == SCHEMA_VERSION
    assert schema(old) == schema(new)
    old.close()
    new.close()


def test_a_step_that_fails_leaves_the_catalogue_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = at_step(tmp_path / "catalogue.sqlite", 1)
    before = schema(db)
    broken = ("CREATE TABLE half (a)", "CREATE TABLE half (a)")
    monkeypatch.setattr("corpus.migrations.MIGRATIONS", (MIGRATIONS[0], broken))
    monkeypatch.setattr("corpus.migrations.SCHEMA_VERSION", 2)
    with pytest.raises(sqlite3.OperationalError):
        migrate(db)
    assert (schema_version(db), schema(db)) == (1, before)
    db.close()
