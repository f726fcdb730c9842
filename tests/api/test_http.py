"""The HTTP interface that other agencies build on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service, open_service
from corpus.errors import IndexStateError
from corpus.settings import Settings
from index.embedder import Embedder
from tests.documents import article


@pytest.fixture(scope="module")
def service(seed_settings: Settings, embedder: Embedder) -> Service:
    return open_service(seed_settings, embedder)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as opened:
        yield opened


def test_search_finds_and_counts(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "bank sampah", "k": 3}).json()
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    assert found["language"] == "id"
    assert found["facets"]["kinds"]["digest"] >= found["total"], "facets count all passages"
    first = found["hits"][0]
    assert set(first["document"]) >= {"id", "title", "url", "kind", "published", "pillars"}
    assert set(first["passage"]) >= {"id", "text", "heading", "page", "start", "end"}


def test_search_explains_when_asked(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "sampah", "explain": True}).json()
    assert found["explain"]["timings_ms"]
    assert found["hits"][0]["scores"]["cosine"] > 0.7


def test_search_is_narrowed_by_pillar_and_region(client: TestClient) -> None:
    params = {"q": "aplikasi", "pillar": "lingkungan cerdas", "region": "DIY"}
    hits = client.get("/v1/search", params=params).json()["hits"]
    assert hits
    assert all("environment" in hit["document"]["pillars"] for hit in hits)
    assert all(any(c.startswith("34") for c in hit["document"]["regions"]) for hit in hits)


PROBLEMS: dict[str, tuple[str, dict[str, Any], int, str]] = {
    "an unknown pillar": ("/v1/search", {"q": "a", "pillar": "food"}, 422, "governance"),
    "an unknown region": ("/v1/search", {"q": "a", "region": "Atlantis"}, 422, "Atlantis"),
    "an ambiguous region": ("/v1/search", {"q": "a", "region": "Magelang"}, 422, "Kota Magelang"),
    "no query": ("/v1/search", {}, 422, "q"),
    "too many hits": ("/v1/search", {"q": "a", "k": 1000}, 422, "k"),
    "an unknown document": ("/v1/documents/feed", {}, 404, "feed"),
    "no such page": ("/v1/nothing", {}, 404, "Not Found"),
}


@pytest.mark.parametrize(("path", "params", "status", "told"), PROBLEMS.values(), ids=PROBLEMS)
def test_problems_are_told_as_rfc_9457(
    client: TestClient, path: str, params: dict[str, Any], status: int, told: str
) -> None:
    response = client.get(path, params=params)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert set(body) >= {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert told in body["detail"]


def test_ask_answers_with_citations(client: TestClient) -> None:
    answer = client.post("/v1/ask", json={"question": "Apa itu Sibaku?"}).json()
    assert answer["status"] == "found"
    assert {citation["number"] for citation in answer["citations"]} >= set(
        answer["sentences"][0]["citations"]
    )


def test_ask_refuses_what_it_does_not_know(client: TestClient) -> None:
    response = client.post("/v1/ask", json={"question": "Apa itu?", "colour": "blue"})
    assert response.status_code == 422
    assert "blue" not in response.text, "what was sent is not echoed"


def test_a_streamed_answer_tells_its_stages_in_order(client: TestClient) -> None:
    asked = {"question": "Apa itu Sibaku?", "stream": True}
    events = _events(client.post("/v1/ask", json=asked).text)
    names = [name for name, _ in events]
    assert names[0] == "status"
    assert names[-1] == "done"
    cited: set[int] = set()
    for name, data in events:
        if name == "citation":
            cited.add(data["number"])
        if name == "sentence":
            assert set(data["citations"]) <= cited, "a citation comes before its sentence"
    whole = events[-1][1]
    assert whole["sentences"] == [data for name, data in events if name == "sentence"]


def test_an_error_while_streaming_is_an_event(service: Service) -> None:
    class Broken:
        def stream(self, *_: object, **__: object) -> None:
            raise IndexStateError("The index is gone.", "Run `pilar index`.")

    broken = replace(service, conversations=Broken())  # type: ignore[arg-type]
    with TestClient(create_app(broken)) as client:
        text = client.post("/v1/ask", json={"question": "Apa itu?", "stream": True}).text
    name, problem = _events(text)[-1]
    assert name == "error"
    assert problem["status"] == 503


def test_documents_are_listed_and_read(client: TestClient) -> None:
    listed = client.get("/v1/documents", params={"limit": 2}).json()
    assert len(listed["documents"]) == 2
    assert listed["total"] > 240
    document = client.get(f"/v1/documents/{listed['documents'][0]['id']}").json()
    assert document["text"]
    assert document["references"][0]["url"].startswith("http")
    assert not document["has_file"]


def test_an_archived_file_is_served_but_never_run(service: Service, client: TestClient) -> None:
    raw = service.raw.put(b"<script>alert(1)</script>")
    document = article("Isi.", raw=raw, title='Judul "aneh"\r\nSet-Cookie: a=b')
    service.catalogue.put(document)
    response = client.get(f"/v1/documents/{document.id}/file")
    service.catalogue.withdraw(document.id)
    assert response.content == b"<script>alert(1)</script>"
    assert response.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in response.headers["content-security-policy"]
    assert "set-cookie" not in response.headers


def test_pillars_and_regions_are_complete(client: TestClient) -> None:
    assert len(client.get("/v1/pillars").json()) == 6
    assert len(client.get("/v1/regions").json()) == 552


def test_health(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["documents"] > 240


def _events(text: str) -> list[tuple[str, Any]]:
    events = []
    for block in text.replace("\r\n", "\n").strip().split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if not line.startswith(":"))
        if "event" in fields:
            events.append((fields["event"], json.loads(fields["data"])))
    return events
