"""Listings, on a web that is a dictionary."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import date

import pytest

from crawler.discovery import Discovery
from crawler.fetched import Fetched, FetchError
from crawler.listing import (
    Listing,
    ListingError,
    feed_links,
    rest_content,
    rest_items,
    robots_sitemaps,
    sitemap_entries,
)
from crawler.site import Site

HOME = "https://satu.go.id/"
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*urls: str, day: str = "2023-01-01") -> bytes:
    entries = "".join(f"<url><loc>{u}</loc><lastmod>{day}T00:00:00Z</lastmod></url>" for u in urls)
    return f"<urlset {SPACE}>{entries}</urlset>".encode()


def discover(
    web: dict[str, bytes | Fetched | FetchError],
    *,
    since: date | None = None,
    limit: int | None = None,
) -> Listing:
    async def fetch(url: str) -> Fetched:
        key = next(
            (key for key in web if url == HOME + key or url.startswith(f"{HOME}{key}?")), None
        )
        found = web[key] if key is not None else Fetched(url, b"", 404)
        if isinstance(found, FetchError):
            raise found
        return found if isinstance(found, Fetched) else Fetched(url, found)

    return asyncio.run(Discovery(Site(HOME), fetch, since=since, limit=limit).run())


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


def test_drafts_and_locked_posts_are_not_for_readers() -> None:
    items = [
        {"id": 1, "link": f"{HOME}1/", "status": "draft"},
        {"id": 2, "link": f"{HOME}2/", "content": {"protected": True}},
        {"id": 3, "link": None},
    ]
    listing = discover({"wp-json/wp/v2/posts": json.dumps(items).encode()})
    assert listing.links == []


def test_since_and_limit_narrow_the_listing() -> None:
    web: dict[str, bytes | Fetched | FetchError] = {
        "wp-json/wp/v2/posts": rest(19, 20, 21, 22),
        "wp-json/wp/v2/pages": rest(),
    }
    listing = discover(web, since=date(2021, 1, 1))
    assert ([link.url for link in listing.links], listing.complete) == (
        [f"{HOME}21/", f"{HOME}22/"],
        False,
    )
    listing = discover(web, limit=1)
    assert (len(listing.links), listing.complete) == (1, False)


def test_links_to_other_hosts_are_dropped() -> None:
    web: dict[str, bytes | Fetched | FetchError] = {
        "sitemap.xml": urlset(f"{HOME}a/", "https://lain.go.id/b/", "http://www.satu.go.id/c/")
    }
    assert [link.url for link in discover(web).links] == [f"{HOME}a/", "http://www.satu.go.id/c/"]


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
        discover({"wp-json/wp/v2/posts": FetchError("the host name is unknown", unreachable=True)})


def test_what_was_tried_is_said() -> None:
    with pytest.raises(FetchError) as caught:
        discover({"wp-json/wp/v2/posts": b"<html>", "feed/": b"<html></html>"})
    for words in ("it is no JSON", "wp-sitemap.xml: answered 404", "it is no feed"):
        assert words in str(caught.value)


def test_sitemaps_may_be_packed_and_name_categories() -> None:
    body = gzip.compress(urlset(f"{HOME}a/", f"{HOME}category/berita/", f"{HOME}tag/kota/"))
    _, links = sitemap_entries(body, f"{HOME}post-sitemap.xml.gz")
    assert [(link.url, link.modified) for link in links] == [(f"{HOME}a/", "2023-01-01")]


def test_entities_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + urlset(f"{HOME}&a;")
    _, links = sitemap_entries(bomb, HOME)
    assert all("root:" not in link.url for link in links)


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
        rest_content(body)
    for reader in (feed_links, lambda b: sitemap_entries(b, HOME)):
        with pytest.raises(ListingError):
            reader(body)


def test_robots_txt_may_name_sitemaps() -> None:
    body = b"User-agent: *\r\nSITEMAP : https://satu.go.id/s.xml\nSitemap:https://satu.go.id/t.xml"
    assert robots_sitemaps(body) == ["https://satu.go.id/s.xml", "https://satu.go.id/t.xml"]
