"""Pictures of cited pages: painted in a worker, kept while they are asked for."""

from __future__ import annotations

from functools import lru_cache

from api.problems import NotFoundError, UnprocessableError
from corpus.document import Document, Page
from corpus.errors import PdfError, UnknownNameError, WorkerError
from corpus.glyphs import letters
from corpus.ocrpage import OcrStore
from corpus.pagepicture import PagePicture, page_picture
from corpus.rawstore import RawStore
from corpus.worker import Worker

_KEPT = 64  # pictures, about 200 KB each
_SECONDS = 30.0


class PagePictures:
    """Paints pages of archived PDFs. Safe to share between threads."""

    def __init__(self, raw: RawStore, store: OcrStore) -> None:
        self._raw = raw
        self._store = store
        self._worker = Worker(seconds=_SECONDS)
        self._painted = lru_cache(_KEPT)(self._paint)

    def picture(
        self, document: Document, number: int, quote: str = "", start: int | None = None
    ) -> PagePicture:
        """Return a page with a quote marked.

        :param number: physical, from 1.
        :param start: where the quote begins in the document's text: tells which one is meant
            where the page says it twice.
        :raises NotFoundError: when there is no such page or its file is not archived.
        :raises UnprocessableError: when the file cannot be painted.
        """
        page = next((page for page in document.pages if page.number == number), None)
        if page is None:
            raise NotFoundError(_no_page(document, number))
        if document.raw is None:
            raise NotFoundError(f"The file of {document.title!r} is not archived.")
        occurrence = _occurrence(document, page, quote, start)
        return self._painted(document.raw, number, quote, occurrence, page.method.startswith("ocr"))

    def _paint(
        self, digest: str, number: int, quote: str, occurrence: int, is_scan: bool
    ) -> PagePicture:
        ocr = self._store.get(digest, number) if is_scan else None
        try:
            content = self._raw.get(digest)
            return self._worker.call(page_picture, content, number, quote, occurrence, ocr)
        except UnknownNameError as error:
            raise NotFoundError("The file of this document is not archived any more.") from error
        except WorkerError as error:
            raise UnprocessableError(f"The page cannot be painted: it {error.message}.") from error
        except PdfError as error:
            raise UnprocessableError(error.message) from error


def _no_page(document: Document, number: int) -> str:
    if document.media_type != "application/pdf":
        return f"{document.title!r} is no PDF and has no pages."
    return f"{document.title!r} has {len(document.pages)} pages; there is no page {number}."


def _occurrence(document: Document, page: Page, quote: str, start: int | None) -> int:
    """Return how often the page says the quote before the place that is meant."""
    if start is None or not page.start <= start < page.end or not letters(quote):
        return 0
    return letters(document.text[page.start : start]).count(letters(quote))
