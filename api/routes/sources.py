"""GET /v1/sources: where the documents come from, and how their crawls fare."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request

from api.deps import ServiceDep
from corpus.health import source_health

router = APIRouter(tags=["sources"])


@router.get("/sources")
def sources(request: Request, service: ServiceDep) -> dict[str, Any]:
    """List the sources with their documents, last success and health.

    `health` is ok, failing (the last crawl had failures or an alarm), stale (no success for
    `stale_after` days) or never.
    """
    found = source_health(
        request.app.state.configured, service.catalogue, stale_after=service.settings.stale_after
    )
    return {"sources": [item.as_json() for item in found]}
