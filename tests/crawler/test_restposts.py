"""Posts that are read by REST, many in one request, instead of page by page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus.catalogue import Catalogue
from corpus.document import FROM_REST
from corpus.rawstore import RawStore
from corpus.warc import export_warc
from crawler.html import read_html
from crawler.link import Link
from crawler.listing import ListingError
from crawler.rest import rest_names, rest_written
from crawler.restpost import is_whole, rest_markup, with_details
from tests.crawler.running import crawl, stored
from tests.crawler.website import Answer, Website, serving

BODY = "<p>Pemerintah daerah membangun kota cerdas dengan enam pilar, kata wali kota.</p>"
NUMBERS = range(1, 61)


@pytest.fixture
def site() -> Iterator[Website]:
    found = Website()
    for number in NUMBERS:
        found.add(number, f"kabar-{number}", f"Kabar {number}", f"{BODY}<p>Nomor {number}.</p>")
    found.posts[2].category, found.posts[2].author = "Kota & Desa", "Nova Zarkasih"
    with serving(found):
        yield found


def configure(data: Path, site: Website, **more: object) -> None:
    """Name the site in the sources file of a data folder."""
    entry = {"name": "dinas", "kind": "wordpress", "url": site.url, "why": "uji", **more}
    entry["allow_private_hosts"] = True
    (data / "sources.yaml").write_text(json.dumps({"sources": [entry]}))


def pages(site: Website) -> list[str]:
    """Return the pages of posts that were asked for."""
    return [path for path in site.asked if path.startswith("/2023/")]


def test_sixty_posts_are_read_in_two_requests(site: Website, tmp_path: Path) -> None:
    assert crawl(tmp_path, site.url)["counts"]["new"] == 60
    assert pages(site) == []
    asked = [parse_qs(urlsplit(path).query).get("include", [""])[0] for path in site.asked]
    assert [numbers.count(",") + 1 for numbers in asked if numbers] == [50, 10]
    post = stored(tmp_path, f"{site.url}/2023/07/kabar-2")
    assert (post.title, post.published, post.kind) == ("Kabar 2", "2023-07-12", "article")
    assert (post.author, post.categories) == ("Nova Zarkasih", ("Kota & Desa",))
    assert post.url == f"{site.url}/2023/07/kabar-2/"
    assert "Nomor 2." in post.text


def test_what_did_not_change_is_not_asked_for(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    site.asked.clear()
    assert crawl(tmp_path, site.url)["counts"]["unchanged"] == 60
    assert [path for path in site.asked if "include=" in path or "categories" in path] == []
    site.posts[7].content += "<p>Diralat.</p>"
    assert crawl(tmp_path, site.url)["changed"] == [f"{site.url}/2023/07/kabar-7"]
    assert [path for path in site.asked if "include=7&" in path]


def test_a_post_is_the_same_by_rest_and_by_its_page(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path / "rest", site.url)
    site.whole = False
    report = crawl(tmp_path / "page", site.url)
    assert len(pages(site)) == 60
    assert report["notes"] == [
        "Posts whose text REST does not give in full, so that their pages were read: 60."
    ]
    by_rest, by_page = (
        stored(tmp_path / way, f"{site.url}/2023/07/kabar-3") for way in ("rest", "page")
    )
    assert (by_rest.media_type, by_page.media_type) == (FROM_REST, "text/html")
    assert by_rest.version == by_page.version


def test_an_entry_may_ask_for_pages(site: Website, tmp_path: Path) -> None:
    configure(tmp_path, site, read_by="page")
    assert crawl(tmp_path, "dinas")["counts"]["new"] == 60
    assert len(pages(site)) == 60
    assert stored(tmp_path, f"{site.url}/2023/07/kabar-2").categories == ("Kota & Desa",)


def test_a_post_behind_a_password_is_not_read(site: Website, tmp_path: Path) -> None:
    site.posts[5].locked = True
    for _ in range(2):
        report = crawl(tmp_path, site.url)
        assert report["empty"] == [f"{site.url}/2023/07/kabar-5/"]
        assert pages(site) == []
    assert len([path for path in site.asked if "include=" in path]) == 2


@pytest.mark.parametrize(
    "refusal",
    [Answer(403), Answer(302, headers={"Location": "/wp-login.php"})],
    ids=["forbidden", "login"],
)
def test_a_site_that_hides_its_pages_is_not_read_behind_its_back(
    site: Website, tmp_path: Path, refusal: Answer
) -> None:
    site.answers |= {f"/2023/07/kabar-{number}/": refusal for number in NUMBERS}
    site.answers["/wp-login.php"] = Answer(
        body=b"<html><form>Masuk</form></html>", headers={"Content-Type": "text/html"}
    )
    crawl(tmp_path, site.url, code=3 if refusal.status == 403 else 0)
    assert [path for path in site.asked if "include=" in path] == []
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    assert [entry for entry in catalogue.entries() if "kabar" in entry.origin] == []
    catalogue.close()


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer(418), "answered 418 I'm a Teapot"),
        (Answer(body=b"<html>Perawatan</html>"), "it is no JSON"),
        (Answer(body=b"[" * 100_000), "it is no JSON"),
        (Answer(302, headers={"Location": "http://169.254.169.254/"}), "which was not asked"),
    ],
    ids=["refused", "a page", "a bomb", "led astray"],
)
def test_a_site_whose_rest_fails_is_read_page_by_page(
    site: Website, tmp_path: Path, answer: Answer, why: str
) -> None:
    site.batches = answer
    report = crawl(tmp_path, site.url)
    assert report["counts"]["new"] == 60
    (note,) = report["notes"]
    assert note.startswith("REST does not give posts (")
    assert why in note
    assert len([path for path in site.asked if "include=" in path]) == 1


def test_the_archive_says_that_rest_gave_the_post(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url, "--limit", "1")
    catalogue, raw = Catalogue(tmp_path / "catalogue.sqlite"), RawStore(tmp_path / "raw")
    post = stored(tmp_path, f"{site.url}/2023/07/kabar-1")
    assert json.loads(raw.get(post.raw or ""))["content"]["rendered"] == site.posts[1].content
    export_warc(tmp_path / "a.warc.gz", catalogue, raw)
    catalogue.close()
    with (tmp_path / "a.warc.gz").open("rb") as file:
        _, record = ((r.rec_type, r.rec_headers) for r in ArchiveIterator(file))
    kind, headers = record
    assert kind == "resource"
    assert headers.get_header("WARC-Target-URI") == f"{site.url}/wp-json/wp/v2/posts/1"
    assert headers.get_header("Content-Type") == FROM_REST


def test_a_budget_counts_posts_that_a_batch_brings(site: Website, tmp_path: Path) -> None:
    configure(tmp_path, site, max_pages=3)
    report = crawl(tmp_path, "dinas")
    assert report["counts"]["new"] == 3
    assert any("budget of 3 pages is used up" in note for note in report["notes"])


def test_each_post_is_kept_in_the_bytes_in_which_it_was_written() -> None:
    first, second = b'{"id": 1,  "t": "\\u00e9 }{ [,"}', b'{"id":2,"a":{"b":[]}}'
    body = b"[" + first + b" ,\n" + second + b"]"
    assert list(rest_written(body)) == [
        ({"id": 1, "t": "é }{ [,"}, first),
        ({"id": 2, "a": {"b": []}}, second),
    ]


@pytest.mark.parametrize(
    ("content", "whole"),
    [
        ({"rendered": BODY, "protected": False}, True),
        ({"rendered": "", "protected": True}, True),
        ({"rendered": "<p> </p><img src=a.jpg>", "protected": False}, False),
        ({"rendered": f"[vc_row][vc_column]{BODY}[/vc_column][/vc_row]"}, False),
        ({"rendered": None}, False),
        (None, False),
    ],
)
def test_what_rest_does_not_give_in_full_is_told(content: Any, whole: bool) -> None:
    assert is_whole({"id": 1, "title": {"rendered": "Kabar"}, "content": content}) is whole
    assert not is_whole({"id": 1, "content": content})


def test_posts_that_are_not_as_wordpress_writes_them_are_read_by_their_pages(
    site: Website, tmp_path: Path
) -> None:
    whole = {"rendered": BODY, "protected": False}
    posts: list[dict[str, Any]] = [
        {"id": 1, "content": whole, "title": None},
        {"id": 2, "content": {"rendered": None, "protected": True}, "title": {"rendered": "x"}},
        {"id": 3, "content": whole, "title": {"rendered": 7}, "categories": [[1], {}, "x"]},
        {"id": [4], "content": whole},
        {"id": 5, "content": whole, "title": {"rendered": "Lima"}, "_embedded": {"author": 5}},
    ]
    site.batches = Answer(body=json.dumps(posts).encode())
    assert crawl(tmp_path, site.url)["counts"]["new"] == 60
    assert len(pages(site)) == 59
    assert stored(tmp_path, f"{site.url}/2023/07/kabar-5").title == "Lima"


def test_a_post_with_stray_tags_is_read_to_its_end() -> None:
    content = f"{BODY}</div></div><p>Jakarta, 3 Juli 2019</p></article><p>Alinea terakhir.</p>"
    post = {
        "title": {"rendered": "Kabar &#8211; kota"},
        "date": "2021-05-06T07:00:00",
        "content": {"rendered": content},
    }
    page = read_html(rest_markup(json.dumps(post).encode()).encode(), "https://a.go.id/x/")
    assert page.text.endswith("Alinea terakhir.")
    assert (page.title, page.published, page.author) == ("Kabar – kota", "2021-05-06", None)


def test_a_newsrooms_habits_are_taken_out_of_what_rest_gives() -> None:
    content = (
        '<figure><img src="a.jpg"><figcaption>Wali kota meninjau balai.</figcaption></figure>'
        "<p>Semarang, Diskominfo – Pemerintah kota membuka pusat kendali.</p>"
        '<p>Lihat Juga: <a href="/lain/">Berita lain</a></p><p>Warga menyambutnya. (nov)</p>'
        '<div class="sharedaddy">Bagikan</div>'
    )
    post = {"title": {"rendered": "Pusat kendali"}, "content": {"rendered": content}}
    page = read_html(rest_markup(json.dumps(post).encode()).encode(), "https://a.go.id/x/")
    assert page.text == "Pemerintah kota membuka pusat kendali.\n\nWarga menyambutnya."
    assert (page.dateline, page.author) == ("Semarang", "nov")
    assert (page.captions, page.related) == (("Wali kota meninjau balai.",), ("Berita lain",))


def test_the_day_and_the_categories_are_those_that_rest_gives() -> None:
    names = rest_names(b'[{"id": 3, "name": "Kota &amp; Desa"}, {"id": 9}]')
    post = {"date": "2023-07-12T10:00:00", "categories": [3, 4]}
    link = with_details(Link("https://a.go.id/x/"), post, names)
    assert (link.published, link.categories) == ("2023-07-12", ("Kota & Desa",))


def test_what_is_no_post_is_refused() -> None:
    for body in (b"", b"{}", b"[]", b'{"title": {"rendered": "x"}}'):
        with pytest.raises(ListingError):
            rest_markup(body)
