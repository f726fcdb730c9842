"""The Intake: where what a crawl reads meets the catalogue, and change is told from sameness."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.errors import PilarError, StorageError
from corpus.rawstore import RawStore
from crawler.report import CrawlReport, Scan
from crawler.source import SourceBase


class Intake:
    """Takes the documents of one source in.

    :ivar report: what it has taken in so far.
    :ivar done: ids of the documents that were met in this crawl.
    """

    def __init__(
        self,
        source: SourceBase,
        catalogue: Catalogue,
        raw: RawStore,
        *,
        full: bool = False,
    ) -> None:
        self.source = source
        self.catalogue = catalogue
        self.raw = raw
        self.full = full
        self.report = CrawlReport(source.name, source.kind, source.place)
        self.done: set[str] = set()

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
        known = None if self.full else self.current(document_id)
        if known is None or not self.same_tags(known):
            return False
        if content is not None and known.raw != hashlib.sha256(content).hexdigest():
            return False
        self._seen(known)
        return True

    def take(
        self, document: Document, content: bytes, *, scan_reason: str = "no usable text"
    ) -> None:
        """Store a document, its bytes first, unless it is in the catalogue as it is."""
        if document.id in self.done:
            self.report.note(f"{document.origin} was found under more than one address.")
            return
        known = self.current(document.id)
        if known is not None and known.version == document.version:
            self._seen(known, scan_reason)
            return
        archived = replace(
            document,
            raw=self.raw.put(content),
            fetched_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        change = self.catalogue.put(archived)
        {"new": self.report.new, "changed": self.report.changed}.get(
            change, self.report.unchanged
        ).append(document.origin)
        self._met(document, scan_reason)

    def withdraw(self, document_id: str, origin: str) -> None:
        """Take a document out of answers."""
        if self.catalogue.withdraw(document_id):
            self.report.withdrawn.append(origin)

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
        return (
            known.source == self.source.name
            and {*self.source.pillars} <= {*known.pillars}
            and {*self.source.regions} <= {*known.regions}
        )

    def _seen(self, document: Document, scan_reason: str = "no usable text") -> None:
        self.catalogue.seen(document.id)
        self.report.unchanged.append(document.origin)
        self._met(document, scan_reason)

    def _met(self, document: Document, scan_reason: str) -> None:
        self.done.add(document.id)
        if pages := len(document.scanned_pages):
            self.report.scans.append(Scan(document.origin, document.title, pages, scan_reason))
