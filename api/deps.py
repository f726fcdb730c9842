"""What handlers ask for by name."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Depends, Query, Request

from api.service import Service
from index.filters import Filters


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _many(description: str) -> Any:  # noqa: ANN401 - what FastAPI reads from an annotation
    return Query(default_factory=list, description=f"{description}; may be repeated.")


def _filters(
    pillar: Annotated[list[str], _many("Pillar id or name")],
    region: Annotated[list[str], _many("Region name or official code")],
    kind: Annotated[list[str], _many("Kind of document")],
    language: Annotated[list[str], _many("Language of the passage: id or en")],
    source: Annotated[list[str], _many("Source that the document came from")],
    dimension: Annotated[list[str], _many("Sub-dimension of a pillar, for example waste")],
    year_from: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    year_to: Annotated[int | None, Query(ge=1900, le=2200)] = None,
) -> Filters:
    return Filters.named(pillar, region, kind, language, year_from, year_to, source, dimension)


ServiceDep = Annotated[Service, Depends(_service)]
FiltersDep = Annotated[Filters, Depends(_filters)]
