"""Errors over HTTP: RFC 9457 problem documents."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.comparison import ComparisonError
from corpus.errors import AmbiguousNameError, IndexStateError, PilarError, UnknownNameError

_STATUS: dict[type[PilarError], HTTPStatus] = {
    UnknownNameError: HTTPStatus.UNPROCESSABLE_ENTITY,
    AmbiguousNameError: HTTPStatus.UNPROCESSABLE_ENTITY,
    ComparisonError: HTTPStatus.UNPROCESSABLE_ENTITY,
    IndexStateError: HTTPStatus.SERVICE_UNAVAILABLE,
}


class NotFoundError(PilarError):
    """The address names something that is not there."""

    code = "not-found"


class UnprocessableError(PilarError):
    """What was asked for is there, but cannot be made of it."""

    code = "unprocessable"


_STATUS[NotFoundError] = HTTPStatus.NOT_FOUND
_STATUS[UnprocessableError] = HTTPStatus.UNPROCESSABLE_ENTITY


def problem(status: int, title: str, detail: str, code: str = "about:blank") -> dict[str, Any]:
    """Return a problem document."""
    return {"type": code, "title": title, "status": status, "detail": detail}


def problem_of(error: PilarError) -> dict[str, Any]:
    """Return the problem document for one of our errors."""
    status = _STATUS.get(type(error), HTTPStatus.INTERNAL_SERVER_ERROR)
    return problem(status, status.phrase, str(error), f"urn:enampilar:problem:{error.code}")


def add_problem_handlers(app: FastAPI) -> None:
    """Make every error that leaves the service a problem document."""

    @app.exception_handler(PilarError)
    async def pilar(_request: Request, error: PilarError) -> JSONResponse:
        return _response(problem_of(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:]) or "the request"
        body = problem(422, "Unprocessable Content", f"{where}: {first['msg']}.")
        # What was sent is not echoed: it may hold anything.
        body["errors"] = [
            {"where": list(item["loc"]), "message": item["msg"]} for item in error.errors()
        ]
        return _response(body)

    @app.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        title = HTTPStatus(error.status_code).phrase
        return _response(problem(error.status_code, title, str(error.detail)), error.headers)


def _response(body: dict[str, Any], headers: Mapping[str, str] | None = None) -> JSONResponse:
    return JSONResponse(
        body, body["status"], headers=headers, media_type="application/problem+json"
    )
