"""GET /v1/documents and what lies under it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from api.deps import ServiceDep
from api.problems import NotFoundError
from api.schemas import DocumentOut
from api.service import Service
from corpus.difference import compare_versions
from corpus.document import Document
from corpus.errors import UnknownNameError

router = APIRouter(prefix="/documents", tags=["documents"])

# A crawled page is shown as a file to look at or keep, never run as a page of this service.
_FILE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
_LONGEST_QUOTE = 4_000  # characters
_SHOWN = {"application/pdf": "inline"}

Version = Annotated[str | None, Query(description="An earlier version; the newest if unset.")]


@router.get("")
def documents(
    service: ServiceDep,
    source: Annotated[str | None, Query(description="Only this source.")] = None,
    kind: Annotated[str | None, Query(description="Only this kind.")] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> dict[str, Any]:
    """List the documents that may be cited, newest first.

    A text that several places carry is listed once, unless one source is asked for.
    """
    entries = service.catalogue.entries(
        "WHERE d.withdrawn IS NULL AND (? IS NULL OR d.source = ?) AND (? IS NULL OR v.kind = ?)",
        (source, source, kind, kind),
    )
    if source is None:
        once = service.catalogue.distinct()
        entries = [entry for entry in entries if entry.id in once]
    return {
        "total": len(entries),
        "documents": [asdict(entry) for entry in entries[offset : offset + limit]],
    }


@router.get("/{document_id}")
def document(service: ServiceDep, document_id: str, version: Version = None) -> DocumentOut:
    """Return a document with its text and structure."""
    found = _found(service, document_id, version)
    is_active = service.catalogue.active_among([document_id])
    return DocumentOut.of(
        found,
        withdrawn=not is_active,
        origins=service.catalogue.same_text(document_id),
        cites=service.retriever.cites(document_id),
        tags=service.retriever.document_tags(document_id),
        cited_by=service.retriever.cited_by(document_id),
    )


@router.get("/{document_id}/versions")
def versions(service: ServiceDep, document_id: str) -> dict[str, Any]:
    """List every version that was seen of a document, the current one first, then newest."""
    try:
        found = service.catalogue.versions(document_id)
    except UnknownNameError as error:
        raise NotFoundError(f"There is no document {document_id!r}.") from error
    return {"document_id": document_id, "versions": [asdict(version) for version in found]}


@router.get("/{document_id}/diff")
def diff(
    service: ServiceDep,
    document_id: str,
    old: Annotated[
        str | None, Query(alias="from", description="The older version; the one before if unset.")
    ] = None,
    new: Annotated[
        str | None, Query(alias="to", description="The newer version; the current one if unset.")
    ] = None,
) -> dict[str, Any]:
    """Return what changed between two versions, sentence by sentence and word by word."""
    try:
        return asdict(compare_versions(service.catalogue, document_id, old, new))
    except UnknownNameError as error:
        raise NotFoundError(str(error)) from error


@router.get("/{document_id}/file")
def file(service: ServiceDep, document_id: str, version: Version = None) -> Response:
    """Return the archived bytes as they were fetched."""
    found = _found(service, document_id, version)
    if found.raw is None:
        raise NotFoundError(f"No file is kept of {found.title!r}; a digest has none.")
    disposition = _SHOWN.get(found.media_type, "attachment")
    name = quote(found.title[:100] or "document")
    return Response(
        service.raw.get(found.raw),
        media_type=found.media_type,
        headers={
            **_FILE_HEADERS,
            "Content-Disposition": f"{disposition}; filename*=UTF-8''{name}",
        },
    )


@router.get(
    "/{document_id}/pages/{number}.png",
    response_class=Response,
    responses={200: {"content": {"image/png": {}}, "description": "The page as a picture."}},
)
def page_picture(
    service: ServiceDep,
    document_id: str,
    number: Annotated[int, Path(ge=1, description="Physical page, from 1.")],
    quote: Annotated[str, Query(max_length=_LONGEST_QUOTE, description="Marked on it.")] = "",
    start: Annotated[
        int | None,
        Query(ge=0, description="Where the quote begins in the text, if the page has it twice."),
    ] = None,
    version: Version = None,
) -> Response:
    """Return a page of a PDF as a picture, with a quote marked.

    The header `X-Marks` says how many boxes were marked; 0 where the quote was not found.
    """
    found = _found(service, document_id, version)
    picture = service.pictures.picture(found, number, quote, start)
    # A version never changes; without one the next crawl may bring another page.
    age = 86_400 if version else 60
    return Response(
        picture.png,
        media_type="image/png",
        headers={"Cache-Control": f"private, max-age={age}", "X-Marks": str(len(picture.marks))},
    )


def _found(service: Service, document_id: str, version: str | None) -> Document:
    try:
        return service.catalogue.document(document_id, version)
    except UnknownNameError as error:
        which = f" of version {version!r}" if version else ""
        raise NotFoundError(f"There is no document {document_id!r}{which}.") from error
