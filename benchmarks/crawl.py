"""How fast and how sparing a crawl of a real WordPress is, and what it takes for a change.

    python benchmarks/crawl.py [--posts 500] [--pdfs 20] [--connections 4] [--read-by page]
        [--embed]

Starts a WordPress on this machine (Debian packages wordpress, mariadb-server, php-cli, ...) with so
many posts and PDFs, and crawls it with no wait between requests, as one's own host may be: from
nothing, by one connection, and by as many as are asked for; the latter then again unchanged;
after editing 5, adding 3 and deleting 2 posts; and once more, when what was missing is withdrawn.
Prints documents, seconds, documents a second, bytes on the wire, and the peak memory of the
crawling process and of all its processes together. With --embed the index follows each crawl, and
the passages that were embedded are printed. With --read-by page every post is read on its page, not
by REST.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.wordpress import WordPressSite
from tests.wordpress.content import DOCUMENTS, POSTS, Document, Post

_SAMPLE = 0.2  # seconds between two looks at the memory
_PARAGRAPHS = 6


@dataclass(frozen=True)
class Crawl:
    """What one crawl came to."""

    label: str
    report: dict[str, Any]
    seconds: float
    own_peak: float
    tree_peak: float
    embedded: int | None

    def line(self) -> str:
        """Return it as a line of the table."""
        counts = self.report["counts"]
        documents = counts["new"] + counts["changed"] + counts["unchanged"]
        changes = " ".join(f"{n} {name}" for name, n in counts.items() if n and name != "unchanged")
        embedded = "" if self.embedded is None else f"{self.embedded:>9}"
        return (
            f"{self.label:<13}{documents:>6}{self.report['seconds']:>8.1f}"
            f"{documents / self.report['seconds']:>9.1f}{self.report['bytes']:>12,}"
            f"{self.own_peak:>8.0f}{self.tree_peak:>8.0f}{embedded}  {changes or 'no change'}"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--posts", type=int, default=500)
    parser.add_argument("--pdfs", type=int, default=20)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--read-by", choices=("rest", "page"), default="rest")
    parser.add_argument("--embed", action="store_true", help="Update the index after each crawl.")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        WordPressSite.start(Path(name) / "w") as site,
    ):
        fill(site, options.posts, options.pdfs)
        data = source_of(site, Path(name) / "data", options.connections, options.read_by)
        alone = source_of(site, Path(name) / "alone", 1, options.read_by)
        print(
            f"{'crawl':<13}{'docs':>6}{'s':>8}{'docs/s':>9}{'bytes':>12}{'MB':>8}{'MB all':>8}"
            f"{' embedded' if options.embed else ''}  changes",
            flush=True,
        )
        speed = served(site, options.posts, options.connections)
        print(f"without a crawler, {options.connections} clients get {speed:.1f} pages/s")
        measured("first, by 1", alone, embed=False)
        crawls = [measured(f"first, by {options.connections}", data, embed=options.embed)]
        crawls.append(measured("unchanged", data, embed=options.embed))
        change(site, options.pdfs)
        crawls.append(measured("5+3-2", data, embed=options.embed))
        crawls.append(measured("once more", data, embed=options.embed))
        first, second, third, fourth = crawls
        saved = 1 - second.report["bytes"] / first.report["bytes"]
        print(f"bytes saved by the second crawl: {saved:.1%}")
        print(f"peak memory of the crawling process: {max(c.own_peak for c in crawls):.0f} MB")
        changes = {n: third.report["counts"][n] for n in ("changed", "new", "missing")}
        changes["withdrawn"] = fourth.report["counts"]["withdrawn"]
        print(f"after editing 5, adding 3, deleting 2: {changes}")
        for failure in [item for crawl in crawls for item in crawl.report["failed"]][:10]:
            print(f"failed: {failure['url']}: {failure['reason']}")


def source_of(site: WordPressSite, data: Path, connections: int, read_by: str) -> Path:
    """Return a data folder whose sources file names the site."""
    entry = {
        "name": "suryanegara",
        "kind": "wordpress",
        "url": site.url,
        "why": "A benchmark.",
        "allow_private_hosts": True,
        "delay": 0,
        "connections": connections,
        "read_by": read_by,
    }
    data.mkdir()
    (data / "sources.yaml").write_text(json.dumps({"sources": [entry]}), "utf-8")
    return data


def fill(site: WordPressSite, posts: int, pdfs: int) -> None:
    """Bring the site to so many public posts and PDFs."""
    more_posts = posts - sum(post.is_public for post in POSTS)
    more_pdfs = pdfs - len(DOCUMENTS)
    documents = [
        Document(
            path=f"bench/rencana-{n}.pdf",
            title=f"Rencana Kerja Kecamatan {n}",
            post=f"kabar-{n}",
            fact="",
            fact_page=1,
            pages=tuple(
                f"Rencana kerja {n}, bagian {page}. {_prose(n + page)}" for page in range(10)
            ),
        )
        for n in range(more_pdfs)
    ]
    site.publish_many([_post(n, linked=n < more_pdfs) for n in range(more_posts)], documents)


def served(site: WordPressSite, posts: int, clients: int) -> float:
    """Return how many pages a second WordPress gives to so many clients that do nothing else.

    It runs on the cores that the crawler runs on: no crawl that asks for pages can reach it.
    """
    most = posts - sum(post.is_public for post in POSTS)
    query = f"per_page={min(most, 100)}&_fields=link"
    with httpx.Client(base_url=site.url, timeout=60) as client:
        links = [item["link"] for item in client.get(f"/wp-json/wp/v2/posts?{query}").json()]
        began = time.monotonic()
        with ThreadPoolExecutor(clients) as pool:
            list(pool.map(client.get, links))
    return len(links) / (time.monotonic() - began)


def change(site: WordPressSite, first: int) -> None:
    """Edit five posts, add three and delete two, from this one on: none that links a PDF."""
    time.sleep(1.1)  # WordPress dates changes by the second
    for n in range(first, first + 5):
        site.edit_post(f"kabar-{n}", f"<p>Ralat: angkanya {n + 1}.</p><p>{_prose(n)}</p>")
    for n in range(3):
        site.publish_post(f"tambahan-{n}", f"Tambahan {n}", f"<p>{_prose(900 + n)}</p>")
    for n in (first + 5, first + 6):
        site.delete_post(f"kabar-{n}")


def measured(label: str, data: Path, *, embed: bool) -> Crawl:
    """Crawl once and watch the memory meanwhile."""
    environment = {**os.environ, "PILAR_DATA_DIR": str(data)}
    command = [sys.executable, "-m", "ui", "crawl", "suryanegara", "--json"]
    began = time.monotonic()
    with subprocess.Popen(  # noqa: S603 - our own command
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        peaks = [0.0, 0.0]
        watcher = threading.Thread(target=_watch, args=(process.pid, peaks))
        watcher.start()
        out, _ = process.communicate()
        watcher.join()
    seconds = time.monotonic() - began
    report = json.loads(out)["reports"][0]
    embedded = _index(environment) if embed else None
    crawl = Crawl(label, report, seconds, peaks[0], peaks[1], embedded)
    print(crawl.line(), flush=True)
    return crawl


def _watch(pid: int, peaks: list[float]) -> None:
    """Note the peak resident memory, in MB, of a process and of it with its children."""
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            own = root.memory_info().rss / 1e6
            others = 0.0
            for child in root.children(recursive=True):
                try:
                    others += child.memory_info().rss / 1e6
                except psutil.NoSuchProcess:
                    continue
            peaks[0], peaks[1] = max(peaks[0], own), max(peaks[1], own + others)
            time.sleep(_SAMPLE)
    except psutil.NoSuchProcess:
        return


def _index(environment: dict[str, str]) -> int:
    done = subprocess.run(
        [sys.executable, "-m", "ui", "index", "--json"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    embedded: int = json.loads(done.stdout)["embedded"]
    return embedded


def _post(number: int, *, linked: bool) -> Post:
    day = f"{2015 + number % 9}-{1 + number % 12:02}-{1 + number % 28:02}"
    link = f'<p><a href="{{uploads}}/bench/rencana-{number}.pdf">Rencana kerja {number}</a></p>'
    paragraphs = "".join(f"<p>{_prose(number * 10 + n)}</p>" for n in range(_PARAGRAPHS))
    return Post(
        slug=f"kabar-{number}",
        title=f"Kabar {number} dari kecamatan",
        date=f"{day} 08:00:00",
        category="Berita Daerah",
        author="nova",
        fact="",
        content=f"<p>Kabar nomor {number}.</p>{paragraphs}{link if linked else ''}",
    )


def _prose(number: int) -> str:
    return (
        f"Kecamatan ke-{number % 31} melaporkan {number} layanan yang selesai dalam sehari. "
        f"Dari jumlah itu, {number * 3 % 97} persen diajukan lewat aplikasi, sisanya lewat loket. "
        f"Camat meminta setiap kelurahan memeriksa {number % 13 + 2} titik genangan sebelum hujan, "
        "dan warga diminta melapor lewat nomor pengaduan yang berlaku sepanjang hari."
    )


if __name__ == "__main__":
    main()
