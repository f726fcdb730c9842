"""The HTTP service."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
from fastapi_offline import FastAPIOffline
from starlette.middleware.base import RequestResponseEndpoint

from api.problems import add_problem_handlers
from api.routes import ask, documents, health, search, taxonomy
from api.service import Service

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

_DESCRIPTION = """
Knowledge base and bilingual search over Indonesian smart-city policy.
Every sentence of an answer stands on the document that it cites.
"""


def create_app(service: Service) -> FastAPI:
    """Return the service over an opened data folder."""
    # Offline: the scripts of /docs come from this service, not from another host.
    app = FastAPIOffline(
        title="Enam Pilar", version="1", description=_DESCRIPTION, favicon_url="/favicon.svg"
    )
    app.state.service = service
    add_problem_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=2_000)

    @app.middleware("http")
    async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        policy = _DOCS_POLICY if request.url.path in _DOCS else _PAGE_POLICY
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    for part in (search, ask, documents, taxonomy):
        app.include_router(part.router, prefix="/v1")
    app.include_router(health.router)
    return app
