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
from starlette.concurrency import run_in_threadpool

from api.answer import Answer
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
    return service.answerer.answer(asked.question, asked.language, filters)


async def _events(
    service: Service, asked: AskIn, filters: Filters
) -> AsyncIterator[ServerSentEvent]:
    yield _event("status", {"stage": "searching"})
    try:
        answer = await run_in_threadpool(
            service.answerer.answer, asked.question, asked.language, filters
        )
    except PilarError as error:
        yield _event("error", problem_of(error))
        return
    # The response has begun: whatever happened, a problem document is all that can be said now.
    except Exception:  # noqa: BLE001
        _log.exception("Answering failed")
        internal = HTTPStatus.INTERNAL_SERVER_ERROR
        detail = "The answer could not be made. Please try again."
        yield _event("error", problem(internal, internal.phrase, detail))
        return
    citations = {citation.number: citation for citation in answer.citations}
    for sentence in answer.sentences:
        for number in sentence.citations:
            if number in citations:
                yield _event("citation", asdict(citations.pop(number)))
        yield _event("sentence", asdict(sentence))
    yield _event("done", asdict(answer))


def _event(name: str, data: object) -> ServerSentEvent:
    return ServerSentEvent(json.dumps(data, ensure_ascii=False), event=name)
