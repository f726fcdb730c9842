"""Indexing and search at 150,000 passages.

    python benchmarks/scale.py base --folder /tmp/scale150
    python benchmarks/scale.py build --folder /tmp/scale150 --passages 150000
    python benchmarks/scale.py search --folder /tmp/scale150
    python benchmarks/scale.py http --folder /tmp/scale150 --workers 2
    python benchmarks/scale.py update --folder /tmp/scale150
    python benchmarks/scale.py rebuild --folder /tmp/scale150

How the passages come about is told in scale_corpus.py. `base` lets the model read the passages
that all others are made from. `build` prints the rate of everything but the model for the first
10,000 passages and for all, and what that makes with a model of two speeds.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import psutil
from scale_corpus import RepeatingEmbedder, document, regulations, shared

from corpus.catalogue import Catalogue
from corpus.settings import Settings, load_settings
from evals.beir import read_beir
from evals.questionset import load_set
from index.embedder import Embedder
from index.filters import Filters
from index.generation import live_name
from index.indexer import IndexReport, update_index
from index.retriever import VECTOR_CANDIDATES, Retriever
from index.splitter import split

BASE = ("squad-id-en", "squad-id-id", "tydi-id-valid")  # whose passages the model reads
FIRST = 10_000  # passages whose rate the whole is compared with
ROUNDS = 300  # questions
PORT = 8765


def main() -> None:
    """Run one part and print its table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("part", choices=["base", "build", "search", "http", "update", "rebuild"])
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=150_000)
    parser.add_argument("--base", type=Path, help="A base that was read before.")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=16)
    options = parser.parse_args()
    bench = Bench(options.folder.resolve(), options.base)
    {
        "base": bench.base,
        "build": lambda: bench.build(options.passages),
        "search": bench.search,
        "http": lambda: bench.http(options.workers, options.clients),
        "update": bench.update,
        "rebuild": bench.rebuild,
    }[options.part]()


class Bench:
    """One data folder and the parts that measure it."""

    def __init__(self, folder: Path, base: Path | None) -> None:
        self._settings: Settings = load_settings(data_dir=folder)
        self._index_dir = self._settings.index_dir
        self._catalogue = Catalogue(self._settings.catalogue_path)
        self._model = Embedder.open(self._settings)
        self._embedder: Any = RepeatingEmbedder(self._model, base or folder / "base")

    def base(self) -> None:
        """Let the model read the base; print its rate."""
        folder = shared("beir")
        texts = [text for name in BASE for _, text in read_beir(folder / name).passages.values()]
        started = time.monotonic()

        def show(done: int, total: int) -> None:
            print(f"\rbase: {done} of {total} passages read", end="", file=sys.stderr, flush=True)

        self._embedder.learn(texts, show)
        print(f"\nthe model read {len(texts) / (time.monotonic() - started):.1f} passages/s")

    def build(self, passages: int) -> None:
        """Fill the catalogue and index it; print the rates of everything but the model."""
        shutil.rmtree(self._index_dir, ignore_errors=True)
        self._fill(passages)
        report = self._index(rebuild=False)
        whole = sum(self._seconds_for(stage, report.passages) for stage in self._seen)
        first = sum(self._seconds_for(stage, FIRST) for stage in self._seen)
        print(f"{'passages':>10}{'seconds':>9}{'a second':>10}")
        for number, seconds in ((FIRST, first), (report.passages, whole)):
            print(f"{number:>10}{seconds:>9.0f}{number / seconds:>10.0f}")
        for model in (10, 30):
            rates = [1 / (s / n + 1 / model) for n, s in ((FIRST, first), (report.passages, whole))]
            print(f"with a model that reads {model}/s: {rates[1] / rates[0]:.0%} (bar 80 %)")
        self._sizes(report.passages)

    def _fill(self, wanted: int) -> None:
        """Put copies of the regulations into the catalogue until there are enough passages."""
        texts = list(regulations())
        sizes = [len(split(document(name, text, 0))) for name, text in texts]
        passages = 0
        for copy in count():
            for (name, text), size in zip(texts, sizes, strict=True):
                self._catalogue.put(document(name, text, copy))
                passages += size
                if passages >= wanted:
                    print(f"{passages} passages in the catalogue", file=sys.stderr)
                    return

    def _seconds_for(self, stage: str, passages: int) -> float:
        """Return how long a stage took for so many passages from its start."""
        seen = self._seen[stage]
        return next((at for at, done in seen if done >= passages), seen[-1][0]) - seen[0][0]

    def _index(self, *, rebuild: bool) -> IndexReport:
        self._seen: dict[str, list[tuple[float, int]]] = {}

        def show(stage: str, done: int, total: int) -> None:
            self._seen.setdefault(stage, [(time.monotonic(), 0)]).append((time.monotonic(), done))
            print(f"\r{stage}: {done} of {total}      ", end="", file=sys.stderr, flush=True)

        report = update_index(
            self._catalogue, self._index_dir, self._embedder, rebuild=rebuild, progress=show
        )
        print(file=sys.stderr)
        times = ", ".join(f"{n} {s[-1][0] - s[0][0]:.0f} s" for n, s in self._seen.items())
        print(f"{report.passages} passages in {report.seconds:.0f} s ({times})")
        return report

    def _sizes(self, passages: int) -> None:
        live = self._index_dir / str(live_name(self._index_dir))
        print(f"{'on disk':<18}{'MB':>8}{'bytes a passage':>18}")
        for part in sorted(live.iterdir()):
            files = part.rglob("*") if part.is_dir() else [part]
            size = sum(file.stat().st_size for file in files if file.is_file())
            print(f"{part.name:<18}{size / 1e6:>8.0f}{size / passages:>18.0f}")

    def search(self) -> None:
        """Print the times of single searches in this process, and its memory."""
        self._embedder.name = self._manifest_model()
        retriever = Retriever(self._catalogue, self._index_dir, self._embedder)
        plain, both = Filters(), Filters.named(pillars=["living"], regions=["Jawa Timur"])
        kinds = {
            "no filter": plain,
            "pillar and region": both,
            "pillar": Filters.named(pillars=["living"]),
            "two kinds, years": Filters.named(
                kinds=["regulation", "report"], year_from=2010, year_to=2020
            ),
        }
        questions = _questions()
        for question in questions[:20]:
            retriever.search(question)
        tags = retriever._live().passages.tags  # noqa: SLF001 - the figures beside the times
        print(f"{'':<20}{'lets through':>14}{'hits':>6}{'p50 ms':>9}{'p95 ms':>9}")
        for number, (name, filters) in enumerate(kinds.items()):
            times, hits = [], 0
            for question in questions:
                started = time.perf_counter()
                # Asked in words of its own, so that no vector is remembered.
                found = retriever.search(f"{question} {number}", filters=filters)
                times.append((time.perf_counter() - started) * 1000)
                hits += len(found.hits)
            through = tags.select(filters).count
            p50, p95 = statistics.median(times), _percentile(times, 95)
            print(f"{name:<20}{through:>14}{hits / len(questions):>6.1f}{p50:>9.1f}{p95:>9.1f}")
        stages: dict[str, list[float]] = {}
        for question in questions[:100]:
            for stage, value in retriever.search(f"{question} ?").timings_ms.items():
                stages.setdefault(stage, []).append(value)
        print(", ".join(f"{name} {statistics.median(v):.1f} ms" for name, v in stages.items()))
        _print_memory([psutil.Process()])
        self._print_recall(retriever, questions)

    def _print_recall(self, retriever: Retriever, questions: Sequence[str]) -> None:
        """Print how many of the truly nearest passages the graph finds."""
        generation = retriever._live()  # noqa: SLF001 - its stores, side by side
        everything = generation.passages.tags.select(Filters())
        shares, times = [], []
        for question in questions:
            vector = self._model.embed_question(question)
            started = time.perf_counter()
            found = generation.vectors.search(vector, VECTOR_CANDIDATES)
            times.append((time.perf_counter() - started) * 1000)
            rows, _ = generation.matrix.nearest(vector, VECTOR_CANDIDATES, everything.rows)
            nearest = everything.names[rows].tolist()
            shares.append(len(found.keys() & {*nearest}) / len(nearest))
        print(
            f"graph: {statistics.fmean(shares):.3f} of the {VECTOR_CANDIDATES} nearest found, "
            f"p50 {statistics.median(times):.1f} ms, p95 {_percentile(times, 95):.1f} ms"
        )

    def http(self, workers: int, clients: int) -> None:
        """Print searches a second and their times with many clients, as `pilar serve` runs."""
        environment = os.environ | {
            "PILAR_DATA_DIR": str(self._settings.data_dir),
            "PILAR_CACHE_DIR": str(self._settings.cache_dir),
        }
        self._as_the_model(self._index_dir)
        command = [sys.executable, "-m", "ui", "serve", "--port", str(PORT)]
        server = subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--workers", str(workers)], env=environment
        )
        try:
            _wait(f"http://127.0.0.1:{PORT}")
            parent = psutil.Process(server.pid)
            serving = [parent, *parent.children(recursive=True)]
            questions = _questions()
            _load(PORT, questions[:64], clients)
            for ending in ("lagi", "juga", "dong"):
                before = _processor_seconds(serving), time.process_time()
                times, seconds = _load(PORT, [f"{one} {ending}" for one in questions], clients)
                served = (_processor_seconds(serving) - before[0]) * 1000 / len(times)
                asked = (time.process_time() - before[1]) * 1000 / len(times)
                print(
                    f"{workers} workers, {clients} clients, {len(times)} searches never asked "
                    f"before: {len(times) / seconds:.1f} searches/s (bar 60), "
                    f"p50 {statistics.median(times):.0f} ms, p95 {_percentile(times, 95):.0f} ms "
                    f"(bar 400); processor time a search: service {served:.1f}, "
                    f"clients {asked:.1f} ms"
                )
            _print_memory(serving)
        finally:
            server.terminate()
            server.wait(timeout=30)

    def _as_the_model(self, index_dir: Path) -> None:
        """Let the service take the index for one that the model itself has built."""
        path = index_dir / str(live_name(index_dir)) / "manifest.json"
        path.write_text(path.read_text().replace(self._embedder.name, self._model.name))
        self._embedder.name = self._model.name

    def update(self) -> None:
        """Print how long it takes to bring 10 more documents into the index, read by the model."""
        self._index_with_model(
            document(name, text[:3_000], 999_999) for name, text in list(regulations())[:10]
        )

    def _index_with_model(self, documents: Iterable[Any]) -> None:
        for made in documents:
            self._catalogue.put(made)
        self._model.name = self._manifest_model()
        report = update_index(self._catalogue, self._index_dir, self._model)
        print(
            f"10 documents, {report.embedded} passages embedded into {report.passages}: "
            f"{report.seconds:.1f} s"
        )

    def _manifest_model(self) -> str:
        path = self._index_dir / str(live_name(self._index_dir)) / "manifest.json"
        return str(json.loads(path.read_text())["model"])

    def rebuild(self) -> None:
        """Rebuild under a load of queries; print how many of them failed."""
        self._embedder.name = self._manifest_model()
        retriever = Retriever(self._catalogue, self._index_dir, self._embedder)
        done = threading.Event()
        outcomes: list[float | None] = []
        names = set()

        def ask() -> None:
            for question in _cycle(_questions()):
                if done.is_set():
                    return
                started = time.perf_counter()
                try:
                    found = retriever.search(question)
                    outcomes.append((time.perf_counter() - started) * 1000 if found.hits else None)
                except Exception as error:  # noqa: BLE001 - every failure counts
                    print(error)
                    outcomes.append(None)
                names.add(retriever._generation.name)  # noqa: SLF001 - which one answered

        asking = threading.Thread(target=ask)
        asking.start()
        report = self._index(rebuild=True)
        time.sleep(2)
        done.set()
        asking.join()
        served = [value for value in outcomes if value is not None]
        print(
            f"rebuilt {report.passages} passages while {len(outcomes)} queries ran: "
            f"{len(outcomes) - len(served)} dropped, p95 {_percentile(served, 95):.0f} ms, "
            f"generations {', '.join(sorted(names))}"
        )


def _load(port: int, questions: Sequence[str], clients: int) -> tuple[list[float], float]:
    """Ask with so many clients, each on a connection of its own; return times and all seconds.

    By the standard library: a client that does more takes the cores that it measures.
    """
    waiting = iter(questions)
    times: list[float] = []

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        for question in waiting:
            started = time.perf_counter()
            connection.request("GET", f"/v1/search?{urlencode({'q': question})}")
            response = connection.getresponse()
            response.read()
            if response.status != HTTPStatus.OK:
                raise SystemExit(f"{question!r} was answered with {response.status}.")
            times.append((time.perf_counter() - started) * 1000)
        connection.close()

    started = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        for asked in [pool.submit(ask) for _ in range(clients)]:
            asked.result()
    return times, time.perf_counter() - started


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            httpx.get(f"{url}/readyz", timeout=5).raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("The service did not start.")


def _print_memory(processes: Sequence[psutil.Process]) -> None:
    """Print what processes hold apart from the page cache of mapped files."""
    own = sum(_own(process.pid) for process in processes)
    resident = sum(process.memory_info().rss for process in processes)
    print(f"memory: {own / 1e9:.2f} GB own, {resident / 1e9:.2f} GB with mapped files (bar 2.5 GB)")


def _processor_seconds(processes: Sequence[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def _own(pid: int) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) * 1024
    return 0


def _questions() -> list[str]:
    """Return the project's own questions, in both languages."""
    return [question.text for question in load_set("dev")][:ROUNDS]


def _cycle(values: Sequence[str]) -> Iterable[str]:
    for number in count():
        yield f"{values[number % len(values)]} {number}"


def _percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1]


if __name__ == "__main__":
    main()
