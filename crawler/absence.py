"""What the catalogue has of a source and a crawl did not meet: perhaps gone, perhaps not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.catalogue import Entry
from corpus.ids import canonical_url, document_id
from crawler.html import pdf_links
from crawler.intake import Intake
from crawler.listing import Listing


@dataclass(frozen=True, slots=True)
class Absent:
    """A document to ask for once more before it is withdrawn."""

    id: str
    origin: str
    url: str
    is_pdf: bool


def find_absent(
    intake: Intake, listing: Listing, *, linked: set[str], unread: set[str]
) -> list[Absent]:
    """Return the documents that a complete listing no longer holds.

    An incomplete listing, or one that lost more than half of what the source had, proves nothing:
    then the list is empty and the report says so.

    :param linked: ids of the PDFs that a page links.
    :param unread: ids of pages that could not be read; their links are taken from the archive.
    """
    known = intake.catalogue.entries(
        "WHERE d.source = ? AND d.withdrawn IS NULL", (intake.source.name,)
    )
    listed = {document_id(canonical_url(link.url)) for link in listing.links}
    pages = [entry for entry in known if not _is_pdf(entry)]
    missing = [entry for entry in pages if entry.id not in listed | intake.done]
    linked = linked | set(_archived_links(intake, unread))
    unlinked = [e for e in known if _is_pdf(e) and e.id not in linked | intake.done]
    if not missing and not unlinked:
        return []
    if not listing.complete:
        intake.report.note("The listing is not complete, so nothing was withdrawn.")
        return []
    if len(missing) * 2 > len(pages):
        intake.report.alarm(
            f"The site lists {len(pages) - len(missing)} of the {len(pages)} pages that it had; "
            "nothing was withdrawn."
        )
        return []
    return [_absent(intake, entry) for entry in missing + unlinked]


def _absent(intake: Intake, entry: Entry) -> Absent:
    url = intake.catalogue.document(entry.id).url or entry.origin
    return Absent(entry.id, entry.origin, url, _is_pdf(entry))


def _is_pdf(entry: Entry) -> bool:
    return urlsplit(entry.origin).path.lower().endswith(".pdf")


def _archived_links(intake: Intake, pages: set[str]) -> Iterator[str]:
    for page in pages:
        document = intake.current(page)
        if document is not None and document.raw and document.media_type == "text/html":
            for link in pdf_links(intake.raw.get(document.raw), document.url or document.origin):
                yield document_id(canonical_url(link.url))
