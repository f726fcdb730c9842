"""The raw files as they were fetched, named after their content."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from corpus.errors import UnknownNameError, disk_errors


class RawStore:
    """Keeps bytes under their SHA-256; the same bytes twice are one file.

    ``put(b"abc")`` writes ``raw/ba/7816bf8f01cfea...`` and returns the 64 hex digits.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Store the bytes and return their hash; a kill leaves the old state or the new one."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        with disk_errors(self._folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes.

        :raises UnknownNameError: when nothing is kept under this hash.
        """
        try:
            return self.path(digest).read_bytes()
        except FileNotFoundError as error:
            raise UnknownNameError(f"No raw file {digest[:12]}… is kept.") from error

    def path(self, digest: str) -> Path:
        """Return where the bytes of this hash lie or would lie."""
        return self._folder / digest[:2] / digest[2:]
