"""The commands ``crawl``, ``sources`` and ``schedule``.

Light to import: the crawler loads when it runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus import console

if TYPE_CHECKING:
    from crawler.watch import Watch


class ScheduleForm(StrEnum):
    """What runs the crawls by themselves."""

    systemd = "systemd"
    cron = "cron"
    kubernetes = "kubernetes"


_NEXT = {
    ScheduleForm.systemd: "Next, there: systemctl daemon-reload; "
    "systemctl enable --now enampilar-*.timer",
    ScheduleForm.cron: "Next, there: crontab enampilar.cron",
    ScheduleForm.kubernetes: "Next, there: kubectl apply -f enampilar-cronjobs.yaml",
}


def register(app: typer.Typer) -> None:
    """Add this room's commands to the program."""
    app.command("crawl")(crawl_command)
    app.command("sources")(sources_command)
    app.command("schedule")(schedule_command)


def crawl_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Names of sources, folders or http(s) addresses. If none is given, all configured "
            "sources.",
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
                configured=known,
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
    """List the configured sources with their documents, last success and health.

    Health is ok, failing (the last crawl had failures or an alarm), stale (no success for
    PILAR_STALE_AFTER days, or the source's own stale_after) or never.

    Example: pilar sources --json
    """
    with console.reporting_errors(as_json=as_json):
        from corpus.settings import load_settings
        from crawler.health import configured_health
        from crawler.sourcefile import load_sources

        settings = load_settings()
        found = configured_health(settings, load_sources(settings))
        if as_json:
            console.emit({"sources": [item.as_json() for item in found]})
            return
        columns = ["source", "kind", "place", "documents", "last success", "health"]
        rows = [
            [
                item.source.name + (" (unverified)" if item.source.unverified else ""),
                item.source.kind,
                item.source.place,
                item.documents,
                item.last_success or "",
                item.health,
            ]
            for item in found
        ]
        console.table("Sources", columns, rows)


def schedule_command(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SOURCE",
            help="Names of sources. If none is given, all configured sources.",
        ),
    ] = None,
    form: Annotated[
        ScheduleForm, typer.Option("--format", help="What runs them.")
    ] = ScheduleForm.systemd,
    into: Annotated[
        Path | None, typer.Option("--into", help="Write the units into this folder.")
    ] = None,
    image: Annotated[
        str, typer.Option(help="The container image, for kubernetes.")
    ] = "enampilar:latest",
    as_json: Annotated[bool, console.JSON_OPTION] = False,
) -> None:
    """Print units that crawl every source once a night and then update the index.

    Times are spread over the night. The PILAR_ settings of this shell are carried, except secrets.
    Runs never overlap: whatever starts early waits for the one before.

    Example: pilar schedule --format systemd --into /etc/systemd/system
    """
    with console.reporting_errors(as_json=as_json):
        from corpus.errors import UnknownNameError, disk_errors
        from corpus.settings import load_settings
        from crawler.schedule import carried, jobs, program, render
        from crawler.sourcefile import find_source, load_sources

        settings = load_settings()
        known = load_sources(settings)
        chosen = [find_source(name, known) for name in sources] if sources else known
        for source in chosen:
            if source not in known:
                raise UnknownNameError(
                    f"{source.place} is not among the configured sources.",
                    "Only those are scheduled: give it an entry in sources.yaml first.",
                )
        carry = {"PILAR_DATA_DIR": str(settings.data_dir.resolve()), **carried(os.environ)}
        units = render(form.value, jobs(chosen), carry, command=program(), image=image)
        if into is not None:
            with disk_errors(into):
                into.mkdir(parents=True, exist_ok=True)
                for name, text in units.items():
                    (into / name).write_text(text, "utf-8")
        if as_json:
            console.emit({"units": units})
        elif into is not None:
            console.say(f"{len(units)} files are in {into}. {_NEXT[form]}")
        else:
            for name, text in units.items():
                heading = "" if len(units) == 1 else f"# --- {name}\n"
                sys.stdout.write(f"{heading}{text}")
