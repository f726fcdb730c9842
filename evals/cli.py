"""The command `pilar eval`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import (
    EXIT_ERROR,
    JSON_OPTION,
    emit,
    progress_bar,
    reporting_errors,
    say,
)

if TYPE_CHECKING:
    from evals.outcome import Outcome
    from evals.questionset import Question
    from evals.run import Run

AsJson = Annotated[bool, JSON_OPTION]


def register(app: typer.Typer) -> None:
    """Add this room's command."""
    app.command(name="eval")(evaluate)


def evaluate(
    name: Annotated[
        str, typer.Option("--set", help="The questions: dev, seen, or test, which is locked.")
    ] = "dev",
    beir: Annotated[
        Path | None,
        typer.Option(
            help="Measure retrieval instead, on a folder in BEIR form: corpus.jsonl, "
            "queries.jsonl, qrels/test.tsv."
        ),
    ] = None,
    failures: Annotated[
        bool, typer.Option("--failures", help="Explain every case that went wrong; not for test.")
    ] = False,
    gate: Annotated[
        bool,
        typer.Option(
            "--gate", help="Ask a fixed half of dev and fail where a figure is below its floor."
        ),
    ] = False,
    pin: Annotated[
        str | None,
        typer.Option(
            metavar="WHY",
            help="With --gate: raise the floors to what this run reaches, and say what for.",
        ),
    ] = None,
    lower: Annotated[
        str | None,
        typer.Option(
            metavar="REASON", help="With --gate --pin: also lower the floors that no longer hold."
        ),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Write the run as one HTML page to this file.")
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(
            envvar="PILAR_EVAL_HISTORY",
            help="Where runs are remembered; evals.jsonl in the data folder where left out.",
        ),
    ] = None,
    cached: Annotated[
        bool,
        typer.Option("--cache/--no-cache", help="Keep the index of the set in the cache folder."),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Ask the project's own questions and print how good the answers are.

    The questions ask for what the seed digests and some invented documents hold, in Indonesian
    and English. The first run builds an index of its own, which takes a minute; the next finds it
    in the cache folder. Your data folder is only written to for the history of runs.
    """
    with reporting_errors(as_json=as_json):
        if beir is not None:
            _measure_retrieval(beir, cached=cached, as_json=as_json)
            return
        from evals.failure import failures as explained
        from evals.gate import SET, refuse_options, sample
        from evals.history import history_path, recall, remember
        from evals.questionset import LOCKED, find_set, load_set, refuse_failures
        from evals.report import print_failures, print_report, report_json

        known = find_set(name)
        if failures or gate:
            refuse_failures(known)
        refuse_options(gate=gate, pin=pin, lower=lower)
        questions = sample() if gate else load_set(known)
        run, outcomes = _ask(SET if gate else known, questions, cached=cached, quiet=as_json)
        kept = history_path(history, _data_dir())
        remember(kept, run)
        wrong = explained(outcomes) if known != LOCKED else []
        if report is not None:
            from evals.page import write_page

            write_page(report, run, outcomes, wrong, recall(kept, run.set))
        if gate:
            _gate(run, outcomes, why=pin, lower=lower, as_json=as_json)
        elif as_json:
            emit(report_json(run, wrong if failures else None))
        else:
            if failures:
                print_failures(wrong)
            print_report(run)
        if report is not None and not as_json:
            say(f"The report is at {report}.")


def _ask(
    name: str, questions: list[Question], *, cached: bool, quiet: bool
) -> tuple[Run, list[Outcome]]:
    from evals.answers import ask_all
    from evals.run import run_of
    from evals.seedfolder import seed_service

    started = time.perf_counter()
    with seed_service(quiet=quiet, cached=cached) as service, progress_bar(hidden=quiet) as bar:
        task = bar.add_task("Asking", total=len(questions), unit="questions")
        outcomes = ask_all(service, questions, lambda asked: bar.update(task, completed=asked))
        model = service.retriever.embedder.name
    return run_of(name, outcomes, model=model, seconds=time.perf_counter() - started), outcomes


def _gate(
    run: Run, outcomes: list[Outcome], *, why: str | None, lower: str | None, as_json: bool
) -> None:
    from evals.failure import explain
    from evals.floors import FLOORS, load_floors, save_floors
    from evals.gate import compare, mismatches, pin, told
    from evals.report import print_failures, print_report

    if why is not None:
        old = load_floors() if FLOORS.exists() else None
        floors = pin(run, outcomes, old, why=why, lower=lower)
        save_floors(floors)
        if as_json:
            emit({**run.as_json(), "pinned": str(FLOORS)})
        else:
            print_report(run)
            say(f"{len(floors.floors)} floors are pinned in {FLOORS}.")
        return
    floors = load_floors()
    fallen = compare(run, outcomes, floors)
    notes = list(mismatches(run, floors))
    explanations = [told(one, floors) for one in fallen]
    cases = dict.fromkeys(case for one in fallen for case in one.cases)
    wrong = [explain(one) for one in outcomes if one.question.name in cases]
    if as_json:
        emit(
            {
                **run.as_json(),
                "passed": not fallen,
                "fallen": explanations,
                "notes": notes,
                "failures": [one.as_json() for one in wrong],
            }
        )
    else:
        print_report(run)
        print_failures(wrong)
        for line in (*notes, *explanations):
            say(line)
        held = len(floors.floors) - len(fallen)
        say(f"{held} of {len(floors.floors)} floors hold; the run took {run.seconds:.0f} s.")
    if fallen:
        raise typer.Exit(EXIT_ERROR)


def _measure_retrieval(beir: Path, *, cached: bool, as_json: bool) -> None:
    from corpus.settings import load_settings
    from evals.beir import read_beir
    from evals.report import print_retrieval
    from evals.retrieval import beir_retriever, measure

    found = read_beir(beir)
    opened = beir_retriever(found, load_settings(), cached=cached, quiet=as_json)
    with opened as retriever, progress_bar(hidden=as_json) as bar:
        task = bar.add_task("Asking", total=len(found.queries), unit="questions")
        figures = measure(found, retriever, lambda done: bar.update(task, completed=done))
    if as_json:
        emit(figures)
    else:
        print_retrieval(found.name, figures)


def _data_dir() -> Path:
    from corpus.settings import load_settings

    return load_settings().data_dir
