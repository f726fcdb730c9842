"""A Fetched: an answer from the web, free of the library that fetched it."""

from __future__ import annotations

from dataclasses import dataclass, field

NOT_MODIFIED = 304


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


class FetchError(Exception):
    """Something could not be fetched.

    :ivar unreachable: the host itself cannot be reached, so that nothing else of it can be either.
    """

    def __init__(self, reason: str, *, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.unreachable = unreachable
