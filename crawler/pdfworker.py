"""Reading PDFs in a process of its own, so that a hostile file kills only that."""

from __future__ import annotations

import hashlib
from types import TracebackType
from typing import Self

from corpus.errors import PdfError, WorkerError
from corpus.ocrpage import OcrStore
from corpus.worker import MEMORY, SECONDS, Worker
from crawler.pdf import Pdf, read_pdf

_REMEDY = "Ask its owner for another copy, or print it to a new PDF."


class PdfReader:
    """Reads PDFs, with what OCR has read of their scanned pages before.

    The worker starts with the first file and serves all that follow.
    """

    def __init__(
        self, store: OcrStore | None = None, *, memory: int = MEMORY, seconds: float = SECONDS
    ) -> None:
        """Make a reader.

        :param memory: bytes of address space that a file may take.
        :param seconds: that a file may take.
        """
        self.store = store
        self.worker = Worker(memory, seconds)

    def read(self, content: bytes, name: str, hint: str = "") -> Pdf:
        """Read a PDF; see ``crawler.pdf.read_pdf``.

        :raises PdfError: also when it crashes the worker or breaks its limits.
        """
        recognised = {}
        if self.store is not None:
            recognised = self.store.pages(hashlib.sha256(content).hexdigest())
        try:
            return self.worker.call(read_pdf, content, name, hint, recognised)
        except WorkerError as error:
            raise PdfError(f"{name} {error.message}.", _REMEDY) from error

    def close(self) -> None:
        """End the worker."""
        self.worker.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
