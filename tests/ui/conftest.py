"""The service as users start it, for tests that go through its front door."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest
from selenium import webdriver

from corpus.settings import Settings
from tests.conftest import ROOT
from tests.ui.chatpage import BROWSERS, ChatPage, start

_PATIENCE = 120  # seconds


@pytest.fixture(scope="session")
def served_url(seed_settings: Settings) -> Iterator[str]:
    """The address of `pilar serve` on the seed digests, on a port of its own choice."""
    environment = {
        **os.environ,
        "PILAR_DATA_DIR": str(seed_settings.data_dir),
        "PILAR_CACHE_DIR": str(seed_settings.cache_dir),
    }
    command = [sys.executable, "-m", "ui", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        try:
            for line in server.stdout:
                found = re.search(r"http://\S+", line)
                if found:
                    yield found.group()
                    break
            else:
                pytest.fail(f"`pilar serve` ended with {server.wait()} before it answered")
        finally:
            server.terminate()
            server.wait(_PATIENCE)


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    chromedriver = shutil.which("chromedriver")
    if browser is None or chromedriver is None:
        missing = "chromedriver" if browser else "chromium"
        reason = f"{missing} is not installed (Debian: apt-get install chromium chromium-driver)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    made = start(browser, chromedriver, tmp_path_factory.mktemp("browser"))
    yield made
    made.quit()


@pytest.fixture
def page(driver: webdriver.Chrome, served_url: str) -> ChatPage:
    return ChatPage(driver, served_url)
