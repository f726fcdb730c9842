"""Scanned pages to words: PDFium paints the page, Tesseract reads it.

Pages are read two at a time or as many as there are processors, each by a Tesseract of one
thread: measured on two cores, that is faster than one Tesseract of two threads. The small models
of Debian's packages are used as they are.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import PdfError, PilarError, WorkerError
from corpus.ocrpage import OcrPage, OcrStore, OcrWord
from corpus.worker import Worker

LANGUAGES = ("ind", "eng")
DPI = 300
# Pixels. Photocopies of 80 dpi, enlarged, have steps that Tesseract takes for strokes: on our
# typed pages this took the words read wrong from 121 to 84 of 896, together with the layout
# below, and made sharp scans no worse.
_BLUR = 1.5
_LAYOUT = 4  # Tesseract's for one column of lines of different sizes: keeps "BAB I : Judul" whole
_MOST_PIXELS = 40_000_000  # of a painted page: A3 at 300 dpi has 17 million
_SECONDS = 180  # for one page
_MOST_AT_ONCE = 8
_INSTALL = "Install tesseract-ocr, tesseract-ocr-ind and tesseract-ocr-eng."

_kept: tuple[str, bytes] | None = None  # in the worker: the file whose pages are being painted


@dataclass(frozen=True)
class Painted:
    """A page as a picture in grey, one byte a pixel, and how many points a pixel is wide."""

    width: int
    height: int
    pixels: bytes
    points: float


class OcrError(PilarError):
    """OCR cannot run here."""

    code = "ocr"


def check() -> str:
    """Return what OCR runs with: "tesseract 5.3.0, ind+eng, 300 dpi, layout 4, blur 1.5".

    :raises OcrError: when Tesseract or one of its languages is missing.
    """
    import pytesseract

    try:
        version = pytesseract.get_tesseract_version()
        known = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, SystemExit) as error:
        raise OcrError(
            "Tesseract is not installed: scanned PDFs stay without text.", _INSTALL
        ) from error
    missing = [language for language in LANGUAGES if language not in known]
    if missing:
        raise OcrError(f"Tesseract cannot read {' and '.join(missing)}.", _INSTALL)
    return f"tesseract {version}, {'+'.join(LANGUAGES)}, {DPI} dpi, layout {_LAYOUT}, blur {_BLUR}"


def paint(digest: str, number: int, dpi: int, content: bytes | None = None) -> Painted | None:
    """Paint a page; to be called in the worker, which keeps the file for its next page.

    :param number: physical, from 1.
    :param content: the file; None asks for the one that is kept. Where another or none is, the
        answer is None.
    """
    import pypdfium2 as pdfium
    from PIL.ImageFilter import GaussianBlur

    global _kept  # noqa: PLW0603 - the worker's memory between two calls
    if content is not None:
        _kept = digest, content
    if _kept is None or _kept[0] != digest:
        return None
    document = pdfium.PdfDocument(_kept[1])
    try:
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(dpi / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        picture = bitmap.to_pil().convert("L").filter(GaussianBlur(_BLUR))
        page.close()
    finally:
        document.close()
    return Painted(picture.width, picture.height, picture.tobytes(), 1 / scale)


def recognise(painted: Painted, settings: str) -> OcrPage:
    """Read a painted page.

    :raises OcrError: when Tesseract fails or takes too long.
    """
    import pytesseract

    os.environ["OMP_THREAD_LIMIT"] = "1"
    with tempfile.TemporaryDirectory(prefix="pilar-ocr-") as folder:
        path = Path(folder) / "page.pgm"
        path.write_bytes(b"P5 %d %d 255\n" % (painted.width, painted.height) + painted.pixels)
        try:
            found = pytesseract.image_to_data(
                str(path),
                lang="+".join(LANGUAGES),
                config=f"--psm {_LAYOUT} --dpi {round(72 / painted.points)}",
                timeout=_SECONDS,
                output_type=pytesseract.Output.DICT,
            )
        except (RuntimeError, OSError) as error:
            told = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise OcrError(f"Tesseract could not read a page: {told}.") from error
    return OcrPage(tuple(_words(found, painted)), settings)


def _words(found: dict[str, list[Any]], painted: Painted) -> Iterator[OcrWord]:
    places = zip(found["block_num"], found["par_num"], found["line_num"], strict=True)
    lines = {place: number for number, place in enumerate(dict.fromkeys(places))}
    points, tall = painted.points, painted.height
    for index, text in enumerate(found["text"]):
        if not text.strip() or float(found["conf"][index]) < 0:
            continue
        left, top = found["left"][index], found["top"][index]
        right, bottom = left + found["width"][index], top + found["height"][index]
        place = tuple(found[name][index] for name in ("block_num", "par_num", "line_num"))
        yield OcrWord(
            text.strip(),
            round(left * points, 1),
            round((tall - bottom) * points, 1),
            round(right * points, 1),
            round((tall - top) * points, 1),
            lines[place],
            round(float(found["conf"][index]), 1),
        )


class Ocr:
    """Reads the pages of files into a store."""

    def __init__(self, store: OcrStore, worker: Worker) -> None:
        """Make one.

        :raises OcrError: when Tesseract or one of its languages is missing.
        """
        self.settings = check()
        self._store = store
        self._worker = worker

    def read(
        self, content: bytes, pages: Sequence[int], show: Callable[[], None] = lambda: None
    ) -> int:
        """Read these pages of a file where they were not read before; return how many were.

        Each page is kept as soon as it is read: a run that is killed goes on where it was.

        :param show: called after each page.
        :raises PdfError: when a page cannot be painted.
        """
        digest = hashlib.sha256(content).hexdigest()
        missing = [page for page in pages if not self._has(digest, page)]
        at_once = min(_MOST_AT_ONCE, os.cpu_count() or 1)
        with ThreadPoolExecutor(at_once) as pool:
            running: dict[Future[OcrPage], int] = {}
            try:
                for page in missing:
                    if len(running) > at_once:  # one picture waits, no more: they are large
                        self._keep(digest, running, show)
                    painted = self._paint(digest, page, content)
                    running[pool.submit(recognise, painted, self.settings)] = page
                while running:
                    self._keep(digest, running, show)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        return len(missing)

    def _has(self, digest: str, page: int) -> bool:
        found = self._store.get(digest, page)
        return found is not None and found.settings == self.settings

    def _keep(
        self, digest: str, running: dict[Future[OcrPage], int], show: Callable[[], None]
    ) -> None:
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            self._store.put(digest, running.pop(future), future.result())
            show()

    def _paint(self, digest: str, page: int, content: bytes) -> Painted:
        try:
            painted = self._worker.call(paint, digest, page, DPI)
            if painted is None:
                painted = self._worker.call(paint, digest, page, DPI, content)
        except WorkerError as error:
            raise PdfError(f"Page {page} cannot be painted for OCR: it {error.message}.") from error
        assert painted is not None
        return painted
