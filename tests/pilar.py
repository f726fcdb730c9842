"""Running the `pilar` command as a person does: in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from tests.conftest import ROOT

_PATIENCE = 240  # seconds; loading the model takes up to ten on a busy machine


@dataclass(frozen=True)
class Outcome:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)


def pilar(*arguments: str, **environment: str) -> Outcome:
    """Run `pilar` with these arguments; keywords are environment variables."""
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-m", "ui", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=_PATIENCE,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
