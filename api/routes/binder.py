"""GET /v1/regions/{region}/binder: the evidence for the evaluation of one region."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.binder import Binder
from api.deps import ServiceDep
from api.export.file import Format, exported
from api.export.memo import memo_of_binder
from api.routes.answers import file_response, service_address
from corpus.document import Language

router = APIRouter(tags=["compare"])


@router.get("/regions/{region}/binder", response_model=Binder)
def binder(
    request: Request,
    service: ServiceDep,
    region: str,
    language: Annotated[Language, Query(description="Of labels and preferred evidence.")] = "id",
    rubric: Annotated[
        str | None, Query(description="Year of the evaluation whose dimensions to use.")
    ] = None,
    form: Annotated[
        Format | None, Query(alias="format", description="As a file; the binder itself if unset.")
    ] = None,
) -> Binder | Response:
    """Gather the evidence on a region for each pillar and evaluation dimension, and the gaps.

    The region is a name or an official code.
    """
    found = service.bookbinder.bind(region, language, rubric)
    if form is None:
        return found
    memo = memo_of_binder(found, service_address(request))
    return file_response(exported(memo, form, whole=found), form)
