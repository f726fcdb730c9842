"""A Source: where documents come from, and how its site is to be treated."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

import soupsieve
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
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
from crawler.site import Site, is_private

WAYBACK = "https://web.archive.org/"


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


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"a regular expression is expected, but {error}") from error
    return text


def _selector(text: str) -> str:
    try:
        soupsieve.compile(text)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError("a CSS selector such as 'article h2 a' is expected") from error
    return text


def _numbered(url: str) -> str:
    if url.count("{id}") != 1 or "{id}" in (urlsplit(url).hostname or ""):
        raise ValueError("an address with one {id} after the host name is expected")
    return url


def _as_address(value: object) -> object:
    return {"url": value} if isinstance(value, str) else value


Name = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,79}$"), AfterValidator(_free_name)
]
RegionCode = Annotated[str, AfterValidator(_known_region)]
WebAddress = Annotated[str, AfterValidator(_web_address)]
Pattern = Annotated[str, AfterValidator(_pattern)]
Selector = Annotated[str, AfterValidator(_selector)]


class Address(BaseModel):
    """A page or PDF that is named by its address; in YAML the address alone will do.

    :ivar title: what it is called, where the document does not say.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: WebAddress
    title: str = ""
    pillars: tuple[PillarId, ...] = ()
    regions: tuple[RegionCode, ...] = ()


Addresses = tuple[Annotated[Address, BeforeValidator(_as_address)], ...]


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
    def place(self) -> str:
        """Where it is, for people."""
        raise NotImplementedError


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
    def home(self) -> str:
        """The address that stands for the site."""
        raise NotImplementedError

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


class _SiteSource(WebSource):
    url: WebAddress

    @property
    def home(self) -> str:
        """The site's front page."""
        return self.url


class WordPressSource(_SiteSource):
    """A site run by WordPress, with the PDFs that its posts and pages link.

    :ivar items: where listing pages name their posts, should the site offer nothing better.
    :ivar next: where they name the next page.
    """

    kind: Literal["wordpress"]
    items: Selector = (
        "article h2 a[href], article h3 a[href], .entry-title a[href], a[rel=bookmark]"
    )
    next: Selector = "a.next[href], a[rel=next], .nav-previous a[href], .nav-links a.next[href]"


class SitemapSource(_SiteSource):
    """A site that names its pages in sitemaps.

    :ivar sitemaps: where they are; ``sitemap.xml`` and those in robots.txt where empty.
    """

    kind: Literal["sitemap"]
    sitemaps: tuple[WebAddress, ...] = ()


class ListingSource(_SiteSource):
    """A site that names its pages on pages.

    :ivar start: the first listing pages; the front page where empty.
    :ivar items: where a listing page names its items.
    :ivar next: where it names the next listing page.
    """

    kind: Literal["listing"]
    start: tuple[WebAddress, ...] = ()
    items: Selector
    next: Selector | None = None


class CounterSource(WebSource):
    """A site that numbers its pages.

    :ivar url: ``https://portal.komdigi.go.id/kanal-publik/berita-kini/{id}``.
    :ivar first: the lowest number to ask for.
    :ivar misses: so many missing numbers in a row are the end.
    """

    kind: Literal["counter"]
    url: Annotated[WebAddress, AfterValidator(_numbered)]
    first: int = Field(1, ge=0)
    misses: int = Field(20, ge=1)
    recheck_days: int = Field(30, ge=0)

    @property
    def home(self) -> str:
        """The front page of its host."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}/"

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return self.url


class PagesSource(WebSource):
    """A few pages, named one by one."""

    kind: Literal["pages"]
    pages: Annotated[Addresses, Field(min_length=1)]

    @property
    def home(self) -> str:
        """The first of them."""
        return self.pages[0].url


class PdfListSource(WebSource):
    """PDFs, named one by one: masterplans, guides, regulations."""

    kind: Literal["pdf-list"]
    documents: Annotated[Addresses, Field(min_length=1)]

    @property
    def home(self) -> str:
        """The first of them."""
        return self.documents[0].url

    @property
    def addresses(self) -> tuple[Address, ...]:
        """Pages and PDFs that are named by their address."""
        return (*self.documents, *self.pages)


class ArchiveSource(_SiteSource):
    """What a web archive holds of a site that is gone.

    :ivar url: the site as it was.
    :ivar archive: the archive; it answers as the Wayback Machine does.
    """

    kind: Literal["archive"]
    archive: WebAddress = WAYBACK


class ScriptSource(_SiteSource):
    """An odd site, whose pages a small Python file names; crawler/README.md shows one.

    :ivar script: the file, relative to the sources file that names it.
    """

    kind: Literal["script"]
    script: Path


class FolderSource(SourceBase):
    """A folder of PDF, HTML, Markdown and text files, for example what a regency handed over."""

    kind: Literal["folder"]
    path: Path

    @property
    def place(self) -> str:
        """Where it is, for people."""
        return str(self.path)


AnySource = (
    WordPressSource
    | SitemapSource
    | ListingSource
    | CounterSource
    | PagesSource
    | PdfListSource
    | ArchiveSource
    | ScriptSource
    | FolderSource
)
"""Any source; a new kind joins here."""

KINDS: tuple[str, ...] = tuple(
    get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(AnySource)
)

Source = Annotated[AnySource, Field(discriminator="kind")]


def beside(folder: Path, values: dict[str, Any]) -> dict[str, Any]:
    """Return an entry's values with its relative paths made relative to the file's folder."""
    paths = {k: folder / v for k in ("path", "script") if isinstance(v := values.get(k), str)}
    return {**values, **paths}
