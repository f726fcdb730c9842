"""GET /v1/search."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from api.deps import FiltersDep, ServiceDep
from api.schemas import LONGEST_QUESTION, SearchOut

router = APIRouter(tags=["search"])


@router.get("/search", response_model=SearchOut)
def search(
    service: ServiceDep,
    filters: FiltersDep,
    q: Annotated[str, Query(min_length=1, max_length=LONGEST_QUESTION, description="The query.")],
    k: Annotated[int, Query(ge=1, le=100, description="How many hits.")] = 10,
    offset: Annotated[int, Query(ge=0, le=1_000, description="Hits to skip.")] = 0,
    explain: Annotated[bool, Query(description="Tell scores, filters and times.")] = False,
) -> Response:
    """Find passages in both languages, best first."""
    result = service.retriever.search(q, k=k, offset=offset, filters=filters, explain=explain)
    found = SearchOut.of(result, filters, explain=explain)
    # Written here, once: FastAPI would check it again and rebuild it field by field.
    return Response(found.model_dump_json(), media_type="application/json")
