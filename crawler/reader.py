"""Taking what was fetched into the intake: pages, the PDFs they link, and REST's stand-ins."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from corpus.document import FROM_REST, Document
from corpus.errors import DocumentError
from corpus.ids import canonical_url, document_id
from crawler.discovery.archive import readable_copy
from crawler.extract import document_from_html, document_from_pdf
from crawler.fetched import Fetched
from crawler.html import HtmlPage, PdfLink, read_html
from crawler.intake import Intake
from crawler.link import Link
from crawler.listing import ListingError
from crawler.restpost import rest_markup
from crawler.site import Site
from crawler.visits import Visit

_HTML = ("text/html", "application/xhtml+xml")
_UNSAID = ("", "text/plain", "application/octet-stream", "application/xml", "text/xml")
_HTML_MARKS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article")
_MARK_WITHIN = 1024  # bytes before a PDF's header, or a page's first tag, that are put up with


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of an answer.

    :ivar document_id: of the document that it is; empty where it holds no text.
    :ivar raw: SHA-256 of the bytes that the catalogue holds of it: those of the answer, unless
        only what is no text of it changed.
    :ivar links: the PDFs that it links.
    """

    document_id: str
    raw: str
    links: tuple[PdfLink, ...] = ()


class Reader:
    """Reads the pages and PDFs of one site into an intake. Knows nothing of the network."""

    def __init__(self, intake: Intake, site: Site) -> None:
        self._intake = intake
        self._site = site

    def page(self, fetched: Fetched, link: Link, visit: Visit | None) -> Reading:
        """Take a page in.

        :param fetched: its answer, under the address that it is known under.
        :param visit: the last visit to it.
        :raises DocumentError: when it is no HTML page.
        """
        if is_pdf(fetched.body):
            return self.pdf(fetched, link)
        check_html(fetched)
        raw = hashlib.sha256(fetched.body).hexdigest()
        if visit and visit.raw == raw and self._is_unchanged(visit.document_id, fetched.body):
            return Reading(visit.document_id, raw, visit.links)
        page = read_html(fetched.body, fetched.url, fetched.charset)
        address = self._site.address(fetched.url, page.canonical)
        return self._taken(page, fetched, link, address)

    def pdf(self, fetched: Fetched, link: Link) -> Reading:
        """Take a PDF in as a document of its own.

        :raises DocumentError: when it is no PDF, or none that can be read.
        """
        if not is_pdf(fetched.body):
            raise DocumentError(
                f"It is {fetched.media_type or 'of no known type'}; a PDF was expected."
            )
        origin = self._intake.catalogue.origin_of(canonical_url(fetched.url))
        if not self._intake.is_unchanged(document_id(origin), fetched.body):
            document, pdf = document_from_pdf(
                fetched.body,
                self._intake.source,
                self._intake.pdfs,
                origin=origin,
                url=readable_copy(link.url) if link.original else fetched.url,
                name=PurePosixPath(urlsplit(fetched.url).path).name,
                hint=link.title,
            )
            reason = "garbled text layer" if pdf.broken_ocr else "no usable text"
            self._intake.take(
                _listed(document, link, document.media_type),
                fetched.body,
                fetched.headers,
                scan_reason=reason,
            )
        return self._reading(document_id(origin))

    def post(self, fetched: Fetched, link: Link, visit: Visit | None) -> Reading:
        """Take a post in from what REST gives of it.

        :param fetched: REST's own words.
        :raises DocumentError: when it is no post.
        """
        raw = hashlib.sha256(fetched.body).hexdigest()
        if visit and visit.raw == raw and self._is_unchanged(visit.document_id, fetched.body):
            return Reading(visit.document_id, raw, visit.links)
        return self._taken(_post(fetched, link), fetched, link, link.url, is_rest=True)

    def stand_in(self, fetched: Fetched, link: Link, why: str) -> Reading:
        """Take a page in from what REST gives of it, as the page itself cannot be had.

        :param why: what went wrong with the page.
        :raises DocumentError: when REST does not have it either.
        """
        try:
            page = _post(fetched, link)
        except DocumentError as error:
            raise DocumentError(f"It {why}, and {error.message}") from error
        if not page.text:
            raise DocumentError(f"It {why}, and REST holds no text of it.")
        self._intake.report.note(f"{link.url} {why}; its text was taken from REST.")
        return self._taken(page, fetched, link, link.url, is_rest=True)

    def _taken(
        self, page: HtmlPage, fetched: Fetched, link: Link, address: str, *, is_rest: bool = False
    ) -> Reading:
        """Take in what was read.

        :param address: the page's own.
        :param is_rest: it was read in what REST says.
        """
        origin = self.origin(address, link)
        if not page.text:
            self._intake.report.empty.append(link.url)
            return Reading("", hashlib.sha256(fetched.body).hexdigest(), page.pdf_links)
        if not self._intake.is_unchanged(document_id(origin), fetched.body):
            document = document_from_html(
                page,
                self._intake.source,
                origin=origin,
                url=readable_copy(link.url) if link.original else address,
                kind="page" if link.kind == "page" else "article",
                published=link.published,
            )
            self._intake.take(
                _listed(document, link, FROM_REST if is_rest else document.media_type),
                fetched.body,
                fetched.headers,
                asked=fetched.url if is_rest else None,
            )
        return self._reading(document_id(origin), page.pdf_links)

    def may_stand_in(self, link: Link) -> bool:
        """Tell whether REST may stand in for a page: where it did before, or where it is new.

        For any other page the archived version stays, or versions would alternate.
        """
        current = self._intake.current(document_id(self.origin(link.url, link)))
        return current is None or current.media_type == FROM_REST

    def origin(self, address: str, link: Link) -> str:
        """Return the origin of the page at an address; it stays when the page is renamed.

        A page is known by the address at which it was first met. Where it has another by now, the
        number that WordPress gives it (``?p=12``) or a redirect from the known address tells.
        """
        catalogue = self._intake.catalogue
        key = canonical_url(address)
        origin = catalogue.origin_of(key)
        if self._intake.current(document_id(origin)) is None:
            for known in filter(None, (link.short, link.address)):
                earlier = catalogue.origin_of(canonical_url(known))
                is_front = key == canonical_url(self._site.home)
                if not is_front and self._intake.current(document_id(earlier)) is not None:
                    origin = earlier
                    break
        for other in filter(None, (address, link.address, link.short)):
            catalogue.add_address(canonical_url(other), origin)
        return origin

    def _reading(self, document: str, links: tuple[PdfLink, ...] = ()) -> Reading:
        current = self._intake.current(document)
        return Reading(document, (current.raw if current else None) or "", links)

    def _is_unchanged(self, document: str, content: bytes) -> bool:
        return bool(document) and self._intake.is_unchanged(document, content)


def is_pdf(body: bytes) -> bool:
    """Tell whether the bytes are a PDF, whatever the server calls them."""
    return b"%PDF" in body[:_MARK_WITHIN]


def check_html(fetched: Fetched) -> None:
    """Refuse what is no HTML page; servers that say nothing of the type are put up with.

    :raises DocumentError: saying what it is.
    """
    said = fetched.media_type
    if said in _HTML:
        return
    start = fetched.body[:_MARK_WITHIN].lower()
    if said in _UNSAID and any(mark in start for mark in _HTML_MARKS):
        return
    raise DocumentError(f"It is {said or 'of no known type'}; an HTML page was expected.")


def _post(fetched: Fetched, link: Link) -> HtmlPage:
    try:
        markup = rest_markup(fetched.body)
    except ListingError as error:
        raise DocumentError(f"{error}.") from error
    return read_html(markup.encode("utf-8", "replace"), link.url, "utf-8")


def _listed(document: Document, link: Link, media_type: str) -> Document:
    """Return the document with what the listing says of it."""
    return replace(
        document,
        media_type=media_type,
        categories=link.categories,
        pillars=tuple(dict.fromkeys((*document.pillars, *link.pillars))),
        regions=tuple(dict.fromkeys((*document.regions, *link.regions))),
    )
