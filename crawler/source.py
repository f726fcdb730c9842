"""A Source: where documents come from, and how its site is to be treated; a class for each kind."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from crawler.sourcebase import SiteSource, SourceBase, WebSource
from crawler.sourcefields import Address, Addresses, Selector, WebAddress, numbered

WAYBACK = "https://web.archive.org/"


class WordPressSource(SiteSource):
    """A site run by WordPress, with the PDFs that its posts and pages link.

    :ivar items: where listing pages name their posts, should the site offer nothing better.
    :ivar next: where they name the next page.
    :ivar read_by: whether posts are read by REST, fifty in one request, or page by page.
    """

    kind: Literal["wordpress"]
    read_by: Literal["rest", "page"] = "rest"
    items: Selector = (
        "article h2 a[href], article h3 a[href], .entry-title a[href], a[rel=bookmark]"
    )
    next: Selector = "a.next[href], a[rel=next], .nav-previous a[href], .nav-links a.next[href]"


class SitemapSource(SiteSource):
    """A site that names its pages in sitemaps.

    :ivar sitemaps: where they are; ``sitemap.xml`` and those in robots.txt where empty.
    """

    kind: Literal["sitemap"]
    sitemaps: tuple[WebAddress, ...] = ()


class ListingSource(SiteSource):
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
    url: Annotated[WebAddress, AfterValidator(numbered)]
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


class ArchiveSource(SiteSource):
    """What a web archive holds of a site that is gone.

    :ivar url: the site as it was.
    :ivar archive: the archive; it answers as the Wayback Machine does.
    """

    kind: Literal["archive"]
    archive: WebAddress = WAYBACK


class ScriptSource(SiteSource):
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
