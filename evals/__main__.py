"""``python -m evals``: ask a set of questions and print how good the answers are."""

from __future__ import annotations

from typing import Annotated

import typer

from corpus.console import JSON_OPTION, emit, progress_bar, reporting_errors


def main(
    name: Annotated[
        str, typer.Option("--set", help="The questions: dev, or test, which is locked for tuning.")
    ] = "dev",
    failures: Annotated[
        bool, typer.Option("--failures", help="Also print what went wrong; only for dev.")
    ] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Ask a set of questions on the seed digests and print how good the answers are."""
    with reporting_errors(as_json=as_json):
        from evals.answers import ask_all
        from evals.questionset import find_set, load_set, refuse_failures
        from evals.report import print_failures, print_report, report_json
        from evals.seedfolder import seed_service

        known = find_set(name)
        if failures:
            refuse_failures(known)
        questions = load_set(known)
        with seed_service(quiet=as_json) as service, progress_bar(hidden=as_json) as bar:
            task = bar.add_task("Asking", total=len(questions), unit="questions")
            outcomes = ask_all(
                service, questions, told=lambda asked: bar.update(task, completed=asked)
            )
        if as_json:
            emit(report_json(known, outcomes, failures=failures))
        else:
            if failures:
                print_failures(outcomes)
            print_report(known, outcomes)


if __name__ == "__main__":
    typer.run(main)
