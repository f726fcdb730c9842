"""How the crawler behaves as a guest: the settings of Scrapy for one source."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from corpus.errors import SettingsError
from corpus.settings import Settings
from crawler.job import WebJob
from crawler.site import is_private, is_this_machine
from crawler.sourcebase import WebSource

_RETRIES = 3  # after the first try, each after twice the wait of the one before
_MOST_REDIRECTS = 5


def check_contact(sources: Sequence[WebSource], settings: Settings) -> None:
    """Refuse to crawl other people's hosts without telling them who asks.

    :raises SettingsError: saying what to set and why.
    """
    foreign = [source.home for source in sources if not is_this_machine(source.home)]
    if foreign and not (settings.contact or "").strip():
        raise SettingsError(
            f"PILAR_CONTACT is not set, and {foreign[0]} is not this machine: site owners must "
            "be able to reach whoever crawls them.",
            "Set PILAR_CONTACT to an e-mail address or a web page about this crawl.",
        )


def user_agent(settings: Settings) -> str:
    """Return ``EnamPilar/0.1.0 (+https://example.org/crawl)``."""
    try:
        number = version("enampilar")
    except PackageNotFoundError:
        number = "dev"  # run from a checkout
    contact = " ".join((settings.contact or "local test").split())  # no line break in a header
    return f"EnamPilar/{number} (+{contact})"


def process_settings(
    settings: Settings, jobs: Sequence[WebJob], *, verbose: bool
) -> dict[str, Any]:
    """Return what holds for all sources of a run."""
    private = [job.source.site.hosts for job in jobs if job.source.allow_private_hosts]
    return {
        "USER_AGENT": user_agent(settings),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "EnamPilar",
        "COOKIES_ENABLED": False,
        "TWISTED_DNS_RESOLVER": "crawler.resolver.PublicResolver",
        "PRIVATE_HOSTS": sorted(set().union(*private)),
        "DOWNLOAD_MAXSIZE": 2**20,  # of robots.txt; the fetcher says how much of all else
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,  # Scrapy's default is not to
        "RETRY_TIMES": _RETRIES,
        "RETRY_GIVE_UP_LOG_LEVEL": "DEBUG",  # the report says it
        "REDIRECT_MAX_TIMES": _MOST_REDIRECTS,
        "METAREFRESH_ENABLED": False,
        "REFERER_ENABLED": False,
        "DEFAULT_REQUEST_HEADERS": {"Accept-Language": "id, en;q=0.5"},
        "DOWNLOADER_MIDDLEWARES": {
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "crawler.middlewares.RobotsMiddleware": 100,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "crawler.middlewares.BackOffMiddleware": 550,
            # after RedirectMiddleware (600) on the way out, so before it on the way back
            "crawler.middlewares.HomeOnlyMiddleware": 610,
        },
        # Both open a port on this machine that runs code in the crawler.
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "LOG_ENABLED": verbose,
        "LOG_LEVEL": "WARNING",
        "LOGSTATS_INTERVAL": 0,
    }


def source_settings(source: WebSource, settings: Settings) -> dict[str, Any]:
    """Return what holds for one source."""
    delay = settings.crawl_delay if source.delay is None else source.delay
    is_own = is_private(source.home)
    return {
        "DOWNLOAD_DELAY": delay,
        # One at a time, as a rule: a wait after an error is a wait for all of the host, and a
        # stopped crawl has one answer to wait for, not sixteen.
        "CONCURRENT_REQUESTS": source.connections,
        "CONCURRENT_REQUESTS_PER_DOMAIN": source.connections,
        # A host of one's own that is to be asked without a wait is asked without one.
        "AUTOTHROTTLE_ENABLED": delay > 0 or not is_own,
        "AUTOTHROTTLE_START_DELAY": delay,
        "AUTOTHROTTLE_TARGET_CONCURRENCY": source.connections,
        "DOWNLOAD_TIMEOUT": source.timeout,
    }
