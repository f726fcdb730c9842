"""GET /metrics: what Prometheus reads of the corpus, the crawls and the service itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import get_args

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.types import Scope

from api.service import Service
from corpus.health import Health, SourceFacts, source_health

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds
_PREFIX = "/v1"


class Metrics:
    """The figures of one service."""

    def __init__(self, service: Service, configured: Sequence[SourceFacts]) -> None:
        self._registry = CollectorRegistry()
        self._registry.register(_Corpus(service, configured))
        self._requests = Counter(
            "enampilar_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "enampilar_http_request_seconds",
            "Time until the answer began.",
            ("method", "route"),
            buckets=_BUCKETS,
            registry=self._registry,
        )

    def text(self) -> bytes:
        """Return all figures in Prometheus' text form."""
        return generate_latest(self._registry)

    def count(self, scope: Scope, status: int, seconds: float) -> None:
        """Note a request whose answer begins.

        :param seconds: until then.
        """
        route = _route(scope)
        method = scope["method"] if scope["method"] in ("GET", "POST", "HEAD") else "other"
        self._requests.labels(method, route, str(int(status))).inc()
        self._seconds.labels(method, route).observe(seconds)


def _route(scope: Scope) -> str:
    """Return the route's pattern, never the path: what strangers type must not become labels."""
    pattern: str = getattr(scope.get("route"), "path", "") or "other"
    # An included router's route does not know the prefix that it was included under.
    is_inside = pattern != "other" and scope["path"].startswith(f"{_PREFIX}/")
    return f"{_PREFIX}{pattern}" if is_inside and not pattern.startswith(_PREFIX) else pattern


class _Corpus(Collector):
    """Figures that are read from the data folder when they are asked for."""

    def __init__(self, service: Service, configured: Sequence[SourceFacts]) -> None:
        self._service = service
        self._configured = configured

    def describe(self) -> list[Metric]:
        """Return nothing: without it, registering would read the data folder."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield the figures of sources and index."""
        yield from self._sources()
        documents, passages = self._service.retriever.indexed()
        yield GaugeMetricFamily("enampilar_index_documents", "Documents indexed.", documents)
        yield GaugeMetricFamily("enampilar_index_passages", "Passages indexed.", passages)
        size = _size(self._service.settings.index_dir)
        yield GaugeMetricFamily("enampilar_index_bytes", "Size of the index on disk.", size)

    def _sources(self) -> Iterator[Metric]:
        stale_after = self._service.settings.stale_after
        found = source_health(self._configured, self._service.catalogue, stale_after=stale_after)
        label = ("source",)
        documents = GaugeMetricFamily(
            "enampilar_source_documents", "Documents that may be cited.", labels=label
        )
        age = GaugeMetricFamily(
            "enampilar_source_last_success_age_seconds",
            "Time since a crawl last read the source; absent where none has.",
            labels=label,
        )
        failures = GaugeMetricFamily(
            "enampilar_source_failures", "Failures of the last crawl.", labels=label
        )
        alarms = GaugeMetricFamily(
            "enampilar_source_alarms", "Alarms of the last crawl.", labels=label
        )
        health = GaugeMetricFamily(
            "enampilar_source_health",
            "1 for the state that the source is in, 0 for the others.",
            labels=("source", "health"),
        )
        for item in found:
            name = (item.source.name,)
            documents.add_metric(name, item.documents)
            if item.success_age_seconds is not None:
                age.add_metric(name, item.success_age_seconds)
            failures.add_metric(name, item.counts.get("failed", 0))
            alarms.add_metric(name, len(item.alarms))
            for state in get_args(Health):
                health.add_metric((*name, state), float(item.health == state))
        yield from (documents, age, failures, alarms, health)


def _size(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # a generation may be replaced while it is measured
            total += path.stat().st_size if path.is_file() else 0
    return total
