"""What handlers ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import Depends, Query, Request

from api.service import Service
from index.filters import Filters


# Both are coroutines, though they wait for nothing: FastAPI hands functions to other threads.
async def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


def _many(description: str) -> Any:  # noqa: ANN401 - what FastAPI reads from an annotation
    return Query(description=f"{description}; may be repeated.")


async def _filters(
    # Defaults that are values: FastAPI inspects a factory anew for every request.
    pillar: Annotated[Sequence[str], _many("Pillar id or name")] = (),
    region: Annotated[Sequence[str], _many("Region name or official code")] = (),
    kind: Annotated[Sequence[str], _many("Kind of document")] = (),
    language: Annotated[Sequence[str], _many("Language of the passage: id or en")] = (),
    source: Annotated[Sequence[str], _many("Source that the document came from")] = (),
    dimension: Annotated[Sequence[str], _many("Sub-dimension of a pillar, for example waste")] = (),
    year_from: Annotated[int | None, Query(ge=1900, le=2200)] = None,
    year_to: Annotated[int | None, Query(ge=1900, le=2200)] = None,
) -> Filters:
    return Filters.named(pillar, region, kind, language, year_from, year_to, source, dimension)


ServiceDep = Annotated[Service, Depends(_service)]
FiltersDep = Annotated[Filters, Depends(_filters)]
