"""One crawl of any number of sources."""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.errors import StorageError
from corpus.lock import writing
from corpus.ocrpage import OcrStore
from corpus.rawstore import RawStore
from corpus.settings import Settings
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.job import WebJob, by_host
from crawler.manners import check_contact, process_settings, source_settings
from crawler.pdfworker import PdfReader
from crawler.report import CrawlReport
from crawler.reportfile import write_reports
from crawler.scans import read_scans
from crawler.source import AnySource, FolderSource
from crawler.sourcebase import WebSource
from crawler.watch import NoWatch, Show, Watch

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response


def crawl(
    settings: Settings,
    sources: Sequence[AnySource],
    *,
    configured: Sequence[AnySource] = (),
    since: date | None = None,
    limit: int | None = None,
    full: bool = False,
    watch: Watch | None = None,
    wait: bool = False,
    verbose: bool = False,
) -> list[CrawlReport]:
    """Crawl the sources and return a report of each, in their order.

    Scrapy's reactor runs once in a process: call this once with a source on the web.

    :param configured: all sources there are; a document that one of them has stays with it.
    :param since: only what changed on or after this day.
    :param limit: at most so many pages or files of each source.
    :param full: read everything anew, also what did not change.
    :param watch: follows the crawl while it runs.
    :param wait: wait while another process writes to the data folder.
    :raises SettingsError: when others' hosts are to be crawled without a contact.
    :raises LockedError: when another process writes to the data folder.
    :raises StorageError: when the disk refuses; what was stored before is kept.
    """
    web = [source for source in sources if isinstance(source, WebSource)]
    check_contact(web, settings)
    if not verbose:  # what libraries log of broken files, the report says in words
        logging.getLogger().addHandler(logging.NullHandler())
    watch, began = watch or NoWatch(), datetime.now(UTC)
    with writing(settings.data_dir, "pilar crawl", wait=wait):
        catalogue = Catalogue(settings.catalogue_path)
        raw, log = RawStore(settings.raw_dir), CrawlLog(catalogue)
        raw.sweep()
        asked = {"since": str(since) if since else None, "limit": limit, "full": full}
        pdfs = PdfReader(OcrStore(settings.ocr_dir))
        intakes = {
            source.name: Intake(
                source,
                catalogue,
                raw,
                log.begin(source.name, asked),
                full=full,
                pdfs=pdfs,
                others=[other.name for other in (*configured, *sources)],
            )
            for source in sources
        }
        try:
            for source in sources:
                if isinstance(source, FolderSource):
                    intake = intakes[source.name]
                    with _recorded(intake, log, watch):
                        show = watch.follow(intake.report, "files", resumed=intake.run.resumed)
                        crawl_folder(source, intake, since=since, limit=limit, show=show)
                        _read_scans(intake, settings, watch)
            jobs = [
                WebJob(
                    source,
                    intakes[source.name],
                    settings.data_dir / "crawl",
                    watch.follow(
                        intakes[source.name].report,
                        "pages",
                        resumed=intakes[source.name].run.resumed,
                    ),
                    since,
                    limit,
                    full,
                )
                for source in web
            ]
            if jobs:
                _crawl_web(jobs, log, settings, watch, verbose=verbose)
        finally:
            pdfs.close()
            catalogue.close()
            reports = [intake.report for intake in intakes.values()]
            write_reports(settings.reports_dir, began, reports, keep=settings.reports_kept)
    return [intakes[source.name].report for source in sources]


def _crawl_web(
    jobs: list[WebJob], log: CrawlLog, settings: Settings, watch: Watch, *, verbose: bool
) -> None:
    from scrapy.crawler import CrawlerProcess

    from crawler.parsethread import end_parsing
    from crawler.spider import WebSpider

    process = CrawlerProcess(process_settings(settings, jobs, verbose=verbose))
    begun: set[str] = set()

    def begin(waiting: list[WebJob]) -> None:
        """Crawl the sources of a group one after the other."""
        job, *rest = waiting
        begun.add(job.source.name)
        clock = monotonic()
        own = {"custom_settings": source_settings(job.source, settings)}
        crawler = process.create_crawler(type("WebSpider", (WebSpider,), own))
        _measure(crawler, job)
        crawl = process.crawl(crawler, job=job)

        def ended(outcome: object) -> object:
            job.intake.report.seconds = round(monotonic() - clock, 2)
            if rest and not job.stopped and not job.fatal:
                begin(rest)
            return outcome

        crawl.addBoth(ended)

    for group in by_host(jobs):
        begin(group)
    gc.freeze()  # what was imported stays; looking through it for garbage is a fifth of parsing
    process.start()
    end_parsing(jobs[0].intake.catalogue)
    for job in jobs:
        job.stopped = job.stopped or job.source.name not in begun
        if not (job.stopped or job.fatal):
            job.stopped = _was_stopped(job, settings, watch)
        _end(job, log)
        watch.end(job.intake.report)
    fatal = next((job.fatal for job in jobs if job.fatal), None)
    if fatal:
        raise fatal
    if any(job.stopped for job in jobs):
        raise KeyboardInterrupt


def _was_stopped(job: WebJob, settings: Settings, watch: Watch) -> bool:
    """Read a source's scans and tell whether a person stopped that."""
    try:
        _read_scans(job.intake, settings, watch)
    except KeyboardInterrupt:
        return True
    except StorageError as error:
        job.fatal = error
    return False


def _read_scans(intake: Intake, settings: Settings, watch: Watch) -> None:
    if settings.ocr == "off":
        return
    bar: Show | None = None

    def show(done: int, known: int) -> None:
        nonlocal bar
        bar = bar or watch.follow(intake.report, "pages", part="OCR")
        bar(done, known)

    read_scans(intake, show=show)


def _measure(crawler: Crawler, job: WebJob) -> None:
    """Count the bytes of a crawl, and note the hosts that forbid it."""
    from scrapy import signals

    def count_bytes() -> int:
        counted: int = (
            crawler.stats.get_value("downloader/response_bytes", 0) if crawler.stats else 0
        )
        return counted

    def received(response: Response) -> None:
        if response.status == HTTPStatus.FORBIDDEN:
            job.intake.report.forbidden(urlsplit(response.url).hostname or response.url)

    job.count_bytes = count_bytes
    crawler.signals.connect(received, signals.response_received, weak=False)


def _end(job: WebJob, log: CrawlLog) -> None:
    report = job.intake.report
    if job.stopped:
        _note_stop(report)
    if job.fatal:
        report.complete = False
        report.fail(job.source.home, str(job.fatal))
    try:
        unfinished = job.stopped or job.fatal
        if not unfinished:
            job.intake.settle()
        log.end(job.intake.run, "stopped" if unfinished else report.status, report.as_json())
    except StorageError:
        if not job.fatal:
            raise


@contextmanager
def _recorded(intake: Intake, log: CrawlLog, watch: Watch) -> Iterator[None]:
    """Time a crawl and keep its report, also when it is stopped."""
    clock, stopped = monotonic(), True
    try:
        yield
        stopped = False
    except KeyboardInterrupt:
        _note_stop(intake.report)
        raise
    finally:
        report = intake.report
        report.seconds = round(monotonic() - clock, 2)
        log.end(intake.run, "stopped" if stopped else report.status, report.as_json())
        watch.end(report)


def _note_stop(report: CrawlReport) -> None:
    report.complete = False
    report.note("The crawl was stopped before its end; the next one goes on from here.")
