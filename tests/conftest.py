"""What all tests share: a clean environment, the real model, an index of the seed digests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.digest import seed_digests
from corpus.settings import Settings, load_settings
from index.embedder import Embedder

ROOT = Path(__file__).resolve().parent.parent
os.environ["HF_HUB_OFFLINE"] = "1"  # read once, when the model libraries are imported
CACHE_DIR = Path(os.environ.get("PILAR_CACHE_DIR") or ROOT / ".cache").resolve()
"""Where the model is prepared once for all tests."""


@pytest.fixture(autouse=True)
def clean_environ(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine reaches a test, and none of a test's files the machine."""
    for name in list(os.environ):
        if name.startswith("PILAR_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PILAR_CACHE_DIR", str(CACHE_DIR))
    monkeypatch.setenv("PILAR_DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The shipped model, as users have it."""
    return Embedder.open(load_settings(cache_dir=CACHE_DIR))


@pytest.fixture(scope="session")
def seed_settings(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Settings:
    """A data folder that holds the seed digests, indexed; read only."""
    from index.indexer import update_index

    settings = load_settings(cache_dir=CACHE_DIR, data_dir=tmp_path_factory.mktemp("seed"))
    catalogue = Catalogue(settings.catalogue_path)
    for digest in seed_digests():
        catalogue.put(digest)
    update_index(catalogue, settings.index_dir, embedder)
    catalogue.close()
    return settings


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    opened = Catalogue(tmp_path / "data" / "catalogue.sqlite")
    yield opened
    opened.close()
