"""The site's processes end whatever happens, and say why they did not start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.wordpress import WordPressSite, packages, require_packages
from tests.wordpress.daemon import Daemon, SiteError

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_THEME = {packages.WORDPRESS / "no-such-theme" / "style.css": "wordpress-theme-none"}


@pytest.mark.slow
def test_every_process_ends_after_a_failure(tmp_path: Path) -> None:
    require_packages()
    groups: list[int] = []

    def fail(site: WordPressSite) -> None:
        groups.extend(daemon.process.pid for daemon in site._daemons)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), WordPressSite.start(tmp_path / "site") as running:
        fail(running)
    assert len(groups) == 2
    for group in groups:
        with pytest.raises(ProcessLookupError):
            os.killpg(group, 0)


def test_a_server_that_does_not_start_shows_its_log(tmp_path: Path) -> None:
    broken = Daemon("Broken", ["sh", "-c", "echo no such port; exit 3"], tmp_path / "log")
    with pytest.raises(SiteError, match=r"Broken ended with status 3 (.|\n)*no such port"):
        broken.wait_until(lambda: False, 10)
    broken.stop()


def test_a_socket_path_that_is_too_long_is_refused(tmp_path: Path) -> None:
    require_packages()
    with (
        pytest.raises(SiteError, match="too long for a unix socket"),
        WordPressSite.start(tmp_path / ("x" * 100)),
    ):
        pass


def test_a_missing_package_skips_here_and_fails_in_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "FILES", WITHOUT_THEME)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=r"apt-get install .*wordpress-theme-none"):
        require_packages()
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="wordpress-theme-none"):
        require_packages()
