"""Every error that Enam Pilar raises on purpose.

PilarError                     a person can act on it: one line, and what to do
├── SettingsError              a setting has a value that cannot be used
├── SourcesError               the sources file is wrong; names the entry
├── UnknownNameError           no such pillar, region, kind, source or document
├── AmbiguousNameError         a name that fits more than one region
├── ModelError                 the embedding model is missing, damaged or another
├── DocumentError              a file cannot be read as what it says it is
│   └── PdfError               locked, damaged, empty or hostile PDF
├── WorkerError                a file crashed its worker or broke its limits
├── IndexStateError            the index is missing, damaged or of another model
├── LockedError                another process writes to the same data folder
└── StorageError               the disk refused: full, read-only, not ours

Anything else that escapes is a bug. Errors of other libraries become one of
these in the one file that adapts the library.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class PilarError(Exception):
    """A problem that the person at the terminal or the caller of the API can act on.

    :param message: what was found and what was expected, one sentence.
    :param remedy: what to do about it, one sentence; may be empty.
    """

    code = "error"

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the message and its remedy as one line."""
        return f"{self.message} {self.remedy}".strip()


class SettingsError(PilarError):
    """A setting has a value that cannot be used."""

    code = "settings"


class SourcesError(PilarError):
    """The sources file is wrong."""

    code = "sources"


class UnknownNameError(PilarError):
    """No pillar, region, kind, source or document has this name."""

    code = "unknown-name"


class AmbiguousNameError(PilarError):
    """The name fits more than one thing, for example Kota and Kabupaten Magelang."""

    code = "ambiguous-name"


class ModelError(PilarError):
    """The embedding model is missing, damaged or not the one that built the index."""

    code = "model"


class DocumentError(PilarError):
    """A file cannot be read as what it says it is."""

    code = "document"


class PdfError(DocumentError):
    """A PDF that is locked, damaged, empty or hostile."""

    code = "pdf"


class WorkerError(PilarError):
    """What a file did to the worker that read it: "takes longer than 120 seconds to read"."""

    code = "worker"


class IndexStateError(PilarError):
    """The index is missing, damaged or was built by another model."""

    code = "index"


class LockedError(PilarError):
    """Another process is writing to the same data folder."""

    code = "locked"


class StorageError(PilarError):
    """The disk refused: full, read-only or not ours."""

    code = "storage"


_CHOOSE = "Choose another folder with PILAR_DATA_DIR or PILAR_CACHE_DIR."
_DISK_REASONS = {
    errno.ENOSPC: ("the disk is full", "Free some space and run the command again."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run the command again."),
    errno.EROFS: ("the disk is read-only", _CHOOSE),
    errno.EACCES: ("permission was denied", _CHOOSE),
    errno.EPERM: ("permission was denied", _CHOOSE),
    errno.ENOTDIR: ("a file is in the way", _CHOOSE),
}


@contextmanager
def disk_errors(where: Path) -> Iterator[None]:
    """Turn the disk's refusals while working under ``where`` into a StorageError."""
    try:
        yield
    except OSError as error:
        told = (error.strerror or str(error)).lower()
        reason, remedy = _DISK_REASONS.get(error.errno or 0, (told, _CHOOSE))
        raise StorageError(f"Cannot write under {where}: {reason}.", remedy) from error
