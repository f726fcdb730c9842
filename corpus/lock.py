"""One writer per data folder."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import LockedError, disk_errors

_LONGEST_WAIT = 12 * 3600.0  # seconds: a first crawl of a large site takes a night
_POLL = 0.2  # seconds


@contextmanager
def writing(data_dir: Path, job: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the data folder's write lock; the operating system frees it when a process dies.

    :param job: what this process does, shown to whoever is turned away ("pilar crawl").
    :param wait: wait for the holder to end, for hours if need be.
    :raises LockedError: naming the holder, when another process writes.
    :raises StorageError: when the folder cannot be made or written.
    """
    with disk_errors(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / "write.lock")
        holder = data_dir / "write.holder.json"
        try:
            lock.acquire(timeout=_LONGEST_WAIT if wait else 0, poll_interval=_POLL)
        except Timeout as error:
            raise LockedError(
                f"The data folder {data_dir} is being written by {_describe(holder)}.",
                "Wait until it ends, or choose another folder with PILAR_DATA_DIR.",
            ) from error
        try:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            holder.write_text(json.dumps({"pid": os.getpid(), "job": job, "since": now}))
        except OSError:
            lock.release()
            raise
    try:
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _describe(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text())
    except (OSError, ValueError):
        return "another process"
    return f"`{found['job']}` (process {found['pid']}, since {found['since']})"
