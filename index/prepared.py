"""A prepared folder: what is built once from shipped weights, under the cache, with checksums."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from corpus.errors import ModelError, disk_errors

_CHECKSUMS = "checksums.json"


def prepared(folder: Path, build: Callable[[Path], None]) -> Path:
    """Return a folder, building it when it is not there yet.

    Safe to call from several processes: one builds, the others wait.

    :param build: fills an empty folder, which takes the place when it is done.
    :raises ModelError: when the folder is damaged.
    :raises StorageError: when it cannot be written.
    """
    with disk_errors(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                _build(folder, build)
    _check_sizes(folder)
    return folder


def verify(folder: Path) -> None:
    """Compare every file of a prepared folder with its checksum.

    :raises ModelError: naming the first file that differs.
    """
    for name, expected in _checksums(folder).items():
        if _digest(folder / name) != expected["sha256"]:
            raise _damaged(folder, f"{name} does not match its checksum")


def _build(folder: Path, build: Callable[[Path], None]) -> None:
    workspace = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".preparing-"))
    try:
        build(workspace)
        _write_checksums(workspace)
        workspace.rename(folder)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def _write_checksums(folder: Path) -> None:
    checksums = {
        str(file.relative_to(folder)): {"sha256": _digest(file), "bytes": file.stat().st_size}
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    (folder / _CHECKSUMS).write_text(json.dumps(checksums, indent=1))


def _checksums(folder: Path) -> dict[str, dict[str, str | int]]:
    try:
        found: dict[str, dict[str, str | int]] = json.loads((folder / _CHECKSUMS).read_text())
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"{_CHECKSUMS} cannot be read") from error
    return found


def _check_sizes(folder: Path) -> None:
    """Refuse a folder with a missing or cut file: cheap enough for every start."""
    for name, expected in _checksums(folder).items():
        file = folder / name
        size = file.stat().st_size if file.exists() else 0
        if size != expected["bytes"]:
            raise _damaged(folder, f"{name} has {size} bytes, expected {expected['bytes']}")


def _damaged(folder: Path, what: str) -> ModelError:
    return ModelError(
        f"The prepared model is damaged: {what}.",
        f"Delete {folder} and run the command again.",
    )


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
