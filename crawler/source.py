"""A Source: where documents come from, and the file that lists them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from corpus.digest import SEED_SOURCE
from corpus.document import Kind
from corpus.errors import UnknownNameError
from corpus.pillars import PillarId
from corpus.regions import gazetteer
from crawler.site import is_private


def _known_region(code: str) -> str:
    try:
        return gazetteer().get(code).code
    except UnknownNameError as error:
        raise ValueError(str(error)) from error


def _free_name(name: str) -> str:
    if name == SEED_SOURCE:
        raise ValueError(f"{SEED_SOURCE!r} is the name of the digests that ship")
    return name


def _web_address(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address that begins with http:// or https:// is expected")
    _ = parts.port  # raises ValueError where it is no number
    if parts.username or parts.password:
        raise ValueError("an address without user name and password is expected")
    return url


Name = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$"), AfterValidator(_free_name)
]
RegionCode = Annotated[str, AfterValidator(_known_region)]
WebAddress = Annotated[str, AfterValidator(_web_address)]


class _SourceBase(BaseModel):
    """What every kind of source has.

    :ivar why: the reason it is there.
    :ivar pillars: pillar ids that all its documents carry.
    :ivar regions: official region codes that all its documents carry.
    :ivar document_kind: the kind of its documents, where they do not say themselves.
    :ivar unverified: its markup could not be seen when the entry was written.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    why: Annotated[str, StringConstraints(min_length=1)]
    pillars: tuple[PillarId, ...] = ()
    regions: tuple[RegionCode, ...] = ()
    document_kind: Kind | None = None
    unverified: bool = False


class WordPressSource(_SourceBase):
    """A site run by WordPress, with the PDFs that its posts and pages link.

    :ivar delay: seconds between requests; the setting ``PILAR_CRAWL_DELAY`` where None.
    :ivar allow_private_hosts: it may be on this machine or in a private network.
    """

    kind: Literal["wordpress"]
    url: WebAddress
    delay: float | None = Field(None, ge=0)
    allow_private_hosts: bool = False

    @model_validator(mode="after")
    def _is_public(self) -> WordPressSource:
        if is_private(self.url) and not self.allow_private_hosts:
            raise ValueError(f"{self.url} is a private address; allow_private_hosts is not set")
        return self

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.url


class FolderSource(_SourceBase):
    """A folder of PDF, HTML, Markdown and text files, for example what a regency handed over."""

    kind: Literal["folder"]
    path: Path

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return str(self.path)


Source = Annotated[WordPressSource | FolderSource, Field(discriminator="kind")]
"""Any source; a new kind joins here."""
