"""The HTTP service."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from fastapi.middleware.gzip import GZipMiddleware
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
_API_DOCS = ("/docs", "/redoc")  # load their scripts from elsewhere, as FastAPI ships them

_DESCRIPTION = """
Knowledge base and bilingual search over Indonesian smart-city policy.
Every sentence of an answer stands on the document that it cites.
"""


def create_app(service: Service) -> FastAPI:
    """Return the service over an opened data folder."""
    app = FastAPI(title="Enam Pilar", version="1", description=_DESCRIPTION)
    app.state.service = service
    add_problem_handlers(app)
    app.add_middleware(GZipMiddleware, minimum_size=2_000)

    @app.middleware("http")
    async def guard(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith(_API_DOCS):
            response.headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
        return response

    for part in (search, ask, documents, taxonomy):
        app.include_router(part.router, prefix="/v1")
    app.include_router(health.router)
    return app
