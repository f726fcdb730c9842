"""Bytes to Documents: the same for a page that was fetched and for a file that was handed over."""

from __future__ import annotations

from corpus.document import Document, Kind
from corpus.language import detect_language
from crawler.html import HtmlPage
from crawler.pdf import Pdf
from crawler.pdfworker import PdfReader
from crawler.sourcebase import SourceBase


def document_from_html(
    page: HtmlPage,
    source: SourceBase,
    *,
    origin: str,
    url: str | None,
    kind: Kind,
    published: str | None = None,
) -> Document:
    """Return the document that a page is; a law portal's page is a regulation.

    :param kind: what it is where neither its layout nor the source tells.
    :param published: the date to take where the page names none, or only the month of it.
    """
    told: Kind = source.document_kind or kind
    named = page.published or ""
    return Document(
        origin=origin,
        source=source.name,
        kind="regulation" if page.layout == "regulation" else told,
        title=page.title,
        text=page.text,
        language=page.language,
        url=url,
        blocks=page.blocks,
        author=page.author,
        published=published if published and published.startswith(named) else page.published,
        events=page.events,
        pillars=source.pillars,
        regions=source.regions,
    )


def document_from_pdf(
    content: bytes,
    source: SourceBase,
    pdfs: PdfReader,
    *,
    origin: str,
    url: str | None,
    name: str,
    hint: str = "",
) -> tuple[Document, Pdf]:
    """Return the document that a PDF is, and the PDF as it was read.

    :param hint: the words of the link that leads to it.
    :raises PdfError: when it is locked, damaged, empty or hostile.
    """
    pdf = pdfs.read(content, name, hint)
    kind = source.document_kind or "report" if pdf.kind == "report" else pdf.kind
    document = Document(
        origin=origin,
        source=source.name,
        kind=kind,
        title=pdf.title,
        text=pdf.text,
        language=detect_language(pdf.text) if pdf.text else "id",
        url=url,
        blocks=pdf.blocks,
        pages=pdf.pages,
        author=pdf.author,
        published=pdf.published,
        pillars=source.pillars,
        regions=source.regions,
        media_type="application/pdf",
    )
    return document, pdf
