"""What handlers ask for by name."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request

from api.service import Service
from index.filters import Filters


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _filters(
    pillar: Annotated[list[str], Query(description="Pillar id or name; may be repeated.")] = [],  # noqa: B006
    region: Annotated[list[str], Query(description="Region name or official code.")] = [],  # noqa: B006
    kind: Annotated[list[str], Query(description="Kind of document.")] = [],  # noqa: B006
    language: Annotated[list[str], Query(description="Language of the passage: id or en.")] = [],  # noqa: B006
    year_from: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    year_to: Annotated[int | None, Query(ge=1900, le=2200)] = None,
) -> Filters:
    return Filters.named(pillar, region, kind, language, year_from, year_to)


ServiceDep = Annotated[Service, Depends(_service)]
FiltersDep = Annotated[Filters, Depends(_filters)]
