"""What every Source has, and what every Source on the web has."""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from corpus.document import Kind
from corpus.pillars import PillarId
from crawler.site import Site, is_private
from crawler.sourcefields import Address, Addresses, Name, Pattern, RegionCode, WebAddress


class SourceBase(BaseModel):
    """What every kind of source has.

    :ivar why: the reason it is there.
    :ivar pillars: pillar ids that all its documents carry.
    :ivar regions: official region codes that all its documents carry.
    :ivar document_kind: the kind of its documents, where they do not say themselves.
    :ivar unverified: its markup could not be seen when the entry was written.
    :ivar stale_after: days without a successful crawl after which someone should look; the
        setting ``PILAR_STALE_AFTER`` where None.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Name
    kind: str
    why: Annotated[str, StringConstraints(min_length=1)]
    pillars: tuple[PillarId, ...] = ()
    regions: tuple[RegionCode, ...] = ()
    document_kind: Kind | None = None
    unverified: bool = False
    stale_after: int | None = Field(None, ge=1)

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it is, for people."""


class WebSource(SourceBase):
    """What every kind of source on the web has.

    :ivar hosts: further hosts that may be asked, for example one that keeps the PDFs.
    :ivar pages: addresses to read besides those that the site lists.
    :ivar only: regular expressions; an address that matches none of them is left out.
    :ivar skip: regular expressions; an address that matches one of them is left out.
    :ivar delay: seconds between requests; the setting ``PILAR_CRAWL_DELAY`` where None.
    :ivar connections: requests at one time; more than one only to a host of your own.
    :ivar timeout: seconds for one page; a PDF may take ten times as long.
    :ivar max_pages: documents to ask for in one crawl; the rest waits for the next.
    :ivar max_megabytes: likewise, of answers.
    :ivar recheck_days: a known page that no listing dates is left alone for so long.
    :ivar archive: the web archive to turn to when the site cannot be reached.
    :ivar allow_private_hosts: it may be on this machine or in a private network.
    """

    hosts: tuple[str, ...] = ()
    pages: Addresses = ()
    only: tuple[Pattern, ...] = ()
    skip: tuple[Pattern, ...] = ()
    delay: float | None = Field(None, ge=0)
    connections: int = Field(1, ge=1, le=8)
    timeout: float = Field(60, gt=0)
    max_pages: int = Field(20_000, ge=1)
    max_megabytes: int = Field(10_000, ge=1)
    recheck_days: int = Field(0, ge=0)
    archive: WebAddress | None = None
    allow_private_hosts: bool = False

    @property
    @abstractmethod
    def home(self) -> str:
        """The address that stands for the site."""

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.home

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Pages and PDFs that are named by their address."""
        return self.pages

    @property
    def site(self) -> Site:
        """The hosts that may be asked."""
        named = [address.url for address in self.addresses]
        archive = [self.archive] if self.archive else []
        return Site(self.home, *(f"https://{host}" for host in self.hosts), *named, *archive)

    def wants(self, url: str) -> bool:
        """Tell whether the rules of the source let an address in."""
        if any(re.search(pattern, url) for pattern in self.skip):
            return False
        return not self.only or any(re.search(pattern, url) for pattern in self.only)

    @model_validator(mode="after")
    def _is_public(self) -> WebSource:
        private = next((url for url in (self.home, *self.site.others) if is_private(url)), None)
        if private and not self.allow_private_hosts:
            raise ValueError(f"{private} is a private address; allow_private_hosts is not set")
        return self


class SiteSource(WebSource):
    """A source that is a site.

    :ivar url: its front page.
    """

    url: WebAddress

    @property
    def home(self) -> str:
        """The site's front page."""
        return self.url
