from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

import corpus.cli
from corpus.catalogue import Catalogue
from corpus.rawstore import RawStore
from tests.documents import article

ADDRESS = article("x").origin


@pytest.fixture
def app(tmp_path: Path) -> typer.Typer:
    """The commands over a catalogue of one document in two versions."""
    catalogue = Catalogue(tmp_path / "data" / "catalogue.sqlite")
    raw = RawStore(tmp_path / "data" / "raw")
    for day, text in enumerate(
        ("Kota punya 25 taman kota.", "Kota punya 50 taman \x1b[2Jkota."), 1
    ):
        seen = f"2021-05-0{day}T00:00:00+00:00"
        catalogue.put(article(text, raw=raw.put(text.encode()), fetched_at=seen))
    catalogue.close()
    made = typer.Typer()
    corpus.cli.register(made)
    return made


def run(app: typer.Typer, *arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "160"})


def test_a_document_is_shown_with_its_versions(app: typer.Typer) -> None:
    done = run(app, "document", ADDRESS)
    assert done.exit_code == 0
    assert "state      active" in done.stdout
    assert done.stdout.count("2021-05-0") == 2
    found = json.loads(run(app, "document", article("x").id[:8], "--json").stdout)
    assert [version["current"] for version in found["versions"]] == [True, False]


def test_a_difference_is_plain_where_there_is_no_terminal(app: typer.Typer) -> None:
    done = run(app, "document", ADDRESS, "--diff")
    assert "Kota punya [-25-] {+50+} taman" in done.stdout
    assert "\x1b" not in done.stdout
    found = json.loads(run(app, "document", ADDRESS, "--diff", "--json").stdout)
    assert found["sentences_removed"] == 1


def test_what_is_not_there_is_one_clear_line(app: typer.Typer) -> None:
    done = run(app, "document", "https://lain.example/")
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "No document 'https://lain.example/'" in done.stderr
    assert "names no versions" in run(app, "document", ADDRESS, "--from", "zz").stderr


def test_the_archive_is_exported(app: typer.Typer, tmp_path: Path) -> None:
    done = run(app, "export-warc", str(tmp_path / "alles.warc.gz"), "--json")
    assert json.loads(done.stdout)["records"] == 2
    assert (tmp_path / "alles.warc.gz").stat().st_size > 0
