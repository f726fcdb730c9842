"""One crawl of any number of sources."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING

from corpus.catalogue import Catalogue
from corpus.crawllog import CrawlLog
from corpus.errors import StorageError
from corpus.lock import writing
from corpus.ocrpage import OcrStore
from corpus.rawstore import RawStore
from corpus.settings import Settings
from crawler.folder import crawl_folder
from crawler.intake import Intake
from crawler.job import WebJob
from crawler.manners import check_contact, process_settings, source_settings
from crawler.pdfworker import PdfReader
from crawler.report import CrawlReport
from crawler.scans import read_scans
from crawler.source import AnySource, FolderSource, WebSource
from crawler.validators import Validators

if TYPE_CHECKING:
    from rich.progress import Progress


def crawl(
    settings: Settings,
    sources: Sequence[AnySource],
    *,
    since: date | None = None,
    limit: int | None = None,
    full: bool = False,
    progress: Progress | None = None,
    verbose: bool = False,
) -> list[CrawlReport]:
    """Crawl the sources and return a report of each, in their order.

    Scrapy's reactor runs once in a process: call this once with a source on the web.

    :param since: only what changed on or after this day.
    :param limit: at most so many pages or files of each source.
    :param full: read everything anew, also what did not change.
    :raises SettingsError: when hosts of others are to be crawled without a contact.
    :raises LockedError: when another process writes to the data folder.
    :raises StorageError: when the disk refuses; what was stored before is kept.
    """
    web = [source for source in sources if isinstance(source, WebSource)]
    check_contact(web, settings)
    if not verbose:  # what libraries log of broken files, the report says in words
        logging.getLogger().addHandler(logging.NullHandler())
    with writing(settings.data_dir, "pilar crawl"):
        catalogue = Catalogue(settings.catalogue_path)
        raw, log = RawStore(settings.raw_dir), CrawlLog(catalogue)
        raw.sweep()
        asked = {"since": str(since) if since else None, "limit": limit, "full": full}
        pdfs = PdfReader(OcrStore(settings.ocr_dir))
        try:
            intakes = {
                source.name: Intake(
                    source,
                    catalogue,
                    raw,
                    log.begin(source.name, asked),
                    full=full,
                    pdfs=pdfs,
                )
                for source in sources
            }
            for source in sources:
                if isinstance(source, FolderSource):
                    show = _bar(progress, source.name, "files")
                    with _recorded(intakes[source.name], log):
                        crawl_folder(
                            source, intakes[source.name], since=since, limit=limit, show=show
                        )
                        _read_scans(intakes[source.name], settings, progress)
            jobs = [
                WebJob(
                    source,
                    intakes[source.name],
                    Validators(catalogue, source.name),
                    _bar(progress, source.name, "pages"),
                    since,
                    limit,
                    full,
                )
                for source in web
            ]
            if jobs:
                _crawl_web(jobs, log, settings, progress, verbose=verbose)
        finally:
            pdfs.close()
            catalogue.close()
    return [intakes[source.name].report for source in sources]


def _crawl_web(
    jobs: list[WebJob],
    log: CrawlLog,
    settings: Settings,
    progress: Progress | None,
    *,
    verbose: bool,
) -> None:
    from scrapy.crawler import CrawlerProcess

    from crawler.wordpress import WordPressSpider

    process = CrawlerProcess(process_settings(settings, verbose=verbose))
    clock = monotonic()
    for job in jobs:
        own = {"custom_settings": source_settings(job.source, settings)}
        process.crawl(type("WordPressSpider", (WordPressSpider,), own), job=job)
    process.start()
    for job in jobs:
        if not (job.stopped or job.fatal):
            job.stopped = _was_stopped(job, settings, progress)
        job.intake.report.seconds = round(monotonic() - clock, 2)
        _end(job, log)
    fatal = next((job.fatal for job in jobs if job.fatal), None)
    if fatal:
        raise fatal
    if any(job.stopped for job in jobs):
        raise KeyboardInterrupt


def _was_stopped(job: WebJob, settings: Settings, progress: Progress | None) -> bool:
    """Read a source's scans and tell whether a person stopped that."""
    try:
        _read_scans(job.intake, settings, progress)
    except KeyboardInterrupt:
        return True
    except StorageError as error:
        job.fatal = error
    return False


def _read_scans(intake: Intake, settings: Settings, progress: Progress | None) -> None:
    if settings.ocr == "off":
        return
    bar: Callable[[int, int], None] | None = None

    def show(done: int, known: int) -> None:
        nonlocal bar
        bar = bar or _bar(progress, f"{intake.source.name}, OCR", "pages")
        bar(done, known)

    read_scans(intake, show=show)


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
def _recorded(intake: Intake, log: CrawlLog) -> Iterator[None]:
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


def _note_stop(report: CrawlReport) -> None:
    report.complete = False
    report.note("The crawl was stopped before its end; the next one goes on from here.")


def _bar(progress: Progress | None, name: str, unit: str) -> Callable[[int, int], None]:
    """Return what shows how many are done of how many."""
    if progress is None:
        return lambda _done, _known: None
    task = progress.add_task(name, total=None, unit=unit)

    def show(done: int, known: int) -> None:
        speed = progress.tasks[progress.task_ids.index(task)].speed
        rate = f"{unit}, {speed:.1f}/s" if speed else unit
        progress.update(task, completed=done, total=known, unit=rate)

    return show
