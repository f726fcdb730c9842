"""Killing a crawl at any moment and comparing what the next one makes of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from corpus.catalogue import Catalogue
from corpus.rawstore import RawStore
from tests.crawler.pdffile import Sheet, pdf
from tests.crawler.running import ROOT
from tests.crawler.website import Website, serving

_PROGRAM = "import typer, crawler.cli as c; a = typer.Typer(); c.register(a); a()"
_PATIENCE = 300  # seconds


@dataclass(frozen=True)
class Trial:
    """What came of one kill.

    :ivar killed: whether the run had not come to its end when the signal came.
    :ivar before: posts and PDFs that the killed crawl had asked for.
    :ivar again: how many of them the next crawl asked for once more.
    :ivar equal: whether the catalogue and the archive equal those of an undisturbed crawl.
    """

    after: float
    killed: bool
    before: int
    again: int
    equal: bool


@contextmanager
def newsroom(posts: int, pdfs: int, *, by_rest: bool = True) -> Iterator[Website]:
    """Serve a site of so many posts, of which the first so many link a PDF each.

    :param by_rest: REST gives the texts of posts.
    """
    site = Website(whole=by_rest)
    for number in range(1, posts + 1):
        body = f"<p>Kabar nomor {number}: kota membangun {number * 7} taman cerdas.</p>" * 5
        if number <= pdfs:
            path = f"/wp-content/uploads/rencana-{number}.pdf"
            site.files[path] = pdf(*(Sheet([f"Rencana {number} halaman {n}."]) for n in range(20)))
            body += f'<p><a href="{path}">Rencana induk {number}</a></p>'
        site.add(number, f"kabar-{number}", f"Kabar {number}", body)
    with serving(site):
        yield site


def change(site: Website) -> None:
    """Edit two posts, add two and delete two, as between two nights."""
    for number in (3, 5):
        site.posts[number].content += "<p>Diralat kemarin.</p>"
        site.posts[number].date = "2023-08-01T10:00:00"
    for number in (4, 6):
        del site.posts[number]
    for number in (901, 902):
        site.add(number, f"baru-{number}", f"Baru {number}", f"<p>Kabar baru {number}.</p>" * 5)


def crawl(site: Website, data: Path) -> float:
    """Crawl to the end; return the seconds that it took from its first request on."""
    site.asked.clear()
    process = _start(site, data)
    began = _first_request(site, process)
    _, errors = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 0, errors
    return time.monotonic() - began


def _first_request(site: Website, process: subprocess.Popen[str]) -> float:
    """Wait until the crawl asks for something; return when it did."""
    while not site.asked and process.poll() is None:
        time.sleep(0.005)
    return time.monotonic()


def kill_and_resume(
    site: Website, data: Path, expected: dict[str, Any], *, after: float = 0, stored: int = 0
) -> Trial:
    """Kill a crawl with SIGKILL, crawl again, and compare.

    A run that had come to its end before the signal is compared as it is: the next one would be
    another run, which withdraws what this one missed.

    :param after: seconds after its first request.
    :param stored: how many posts and PDFs it must have archived by then.
    """
    site.asked.clear()
    runs = _ended(data)
    process = _start(site, data)
    _first_request(site, process)
    time.sleep(after)
    already = _archived(data)
    while _archived(data) < already + stored and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=_PATIENCE)
    before, killed = _content(site), _ended(data) == runs
    site.asked.clear()
    if killed:
        crawl(site, data)
    again = len(before & _content(site))
    return Trial(after, killed, len(before), again, state(data) == expected)


def _ended(data: Path) -> int:
    """Return how many runs have come to their end."""
    if not (data / "catalogue.sqlite").exists():
        return 0
    catalogue = Catalogue(data / "catalogue.sqlite")
    (row,) = catalogue.rows("SELECT count(*) AS n FROM crawls")
    catalogue.close()
    return int(row["n"])


def state(data: Path) -> dict[str, Any]:
    """Return what a data folder holds, without the times at which it came there."""
    catalogue, raw = Catalogue(data / "catalogue.sqlite"), RawStore(data / "raw")
    documents = catalogue.rows(
        "SELECT id, origin, source, version, withdrawn IS NULL AS active, "
        "missing IS NULL AS present FROM documents ORDER BY id"
    )
    versions = catalogue.rows(
        "SELECT document_id, version, title, kind, published, raw, content FROM versions "
        "ORDER BY document_id, version"
    )
    fetches = catalogue.rows("SELECT url, document_id, raw, etag FROM fetches ORDER BY url")
    archived = {row["raw"] for row in versions}
    for digest in archived:
        assert hashlib.sha256(raw.get(digest)).hexdigest() == digest
    files = sorted(str(p.relative_to(data)) for p in (data / "raw").rglob("*") if p.is_file())
    unfinished = catalogue.rows("SELECT source FROM runs")
    catalogue.close()
    return {
        "documents": documents,
        "versions": versions,
        "fetches": fetches,
        "files": files,
        "unfinished": unfinished,
    }


def copied(data: Path, to: Path) -> Path:
    """Return a copy of a data folder that no process has open."""
    shutil.copytree(data, to)
    return to


def _start(site: Website, data: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "crawl", site.url, "--json"],
        cwd=ROOT,
        env={**os.environ, "PILAR_DATA_DIR": str(data), "PILAR_CRAWL_DELAY": "0"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _archived(data: Path) -> int:
    return sum(path.is_file() for path in (data / "raw").glob("*/*"))


def _content(site: Website) -> set[str]:
    """Return the posts and PDFs that were asked for: by their paths, or by numbers in a batch."""
    batches = (parse_qs(urlsplit(path).query).get("include", [""])[0] for path in site.asked)
    numbers = {number for batch in batches for number in batch.split(",") if number}
    return (numbers if site.whole else set()) | {
        path for path in site.asked if path.startswith(("/2023", "/wp-content"))
    }
