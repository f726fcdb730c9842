"""Taking what was fetched into the intake: pages, the PDFs they link, and REST's stand-ins."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from html import escape
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.errors import DocumentError
from corpus.ids import canonical_url, document_id
from crawler.extract import document_from_html, document_from_pdf
from crawler.fetched import NOT_MODIFIED, Fetched
from crawler.html import PdfLink, canonical_link, pdf_links, read_html
from crawler.job import WebJob
from crawler.listing import Link, ListingError, rest_content
from crawler.site import Site
from crawler.validators import Validator

FROM_REST = "application/json"
"""Media type of a document whose page could not be had."""

_HTML = ("text/html", "application/xhtml+xml")
_PDF_WITHIN = 1024  # bytes before the header that readers put up with


class WebReader:
    """Reads the pages and PDFs of one site into the intake of its job."""

    def __init__(self, job: WebJob, site: Site) -> None:
        self._job = job
        self._intake = job.intake
        self._site = site

    def known(self, url: str) -> Validator | None:
        """Return what the server said of a URL whose answer the catalogue still holds."""
        known = None if self._job.full else self._job.validators.get(url)
        if known is None:
            return None
        current = self._intake.current(known.document_id)
        if current is None or current.raw != known.raw or not self._intake.same_tags(current):
            return None
        return known

    def resumed(self, url: str) -> tuple[PdfLink, ...] | None:
        """Return the PDFs of a page that this run read before it was killed, else None."""
        read = self._job.validators.get(url)
        if read is None or not self._intake.resume(read.document_id, read.run):
            return None
        current = self._intake.current(read.document_id)
        if current is None or not current.raw or current.media_type not in _HTML:
            return ()
        return pdf_links(self._intake.raw.get(current.raw), current.url or url)

    def page(self, fetched: Fetched, asked: str, link: Link) -> tuple[PdfLink, ...]:
        """Take a page in and return the PDFs that it links.

        :param asked: the URL that was asked for, before redirects.
        :raises DocumentError: when it is no HTML page.
        """
        if archived := self._not_modified(fetched, asked):
            return pdf_links(self._intake.raw.get(archived.raw), fetched.url)
        if fetched.media_type not in _HTML:
            raise DocumentError(
                f"It is {fetched.media_type or 'of no known type'}; an HTML page was expected."
            )
        origin, address = self.identity(fetched)
        if self._intake.is_unchanged(document_id(origin), fetched.body):
            self._remember(fetched, asked, document_id(origin))
            return pdf_links(fetched.body, fetched.url, fetched.charset)
        page = read_html(fetched.body, fetched.url, fetched.charset)
        if not page.text:
            self._intake.report.empty.append(fetched.url)
            return page.pdf_links
        document = document_from_html(
            page,
            self._job.source,
            origin=origin,
            url=address,
            kind=link.kind,
            published=link.published,
        )
        self._intake.take(document, fetched.body, fetched.headers)
        self._remember(fetched, asked, document.id)
        return page.pdf_links

    def pdf(self, fetched: Fetched, asked: str, hint: str) -> None:
        """Take a PDF in as a document of its own.

        :param hint: the words of the link that leads to it.
        :raises DocumentError: when it is no PDF, or none that can be read.
        """
        if self._not_modified(fetched, asked):
            return
        if b"%PDF" not in fetched.body[:_PDF_WITHIN]:
            raise DocumentError(
                f"It is {fetched.media_type or 'of no known type'}; a PDF was expected."
            )
        origin = canonical_url(fetched.url)
        if self._intake.is_unchanged(document_id(origin), fetched.body):
            self._remember(fetched, asked, document_id(origin))
            return
        name = PurePosixPath(urlsplit(fetched.url).path).name
        document, pdf = document_from_pdf(
            fetched.body,
            self._job.source,
            self._intake.pdfs,
            origin=origin,
            url=fetched.url,
            name=name,
            hint=hint,
        )
        reason = "garbled text layer" if pdf.broken_ocr else "no usable text"
        self._intake.take(document, fetched.body, fetched.headers, scan_reason=reason)
        self._remember(fetched, asked, document.id)

    def rest(self, fetched: Fetched, link: Link, why: str) -> tuple[PdfLink, ...]:
        """Take a page in from what REST gives of it and return the PDFs that it links.

        :param why: what went wrong with the page itself.
        :raises DocumentError: when REST does not have it either.
        """
        try:
            title, content = rest_content(fetched.body)
        except ListingError as error:
            raise DocumentError(f"It {why}, and {error}.") from error
        markup = (
            f"<article><h1 class='entry-title'>{title or escape(link.url)}</h1>"
            f"<div class='entry-content'>{content}</div></article>"
        )
        page = read_html(markup.encode("utf-8", "replace"), link.url, "utf-8")
        if not page.text:
            raise DocumentError(f"It {why}, and REST holds no text of it.")
        document = document_from_html(
            page,
            self._job.source,
            origin=canonical_url(link.url),
            url=link.url,
            kind=link.kind,
            published=link.published,
        )
        self._intake.take(replace(document, media_type=FROM_REST), fetched.body, fetched.headers)
        self._intake.report.note(f"{link.url} {why}; its text was taken from REST.")
        return page.pdf_links

    def may_stand_in(self, url: str) -> bool:
        """Tell whether REST may stand in for a page: where it did before, or where it is new.

        For any other page the archived version stays, or versions would alternate.
        """
        current = self._intake.current(document_id(canonical_url(url)))
        return current is None or current.media_type == FROM_REST

    def identity(self, fetched: Fetched) -> tuple[str, str]:
        """Return a page's origin and the address that readers can follow."""
        canonical = canonical_link(fetched.body, fetched.url, fetched.charset)
        address = self._site.address(fetched.url, canonical)
        return canonical_url(address), address

    def _not_modified(self, fetched: Fetched, asked: str) -> Validator | None:
        """Note a document as seen when the server says that it did not change."""
        if fetched.status != NOT_MODIFIED:
            return None
        known = self.known(asked)
        if known is None or not self._intake.is_unchanged(known.document_id, None):
            raise DocumentError("The server says that it did not change, but it was not asked so.")
        self._job.validators.put(asked, replace(known, run=self._intake.run.started))
        return known

    def _remember(self, fetched: Fetched, asked: str, document: str) -> None:
        raw = hashlib.sha256(fetched.body).hexdigest()
        headers = fetched.headers
        self._job.validators.put(
            asked,
            Validator(
                document,
                raw,
                headers.get("etag"),
                headers.get("last-modified"),
                run=self._intake.run.started,
            ),
        )
