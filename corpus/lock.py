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


@contextmanager
def writing(data_dir: Path, job: str) -> Iterator[None]:
    """Hold the data folder's write lock; the operating system frees it when a process dies.

    :param job: what this process does, shown to whoever is turned away ("pilar crawl").
    :raises LockedError: naming the holder, when another process writes.
    :raises StorageError: when the folder cannot be made or written.
    """
    with disk_errors(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data_dir / "write.lock")
        holder = data_dir / "write.holder.json"
        try:
            lock.acquire(timeout=0)
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
