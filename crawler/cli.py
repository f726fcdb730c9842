"""The commands ``crawl`` and ``sources``. Light to import: the crawler loads when it runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from corpus import console

if TYPE_CHECKING:
    from crawler.watch import Watch


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command("crawl")(crawl_command)
    app.command("sources")(sources_command)


def crawl_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Names of sources, folders or http(s) addresses; all configured ones without.",
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what changed on or after this day."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="At most so many pages or files of each source.")
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything anew, also what did not change.")
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another run writes to the data folder.")
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Show the warnings of the crawling library.")
    ] = False,
    as_json: Annotated[bool, console.JSON_OPTION] = False,
) -> None:
    """Fetch new and changed documents from their sources into the catalogue.

    Scanned PDF pages are read by OCR when the rest of a source is done, each page once; a run
    that is stopped goes on there. PILAR_OCR=off leaves them unread.

    Progress is shown as bars on a terminal and as JSON lines on stderr elsewhere. Each run leaves
    a report (JSON and HTML) in the data folder under reports/. A run that was stopped or killed
    within the last day goes on where it ended.

    Exit code 0 when all was read, 3 when it finished with failures, 1 on an error.

    Example: pilar crawl aptika ./handed-over --since 2024-01-01
    """
    with console.reporting_errors(as_json=as_json):
        from corpus.settings import load_settings
        from crawler.crawl import crawl
        from crawler.sourcefile import find_source, load_sources

        settings = load_settings()
        known = load_sources(settings)
        found = [find_source(name, known) for name in sources] if sources else known
        chosen = list({source.name: source for source in found}.values())
        with _watching() as watch:
            reports = crawl(
                settings,
                chosen,
                since=since.date() if since else None,
                limit=limit,
                full=full,
                watch=watch,
                wait=wait,
                verbose=verbose,
            )
        ok = all(report.ok for report in reports)
        if as_json:
            console.emit({"ok": ok, "reports": [report.as_json() for report in reports]})
        else:
            for report in reports:
                for line in report.lines():
                    console.say(line)
        if not ok:
            raise typer.Exit(console.EXIT_WITH_FAILURES)


@contextmanager
def _watching() -> Iterator[Watch]:
    from crawler.watch import BarWatch, LineWatch

    if not sys.stderr.isatty():
        yield LineWatch(sys.stderr)
        return
    with console.progress_bar() as progress:
        yield BarWatch(progress)


def sources_command(as_json: Annotated[bool, console.JSON_OPTION] = False) -> None:
    """List the configured sources with their documents, last crawl and health.

    Health is ok, failing (the last crawl had failures), stale (no crawl for a month) or never.

    Example: pilar sources --json
    """
    with console.reporting_errors(as_json=as_json):
        from corpus.settings import load_settings
        from crawler.health import source_health
        from crawler.sourcefile import load_sources

        settings = load_settings()
        found = source_health(settings, load_sources(settings))
        if as_json:
            console.emit({"sources": found})
            return
        columns = ["source", "kind", "place", "documents", "last crawl", "health"]
        rows = [
            [
                item["name"] + (" (unverified)" if item["unverified"] else ""),
                item["kind"],
                item["place"],
                item["documents"],
                item["last_crawl"] or "",
                item["health"],
            ]
            for item in found
        ]
        console.table("Sources", columns, rows)
