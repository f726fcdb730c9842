from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from corpus.catalogue import Catalogue
from corpus.errors import IndexStateError, SettingsError
from corpus.settings import load_settings
from index.stores.backend import backend_of
from index.stores.chroma import ChromaServer, Embedded
from index.stores.store import Backend
from tests.conftest import ROOT
from tests.index.killing import first_documents, index, later_documents
from tests.index.stores.contract import StoreContract


class TestEmbedded(StoreContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> Embedded:
        return Embedded()


class TestGraph(StoreContract):
    """As it answers among more passages than a test has."""

    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls) -> Embedded:
        return Embedded(few=0)


@pytest.fixture(scope="module")
def chroma_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real Chroma server, as `chroma run` starts it."""
    command = shutil.which("chroma", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if command is None:
        assert not os.environ.get("CI"), "the command `chroma` is missing"
        pytest.skip("the command `chroma` is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("chroma")
    server = subprocess.Popen(
        [command, "run", "--path", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(url, server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "the Chroma server ended"
        try:
            httpx.get(f"{url}/api/v2/heartbeat").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the Chroma server did not start")


@pytest.mark.slow
class TestChromaServer(StoreContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls, chroma_url: str) -> ChromaServer:
        return ChromaServer(chroma_url)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["embedded", "chroma server"])
def test_processes_that_read_miss_nothing_while_the_index_is_updated_and_rebuilt(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    url = [request.getfixturevalue("chroma_url")] if where == "chroma server" else []
    backend: Backend = ChromaServer(url[0]) if url else Embedded()
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    first_documents(catalogue)
    index(tmp_path, backend=backend)
    command = [sys.executable, "-m", "tests.index.reading", str(tmp_path), *url]
    readers = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    # Opening while several generations go by is part of it: only one of them needs to be reading.
    while not (tmp_path / "reading").exists():
        assert all(reader.poll() is None for reader in readers)
        time.sleep(0.05)
    later_documents(catalogue)
    index(tmp_path, backend=backend)
    index(tmp_path, backend=backend, rebuild=True)
    time.sleep(3)
    (tmp_path / "stop").touch()
    reports = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    assert all(report["found"] and not report["missed"] for report in reports)
    assert all(report["generations"][-1] == "000003" for report in reports)
    catalogue.close()


@pytest.mark.slow
class TestMilvusLite(StoreContract):
    @pytest.fixture(scope="class")
    @classmethod
    def backend(cls, tmp_path_factory: pytest.TempPathFactory) -> object:
        pytest.importorskip("milvus_lite", reason="milvus-lite is not installed")
        from index.stores.milvus import Milvus

        return Milvus(str(tmp_path_factory.mktemp("milvus") / "milvus.db"))


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"chroma_url": "localhost"}, "not the address of a server"),
        ({"store": "qdrant:http://a"}, "names no store that is known"),
        ({"store": "milvus:"}, "names no store that is known"),
        ({"store": "milvus:a.db", "chroma_url": "http://a"}, "both set"),
    ],
)
def test_a_store_that_cannot_be_is_refused(settings: dict[str, str], told: str) -> None:
    with pytest.raises(SettingsError, match=told):
        backend_of(load_settings(**settings))


def test_a_server_that_does_not_answer_is_told_with_the_remedy() -> None:
    server = ChromaServer("http://127.0.0.1:9")
    with pytest.raises(IndexStateError, match=r"does not answer: .*chroma run"):
        server.collections("pilar_")
