"""The history of runs: one JSON line for each, oldest first."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.errors import disk_errors
from evals.run import Run

_NAME = "evals.jsonl"


def history_path(chosen: Path | None, data_dir: Path) -> Path:
    """Return where the history lies: where one says, otherwise in the data folder."""
    return chosen or data_dir / _NAME


def remember(path: Path, run: Run) -> None:
    """Add a run.

    :raises StorageError: when the disk refuses.
    """
    with disk_errors(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(run.record(), ensure_ascii=False) + "\n")


def recall(path: Path, name: str) -> list[dict[str, Any]]:
    """Return the records of the runs of a set; a line that a kill cut short is left out.

    :raises StorageError: when the disk refuses.
    """
    if not path.exists():
        return []
    with disk_errors(path.parent):
        lines = path.read_text("utf-8").splitlines()
    return [record for record in map(_record, lines) if record and record.get("set") == name]


def _record(line: str) -> dict[str, Any] | None:
    try:
        record = json.loads(line)
    except json.JSONDecodeError:
        return None
    return record if isinstance(record, dict) else None
