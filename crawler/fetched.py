"""A Fetched: an answer from the web, free of the library that fetched it."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus

OK = 200
NOT_MODIFIED = 304
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    :ivar url: where it came from in the end, after redirects.
    :ivar headers: by lower-case name.
    """

    url: str
    body: bytes
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The media type as the server says it: ``text/html``."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The charset as the server says it."""
        _, _, rest = self.headers.get("content-type", "").partition("charset=")
        return rest.partition(";")[0].strip(" \"'") or None

    @property
    def length(self) -> int | None:
        """How many bytes the server announces."""
        value = self.headers.get("content-length", "")
        return int(value) if value.isdigit() else None

    @property
    def answered(self) -> str:
        """``answered 403 Forbidden``."""
        phrase = next((known.phrase for known in HTTPStatus if known == self.status), "")
        return f"answered {self.status} {phrase}".rstrip()


class FetchError(Exception):
    """Something could not be fetched.

    :ivar ends_source: nothing else of the source can be had in this crawl either: the host cannot
        be reached, asks to be left alone, or the budget is spent.
    :ivar by_robots: robots.txt forbids it.
    :ivar off_host: it leads to a host that was not asked.
    """

    def __init__(
        self,
        reason: str,
        *,
        ends_source: bool = False,
        by_robots: bool = False,
        off_host: bool = False,
    ) -> None:
        super().__init__(reason)
        self.ends_source = ends_source
        self.by_robots = by_robots
        self.off_host = off_host


class BudgetSpentError(FetchError):
    """As much was asked for as the source's entry allows in one crawl."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, ends_source=True)
