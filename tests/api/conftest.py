"""One service over the seed digests for the tests that only read it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.service import Service, open_service
from corpus.settings import Settings
from index.embedder import Embedder


@pytest.fixture(scope="session")
def seed_service(seed_settings: Settings, embedder: Embedder) -> Service:
    """The service as `pilar serve` opens it."""
    return open_service(seed_settings, embedder)


@pytest.fixture(scope="session")
def seed_client(seed_service: Service) -> Iterator[TestClient]:
    """A reader of that service over HTTP."""
    with TestClient(create_app(seed_service)) as opened:
        yield opened
