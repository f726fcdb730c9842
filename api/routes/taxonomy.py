"""GET /v1/pillars, /v1/regions and /v1/coverage: what can be filtered by, what there is of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from api.deps import ServiceDep
from api.gaps import coverage_report
from corpus.document import Language
from corpus.pillars import pillars as all_pillars
from corpus.regions import gazetteer

router = APIRouter(tags=["taxonomy"])


@router.get("/pillars")
def pillars() -> list[dict[str, Any]]:
    """List the six pillars with their sub-dimensions, in official order."""
    return [
        {
            "id": pillar.id,
            "name": dict(pillar.name),
            "definition": dict(pillar.definition),
            "sub_dimensions": [
                {"id": part.id, "name": dict(part.name)} for part in pillar.dimensions
            ],
        }
        for pillar in all_pillars()
    ]


@router.get("/regions")
def regions() -> list[dict[str, str]]:
    """List the provinces, regencies and cities with their official codes."""
    return [
        {
            "code": region.code,
            "kind": region.kind,
            "name": region.name,
            "label": region.label,
            "label_en": region.label_en,
        }
        for region in gazetteer().regions
    ]


@router.get("/coverage")
def coverage(
    request: Request,
    service: ServiceDep,
    region: Annotated[Sequence[str], Query(description="Name or code.")] = (),
    pillar: Annotated[str | None, Query(description="Id or name; all six if unset.")] = None,
    language: Annotated[Language, Query(description="Of labels and gaps.")] = "en",
) -> dict[str, Any]:
    """Count documents by region, pillar and year, with the newest, the best ones and the gaps.

    The gaps of a region: no documents, no masterplan, pillars without evidence, scans that could
    not be read well, documents gone from their source, and sources that cannot be read.
    """
    return coverage_report(
        service.retriever.cards(),
        service.catalogue,
        tuple(region),
        pillar,
        language,
        poorly_read=service.retriever.poorly_read(),
        sources=request.app.state.configured,
        stale_after=service.settings.stale_after,
    )
