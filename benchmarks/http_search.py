"""How long a warm search and a warm question take over HTTP, against a running service.

    pilar serve &
    python benchmarks/http_search.py --url http://127.0.0.1:8000 --rounds 20

Prints the median and the 95th percentile in milliseconds. The first round warms up and does not
count; in the others every question is asked again, so its vector may be remembered: `fresh`
shows the same with questions that the service has not seen.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial

import httpx

QUESTIONS = (
    "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?",
    "What is a quick win?",
    "bank sampah",
    "Perpres 95/2018",
    "Apa saja enam pilar smart city?",
    "Which regions won the Smart City Award 2025?",
    "anggaran command center Kulon Progo",
    "technical guidance stages",
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with httpx.Client(base_url=options.url, timeout=60) as client:
        print(f"{'call':<24}{'p50 ms':>10}{'p95 ms':>10}")
        for name, call in (("GET /v1/search", _search), ("POST /v1/ask", _ask)):
            for fresh in (False, True):
                _report(name, partial(call, client), options.rounds, fresh=fresh)


def _report(name: str, call: Callable[[str], None], rounds: int, *, fresh: bool) -> None:
    for question in QUESTIONS:
        call(question)
    times = [
        _timed(call, f"{question} {name} {number}" if fresh else question)
        for number in range(rounds)
        for question in QUESTIONS
    ]
    label = f"{name}{' fresh' if fresh else ''}"
    print(f"{label:<24}{statistics.median(times):>10.1f}{_percentile(times, 95):>10.1f}")


def _search(client: httpx.Client, text: str) -> None:
    client.get("/v1/search", params={"q": text}).raise_for_status()


def _ask(client: httpx.Client, text: str) -> None:
    client.post("/v1/ask", json={"question": text}).raise_for_status()


def _timed(call: Callable[[str], None], text: str) -> float:
    started = time.perf_counter()
    call(text)
    return (time.perf_counter() - started) * 1000


def _percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1]


if __name__ == "__main__":
    main()
