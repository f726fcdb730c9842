from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog, CrawlStatus
from corpus.lock import writing
from crawler import cli
from crawler.report import CrawlReport, Scan
from tests.crawler.running import ROOT

runner = CliRunner()


@pytest.fixture
def app() -> typer.Typer:
    found = typer.Typer()
    cli.register(found)
    return found


@pytest.fixture
def files(tmp_path: Path) -> Path:
    root = tmp_path / "berkas"
    root.mkdir()
    (root / "a.txt").write_text("Catatan kota cerdas yang pertama.")
    return root


def test_a_folder_is_crawled_and_reported_to_people(app: typer.Typer, files: Path) -> None:
    done = runner.invoke(app, ["crawl", str(files)])
    assert done.exit_code == 0, done.output
    assert "1 new" in done.stdout


def test_failures_end_with_3(app: typer.Typer, files: Path) -> None:
    (files / "b.pdf").write_bytes(b"")
    done = runner.invoke(app, ["crawl", str(files), "--json"])
    assert done.exit_code == 3
    found = json.loads(done.stdout)
    assert found["ok"] is False
    assert found["reports"][0]["counts"]["failed"] == 1
    assert found["reports"][0]["failed"][0]["reason"] == "b.pdf is empty."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["crawl", "tidak-ada"], "No source is named 'tidak-ada'"),
        (["crawl", "aptika"], "PILAR_CONTACT is not set"),
    ],
)
def test_errors_are_one_line_and_end_with_1(
    app: typer.Typer, arguments: list[str], words: str
) -> None:
    done = runner.invoke(app, arguments)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.output
    as_json = runner.invoke(app, [*arguments, "--json"])
    assert words in json.loads(as_json.stdout)["error"]["message"]


def test_a_second_writer_is_turned_away(app: typer.Typer, files: Path, tmp_path: Path) -> None:
    with writing(tmp_path / "data", "pilar index"):
        done = runner.invoke(app, ["crawl", str(files)])
    assert done.exit_code == 1
    assert "pilar index" in done.stderr


def test_a_wrong_date_is_refused(app: typer.Typer, files: Path) -> None:
    assert runner.invoke(app, ["crawl", str(files), "--since", "kemarin"]).exit_code == 2


def test_sources_show_their_health(app: typer.Typer, files: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    entries = "\n".join(
        f"  - {{name: {name}, kind: folder, path: '{files}', why: uji}}"
        for name in ("baik", "buruk", "lama")
    )
    (data / "sources.yaml").write_text(f"sources:\n{entries}\n")
    catalogue = Catalogue(data / "catalogue.sqlite")
    log = CrawlLog(catalogue)
    statuses: dict[str, CrawlStatus] = {"baik": "ok", "buruk": "failed", "lama": "ok"}
    for name, status in statuses.items():
        log.end(log.begin(name, {}), status, {"ok": status == "ok", "counts": {}})
    old = (datetime.now(UTC) - timedelta(days=40)).isoformat(timespec="seconds")
    with catalogue.write() as db:
        db.execute("UPDATE crawls SET finished = ? WHERE source = 'lama'", (old,))
    catalogue.close()
    found = json.loads(runner.invoke(app, ["sources", "--json"]).stdout)["sources"]
    health = {item["name"]: item["health"] for item in found}
    assert health["baik"] == "ok"
    assert health["buruk"] == "failing"
    assert health["lama"] == "stale"
    assert health["aptika"] == "never"
    assert runner.invoke(app, ["sources"]).exit_code == 0


def test_asking_for_sources_makes_no_data_folder(app: typer.Typer, tmp_path: Path) -> None:
    assert runner.invoke(app, ["sources"]).exit_code == 0
    assert not (tmp_path / "data").exists()


def test_help_shows_an_example_and_loads_no_crawler(app: typer.Typer) -> None:
    assert "Example: pilar crawl" in runner.invoke(app, ["crawl", "--help"]).stdout
    program = (
        "import sys, typer, crawler.cli as c; a = typer.Typer(); c.register(a)\n"
        "print([m for m in ('scrapy', 'twisted', 'bs4', 'pypdfium2', 'trafilatura', 'lingua',"
        " 'yaml') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_report_is_lines_for_people() -> None:
    report = CrawlReport("satu", "wordpress", "https://satu.go.id")
    for number in range(12):
        report.fail(f"https://satu.go.id/{number}", "answered 500\nInternal \x1b[2J Error")
    report.scans.append(Scan("file:x/y.pdf", "Rencana", 3))
    report.note("Satu.")
    report.note("Satu.")
    text = list(report.lines())
    assert text[0] == "satu (https://satu.go.id): 12 failed, 1 scans"
    assert sum("answered 500" in line for line in text) == 10
    assert any("and 2 more" in line for line in text)
    assert any("3 pages to be read by OCR" in line for line in text)
    assert sum("Satu." in line for line in text) == 1
    assert "\x1b" not in "".join(text)
