"""An HTML page to title, text, blocks, date, author and the PDFs it links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.dammit import UnicodeDammit
from bs4.filter import SoupStrainer

from corpus.document import Block, Language
from corpus.language import detect_language
from corpus.textbuilder import TextBuilder
from crawler.htmlblocks import FoundBlock, article_blocks, article_root, tidy
from crawler.pdftitle import says_something

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TITLES = "h1.entry-title, h1.wp-block-post-title, h1.post-title, .entry-title, article h1"
_AUTHORS = "a[rel=author], .author .fn, .author-name, .wp-block-post-author__name, .byline .author"
_TIMES = "time.entry-date[datetime], .wp-block-post-date time[datetime], time.published[datetime], "
_TIMES += "article time[datetime], time[datetime]"
_SITE_NAME = re.compile(r"\s+[|–—»-]\s+[^|–—»]*$")
_NOBODY = re.compile(
    r"(?:super)?(?:admin|administrator|user|operator|redaksi|webmaster)\d*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A PDF that a page links, and the words of the link where they name it."""

    url: str
    text: str


@dataclass(frozen=True)
class HtmlPage:
    """What a page says.

    :ivar published: ISO date.
    :ivar canonical: the address that the page gives itself, absolute.
    """

    title: str
    text: str
    blocks: tuple[Block, ...]
    published: str | None
    author: str | None
    canonical: str | None
    pdf_links: tuple[PdfLink, ...]
    language: Language


def read_html(content: bytes, url: str, charset: str | None = None) -> HtmlPage:
    """Read a page.

    :param url: where it came from; links are relative to it.
    :param charset: what the server says; not trusted.
    :returns: the page; its text is empty where it holds pictures or a form only.
    """
    markup = decode(content, charset)
    soup = BeautifulSoup(markup, "lxml")
    linked_data = list(_linked_data(soup))
    title = _title(soup)
    root = article_root(soup)
    pdf_links = _pdf_links(root or soup, url)
    published, author = _published(soup, linked_data), _author(soup, linked_data)
    blocks: list[FoundBlock] = []
    if root:
        blocks = article_blocks(root, title)
    elif soup.get_text(strip=True):
        blocks = _by_trafilatura(markup, url)
    builder = TextBuilder()
    for kind, level, text in blocks:
        builder.add(text, kind, level)
    return HtmlPage(
        title=title or builder.text[:80],
        text=builder.text,
        blocks=builder.blocks,
        published=published,
        author=author,
        canonical=_canonical(soup, url),
        pdf_links=pdf_links,
        language=detect_language(builder.text) if builder.text else "id",
    )


def pdf_links(content: bytes, url: str, charset: str | None = None) -> tuple[PdfLink, ...]:
    """Return the PDFs that a page links, without reading its text."""
    if b".pdf" not in content.lower():
        return ()
    soup = BeautifulSoup(decode(content, charset), "lxml")
    return _pdf_links(article_root(soup) or soup, url)


def canonical_link(content: bytes, url: str, charset: str | None = None) -> str | None:
    """Return the address that a page gives itself, without reading the rest of it."""
    links = SoupStrainer("link", rel="canonical")
    return _canonical(BeautifulSoup(decode(content, charset), "lxml", parse_only=links), url)


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


def _title(soup: BeautifulSoup) -> str:
    heading = soup.select_one(_TITLES)
    if heading and heading.get_text(strip=True):
        return _folded(heading.get_text(" "))
    if shared := _meta(soup, "og:title"):
        return _SITE_NAME.sub("", shared)
    headings = soup.find_all("h1")
    if len(headings) == 1 and headings[0].get_text(strip=True):
        return _folded(headings[0].get_text(" "))
    return _SITE_NAME.sub("", _folded(soup.title.get_text())) if soup.title else ""


def _meta(soup: BeautifulSoup, name: str) -> str:
    tag = soup.find("meta", {"property": name}) or soup.find("meta", {"name": name})
    return _folded(str(tag.get("content") or "")) if isinstance(tag, Tag) else ""


def _linked_data(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    """Yield every object of the page's JSON-LD, flat."""
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            found = json.loads(script.get_text())
        except ValueError:
            continue  # themes write broken JSON; the page has other places for a date
        for item in found if isinstance(found, list) else [found]:
            if isinstance(item, dict):
                graph = item.get("@graph")
                yield item
                yield from (part for part in graph or () if isinstance(part, dict))


def _published(soup: BeautifulSoup, linked_data: list[dict[str, Any]]) -> str | None:
    candidates = [_meta(soup, "article:published_time")]
    candidates += [str(item.get("datePublished") or "") for item in linked_data]
    times = soup.select_one(_TIMES)
    candidates += [str(times.get("datetime"))] if times else []
    return next((m.group() for c in candidates if (m := _ISO_DATE.match(c))), None)


def _author(soup: BeautifulSoup, linked_data: list[dict[str, Any]]) -> str | None:
    candidates = [_meta(soup, "author")]
    for item in linked_data:
        author = item.get("author")
        author = author[0] if isinstance(author, list) and author else author
        if isinstance(author, dict):
            candidates.append(_folded(str(author.get("name") or "")))
    byline = soup.select_one(_AUTHORS)
    candidates += [_folded(byline.get_text(" "))] if byline else []
    return next((name for name in candidates if name and not _NOBODY.match(name)), None)


def _canonical(soup: BeautifulSoup, url: str) -> str | None:
    link = soup.find("link", rel="canonical", href=True)
    return urljoin(url, str(link["href"]).strip()) if isinstance(link, Tag) else None


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
            words = _folded(tag.get_text(" "))
            if not found.get(target):
                found[target] = words if says_something(words) else ""
    return tuple(PdfLink(*item) for item in found.items())


def _folded(text: str) -> str:
    return " ".join(text.split())


def _by_trafilatura(markup: str, url: str) -> list[FoundBlock]:
    from crawler.unknownlayout import main_blocks

    return tidy(main_blocks(markup, url))
