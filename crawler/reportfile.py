"""The reports of a run as files: JSON for machines, a page of HTML for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined

from corpus.errors import disk_errors
from crawler.report import CrawlReport

_MOST_LISTED = 500  # lines of a kind on the page; the JSON beside it has them all


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the reports of a run lie."""

    json: Path
    html: Path


def write_reports(
    folder: Path, started: datetime, reports: Sequence[CrawlReport], *, keep: int
) -> ReportFiles:
    """Write the reports of a run, and remove all but the newest ``keep`` runs.

    :raises StorageError: when the disk refuses.
    """
    name = started.astimezone(UTC).strftime("crawl-%Y%m%dT%H%M%S.%fZ")
    found = ReportFiles(folder / f"{name}.json", folder / f"{name}.html")
    run = {
        "started": started.astimezone(UTC).isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": _version(),
        "ok": all(report.ok for report in reports),
        "reports": [report.as_json() for report in reports],
    }
    with disk_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        _replace(found.json, json.dumps(run, ensure_ascii=False, indent=1))
        _replace(found.html, _page(run, found.json.name))
        _prune(folder.glob("crawl-*.json"), keep)
        _prune(folder.glob("crawl-*.html"), keep)
    return found


def _page(run: dict[str, Any], json_name: str) -> str:
    # What sites sent stands on this page: everything is escaped, and only web addresses are links.
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["web"] = lambda url: str(url).startswith(("http://", "https://"))
    environment.filters["printable"] = _printable
    template = (files("crawler") / "report.html.j2").read_text("utf-8")
    page: str = environment.from_string(template).render(
        **run, json_name=json_name, most=_MOST_LISTED
    )
    return page


def _printable(text: object) -> str:
    return "".join(char if char.isprintable() else "�" for char in str(text))


def _replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8", errors="replace")
    new.replace(path)


def _prune(paths: Iterable[Path], keep: int) -> None:
    for path in sorted(paths)[:-keep]:
        path.unlink(missing_ok=True)


def _version() -> str:
    try:
        return version("enampilar")
    except PackageNotFoundError:
        return "dev"  # run from a checkout
