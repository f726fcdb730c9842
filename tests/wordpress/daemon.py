"""A server process of the tests: started, waited for, stopped with everything it forked."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

TAIL_LINES = 25
POLL_SECONDS = 0.05
STOP_SECONDS = 10


class SiteError(RuntimeError):
    """A part of the test site did not do its work; the message ends in the tail of its log."""


def tail(log: Path) -> str:
    """Return the last lines of a log, or say that there are none."""
    lines = log.read_text("utf-8", "replace").splitlines() if log.is_file() else []
    return "\n".join(lines[-TAIL_LINES:]) or "(the log is empty)"


class Daemon:
    """One server in a process group of its own, its output in a log file."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        log: Path,
        *,
        environment: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self.log = log
        self.stop_signal = stop_signal
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Return when ``ready()`` holds.

        :raises SiteError: when the process ends first, or when the time is over.
        """
        deadline = time.monotonic() + seconds
        while not ready():
            status = self.process.poll()
            if status is not None:
                raise self.error(f"ended with status {status} while starting")
            if time.monotonic() > deadline:
                raise self.error(f"is not ready after {seconds:.0f} s")
            time.sleep(POLL_SECONDS)

    def error(self, what: str) -> SiteError:
        """Make an error that names this server and shows the end of its log."""
        return SiteError(f"{self.name} {what}; {self.log} ends in:\n{tail(self.log)}")

    def stop(self) -> None:
        """End the server and its workers: politely first, then at once. Twice does no harm."""
        for wish in (self.stop_signal, signal.SIGKILL):
            # The group outlives its leader, so workers are reached even after a crash.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, wish)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
