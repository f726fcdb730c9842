"""What operators read of the service: metrics, sources, versions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from api.app import create_app
from api.service import Service, open_service
from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.health import SourceFacts
from corpus.settings import Settings
from index.embedder import Embedder
from tests.documents import article

APTIKA = SourceFacts("aptika", "wordpress", "https://aptika.kominfo.go.id/", "berita", 14)


@pytest.fixture(scope="module")
def service(
    seed_settings: Settings, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Service:
    """The seed index beside a catalogue of our own, which tests may write to."""
    opened = open_service(seed_settings, embedder)
    own = Catalogue(tmp_path_factory.mktemp("operations") / "catalogue.sqlite")
    log = CrawlLog(own)
    report = {"counts": {"failed": 2}, "alarms": ["Hilang."]}
    log.end(log.begin("aptika", {}), "partial", report)
    for text in ("Dulu 25 taman.", "Kini 50 taman."):
        own.put(article(text, source="aptika"))
    return replace(opened, catalogue=own)


@pytest.fixture(scope="module")
def client(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service, [APTIKA])) as opened:
        yield opened


def figures(client: TestClient) -> dict[tuple[str, ...], float]:
    text = client.get("/metrics").text
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_metrics_tell_of_sources_index_and_requests(client: TestClient) -> None:
    client.get("/v1/pillars")
    client.get("/tidak/ada/../../x")
    found = figures(client)
    assert found["enampilar_source_documents", "aptika"] == 1
    assert found["enampilar_source_failures", "aptika"] == 2
    assert found["enampilar_source_alarms", "aptika"] == 1
    assert found["enampilar_source_health", "aptika", "failing"] == 1
    assert found["enampilar_source_health", "aptika", "ok"] == 0
    assert 0 <= found["enampilar_source_last_success_age_seconds", "aptika"] < 3600
    assert found["enampilar_index_documents",] > 0
    assert found["enampilar_index_bytes",] > 100_000
    assert found["enampilar_http_requests_total", "/v1/pillars", "200", "GET"] >= 1
    assert not [name for name in found if "tidak" in str(name)], "paths of strangers are no labels"


def test_sources_are_listed_with_their_health(client: TestClient) -> None:
    (found,) = client.get("/v1/sources").json()["sources"]
    assert (found["name"], found["kind"], found["stale_after"]) == ("aptika", "wordpress", 14)
    assert (found["health"], found["documents"]) == ("failing", 1)
    assert found["counts"] == {"failed": 2}


def test_versions_of_a_document_are_listed_and_compared(client: TestClient) -> None:
    name = article("x").id
    versions = client.get(f"/v1/documents/{name}/versions").json()["versions"]
    assert [version["current"] for version in versions] == [True, False]
    found = client.get(f"/v1/documents/{name}/diff").json()
    assert found["changes"][0]["pieces"][0] == {"operation": "removed", "text": "Dulu 25"}
    assert client.get("/v1/documents/tidak-ada/versions").status_code == 404
    missing = client.get(f"/v1/documents/{name}/diff", params={"from": "zzz"})
    assert missing.status_code == 404
    assert missing.headers["content-type"] == "application/problem+json"


def test_the_page_of_metrics_is_text_for_prometheus(client: TestClient) -> None:
    assert client.get("/metrics").headers["content-type"].startswith("text/plain; version=")
