"""POST /v1/compare: regions side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.comparison import Comparison
from api.deps import ServiceDep
from api.export.file import Format, exported
from api.export.memo import memo_of_comparison
from api.routes.answers import file_response, service_address
from api.schemas import LONGEST_QUESTION
from corpus.document import Language

router = APIRouter(tags=["compare"])


class CompareIn(BaseModel):
    """What to compare."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    regions: list[str] = Field(description="Two to five names or official codes.", max_length=20)
    pillar: str | None = Field(None, description="An id or name.")
    question: str | None = Field(None, max_length=LONGEST_QUESTION)
    language: Language = "id"
    format: Format | None = Field(None, description="As a file; the comparison itself if unset.")


@router.post("/compare", response_model=Comparison)
def compare(request: Request, service: ServiceDep, asked: CompareIn) -> Comparison | Response:
    """Compare regions on a pillar or a question: a cited column each, empty without evidence."""
    found = service.comparer.compare(
        asked.regions, asked.pillar, asked.question or None, asked.language
    )
    if asked.format is None:
        return found
    memo = memo_of_comparison(found, service_address(request))
    return file_response(exported(memo, asked.format, whole=found), asked.format)
