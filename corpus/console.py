"""How every command speaks: one JSON document or words for people, errors in one line."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from corpus.errors import PilarError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, Task, TaskID

EXIT_ERROR = 1
EXIT_WITH_FAILURES = 3
_EXIT_INTERRUPTED = 128 + signal.SIGINT
_EXIT_PIPE_CLOSED = 128 + signal.SIGPIPE

JSON_OPTION = typer.Option("--json", help="Print one JSON document and nothing else.")


def emit(document: object) -> None:
    """Print a JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def say(text: str) -> None:
    """Print a line for people on stdout, as it is: text from documents is never markup."""
    stdout().print(text, markup=False, highlight=False)


@contextmanager
def reporting_errors(*, as_json: bool) -> Iterator[None]:
    """End the command with one clear line and exit code 1 on any error meant for people."""
    try:
        yield
    except PilarError as error:
        if as_json:
            emit({"error": {"code": error.code, "message": error.message, "remedy": error.remedy}})
        else:
            stderr().print(f"pilar: {error}", markup=False, highlight=False, soft_wrap=True)
        raise typer.Exit(EXIT_ERROR) from error
    except KeyboardInterrupt:
        stderr().print("pilar: stopped. What was finished is kept.")
        raise typer.Exit(_EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        # `pilar search … | head`: leave quietly, and keep Python from flushing a closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(_EXIT_PIPE_CLOSED) from None


def stdout() -> Console:
    """Return a Rich console on stdout."""
    from rich.console import Console

    return Console()


def stderr() -> Console:
    """Return a Rich console on stderr, where progress and errors go."""
    from rich.console import Console

    return Console(stderr=True)


@contextmanager
def progress_bar(*, hidden: bool = False) -> Iterator[Progress]:
    """Show progress bars on stderr; nothing where stderr is no terminal or for ``--json``.

    Every task carries a ``unit`` field: ``bar.add_task("Embedding", total=9, unit="passages")``.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    console = stderr()
    bar = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}"),
        _rate_column(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=hidden or not console.is_terminal,
    )
    with bar:
        yield bar


def stages(bar: Progress, unit: str) -> Callable[[str, int, int], None]:
    """Return what shows the progress of work in stages: one task each, from its first report on."""
    tasks: dict[str, TaskID] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in tasks:
            tasks[stage] = bar.add_task(stage, total=total, unit=unit)
        bar.update(tasks[stage], completed=done, total=total)

    return show


def _rate_column() -> ProgressColumn:
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    return Rate()


def table(title: str, columns: list[str], rows: list[list[Any]]) -> None:
    """Print a table for people."""
    from rich.table import Table
    from rich.text import Text

    grid = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        grid.add_column(column)
    for row in rows:
        grid.add_row(*(Text(str(cell)) for cell in row))
    stdout().print(grid)
