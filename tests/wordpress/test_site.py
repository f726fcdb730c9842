"""The site is as real as the crawler's tests claim: what it serves, what it hides."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import httpx
import pypdf
import pytest

from tests.wordpress import WordPressSite, require_packages
from tests.wordpress.content import DOCUMENTS, POSTS, SITE, post
from tests.wordpress.daemon import SiteError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PUBLISHED = [post for post in POSTS if post.status == "publish"]
HIDDEN = [post for post in POSTS if not post.is_public]
FULL_TEXT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPressSite]:
    require_packages()
    with WordPressSite.start(tmp_path_factory.mktemp("wordpress")) as running:
        yield running


@pytest.fixture(scope="module")
def web(site: WordPressSite) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=site.url, trust_env=False, timeout=30) as client:
        yield client


def rest(web: httpx.Client, kind: str, **parameters: str) -> list[dict[str, Any]]:
    answer = web.get(f"/wp-json/wp/v2/{kind}", params={"per_page": "100", **parameters})
    answer.raise_for_status()
    records: list[dict[str, Any]] = answer.json()
    return records


def rest_post(web: httpx.Client, slug: str) -> dict[str, Any]:
    return rest(web, "posts", slug=slug)[0]


def locations(web: httpx.Client, path: str) -> list[str]:
    root = ET.fromstring(web.get(path).raise_for_status().content)
    return [element.text or "" for element in root.iter(f"{SITEMAP}loc")]


def test_rest_lists_exactly_the_published_posts(web: httpx.Client) -> None:
    first = web.get("/wp-json/wp/v2/posts", params={"per_page": "10"})
    assert first.headers["X-WP-Total"] == str(len(PUBLISHED))
    assert first.headers["X-WP-TotalPages"] == str(-(-len(PUBLISHED) // 10))
    assert {each["slug"] for each in rest(web, "posts")} == {post.slug for post in PUBLISHED}
    assert web.get("/wp-json/wp/v2/posts", params={"page": "99"}).status_code == 400


def test_rest_gives_local_and_universal_time(web: httpx.Client) -> None:
    record = rest_post(web, "siraman-catat-4217-laporan-pada-maret-2021")
    assert record["date"] == "2021-04-02T09:15:00"
    assert record["date_gmt"] == record["modified_gmt"] == "2021-04-02T02:15:00"


def test_rest_escapes_a_title_with_entities(web: httpx.Client) -> None:
    record = rest_post(web, "tanya-jawab-tarif-bus-angsana")
    title = "Tanya &amp; Jawab: Tarif Bus Angsana &lt; Rp5.000?"
    assert record["title"]["rendered"] == title


def test_pages_categories_tags_and_authors_answer(web: httpx.Client) -> None:
    assert {each["slug"] for each in rest(web, "pages")} == {
        page["post_name"] for page in SITE["pages"]
    }
    assert {each["slug"] for each in rest(web, "categories", hide_empty="true")} == {
        each["category_nicename"] for each in SITE["categories"]
    }
    assert "smart environment" in {each["name"] for each in rest(web, "tags")}
    assert {each["name"] for each in rest(web, "users")} == {
        "Redaksi",
        *(user["display_name"] for user in SITE["users"]),
    }


@pytest.mark.parametrize("wanted", PUBLISHED, ids=lambda post: post.slug)
def test_every_published_post_has_a_page(
    site: WordPressSite, web: httpx.Client, wanted: Any
) -> None:
    page = web.get(wanted.path)
    assert page.status_code == 200
    assert f'<link rel="canonical" href="{site.url}{wanted.path}" />' in page.text
    assert f'datetime="{wanted.date.replace(" ", "T")}+07:00"' in page.text
    assert (wanted.fact in page.text) == wanted.is_public


def test_a_page_carries_furniture_that_rest_does_not(web: httpx.Client) -> None:
    slug = "siraman-catat-4217-laporan-pada-maret-2021"
    page, text = web.get(post(slug).path).text, rest_post(web, slug)["content"]["rendered"]
    for furniture in ("share-buttons", "related-posts", "cookie-banner", "Berita Terkini"):
        assert furniture in page
        assert furniture not in text
    assert "Lihat Juga: <a" in text  # the author's own line is part of the post


def test_a_script_in_a_text_stays_text(web: httpx.Client) -> None:
    text = web.get(post("catatan-keamanan-siber-untuk-operator-situs").path).text
    assert "&lt;script&gt;document.title" in text
    assert "<script>document.title" not in text


def test_addresses_without_slash_or_by_number_lead_to_the_canonical_one(
    site: WordPressSite, web: httpx.Client
) -> None:
    wanted = post("1207")
    without_slash = web.get(wanted.path.rstrip("/"))
    by_number = web.get("/", params={"p": str(rest_post(web, "1207")["id"])})
    assert without_slash.status_code == by_number.status_code == 301
    expected = f"{site.url}{wanted.path}"
    assert without_slash.headers["Location"] == by_number.headers["Location"] == expected
    assert web.get("/2020/01/tidak-pernah-ada/").status_code == 404


def test_robots_txt_names_the_sitemap(site: WordPressSite, web: httpx.Client) -> None:
    text = web.get("/robots.txt").text
    assert "Disallow: /wp-admin/" in text
    assert f"Sitemap: {site.url}/wp-sitemap.xml" in text


def test_the_sitemap_leads_to_every_public_post(site: WordPressSite, web: httpx.Client) -> None:
    parts = locations(web, "/wp-sitemap.xml")
    assert f"{site.url}/wp-sitemap-posts-post-1.xml" in parts
    listed = {place for part in parts for place in locations(web, part)}
    assert {f"{site.url}{post.path}" for post in POSTS if post.is_public} <= listed
    assert not {f"{site.url}{post.path}" for post in POSTS if post.status != "publish"} & listed


def test_the_feed_has_the_newest_posts_and_an_etag(site: WordPressSite, web: httpx.Client) -> None:
    feed = web.get("/feed/")
    items = list(ET.fromstring(feed.content).iter("item"))
    newest = sorted(PUBLISHED, key=lambda post: post.date, reverse=True)[:10]
    assert [item.findtext("link") for item in items] == [site.url + post.path for post in newest]
    assert newest[0].fact in (items[0].findtext(FULL_TEXT) or "")
    again = web.get("/feed/", headers={"If-None-Match": feed.headers["ETag"]})
    assert again.status_code == 304


def test_hidden_posts_leak_nothing(web: httpx.Client) -> None:
    feeds = [f"/feed/?paged={number}" for number in range(1, 6)]
    lists = [f"/wp-json/wp/v2/{kind}?per_page=100" for kind in ("posts", "pages", "media")]
    searches = [f"/?s={each.fact.split()[-1]}" for each in HIDDEN]
    maps = [place for part in locations(web, "/wp-sitemap.xml") for place in locations(web, part)]
    assert len(HIDDEN) == 3
    for address in (*feeds, *lists, *searches, *maps, "/", *(each.path for each in HIDDEN)):
        text = web.get(address).text
        assert not [each.slug for each in HIDDEN if each.fact in text], address


def test_a_protected_post_asks_for_its_password_and_unpublished_ones_are_not_found(
    web: httpx.Client,
) -> None:
    slug = next(each.slug for each in HIDDEN if each.password)
    record = rest_post(web, slug)
    assert record["content"] == {"rendered": "", "protected": True}
    assert 'name="post_password"' in web.get(post(slug).path).text
    for each in HIDDEN:
        assert web.get(each.path).status_code == (200 if each.password else 404)


def test_the_pdf_downloads_with_its_three_pages(site: WordPressSite, web: httpx.Client) -> None:
    document = DOCUMENTS[0]
    address = f"{site.url}/wp-content/uploads/{document.path}"
    record = next(each for each in rest(web, "media") if each["mime_type"] == "application/pdf")
    owner = rest_post(web, document.post)
    assert record["source_url"] == address
    assert record["post"] == owner["id"]
    assert f'href="{address}"' in owner["content"]["rendered"]
    answer = web.get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.content)).pages]
    assert len(pages) == 3
    texts = [" ".join(page.split()) for page in pages]  # the fact may run over a line's end
    holding = [number for number, text in enumerate(texts, start=1) if document.fact in text]
    assert holding == [document.fact_page]


def test_an_editor_publishes_attaches_edits_and_deletes(
    site: WordPressSite, web: httpx.Client
) -> None:
    address = site.publish_post("uji-siaran", "Uji Siaran", "<p>Kata pertama.</p>")
    assert address == f"{site.url}/2024/11/uji-siaran/"
    before = rest_post(web, "uji-siaran")

    pdf = site.attach_pdf("uji-siaran", "2024/11/uji.pdf", "Uji", ["# Bab\n\nIsi (uji).", "Dua."])
    assert len(pypdf.PdfReader(io.BytesIO(web.get(pdf).content)).pages) == 2
    assert rest_post(web, "uji-siaran")["modified_gmt"] == before["modified_gmt"]

    site.edit_post("uji-siaran", f'<p>Kata kedua. <a href="{pdf}">Uji</a></p>')
    after = rest_post(web, "uji-siaran")
    assert "Kata kedua." in after["content"]["rendered"]
    assert after["modified_gmt"] > before["modified_gmt"]
    assert after["date_gmt"] == before["date_gmt"]

    site.delete_post("uji-siaran")
    assert web.get(address).status_code == 404
    assert rest(web, "posts", slug="uji-siaran") == []


def test_an_unknown_slug_is_named(site: WordPressSite) -> None:
    with pytest.raises(SiteError, match="no post with the slug 'tidak-ada'"):
        site.delete_post("tidak-ada")
