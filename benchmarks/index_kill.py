"""kill -9 at random moments of indexing, then one normal run: is the index as if undisturbed?

    python benchmarks/index_kill.py --kills 20

Half of the kills hit a first run, half an update that changes, withdraws and adds documents. The
moments are spread evenly over the time that an undisturbed run takes from its first write on;
the seed is fixed. Compared are passages, vectors, words, token codes and the ids in each store.
The vectors come from hashes, so that the time is spent in the stores, where a kill can harm.
"""

from __future__ import annotations

import argparse
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from index.generation import live_name
from tests.index.killing import contents, first_documents, index, later_documents

DOCUMENTS = 800
SEED = 20


@dataclass(frozen=True)
class Case:
    """A data folder before a run, what the run makes of it, and how long it takes."""

    name: str
    before: Path
    expected: dict[str, tuple[object, ...]]
    seconds: float


def main() -> None:
    """Kill, run, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    chance = random.Random(SEED)  # noqa: S311 - moments, not secrets
    with tempfile.TemporaryDirectory() as folder:
        cases = _cases(Path(folder))
        equal = 0
        print(f"{'kill':>4}  {'run':<8}{'after s':>8}  {'live then':<12}{'embedded':>9}  equal")
        for number in range(options.kills):
            case = cases[number % len(cases)]
            data = Path(folder) / "killed"
            shutil.copytree(case.before, data)
            moment = chance.uniform(0, case.seconds)
            _kill(data, moment)
            live = live_name(data / "index") or "nothing"
            report = index(data)
            same = contents(data) == case.expected
            equal += same
            print(
                f"{number + 1:>4}  {case.name:<8}{moment:>8.2f}  {live:<12}{report.embedded:>9}  "
                f"{'yes' if same else 'NO'}"
            )
            shutil.rmtree(data)
        print(f"{equal} of {options.kills} equal an undisturbed run")


def _cases(folder: Path) -> tuple[Case, Case]:
    empty = folder / "first"
    catalogue = Catalogue(empty / "catalogue.sqlite")
    first_documents(catalogue, DOCUMENTS)
    catalogue.close()
    first = _undisturbed("first", empty, folder / "first-done")
    later = folder / "later"
    shutil.copytree(folder / "first-done", later)
    catalogue = Catalogue(later / "catalogue.sqlite")
    later_documents(catalogue, DOCUMENTS)
    catalogue.close()
    return first, _undisturbed("update", later, folder / "later-done")


def _undisturbed(name: str, before: Path, done: Path) -> Case:
    shutil.copytree(before, done)
    process = _start(done)
    _wait_for_writing(done, process)
    started = time.monotonic()
    process.wait()
    return Case(name, before, contents(done), time.monotonic() - started)


def _kill(data: Path, moment: float) -> None:
    process = _start(data)
    _wait_for_writing(data, process)
    time.sleep(moment)
    process.send_signal(signal.SIGKILL)
    process.wait()


def _start(data: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.index.killing", str(data), "none"]
    return subprocess.Popen(  # noqa: S603 - our own command
        command, cwd=Path(__file__).resolve().parents[1], stderr=subprocess.DEVNULL
    )


def _wait_for_writing(data: Path, process: subprocess.Popen[bytes]) -> None:
    while not list((data / "index").glob("building-*")) and process.poll() is None:
        time.sleep(0.002)


if __name__ == "__main__":
    main()
