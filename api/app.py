"""The HTTP service."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi_offline import FastAPIOffline
from starlette.middleware.base import RequestResponseEndpoint

from api.metrics import Metrics
from api.problems import add_problem_handlers
from api.routes import answers, ask, binder, compare, documents, health, search, sources, taxonomy
from api.service import Service
from corpus.health import SourceFacts

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_PAGE_POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
# The interactive API description starts with a script inside its page.
_DOCS_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; worker-src blob:; frame-ancestors 'none'"
)
_DOCS = ("/docs", "/redoc")
_COMPRESSION = 4  # of 9: the last tenth of the size would cost three times the time

_DESCRIPTION = """
Knowledge base and bilingual search over Indonesian smart-city policy.
Every sentence of an answer stands on the document that it cites.
"""


def create_app(service: Service, configured: Sequence[SourceFacts] = ()) -> FastAPI:
    """Return the service over an opened data folder.

    :param configured: the sources that a crawl would read, for ``/v1/sources`` and ``/metrics``.
    """
    # Offline: the scripts of /docs come from this service, not from another host.
    app = FastAPIOffline(
        title="Enam Pilar", version="1", description=_DESCRIPTION, favicon_url="/favicon.svg"
    )
    app.state.service = service
    app.state.configured = tuple(configured)
    metrics = app.state.metrics = Metrics(service, app.state.configured)
    add_problem_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=2_000, compresslevel=_COMPRESSION)

    @app.middleware("http")
    async def measure(request: Request, call_next: RequestResponseEndpoint) -> Response:
        with metrics.timing(request) as done:
            response = await call_next(request)
            done(response.status_code)
        return response

    @app.middleware("http")
    async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        policy = _DOCS_POLICY if request.url.path in _DOCS else _PAGE_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    for part in (search, ask, answers, compare, binder, documents, taxonomy, sources):
        app.include_router(part.router, prefix="/v1")
    app.include_router(health.router)
    return app
