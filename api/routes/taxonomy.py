"""GET /v1/pillars and /v1/regions: what can be filtered by."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

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
