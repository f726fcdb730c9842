"""Listings, on a web that is a dictionary."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import date
from pathlib import Path
from typing import Literal

import pytest
from pydantic import TypeAdapter

from corpus.errors import SourcesError
from crawler.discovery import Discovery, Guide, discovery_of
from crawler.discovery.archive import cdx_rows, readable_copy
from crawler.feed import feed_links
from crawler.fetched import Fetched, FetchError
from crawler.link import Link
from crawler.listing import ListingError
from crawler.rest import rest_items
from crawler.restpost import rest_markup
from crawler.sitemap import robots_sitemaps, sitemap_entries
from crawler.source import AnySource, Source

HOME = "https://satu.go.id/"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str, day: str = "2023-01-01") -> bytes:
    entries = "".join(f"<url><loc>{u}</loc><lastmod>{day}T00:00:00Z</lastmod></url>" for u in urls)
    return f"<urlset {SPACE}>{entries}</urlset>".encode()


Web = dict[str, bytes | Fetched | FetchError]


class Outcome:
    """What a discovery found."""

    def __init__(self, discovery: Discovery, links: list[Link]) -> None:
        self.links = links
        self.method = discovery.listing.method
        self.complete = discovery.listing.complete
        self.notes = discovery.listing.notes


def source(kind: str, **fields: object) -> AnySource:
    values = {"name": "satu", "why": "uji", "kind": kind, "url": HOME, **fields}
    return TypeAdapter[AnySource](Source).validate_python(values)


def discover(
    web: Web,
    of: AnySource | None = None,
    *,
    since: date | None = None,
    known: dict[str, Literal["page", "hole"]] | None = None,
    asked: list[str] | None = None,
) -> Outcome:
    async def fetch(url: str) -> Fetched:
        (asked if asked is not None else []).append(url)
        key = next(
            (key for key in web if url == HOME + key or url.startswith(f"{HOME}{key}?")), None
        )
        found = web[key] if key is not None else Fetched(url, b"", 404)
        if isinstance(found, FetchError):
            raise found
        return found if isinstance(found, Fetched) else Fetched(url, found)

    guide = Guide(of or source("wordpress"), fetch, since, (known or {}).get)
    discovery = discovery_of(guide)

    async def found() -> list[Link]:
        return [item.link async for item in discovery.found()]

    return Outcome(discovery, asyncio.run(found()))


def rest(*numbers: int, total: int | None = None, pages: int = 1) -> Fetched:
    items = [
        {
            "id": n,
            "link": f"{HOME}{n}/",
            "status": "publish",
            "modified_gmt": f"20{n:02}-01-01T00:00:00",
        }
        for n in numbers
    ]
    headers = {
        "x-wp-total": str(len(items) if total is None else total),
        "x-wp-totalpages": str(pages),
    }
    return Fetched(HOME, json.dumps(items).encode(), headers=headers)


def test_rest_names_posts_and_pages() -> None:
    listing = discover({"wp-json/wp/v2/posts": rest(10, 11), "wp-json/wp/v2/pages": rest(12)})
    assert (listing.method, listing.complete) == ("rest", True)
    assert [(link.url, link.kind) for link in listing.links] == [
        (f"{HOME}10/", "article"),
        (f"{HOME}11/", "article"),
        (f"{HOME}12/", "page"),
    ]
    assert listing.links[0].rest == f"{HOME}wp-json/wp/v2/posts/10"


def test_rest_that_gives_less_than_it_announced_is_incomplete() -> None:
    listing = discover({"wp-json/wp/v2/posts": rest(10, total=5), "wp-json/wp/v2/pages": rest()})
    assert not listing.complete
    assert "announced 5 posts and gave 1" in listing.notes[0]


def test_an_absurd_number_of_pages_ends() -> None:
    listing = discover({"wp-json/wp/v2/posts": rest(10, total=10**9, pages=10**9)})
    assert not listing.complete
    assert len(listing.links) == 1


def test_a_post_without_an_address_is_not_for_readers() -> None:
    listing = discover({"wp-json/wp/v2/posts": b'[{"id": 3, "link": null}, {"id": 4}]'})
    assert listing.links == []


def test_since_is_asked_of_rest() -> None:
    asked: list[str] = []
    web: Web = {"wp-json/wp/v2/posts": rest(19), "wp-json/wp/v2/pages": rest()}
    discover(web, since=date(2021, 1, 1), asked=asked)
    assert "modified_after=2021-01-01T00%3A00%3A00" in asked[0]


def test_a_post_is_known_by_its_number_whatever_its_slug() -> None:
    found = discover({"wp-json/wp/v2/posts": rest(10), "wp-json/wp/v2/pages": rest(12)}).links
    assert [link.short for link in found] == [f"{HOME}?p=10", f"{HOME}?page_id=12"]


def test_a_site_without_anything_else_is_read_by_its_listing_pages() -> None:
    web: Web = {
        "halaman/2": b"<h2 class=entry-title><a href=/b/>b</a></h2>",
        "": b"<h2 class=entry-title><a href=/a/>a</a></h2><a class=next href=/halaman/2>Lama</a>",
    }
    found = discover(web)
    assert [link.url for link in found.links] == [f"{HOME}a/", f"{HOME}b/"]
    assert found.method == "pages"


def test_listing_pages_name_items_and_the_next_page() -> None:
    asked: list[str] = []
    web: Web = {
        "berita?h=2": b"<li><a href=b>b</a></li><a rel=next href=/berita?h=1>1</a>",
        "berita": b"""<li><a href="a#x">a</a></li><li><a href=a>lagi</a></li>
        <li><a href=https://lain.go.id/c>c</a></li><a rel=next href="?h=2">2</a>""",
    }
    of = source("listing", start=[f"{HOME}berita"], items="li", next="a[rel=next]")
    found = discover(web, of, asked=asked)
    assert [link.url for link in found.links] == [f"{HOME}a", f"{HOME}b"]
    assert found.complete
    assert len(asked) == 3  # the third is another spelling of the first and names it once more


def test_numbers_are_asked_for_until_a_run_is_missing() -> None:
    asked: list[str] = []
    web: Web = {f"baca/{n}": b"<p>x</p>" for n in (1, 2, 5)}
    of = source("counter", url=f"{HOME}baca/{{id}}", misses=3)
    found = discover(web, of, asked=asked)
    assert [link.url for link in found.links] == [f"{HOME}baca/{n}" for n in (1, 2, 5)]
    assert len(asked) == 8


def test_numbers_that_are_known_are_not_asked_for_again() -> None:
    asked: list[str] = []
    known: dict[str, Literal["page", "hole"]] = {
        f"{HOME}baca/1": "page", f"{HOME}baca/2": "hole", f"{HOME}baca/3": "page",
        f"{HOME}baca/4": "hole",
    }  # fmt: skip
    web: Web = {"baca/4": b"<p>baru</p>"}
    of = source("counter", url=f"{HOME}baca/{{id}}", misses=2)
    found = discover(web, of, known=known, asked=asked)
    assert [link.url for link in found.links] == [f"{HOME}baca/{n}" for n in (1, 3, 4)]
    assert asked == [f"{HOME}baca/{n}" for n in (4, 5, 6)]


def test_a_site_that_is_ill_is_not_taken_for_its_end() -> None:
    web: Web = {f"baca/{n}": FetchError("timed out") for n in range(2, 30)}
    web["baca/1"] = b"<p>x</p>"
    found = discover(web, source("counter", url=f"{HOME}baca/{{id}}", misses=3))
    assert not found.complete


def test_addresses_are_named_in_the_sources_file() -> None:
    plan = {"url": f"{HOME}rencana", "title": "Rencana", "regions": ["33.08"]}
    of = TypeAdapter[AnySource](Source).validate_python(
        {"name": "a", "why": "uji", "kind": "pdf-list", "documents": [plan, f"{HOME}b.pdf"]}
    )
    found = discover({}, of).links
    assert [(x.url, x.kind, x.title) for x in found] == [
        (f"{HOME}rencana", "pdf", "Rencana"),
        (f"{HOME}b.pdf", "pdf", ""),
    ]
    assert found[0].regions == ("33.08",)


def test_an_archive_gives_the_newest_copy_of_each_page() -> None:
    rows = [
        ["urlkey", "timestamp", "original", "mimetype", "digest"],
        ["id,go,satu)/a", "2019", "http://satu.go.id/a", "text/html", "D1"],
        ["id,go,satu)/a", "20210305101010", "https://satu.go.id/a/", "text/html", "D2"],
        ["id,go,satu)/b.pdf", "2020", "https://satu.go.id/b.pdf", "application/pdf", "D3"],
        ["id,go,satu)/category/x", "2020", "https://satu.go.id/category/x/", "text/html", "D4"],
        ["id,go,lain)/", "2020", "https://lain.go.id/", "text/html", "D5"],
    ]

    async def fetch(url: str) -> Fetched:
        assert url.startswith("https://web.archive.org/cdx/search/cdx?url=satu.go.id%2F%2A&")
        if "resumeKey=k" in url:
            return Fetched(url, json.dumps([rows[0], *rows[4:]]).encode())
        return Fetched(url, json.dumps([*rows[:4], [], ["k"]]).encode())

    discovery = discovery_of(Guide(source("archive"), fetch))

    async def found() -> list[Link]:
        return [item.link async for item in discovery.found()]

    links = asyncio.run(found())
    assert [(x.url, x.original, x.kind, x.modified) for x in links] == [
        (
            "https://web.archive.org/web/20210305101010id_/https://satu.go.id/a/",
            "https://satu.go.id/a/",
            "article",
            "D2",
        ),
        (
            "https://web.archive.org/web/2020id_/https://satu.go.id/b.pdf",
            "https://satu.go.id/b.pdf",
            "pdf",
            "D3",
        ),
    ]
    assert readable_copy(links[0].url) == (
        "https://web.archive.org/web/20210305101010/https://satu.go.id/a/"
    )
    assert not discovery.listing.complete


def test_an_archive_that_answers_something_else_is_an_error() -> None:
    for body in (b"<html>", b"{}", b"[1]"):
        with pytest.raises(ListingError):
            cdx_rows(body)
    with pytest.raises(FetchError, match="names no page"):
        discover({}, source("archive", archive=HOME))


def test_an_odd_site_is_a_small_file(tmp_path: Path) -> None:
    script = tmp_path / "ganjil.py"
    script.write_text(
        "from crawler.link import Link\n"
        "async def links(site, get):\n"
        "    front = await get(site.home)\n"
        "    yield Link(site.at(front.body.decode()))\n"
    )
    found = discover({"": b"halaman"}, source("script", script=script))
    assert [link.url for link in found.links] == [f"{HOME}halaman"]


@pytest.mark.parametrize("text", ["links = 3", "import tidak_ada", "def links(", "x = 1"])
def test_a_script_that_cannot_run_says_what_is_expected(tmp_path: Path, text: str) -> None:
    script = tmp_path / "rusak.py"
    script.write_text(text)
    with pytest.raises(SourcesError, match="generator function"):
        discover({}, source("script", script=script))


def test_a_sitemap_index_that_names_itself_ends() -> None:
    index = (
        f"<sitemapindex {SPACE}><sitemap><loc>{HOME}sitemap.xml</loc></sitemap>"
        f"<sitemap><loc>{HOME}wp-sitemap-posts-post-1.xml</loc></sitemap></sitemapindex>"
    )
    listing = discover(
        {"sitemap.xml": index.encode(), "wp-sitemap-posts-post-1.xml": urlset(f"{HOME}a/")}
    )
    assert [link.url for link in listing.links] == [f"{HOME}a/"]
    assert listing.complete


def test_a_sitemap_that_is_missing_makes_the_listing_incomplete() -> None:
    index = "".join(f"<sitemap><loc>{HOME}posts-post-{n}.xml</loc></sitemap>" for n in (1, 2))
    listing = discover(
        {
            "sitemap.xml": f"<sitemapindex {SPACE}>{index}</sitemapindex>".encode(),
            "posts-post-1.xml": urlset(f"{HOME}a/"),
        }
    )
    assert not listing.complete


def test_an_unreachable_host_is_asked_once() -> None:
    with pytest.raises(FetchError, match="unknown"):
        discover({"wp-json/wp/v2/posts": FetchError("the host name is unknown", ends_source=True)})


def test_what_was_tried_is_said() -> None:
    with pytest.raises(FetchError) as caught:
        discover({"wp-json/wp/v2/posts": b"<html>", "feed/": b"<html></html>"})
    for words in ("it is no JSON", "wp-sitemap.xml: answered 404", "it is no feed"):
        assert words in str(caught.value)


def test_sitemaps_may_be_packed_and_name_categories() -> None:
    body = gzip.compress(urlset(f"{HOME}a/", f"{HOME}category/berita/", f"{HOME}tag/kota/"))
    links = [x for x in sitemap_entries(body, f"{HOME}post.xml.gz") if isinstance(x, Link)]
    assert [(x.url, x.modified) for x in links] == [(f"{HOME}a/", "2023-01-01T00:00:00Z")]


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + urlset(f"{HOME}&a;")
    assert all("root:" not in str(entry) for entry in sitemap_entries(bomb, HOME))


def test_atom_and_rss_feeds_are_read() -> None:
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry>
    <link href="https://satu.go.id/a/"/><published>2023-07-12T10:00:00Z</published></entry></feed>"""
    rss = b"""<rss><channel><item><link>https://satu.go.id/b/</link>
    <pubDate>Wed, 12 Jul 2023 10:00:00 +0700</pubDate></item></channel></rss>"""
    assert [(x.url, x.published) for x in feed_links(atom) + feed_links(rss)] == [
        ("https://satu.go.id/a/", "2023-07-12"),
        ("https://satu.go.id/b/", "2023-07-12"),
    ]


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"{}", b"[1]", b"<html>"])
def test_what_is_no_listing_is_refused(body: bytes) -> None:
    with pytest.raises(ListingError):
        rest_items(body)
    with pytest.raises(ListingError):
        rest_markup(body)
    for reader in (feed_links, lambda b: list(sitemap_entries(b, HOME))):
        with pytest.raises(ListingError):
            reader(body)


def test_robots_txt_may_name_sitemaps() -> None:
    body = b"User-agent: *\r\nSITEMAP : https://satu.go.id/s.xml\nSitemap:https://satu.go.id/t.xml"
    assert robots_sitemaps(body) == ["https://satu.go.id/s.xml", "https://satu.go.id/t.xml"]
