"""How long answers and comparisons take over HTTP, on the seed corpus, warm, never asked before.

    python benchmarks/answers.py

Starts `pilar serve` on a data folder of its own and asks the dev questions of evals/questions, each
once: some as one answer, the others as a stream of which the first event is timed. Then compares
pairs of regions on every pillar. Prints the figures beside their bars; exit code 1 where one is
missed. With --url it asks a service that runs already; its data should be the seed digests.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

from evals.questionset import load_set

REGIONS = (
    "Kabupaten Sleman",
    "Kabupaten Kulon Progo",
    "Kota Makassar",
    "Kota Semarang",
    "Kota Tangerang",
    "Kabupaten Banyuwangi",
)
PILLARS = ("governance", "branding", "economy", "living", "society", "environment")
WARM_UP = ("Apa itu kota cerdas?", "What is a smart city?", "Berapa jumlah pilar?")
MINUTE = 60.0  # seconds
SETTLING = 40.0  # seconds in which a service that has just started reads ahead (api/readahead.py)

Item = TypeVar("Item")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", help="a service that runs already")
    parser.add_argument("--asked", type=int, default=200, help="questions asked in one piece")
    parser.add_argument("--streamed", type=int, default=100, help="questions asked as a stream")
    options = parser.parse_args()
    questions = [question.text for question in load_set("dev")]
    questions = questions[::2] + questions[1::2]  # both languages and all kinds in either part
    asked = questions[: options.asked]
    streamed = questions[options.asked : options.asked + options.streamed]
    with (
        _service(options.url) as url,
        httpx.Client(base_url=url, timeout=MINUTE) as client,
    ):
        if not options.url:
            time.sleep(SETTLING)
        for text in WARM_UP:
            _ask(client, text)
        _compare(client, ("Kota Bandung", "Kota Surabaya"), "living")
        answers = _times(lambda text: _ask(client, text), asked)
        events = _times(lambda text: _first_event(client, text), streamed)
        cells = [*itertools.product(itertools.combinations(REGIONS, 2), PILLARS)]
        comparisons = _times(lambda cell: _compare(client, *cell), cells)
    sys.exit(not _report(answers, events, comparisons))


def _report(answers: list[float], events: list[float], comparisons: list[float]) -> bool:
    print(f"{'call':<34}{'times':>7}{'p50 ms':>9}{'bar':>6}{'p95 ms':>9}{'bar':>6}")
    rows = (
        ("POST /v1/ask", answers, 60, 150),
        ("POST /v1/ask, first event", events, 50, None),
        ("POST /v1/compare, two regions", comparisons, None, 250),
    )
    kept = True
    for name, times, half, most in rows:
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=100)[94]
        kept &= (half is None or p50 <= half) and (most is None or p95 <= most)
        bars = f"{p50:>9.1f}{half or '':>6}{p95:>9.1f}{most or '':>6}"
        print(f"{name:<34}{len(times):>7}{bars}")
    return kept


def _ask(client: httpx.Client, text: str) -> None:
    client.post("/v1/ask", json={"question": text}).raise_for_status()


def _first_event(client: httpx.Client, text: str) -> float:
    """Return the milliseconds until the first event stood on the line; read the rest as well."""
    started, first = time.perf_counter(), None
    with client.stream("POST", "/v1/ask", json={"question": text, "stream": True}) as response:
        response.raise_for_status()
        for line in response.iter_lines():
            if first is None and line.startswith("event:"):
                first = (time.perf_counter() - started) * 1000
    if first is None:
        raise SystemExit(f"no event came for {text!r}")
    return first


def _compare(client: httpx.Client, regions: tuple[str, str], pillar: str) -> None:
    asked = {"regions": list(regions), "pillar": pillar}
    client.post("/v1/compare", json=asked).raise_for_status()


def _times(call: Callable[[Item], float | None], items: Iterable[Item]) -> list[float]:
    """Return the milliseconds of each call: what it says itself, or all of it."""
    times = []
    for item in items:
        started = time.perf_counter()
        told = call(item)
        times.append((time.perf_counter() - started) * 1000 if told is None else told)
    return times


@contextmanager
def _service(url: str | None) -> Iterator[str]:
    if url:
        yield url
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PILAR_DATA_DIR": str(Path(folder) / "data")}
        command: Sequence[str] = [sys.executable, "-m", "ui", "serve", "--port", "0"]
        with subprocess.Popen(  # noqa: S603 - our own command
            command, env=environment, stdout=subprocess.PIPE, text=True
        ) as server:
            try:
                yield _address(server)
            finally:
                server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        found = re.search(r"http://[\d.:]+\d", line)
        if found:
            return found.group()
    raise SystemExit(f"`pilar serve` ended with {server.wait()} before it answered")


if __name__ == "__main__":
    main()
