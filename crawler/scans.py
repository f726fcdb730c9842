"""The scans that a crawl took in, read by OCR: the last step of crawling a source.

It comes last because it is slow: what has text is in the catalogue before the first page is
painted. A run that is stopped loses the page in hand, and the next one goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from corpus.document import Document
from corpus.errors import UnknownNameError
from crawler.extract import document_from_pdf
from crawler.intake import Intake
from crawler.ocr import Ocr, OcrError
from crawler.pdftitle import says_something, title_from_name

_UNREAD = 'WHERE d.source = ? AND d.withdrawn IS NULL AND v.content LIKE \'%"method": "none"%\''


def read_scans(
    intake: Intake, *, show: Callable[[int, int], None] = lambda _done, _known: None
) -> None:
    """Read every scanned page of the source that was not read before.

    :param show: called with how many pages are read and how many there are to read.
    """
    entries = intake.catalogue.entries(_UNREAD, (intake.source.name,))
    scans = [intake.catalogue.document(entry.id) for entry in entries]
    if not scans:
        return
    assert intake.pdfs.store is not None
    try:
        ocr = Ocr(intake.pdfs.store, intake.pdfs.worker)
    except OcrError as error:
        intake.report.note(f"{error} Set PILAR_OCR=off to leave scans unread on purpose.")
        return
    known = sum(len(scan.scanned_pages) for scan in scans)
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        show(done, known)

    show(0, known)
    for scan in scans:
        with intake.guarding(scan.origin):
            _read(scan, intake, ocr, advance)


def _read(scan: Document, intake: Intake, ocr: Ocr, show: Callable[[], None]) -> None:
    try:
        content = intake.raw.get(scan.raw or "")
    except UnknownNameError:
        intake.report.note(f"{scan.origin} is a scan whose file is not archived any more.")
        return
    intake.report.ocr_pages += ocr.read(content, scan.scanned_pages, show)
    name = unquote(PurePosixPath(urlsplit(scan.url or scan.origin).path).name)
    # A title that came from the words of a link is kept; one made of the file's name is not.
    hint = scan.title if says_something(scan.title) and scan.title != title_from_name(name) else ""
    read, _ = document_from_pdf(
        content,
        intake.source,
        intake.pdfs,
        origin=scan.origin,
        url=scan.url,
        name=name,
        hint=hint,
    )
    intake.retake(replace(read, raw=scan.raw, fetched_at=scan.fetched_at))
