"""Running the crawler as people do: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.ids import document_id

ROOT = Path(__file__).resolve().parents[2]
_PROGRAM = "import typer, crawler.cli as c; a = typer.Typer(); c.register(a); a()"


def pilar(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this room on a data folder, without waiting between requests."""
    return subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:crawler", "-c", _PROGRAM, *arguments],
        cwd=ROOT,
        env={
            **os.environ,
            "PILAR_DATA_DIR": str(data),
            "PILAR_CRAWL_DELAY": "0",
            "NO_COLOR": "1",
            "COLUMNS": "200",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def crawl(data: Path, *arguments: str, code: int = 0, **environment: str) -> dict[str, Any]:
    """Crawl one source and return its report."""
    done = pilar(data, "crawl", *arguments, "--json", **environment)
    assert done.returncode == code, done.stdout + done.stderr
    reports = json.loads(done.stdout)["reports"]
    assert len(reports) == 1
    report: dict[str, Any] = reports[0]
    return report


def stored(data: Path, origin: str) -> Document:
    """Return a document as the catalogue has it."""
    catalogue = Catalogue(data / "catalogue.sqlite")
    try:
        return catalogue.document(document_id(origin))
    finally:
        catalogue.close()
