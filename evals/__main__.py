"""``python -m evals``: `pilar eval` under the name of its room."""

from __future__ import annotations

import typer

from evals.cli import evaluate

if __name__ == "__main__":
    typer.run(evaluate)
