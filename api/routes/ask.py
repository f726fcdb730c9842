"""POST /v1/ask, whole or as server-sent events."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict
from http import HTTPStatus

from fastapi import APIRouter
from fastapi.responses import Response
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import iterate_in_threadpool

from api.answer import Answer, Citation, Sentence
from api.answering import Event
from api.deps import ServiceDep
from api.problems import problem, problem_of
from api.schemas import AskIn
from api.service import Service
from corpus.errors import PilarError
from index.filters import Filters

router = APIRouter(tags=["ask"])
_log = logging.getLogger(__name__)


@router.post("/ask", response_model=Answer)
def ask(service: ServiceDep, asked: AskIn) -> Answer | Response:
    """Answer a question with sentences from the corpus, each with its citation.

    With `stream: true`, server-sent events: `status`, then `citation` and `sentence` in turn,
    then `done` with the whole answer; or `error` with a problem document.
    """
    filters = Filters.named(**asked.filters.model_dump())
    if asked.stream:
        return EventSourceResponse(_events(service, asked, filters))
    return service.conversations.answer(
        asked.question, asked.language, filters, asked.conversation_id, as_is=asked.as_is
    )


async def _events(
    service: Service, asked: AskIn, filters: Filters
) -> AsyncIterator[ServerSentEvent]:
    try:
        steps = service.conversations.stream(
            asked.question, asked.language, filters, asked.conversation_id, as_is=asked.as_is
        )
        async for step in iterate_in_threadpool(steps):
            yield _shown(step)
    except PilarError as error:
        yield _event("error", problem_of(error))
    # The response has begun: whatever happened, a problem document is all that can be said now.
    except Exception:  # noqa: BLE001
        _log.exception("Answering failed")
        internal = HTTPStatus.INTERNAL_SERVER_ERROR
        detail = "The answer could not be made. Please try again."
        yield _event("error", problem(internal, internal.phrase, detail))


def _shown(step: Event) -> ServerSentEvent:
    match step:
        case Citation():
            return _event("citation", asdict(step))
        case Sentence():
            return _event("sentence", asdict(step))
        case Answer():
            return _event("done", asdict(step))
        case stage:
            return _event("status", {"stage": stage})


def _event(name: str, data: object) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)
