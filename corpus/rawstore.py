"""The raw files as they were fetched, named after their content and compressed."""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

from corpus.errors import StorageError, UnknownNameError, disk_errors

_WORTH_IT = 0.9  # a file that shrinks to more of itself than this (most PDFs) is kept as it is
_LEVEL = 6
_UNFINISHED = ".new-"


class RawStore:
    """Keeps bytes under their SHA-256; the same bytes twice are one file.

    ``put(page)`` writes ``raw/ba/7816bf8f01cfea....gz`` and returns the 64 hex digits of the bytes
    before compression. A file without ``.gz`` holds the bytes as they are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, content: bytes) -> str:
        """Store the bytes and return their hash; a kill leaves the old state or the new one."""
        digest = hashlib.sha256(content).hexdigest()
        if digest in self:
            return digest
        packed = gzip.compress(content, _LEVEL, mtime=0)
        is_smaller = len(packed) < len(content) * _WORTH_IT
        path = self._packed(digest) if is_smaller else self._plain(digest)
        with disk_errors(self._folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=_UNFINISHED)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(packed if is_smaller else content)
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
        :raises StorageError: when what is kept is damaged.
        """
        try:
            return gzip.decompress(self._packed(digest).read_bytes())
        except FileNotFoundError:
            pass
        except (OSError, EOFError, zlib.error) as error:
            raise StorageError(
                f"The raw file {digest[:12]}… is damaged: {error}.",
                "Fetch it again with `pilar crawl SOURCE --full`.",
            ) from error
        try:
            return self._plain(digest).read_bytes()
        except FileNotFoundError as error:
            raise UnknownNameError(f"No raw file {digest[:12]}… is kept.") from error

    def __contains__(self, digest: str) -> bool:
        return self._packed(digest).exists() or self._plain(digest).exists()

    def sweep(self) -> int:
        """Remove what a killed writer left unfinished; return how many. Needs the write lock."""
        left = list(self._folder.glob(f"*/{_UNFINISHED}*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)

    def _plain(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]

    def _packed(self, digest: str) -> Path:
        return self._folder / digest[:2] / f"{digest[2:]}.gz"
