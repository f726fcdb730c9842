"""Running the crawler as people do: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.ids import document_id
from tests.crawler.forking import ROOT, run_forked

__all__ = ["ROOT", "crawl", "pilar", "stored"]


def pilar(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this room on a data folder, without waiting between requests."""
    code, out, err = run_forked(
        [*arguments],
        {
            **os.environ,
            "PILAR_DATA_DIR": str(data),
            "PILAR_CRAWL_DELAY": "0",
            "NO_COLOR": "1",
            "COLUMNS": "200",
            **environment,
        },
    )
    return subprocess.CompletedProcess(["pilar", *arguments], code, out, err)


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
