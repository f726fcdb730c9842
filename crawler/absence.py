"""What the catalogue has of a source and a crawl did not meet: perhaps gone, perhaps not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.catalogue import Entry
from crawler.intake import Intake
from crawler.listing import Listing


@dataclass(frozen=True, slots=True)
class Absent:
    """A document to ask for once more before it is withdrawn."""

    id: str
    origin: str
    url: str


def absent_pages(
    intake: Intake, listing: Listing, is_listed: Callable[[str], bool]
) -> list[Absent]:
    """Return the pages that a complete listing no longer holds.

    An incomplete listing, or one that lost more than half of what the source had, proves nothing:
    then the list is empty and the report says so.

    :param is_listed: whether a document is in the listing, by its id.
    """
    pages = [entry for entry in _known(intake) if not is_pdf_address(entry.origin)]
    missing = [entry for entry in pages if not is_listed(entry.id)]
    if not missing:
        return []
    if not listing.complete:
        intake.report.note("The listing is not complete, so nothing was withdrawn.")
        return []
    if len(missing) * 2 > len(pages):
        intake.report.alarm(
            f"The site lists {len(pages) - len(missing)} of the {len(pages)} pages that it had; "
            "nothing was withdrawn."
        )
        listing.complete = False
        return []
    return [_absent(intake, entry) for entry in missing]


def absent_pdfs(intake: Intake, listing: Listing, linked: set[str]) -> list[Absent]:
    """Return the PDFs that no page links any more, once every page was read.

    :param linked: ids of the PDFs that a page links or linked when it could last be read.
    """
    pdfs = (entry for entry in _known(intake) if is_pdf_address(entry.origin))
    missing = [entry for entry in pdfs if entry.id not in linked | intake.done]
    if missing and not listing.complete:
        intake.report.note("The listing is not complete, so nothing was withdrawn.")
        return []
    return [_absent(intake, entry) for entry in missing]


def _known(intake: Intake) -> list[Entry]:
    return intake.catalogue.entries(
        "WHERE d.source = ? AND d.withdrawn IS NULL", (intake.source.name,)
    )


def _absent(intake: Intake, entry: Entry) -> Absent:
    url = intake.catalogue.document(entry.id).url or entry.origin
    return Absent(entry.id, entry.origin, url)


def is_pdf_address(url: str) -> bool:
    """Tell whether an address is a PDF's, by its end."""
    return urlsplit(url).path.lower().endswith(".pdf")
