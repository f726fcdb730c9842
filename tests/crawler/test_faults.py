"""Faults of servers, all met in one run: each ends in its report line, and nothing is lost."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from corpus.catalogue import Catalogue
from tests.crawler.faulty import GONE, LONG_GONE, SPELLINGS, FaultyServer, faulty_server, sitemap
from tests.crawler.running import ROOT, stored
from tests.documents import article

_FAILING = "lambat terpotong gambar raksasa putaran metadata bom sibuk galat".split()
_READABLE = "polos naskah aksara".split()
_FAULTS = [*_FAILING, *_READABLE]
_MANY = 50_000
_MOST_MEMORY = 400  # MB, of everything that the crawl does
_PROGRAM = """
import atexit, pathlib, re, sys, typer, crawler.cli as c
status = pathlib.Path("/proc/self/status")  # getrusage would count the parent before exec, too
peak = lambda: int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) // 1024
atexit.register(lambda: print(f"peak {peak()} MB", file=sys.stderr))
a = typer.Typer(); c.register(a); a()
"""


@dataclass
class Outcome:
    """What the run came to."""

    reports: dict[str, dict[str, Any]]
    peak: int
    data: Path
    url: str
    many: FaultyServer
    storm: FaultyServer
    later: FaultyServer

    def reason(self, path: str) -> str:
        found = {item["url"]: item["reason"] for item in self.reports["faulty"]["failed"]}
        return str(found.get(f"{self.url}/{path}", f"not among {list(found)}"))


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcome]:
    data = tmp_path_factory.mktemp("faults")
    with ExitStack() as stack:
        names = ["faulty", "many", "storm", "later"]
        servers = {name: stack.enter_context(faulty_server()) for name in names}
        faulty = servers["faulty"]
        faulty.robots, faulty.robots_type = b"<!doctype html><h1>Situs</h1>", "text/html"
        upper = faulty.url.replace("http", "HTTP")
        # Good pages between the bad ones: five bad ones in a row would be a sick server.
        mixed = [
            url
            for number, path in enumerate(_FAULTS)
            for url in (f"{faulty.url}/{path}", f"{faulty.url}/baik/{number}")
        ]
        spelled = [form.format(url=faulty.url, upper=upper) for form in SPELLINGS]
        faulty.sitemap = sitemap(mixed + spelled)
        many = servers["many"]
        many.robots = b"User-agent: *\nCrawl-delay: 0.4\n"
        many.sitemap = sitemap([f"{many.url}/baik/{number}" for number in range(_MANY)])
        servers["storm"].everything_busy, servers["later"].everything_busy = "0", "3600"
        entries = [
            _entry("faulty", "sitemap", f"{faulty.url}/", timeout=1),
            _entry("many", "sitemap", f"{many.url}/", max_pages=3),
            _entry("storm", "wordpress", f"{servers['storm'].url}/"),
            _entry("later", "wordpress", f"{servers['later'].url}/"),
            _entry(
                "calendar", "listing", f"{faulty.url}/kalender/", items=".butir", next="[rel=next]"
            ),
            _entry(
                "events",
                "listing",
                f"{faulty.url}/kalender/acara/",
                items=".butir",
                next="[rel=next]",
                max_pages=4,
            ),
            _entry("gone", "wordpress", GONE, archive=faulty.url),
            _entry("long-gone", "archive", LONG_GONE, archive=faulty.url),
            _entry("named", "wordpress", f"http://{socket.gethostname()}/", private=False),
        ]
        (data / "sources.yaml").write_text(json.dumps({"sources": entries}))
        _store_earlier_versions(data, faulty.url)
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM, "crawl", *(e["name"] for e in entries), "--json"],
            cwd=ROOT,
            env={
                **os.environ,
                "PILAR_DATA_DIR": str(data),
                "PILAR_CRAWL_DELAY": "0",
                "PILAR_CONTACT": "uji@example.org",
            },
            capture_output=True,
            text=True,
            timeout=240,
            check=False,
        )
        assert done.returncode == 3, done.stderr
        reports = {r["source"]: r for r in json.loads(done.stdout)["reports"]}
        peak = int(done.stderr.rpartition("peak ")[2].split()[0])
        yield Outcome(reports, peak, data, faulty.url, many, servers["storm"], servers["later"])


def _entry(
    name: str, kind: str, url: str, *, private: bool = True, **more: object
) -> dict[str, Any]:
    return {
        "name": name,
        "kind": kind,
        "url": url,
        "why": "uji",
        "allow_private_hosts": private,
        **more,
    }


def _store_earlier_versions(data: Path, url: str) -> None:
    """Put what an earlier crawl read, before the server fell ill."""
    catalogue = Catalogue(data / "catalogue.sqlite")
    for path in _FAILING:
        page = article(f"Yang lama, {path}.", origin=f"{url}/{path}", source="faulty")
        catalogue.put(page)
    catalogue.close()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("lambat", "no whole answer within 1 s"),
        ("terpotong", "the answer broke off"),
        ("gambar", "It is image/png; an HTML page was expected."),
        ("raksasa", "it is larger than what is read"),
        ("putaran", "it redirects without end"),
        ("metadata", "it leads to a private address, http://169.254.169.254/latest/meta-data/"),
        ("bom", "it is larger than what is read"),
        ("sibuk", "answered 429 Too Many Requests"),
        ("galat", "answered 500 Internal Server Error"),
    ],
)
def test_every_fault_is_one_failed_line(outcome: Outcome, path: str, words: str) -> None:
    assert words in outcome.reason(path)


def test_nothing_else_fails(outcome: Outcome) -> None:
    report = outcome.reports["faulty"]
    assert report["counts"]["failed"] == len(_FAILING)
    assert report["counts"]["new"] == len(_FAULTS) + len(_READABLE) + 1  # baik, and berita


def test_what_was_stored_before_a_fault_is_kept(outcome: Outcome) -> None:
    report = outcome.reports["faulty"]
    assert (report["changed"], report["missing"], report["withdrawn"]) == ([], [], [])
    for path in _FAILING:
        assert stored(outcome.data, f"{outcome.url}/{path}").text == f"Yang lama, {path}."


def test_what_a_server_says_of_type_and_charset_is_not_believed(outcome: Outcome) -> None:
    assert "Polos" in stored(outcome.data, f"{outcome.url}/polos").title
    assert stored(outcome.data, f"{outcome.url}/naskah").media_type == "application/pdf"
    assert "Kafé “Pintar” —" in stored(outcome.data, f"{outcome.url}/aksara").text


def test_six_spellings_are_one_document(outcome: Outcome) -> None:
    found = [o for o in outcome.reports["faulty"]["new"] if "erita" in o or "?p=" in o]
    assert found == [f"{outcome.url}/berita"]


def test_a_robots_txt_that_is_a_page_forbids_nothing_and_is_noted(outcome: Outcome) -> None:
    assert any("is no robots.txt but a page" in n for n in outcome.reports["faulty"]["notes"])


def test_a_sitemap_of_50000_pages_needs_little_memory(outcome: Outcome) -> None:
    report = outcome.reports["many"]
    assert report["counts"]["new"] == 3
    assert any("budget of 3 pages is used up" in note for note in report["notes"])
    assert outcome.peak < _MOST_MEMORY


def test_of_a_host_that_is_gone_the_archived_copies_are_read(outcome: Outcome) -> None:
    report = outcome.reports["gone"]
    assert report["listing"] == "archive"
    pages = {f"{GONE.rstrip('/')}?p=3", f"{GONE}arsip"}
    assert {*report["new"]} == pages | {f"{GONE}berkas/rencana.pdf"}
    document = stored(outcome.data, f"{GONE}arsip")
    assert document.url == f"{outcome.url}/web/20210305101010/{GONE}arsip/"
    assert "the host refuses connections" in report["notes"][0]


def test_a_pdf_that_an_archived_page_links_is_read_from_the_archive(outcome: Outcome) -> None:
    plan = stored(outcome.data, f"{GONE}berkas/rencana.pdf")
    assert plan.url == f"{outcome.url}/web/20210305101010/{GONE}berkas/rencana.pdf"
    assert (plan.title, plan.source) == ("Rencana Induk", "gone")


def test_a_source_of_kind_archive_is_read_from_there(outcome: Outcome) -> None:
    report = outcome.reports["long-gone"]
    assert (report["failed"], report["complete"]) == ([], False)
    pages = {f"{LONG_GONE}arsip", f"{LONG_GONE.rstrip('/')}?p=3"}
    assert {*report["new"]} == pages | {f"{LONG_GONE}berkas/rencana.pdf"}
    assert stored(outcome.data, f"{LONG_GONE}arsip").title == "Arsip"


def test_crawl_delay_is_kept(outcome: Outcome) -> None:
    report = outcome.reports["many"]  # robots.txt, sitemap and three pages: four waits at least
    assert report["seconds"] >= 4 * 0.4


def test_a_storm_of_429_ends_soon_and_says_so(outcome: Outcome) -> None:
    (failure,) = outcome.reports["storm"]["failed"]
    assert failure["reason"] == "answered 429 Too Many Requests, as did the 4 before it"
    assert sum(outcome.storm.asked.values()) < 30


def test_a_site_that_asks_to_come_back_later_is_left_alone(outcome: Outcome) -> None:
    (failure,) = outcome.reports["later"]["failed"]
    assert "asks to come back in 3600 s" in failure["reason"]
    assert sum(outcome.later.asked.values()) == 2


def test_an_endless_calendar_ends(outcome: Outcome) -> None:
    report = outcome.reports["calendar"]
    assert not report["complete"]
    assert any("in a row named nothing new" in note for note in report["notes"])


def test_an_endless_calendar_with_news_ends_with_the_budget(outcome: Outcome) -> None:
    report = outcome.reports["events"]
    assert not report["complete"]
    assert any("budget of 4 pages is used up" in note for note in report["notes"])


def test_a_host_name_that_leads_into_a_private_network_is_not_asked(outcome: Outcome) -> None:
    reasons = [item["reason"] for item in outcome.reports["named"]["failed"]]
    if reasons == ["the host name is unknown"]:
        pytest.skip("this machine's name has no address")
    assert reasons == ["the host name leads to a private address"]
