"""An HTML page to title, text, blocks, dates, author and the PDFs it links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from bs4 import Tag
from bs4.dammit import UnicodeDammit

from corpus.dates import DateSpan, find_dates, find_events
from corpus.document import Block, Language
from corpus.language import detect_language
from corpus.textbuilder import TextBuilder
from crawler.htmlblocks import element_blocks
from crawler.htmlhead import (
    author_of,
    canonical_address,
    folded,
    linked_data,
    page_title,
    published_on,
)
from crawler.htmllayout import Family, Found, find_layout
from crawler.htmlnoise import Aside, remove_noise
from crawler.newsroom import FoundBlock, tidy
from crawler.pdftitle import says_something
from crawler.soup import Soup, without_dressing


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A PDF that a page links, and the words of the link where they name it."""

    url: str
    text: str


@dataclass(frozen=True)
class HtmlPage:
    """What a page says.

    :ivar published: day of posting, ISO; for a regulation the day that made it public.
    :ivar author: the writer's name, or the initials under the text.
    :ivar canonical: the address that the page gives itself, absolute.
    :ivar events: days on which, as the text says, something took place.
    :ivar dateline: the place that opens a report ("Jakarta, Ditjen Aptika – ").
    :ivar captions: of pictures.
    :ivar related: titles of other pages that the text refers to ("Lihat juga").
    :ivar layout: the family of sites that the page was read by; "unknown" was trafilatura's.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    published: str | None
    author: str | None
    canonical: str | None
    pdf_links: tuple[PdfLink, ...]
    language: Language
    events: tuple[DateSpan, ...] = ()
    dateline: str | None = None
    captions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    layout: Family | Literal["unknown"] = "unknown"


def read_html(content: bytes, url: str, charset: str | None = None) -> HtmlPage:
    """Read a page.

    :param url: where it came from; links are relative to it.
    :param charset: what the server says; not trusted.
    :returns: the page; its text is empty where it holds pictures or a form only.
    """
    markup = decode(content, charset)
    soup = Soup(without_dressing(markup))
    data = list(linked_data(soup))
    title, heading = page_title(soup)
    layout = find_layout(soup, heading)
    pdf_links = _pdf_links(layout.root if layout else soup.tree, url)
    author = author_of(soup, data)
    is_listing = layout is not None and layout.family == "listing"
    published = None if is_listing else published_on(soup, data, heading, url)
    blocks, aside = _blocks(soup, markup, url, title, layout)
    story = tidy(blocks)
    builder = TextBuilder()
    for kind, level, text in story.blocks:
        builder.add(text, kind, level)
    if layout and layout.family == "regulation":
        published = _promulgated(story.blocks) or published
    return HtmlPage(
        title=title or builder.text[:80],
        text=builder.text,
        blocks=builder.blocks,
        published=published,
        author=author or story.initials,
        canonical=canonical_address(soup.tree, url),
        pdf_links=pdf_links,
        language=detect_language(builder.text) if builder.text else "id",
        events=() if is_listing else find_events(builder.text, published),
        dateline=story.dateline,
        captions=(*aside.captions, *story.captions),
        related=tuple(aside.related),
        layout=layout.family if layout else "unknown",
    )


def _blocks(
    soup: Soup, markup: str, url: str, title: str, layout: Found | None
) -> tuple[list[FoundBlock], Aside]:
    if layout is None:
        has_text = soup.tree.get_text(strip=True) != ""
        return (_by_trafilatura(markup, url) if has_text else []), Aside()
    aside = remove_noise(layout.root, is_listing=layout.family == "listing")
    blocks, related = element_blocks(layout.root, title)
    aside.related += related
    return blocks, aside


def _promulgated(blocks: list[FoundBlock]) -> str | None:
    """Return the day on which a regulation was made public, else the day of its signing."""
    days = {}
    for kind, _, text in blocks:
        label, _, value = text.partition(" | ")
        found = find_dates(value)
        if kind == "row" and found and label.lower().startswith(("tanggal", "tgl")):
            days["undang" in label.lower()] = found[0].first
    return days.get(True) or days.get(False)


def decode(content: bytes, charset: str | None = None) -> str:
    """Return the page as text.

    What decodes as UTF-8 is UTF-8, whatever was declared; what does not is tried as declared and
    then as windows-1252, which is what pages that lie about UTF-8 are written in.
    """
    if not content:
        return ""
    others = [name for name in (charset, "windows-1252") if name]
    found = UnicodeDammit(content, user_encodings=["utf-8", *others], is_html=True).unicode_markup
    return found if found is not None else content.decode("utf-8", "replace")


def _pdf_links(root: Tag, url: str) -> tuple[PdfLink, ...]:
    """Return the PDFs in the order of the page, each with the first words that name it."""
    found: dict[str, str] = {}
    for tag in root.find_all(("a", "object", "embed", "iframe")):
        address = str(tag.get("href") or tag.get("data") or tag.get("src") or "").strip()
        try:
            target = urljoin(url, address).partition("#")[0]
            is_pdf = urlsplit(target).path.lower().endswith(".pdf")
        except ValueError:
            continue  # "http://[" is no address
        if is_pdf and target.startswith(("http://", "https://")):
            words = folded(tag.get_text(" "))
            if not found.get(target):
                found[target] = words if says_something(words) else ""
    return tuple(PdfLink(*item) for item in found.items())


def _by_trafilatura(markup: str, url: str) -> list[FoundBlock]:
    from crawler.unknownlayout import main_blocks

    return main_blocks(markup, url)
