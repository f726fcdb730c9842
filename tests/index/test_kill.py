from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from tests.conftest import ROOT
from tests.index.killing import POINTS, contents, first_documents, index, later_documents

Contents = dict[str, tuple[object, ...]]


def _run(data: Path, point: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.index.killing", str(data), point]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Contents]:
    """A data folder that waits for its second run, and what that run makes of it."""
    data = tmp_path_factory.mktemp("undisturbed")
    catalogue = Catalogue(data / "catalogue.sqlite")
    first_documents(catalogue)
    index(data)
    later_documents(catalogue)
    catalogue.close()
    finished = tmp_path_factory.mktemp("finished") / "data"
    shutil.copytree(data, finished)
    index(finished)
    return data, contents(finished)


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_after(point: str, undisturbed: tuple[Path, Contents], tmp_path: Path) -> None:
    waiting, expected = undisturbed
    data = tmp_path / "killed"
    shutil.copytree(waiting, data)
    assert _run(data, point).wait() == 9, f"the run never came to {point}"
    index(data)
    assert contents(data) == expected
    assert not list((data / "index").glob("building-*"))


def test_kills_at_random_moments_of_a_first_run(
    undisturbed: tuple[Path, Contents], tmp_path: Path
) -> None:
    waiting, _ = undisturbed
    chance = random.Random(5)
    data, whole = tmp_path / "killed", tmp_path / "whole"
    for folder in (data, whole):
        folder.mkdir()
        shutil.copy(waiting / "catalogue.sqlite", folder)
    index(whole)
    for _ in range(3):
        process = _run(data, "none")
        while not list((data / "index").glob("building-*")) and process.poll() is None:
            time.sleep(0.01)
        time.sleep(chance.random())
        process.send_signal(signal.SIGKILL)
        process.wait()
    index(data)
    assert contents(data) == contents(whole)


def test_what_a_killed_run_embedded_is_not_embedded_again(
    undisturbed: tuple[Path, Contents], tmp_path: Path
) -> None:
    waiting, expected = undisturbed
    data = tmp_path / "killed"
    data.mkdir()
    shutil.copy(waiting / "catalogue.sqlite", data)
    assert _run(data, "the vector store").wait() == 9
    report = index(data)
    assert (report.embedded, report.resumed) == (0, len(expected))
