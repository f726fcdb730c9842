from __future__ import annotations

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Scope

from api.watch import Watch


class Counted:
    """What a service's metrics would be told."""

    def __init__(self) -> None:
        self.statuses: list[int] = []

    def count(self, _scope: Scope, status: int, seconds: float) -> None:
        assert seconds >= 0
        self.statuses.append(int(status))


def opened(counted: Counted) -> TestClient:
    async def fine(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ya", headers={"Referrer-Policy": "same-origin"})

    async def broken(_request: Request) -> PlainTextResponse:
        raise RuntimeError

    app = Starlette(routes=[Route("/fine", fine), Route("/docs", fine), Route("/broken", broken)])
    app.add_middleware(Watch, metrics=counted)  # type: ignore[arg-type]
    return TestClient(app, raise_server_exceptions=False)


def test_an_answer_is_counted_and_given_headers() -> None:
    counted = Counted()
    with opened(counted) as client:
        headers = client.get("/fine").headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin", "what a handler set stays"
        assert "script-src" not in headers["Content-Security-Policy"]
        assert "script-src" in client.get("/docs").headers["Content-Security-Policy"]
    assert counted.statuses == [200, 200]


def test_a_failure_is_counted_as_one() -> None:
    counted = Counted()
    with opened(counted) as client:
        assert client.get("/broken").status_code == 500
    assert counted.statuses == [500]
