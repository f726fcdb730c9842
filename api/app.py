"""The HTTP service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext

from fastapi import FastAPI
from fastapi.middleware.gzip import GZipMiddleware
from fastapi_offline import FastAPIOffline

from api.metrics import Metrics
from api.problems import add_problem_handlers
from api.readahead import reading_ahead
from api.routes import answers, ask, binder, compare, documents, health, search, sources, taxonomy
from api.service import Service
from api.watch import Watch
from corpus.health import SourceFacts

_COMPRESSION = 4  # of 9: the last tenth of the size would cost three times the time

_DESCRIPTION = """
Knowledge base and bilingual search over Indonesian smart-city policy.
Every sentence of an answer stands on the document that it cites.
"""


def create_app(
    service: Service, configured: Sequence[SourceFacts] = (), *, reads_ahead: bool = False
) -> FastAPI:
    """Return the service over an opened data folder.

    :param configured: the sources that a crawl would read, for ``/v1/sources`` and ``/metrics``.
    :param reads_ahead: whether it gets ready for questions while nobody asks.
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        with reading_ahead(service.answerer.inquirer) if reads_ahead else nullcontext():
            yield

    # Offline: the scripts of /docs come from this service, not from another host.
    app = FastAPIOffline(
        title="Enam Pilar",
        version="1",
        description=_DESCRIPTION,
        favicon_url="/favicon.svg",
        lifespan=life,
    )
    app.state.service = service
    app.state.configured = tuple(configured)
    metrics = app.state.metrics = Metrics(service, app.state.configured)
    add_problem_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=_COMPRESSION)
    app.add_middleware(Watch, metrics=metrics)
    for part in (search, ask, answers, compare, binder, documents, taxonomy, sources):
        app.include_router(part.router, prefix="/v1")
    app.include_router(health.router)
    return app
