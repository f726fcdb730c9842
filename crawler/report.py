"""A CrawlReport: what one crawl of one source found, and what it could not get."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from corpus.crawllog import CrawlStatus

_SHOWN = 10  # lines of a kind for people; the JSON form has them all


@dataclass(frozen=True, slots=True)
class Failure:
    """A URL or file that could not be read, and why."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scan:
    """A PDF with pages that hold a picture but no text that can be trusted.

    :ivar pages: how many such pages it has.
    :ivar reason: ``no usable text`` or ``garbled text layer``.
    """

    origin: str
    title: str
    pages: int
    reason: str = "no usable text"


@dataclass
class CrawlReport:
    """Counts and lists of one crawl; documents are named by their origin.

    :ivar listing: how the documents were discovered: ``rest``, ``sitemap``, ``feed``, ``folder``.
    :ivar complete: whether the listing named everything that the source has.
    :ivar missing: what was not there for the first time; what the next run misses too is withdrawn.
    :ivar forbidding_hosts: hosts that answered 403.
    :ivar alarms: what a maintainer must look at, one sentence each.
    :ivar ocr_pages: how many scanned pages OCR read in this crawl; those read before not.
    :ivar notes: what a maintainer should know, one sentence each.
    """

    source: str
    kind: str
    place: str
    listing: str = ""
    complete: bool = False
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    robots_blocked: list[str] = field(default_factory=list)
    forbidding_hosts: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    alarms: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    ocr_pages: int = 0
    bytes: int = 0
    seconds: float = 0.0

    def fail(self, url: str, reason: str) -> None:
        """Note something that could not be read."""
        self.failed.append(Failure(url, " ".join(reason.split())))

    def forbidden(self, host: str) -> None:
        """Note a host that answered 403, once."""
        if host not in self.forbidding_hosts:
            self.forbidding_hosts.append(host)

    def note(self, sentence: str) -> None:
        """Note something once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def alarm(self, sentence: str) -> None:
        """Note something that someone must look at."""
        self.alarms.append(sentence)

    @property
    def ok(self) -> bool:
        """Whether all that was tried was read, and nothing is amiss."""
        return not self.failed and not self.alarms

    @property
    def status(self) -> CrawlStatus:
        """What the crawl came to, unless it was stopped."""
        if self.ok:
            return "ok"
        return "partial" if self.new or self.changed or self.unchanged else "failed"

    def counts(self) -> dict[str, int]:
        """Return how many there are of each."""
        names = "new changed unchanged missing withdrawn failed robots_blocked empty scans".split()
        return {name: len(getattr(self, name)) for name in names}

    def as_json(self) -> dict[str, Any]:
        """Return everything, ready for JSON."""
        return {**asdict(self), "ok": self.ok, "counts": self.counts()}

    def lines(self) -> Iterator[str]:
        """Yield the report as lines for people; text from sites cannot steer a terminal."""
        counts = ", ".join(
            f"{n} {name.replace('_', '-')}" for name, n in self.counts().items() if n
        )
        yield _safe(f"{self.source} ({self.place}): {counts or 'nothing found'}")
        yield f"  {self.bytes / 1e6:.1f} MB in {self.seconds:.1f} s" + (
            f", listed by {self.listing}" if self.listing else ""
        )
        yield from _listed("ALARM", self.alarms)
        if self.ocr_pages:
            yield f"  {_pages(self.ocr_pages)} of scans read by OCR"
        yield from _listed("failed", [f"{item.url}: {item.reason}" for item in self.failed])
        yield from _listed("answered 403", self.forbidding_hosts)
        yield from _listed("missing, withdrawn if the next crawl misses it too", self.missing)
        yield from _listed("withdrawn", self.withdrawn)
        yield from _listed("forbidden by robots.txt", self.robots_blocked)
        yield from _listed("scan", [_scan_line(scan) for scan in self.scans])
        yield from _listed("without text", self.empty)
        yield from _listed("note", self.notes)


def _scan_line(scan: Scan) -> str:
    return f"{scan.title} ({scan.origin}): {_pages(scan.pages)} to be read by OCR, {scan.reason}"


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"


def _listed(label: str, items: list[str]) -> Iterator[str]:
    for item in items[:_SHOWN]:
        yield _safe(f"  {label}: {item}")
    if len(items) > _SHOWN:
        yield f"  {label}: and {len(items) - _SHOWN} more; --json lists them all"


def _safe(line: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in line)
