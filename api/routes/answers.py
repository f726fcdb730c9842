"""What is kept of answers: the answer again, as a file, and what readers think of it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.answer import Answer
from api.deps import ServiceDep
from api.export.file import FORMATS, Format, exported
from api.export.memo import memo_of_answer
from api.problems import NotFoundError
from api.service import Service

router = APIRouter(tags=["answers"])

LONGEST_COMMENT = 2_000  # characters


class FeedbackIn(BaseModel):
    """What a reader thinks of an answer."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    answer_id: str = Field(max_length=64)
    rating: Literal["good", "bad"]
    comment: str = Field("", max_length=LONGEST_COMMENT)


@router.get("/answers/{answer_id}", response_model=Answer)
def answer(service: ServiceDep, answer_id: str) -> Answer:
    """Return an answer that was given before."""
    return _kept(service, answer_id)


@router.get("/answers/{answer_id}/export")
def export(
    request: Request,
    service: ServiceDep,
    answer_id: str,
    form: Annotated[Format, Query(alias="format", description="The form of the file.")] = "docx",
) -> Response:
    """Return an answer as a file with footnoted citations."""
    found = _kept(service, answer_id)
    memo = memo_of_answer(found, service_address(request))
    return file_response(exported(memo, form, whole=found), form)


@router.post("/feedback", status_code=201)
def feedback(service: ServiceDep, given: FeedbackIn) -> dict[str, Any]:
    """Keep what a reader thinks of an answer."""
    _kept(service, given.answer_id)
    service.history.rate(given.answer_id, given.rating, given.comment)
    return {"status": "kept"}


def service_address(request: Request) -> str:
    """Return where the reader found this service, so that a file can point back to it."""
    return str(request.base_url).rstrip("/")


def file_response(content: bytes, form: Format) -> Response:
    """Return a file to be saved under a plain name."""
    disposition = f'attachment; filename="enam-pilar.{form}"'
    return Response(content, media_type=FORMATS[form], headers={"Content-Disposition": disposition})


def _kept(service: Service, answer_id: str) -> Answer:
    found = service.history.answer(answer_id)
    if found is None:
        raise NotFoundError(
            f"No answer {answer_id[:64]!r} is kept.",
            "Answers are forgotten after PILAR_HISTORY_DAYS; ask again.",
        )
    return found
