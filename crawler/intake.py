"""The Intake: where what a crawl reads meets the catalogue, and change is told from sameness."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from corpus.catalogue import Catalogue
from corpus.crawllog import Run
from corpus.document import Document
from corpus.errors import PilarError, StorageError
from corpus.rawstore import RawStore
from crawler.pdfworker import PdfReader
from crawler.report import CrawlReport, Scan
from crawler.sourcebase import SourceBase

LOOK_AT_SITE = (
    "Look at the site. If it is only down or rebuilt, mend that or the source's entry and crawl "
    "again; until then its documents stay in answers."
)
"""What to do where a site seems to have lost most of what it had."""
_LOOK_AT_FOLDER = "Check that the folder is complete and mounted."
_TO_THE_SECOND = 19  # characters of an ISO time


class Intake:
    """Takes the documents of one source in.

    :ivar run: the run that it belongs to.
    :ivar report: what it has taken in so far.
    :ivar done: ids of the documents that were met in this crawl.
    """

    def __init__(
        self,
        source: SourceBase,
        catalogue: Catalogue,
        raw: RawStore,
        run: Run,
        *,
        full: bool = False,
        pdfs: PdfReader | None = None,
        others: Collection[str] = (),
    ) -> None:
        """Make one.

        :param pdfs: what reads its PDFs; one reader may serve many sources.
        :param others: names of the sources whose documents are left to them, should this source
            meet them as well; else two sources that name one page would take it from each other.
        """
        self.source = source
        self.catalogue = catalogue
        self.raw = raw
        self.run = run
        self.full = full
        self.pdfs = pdfs or PdfReader()
        self.report = CrawlReport(source.name, source.kind, source.place)
        self.done: set[str] = set()
        self._resumed = 0
        self._gone: dict[str, str] = {}  # id -> origin
        self._others = frozenset(others) - {source.name}
        self._elsewhere: Counter[str] = Counter()  # met here, by the source that has them

    def current(self, document_id: str) -> Document | None:
        """Return the document as the catalogue has it, unless it is withdrawn or not there."""
        entry = self.catalogue.entry(document_id)
        if entry is None or entry.withdrawn:
            return None
        return self.catalogue.document(document_id)

    def is_unchanged(self, document_id: str, content: bytes | None) -> bool:
        """Note a document as seen when its bytes and its source's tags are the archived ones.

        :param content: the bytes, or None when the server says that they did not change.
        """
        known = self.current(document_id)
        if known is not None and self._belongs_elsewhere(known):
            self._seen(known)
            return True
        if known is None or self.full or not self.same_tags(known):
            return False
        if content is not None and known.raw != hashlib.sha256(content).hexdigest():
            return False
        self._seen(known)
        return True

    def take(
        self,
        document: Document,
        content: bytes,
        headers: Mapping[str, str] | None = None,
        *,
        asked: str | None = None,
        scan_reason: str = "no usable text",
    ) -> None:
        """Store a document, its bytes first, unless it is in the catalogue as it is.

        :param headers: what the server sent with the bytes, kept for the archive.
        :param asked: the address that gave them, where it is not the document's own.
        """
        if document.id in self.done:
            self.report.note(f"{document.origin} was found under more than one address.")
            return
        known = self.current(document.id)
        is_known = known is not None and known.version == document.version
        if known is not None and (is_known or self._belongs_elsewhere(known)):
            self._seen(known, scan_reason)
            return
        archived = replace(
            document,
            raw=self.raw.put(content),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        change = self.catalogue.put(archived, headers, asked)
        {"new": self.report.new, "changed": self.report.changed}.get(
            change, self.report.unchanged
        ).append(document.origin)
        self._met(document, scan_reason)

    def retake(self, document: Document) -> None:
        """Store a document whose file is archived and was read better: a scan, by OCR."""
        self.catalogue.put(document)
        if not document.scanned_pages:
            scans = self.report.scans
            scans[:] = [scan for scan in scans if scan.origin != document.origin]

    def resume(self, document_id: str, run: str | None) -> bool:
        """Note a document that this run had read before it was killed, as it noted it then.

        :param run: the run that read the document last.
        """
        if not self.run.resumed or run != self.run.started:
            return False
        entry, known = self.catalogue.entry(document_id), self.current(document_id)
        if entry is None or known is None:
            return False
        if document_id not in self.done:
            began = self.run.started[:_TO_THE_SECOND]
            if self._belongs_elsewhere(known):
                self.report.unchanged.append(known.origin)
            elif entry.first_seen >= began:
                self.report.new.append(known.origin)
            elif (known.fetched_at or "") >= began:
                self.report.changed.append(known.origin)
            else:
                self.report.unchanged.append(known.origin)
            self._met(known, "no usable text")
            self._resumed += 1
        return True

    def gone(self, document_id: str, origin: str) -> None:
        """Note that a document is not there; what follows from it, the end of the run decides."""
        known = self.current(document_id)
        if known is None or document_id in self.done or self._belongs_elsewhere(known):
            return
        self._gone[document_id] = origin

    def settle(self) -> None:
        """Withdraw what two runs missed; a source that lost most of what it had is a fault."""
        if self._resumed:
            self.report.note(
                f"This went on with a crawl of {self.run.started[:16]}Z that had not come to its "
                f"end; {self._resumed} documents that it had read were not asked for again."
            )
        for name, count in self._elsewhere.items():
            self.report.note(
                f"Documents that belong to the source {name} and were left to it: {count}."
            )
        known = len(self.catalogue.active(self.source.name))
        gone = {name: origin for name, origin in self._gone.items() if name not in self.done}
        if len(gone) * 2 > known:
            look = _LOOK_AT_FOLDER if self.source.kind == "folder" else LOOK_AT_SITE
            self.report.alarm(
                f"{len(gone)} of the {known} documents that the source had are gone; nothing was "
                f"withdrawn. {look}"
            )
            return
        for document_id, origin in gone.items():
            outcome = self.catalogue.miss(document_id, self.run.started)
            getattr(self.report, outcome).append(origin)

    def moved(self, document_id: str, origin: str) -> None:
        """Take a document out of answers that is there under another address by now."""
        if self.catalogue.withdraw(document_id):
            self.report.withdrawn.append(origin)

    def still_there(self, document_id: str) -> None:
        """Note that a document which nothing names any more can still be had."""
        self.catalogue.seen(document_id)
        self.done.add(document_id)

    @contextmanager
    def guarding(self, url: str) -> Iterator[None]:
        """Make whatever goes wrong with one document one failed line; a full disk ends all."""
        try:
            yield
        except StorageError:
            raise
        except PilarError as error:
            self.report.fail(url, str(error))
        except Exception as error:  # noqa: BLE001 - any file may be hostile; one never ends a crawl
            self.report.fail(url, f"internal error, please report it: {error!r}")

    def same_tags(self, known: Document) -> bool:
        """Tell whether the document still carries what its source says of all its documents."""
        return self._belongs_elsewhere(known) or (
            known.source == self.source.name
            and {*self.source.pillars} <= {*known.pillars}
            and {*self.source.regions} <= {*known.regions}
        )

    def _belongs_elsewhere(self, document: Document) -> bool:
        return document.source in self._others

    def _seen(self, document: Document, scan_reason: str = "no usable text") -> None:
        if document.id in self.done:
            self.report.note(f"{document.origin} was found under more than one address.")
            return
        if self._belongs_elsewhere(document):
            self._elsewhere[document.source] += 1
        else:
            self.catalogue.seen(document.id)
        self.report.unchanged.append(document.origin)
        self._met(document, scan_reason)

    def _met(self, document: Document, scan_reason: str) -> None:
        self.done.add(document.id)
        if pages := len(document.scanned_pages):
            self.report.scans.append(Scan(document.origin, document.title, pages, scan_reason))
