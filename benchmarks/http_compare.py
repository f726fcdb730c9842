"""How long comparisons, binders and exports take over HTTP, against a running service.

    pilar serve &
    python benchmarks/http_compare.py --url http://127.0.0.1:8000 --rounds 20

Prints the median and the 95th percentile in milliseconds, on regions of the seed digests. The first
round warms up and does not count; fresh questions were never asked before.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from itertools import combinations

import httpx

REGIONS = ("34.01", "34.04", "36.71", "33.71", "35.73", "35.78")
PILLARS = ("governance", "economy", "living", "environment")
QUESTION = "Aplikasi apa yang dipakai {number}?"

Call = Callable[[httpx.Client, int], httpx.Response]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    calls: dict[str, Call] = {
        "compare 2 regions, pillar": lambda client, n: _compare(client, n, 2),
        "compare 2 regions, fresh question": lambda client, n: _compare(client, n, 2, asks=True),
        "compare 5 regions, pillar": lambda client, n: _compare(client, n, 5),
        "compare 2 regions as DOCX": lambda client, n: _compare(client, n, 2, form="docx"),
        "binder": _binder,
        "coverage": lambda client, _: client.get("/v1/coverage"),
    }
    with httpx.Client(base_url=options.url, timeout=60) as client:
        print(f"{'call':<36}{'p50 ms':>10}{'p95 ms':>10}")
        for name, call in calls.items():
            times = [_timed(call, client, number) for number in range(-4, options.rounds)][4:]
            p95 = statistics.quantiles(times, n=100, method="inclusive")[94]
            print(f"{name:<36}{statistics.median(times):>10.1f}{p95:>10.1f}")


def _compare(
    client: httpx.Client, number: int, size: int, *, asks: bool = False, form: str | None = None
) -> httpx.Response:
    groups = list(combinations(REGIONS, size))
    asked = {
        "regions": groups[number % len(groups)],
        "pillar": None if asks else PILLARS[number % len(PILLARS)],
        "question": QUESTION.format(number=number) if asks else None,
        "format": form,
    }
    return client.post("/v1/compare", json=asked)


def _binder(client: httpx.Client, number: int) -> httpx.Response:
    return client.get(f"/v1/regions/{REGIONS[number % len(REGIONS)]}/binder")


def _timed(call: Call, client: httpx.Client, number: int) -> float:
    started = time.perf_counter()
    call(client, number).raise_for_status()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
