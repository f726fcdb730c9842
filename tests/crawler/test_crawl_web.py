"""Whole crawls of a small web site, each in a process of its own."""

from __future__ import annotations

import json
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from crawler.intake import LOOK_AT_SITE
from tests.crawler.pdffile import Sheet, pdf
from tests.crawler.running import ROOT, crawl, pilar, stored
from tests.crawler.website import Answer, Post, Website, serving

PLAN = "/wp-content/uploads/2023/07/rencana-induk.pdf"
BODY = "<p>Pemerintah daerah membangun kota cerdas dengan enam pilar, kata wali kota di sini.</p>"


@pytest.fixture
def site() -> Iterator[Website]:
    """A site of five posts over two REST pages, one page and one PDF."""
    found = Website()
    for number in range(1, 6):
        found.add(number, f"kabar-{number}", f"Kabar {number}", f"{BODY}<p>Nomor {number}.</p>")
    found.posts[2].content += f'<p><a href="{PLAN}">Rencana Induk Kota Cerdas</a></p>'
    found.add(9, "profil", "Profil", "<p>Dinas komunikasi dan informatika kota.</p>", "pages")
    found.files[PLAN] = pdf(
        Sheet(["Sampul rencana induk"]), Sheet(["Anggaran kota cerdas 2023 adalah Rp1,5 miliar."])
    )
    with serving(found):
        yield found


def test_a_site_is_crawled_with_its_pdf(site: Website, tmp_path: Path) -> None:
    report = crawl(tmp_path, site.url)
    assert (report["listing"], report["complete"]) == ("rest", True)
    assert report["counts"]["new"] == 7
    post = stored(tmp_path, f"{site.url}/2023/07/kabar-1")
    assert (post.title, post.kind, post.published) == ("Kabar 1", "article", "2023-07-12")
    assert post.url == f"{site.url}/2023/07/kabar-1/"
    assert "Beranda" not in post.text
    assert stored(tmp_path, f"{site.url}/profil").kind == "page"
    plan = stored(tmp_path, site.url + PLAN)
    assert (plan.title, plan.kind) == ("Rencana Induk Kota Cerdas", "masterplan")
    page = plan.page_at(plan.text.index("Anggaran"))
    assert page is not None
    assert page.number == 2


def test_the_crawler_says_who_it_is(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url, PILAR_CONTACT="mailto:a@example.org\r\nX-Evil: 1")
    (agent,) = site.agents
    assert agent.startswith("EnamPilar/")
    assert agent.endswith("(+mailto:a@example.org X-Evil: 1)")


def test_a_second_crawl_changes_nothing(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    raw = sorted((tmp_path / "raw").rglob("*"))
    report = crawl(tmp_path, site.url)
    assert report["counts"] | {"unchanged": 0} == dict.fromkeys(report["counts"], 0)
    assert report["counts"]["unchanged"] == 7
    assert sorted((tmp_path / "raw").rglob("*")) == raw


def test_an_unchanged_pdf_is_not_sent_again(site: Website, tmp_path: Path) -> None:
    first = crawl(tmp_path, site.url)
    site.files[PLAN] = site.files[PLAN]
    second = crawl(tmp_path, site.url)
    assert first["bytes"] - second["bytes"] >= len(site.files[PLAN])


def test_pages_that_nothing_dates_are_asked_whether_they_changed(
    site: Website, tmp_path: Path
) -> None:
    site.rest, site.etags = False, True  # the sitemap names no times
    crawl(tmp_path, site.url)
    assert site.not_modified == []
    site.posts[3].content += "<p>Diralat kemarin.</p>"
    report = crawl(tmp_path, site.url)
    assert (report["changed"], report["counts"]["unchanged"]) == (
        [f"{site.url}/2023/07/kabar-3"],
        6,
    )
    assert sorted(site.not_modified) == sorted(
        [f"/2023/07/kabar-{n}/" for n in (1, 2, 4, 5)] + ["/profil/", PLAN]
    )


def test_a_split_post_is_one_document_and_keeps_its_category(site: Website, tmp_path: Path) -> None:
    site.add(
        11,
        "terbelah",
        "Rencana tiga bagian",
        "<p>Bagian pertama memuat visi kota cerdas.</p><!--nextpage-->"
        "<p>Bagian kedua memuat anggaran Rp9 miliar.</p><!--nextpage-->"
        f'<p>Bagian ketiga menautkan <a href="{PLAN}">rencana induk</a>.</p>',
    ).category = "Tata Kelola & Layanan"
    site.etags = True
    report = crawl(tmp_path, site.url)
    assert report["counts"]["new"] == 8
    document = stored(tmp_path, f"{site.url}/2023/07/terbelah")
    assert document.text.splitlines()[::2] == [
        "Bagian pertama memuat visi kota cerdas.",
        "Bagian kedua memuat anggaran Rp9 miliar.",
        "Bagian ketiga menautkan rencana induk.",
    ]
    assert document.categories == ("Tata Kelola & Layanan",)
    assert (document.url, document.title) == (
        f"{site.url}/2023/07/terbelah/",
        "Rencana tiga bagian",
    )
    site.rest = False  # the first page alone cannot tell that the others did not change
    site.posts[11].content = site.posts[11].content.replace("Rp9 miliar", "Rp8 miliar")
    assert crawl(tmp_path, site.url)["changed"] == [f"{site.url}/2023/07/terbelah"]


def test_full_reads_everything_anew(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    assert crawl(tmp_path, site.url, "--full")["counts"]["unchanged"] == 7


def test_edited_new_and_deleted_posts_change_exactly_themselves(
    site: Website, tmp_path: Path
) -> None:
    crawl(tmp_path, site.url)
    site.posts[1].content += "<p>Diralat kemarin.</p>"
    del site.posts[3]
    site.add(10, "baru", "Baru", BODY)
    report = crawl(tmp_path, site.url)
    assert report["changed"] == [f"{site.url}/2023/07/kabar-1"]
    assert report["new"] == [f"{site.url}/2023/07/baru"]
    assert (report["missing"], report["withdrawn"]) == ([f"{site.url}/2023/07/kabar-3"], [])
    assert report["counts"]["unchanged"] == 5
    report = crawl(tmp_path, site.url)
    assert (report["missing"], report["withdrawn"]) == ([], [f"{site.url}/2023/07/kabar-3"])
    assert report["counts"]["unchanged"] == 7
    site.add(3, "kabar-3", "Kabar 3", BODY)
    assert crawl(tmp_path, site.url)["new"] == [f"{site.url}/2023/07/kabar-3"]


@pytest.mark.parametrize("rest", [True, False], ids=["by its number", "by a redirect"])
def test_a_renamed_post_stays_one_document(site: Website, tmp_path: Path, *, rest: bool) -> None:
    site.rest = rest
    crawl(tmp_path, site.url)
    site.posts[4].slug = "kabar-keempat"
    site.answers["/2023/07/kabar-4/"] = Answer(
        301, headers={"Location": f"{site.url}/2023/07/kabar-keempat/"}
    )
    report = crawl(tmp_path, site.url)
    first_address = f"{site.url}/2023/07/kabar-4"
    assert (report["new"], report["missing"], report["withdrawn"]) == ([], [], [])
    assert report["changed"] == [first_address]
    assert stored(tmp_path, first_address).url == f"{site.url}/2023/07/kabar-keempat/"
    assert crawl(tmp_path, site.url)["counts"]["unchanged"] == 7


def test_an_unlisted_post_that_is_still_there_stays(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    page = site.answer("/2023/07/kabar-4/", {})
    del site.posts[4]
    site.answers["/2023/07/kabar-4/"] = page
    report = crawl(tmp_path, site.url)
    assert report["withdrawn"] == []
    assert any("still there; kept" in note for note in report["notes"])


def test_a_pdf_goes_when_it_is_gone_and_no_page_links_it(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    content = site.files.pop(PLAN)
    linked = crawl(tmp_path, site.url, code=3)
    assert linked["failed"] == [{"url": site.url + PLAN, "reason": "answered 404 Not Found"}]
    assert (linked["missing"], linked["withdrawn"]) == ([site.url + PLAN], [])
    site.posts[2].content = BODY
    site.files[PLAN] = content
    assert crawl(tmp_path, site.url)["withdrawn"] == []
    del site.files[PLAN]
    assert crawl(tmp_path, site.url)["missing"] == [site.url + PLAN]
    assert crawl(tmp_path, site.url)["withdrawn"] == [site.url + PLAN]


def test_a_pdf_stays_while_the_page_that_links_it_cannot_be_read(
    site: Website, tmp_path: Path
) -> None:
    site.whole = False
    crawl(tmp_path, site.url)
    del site.files[PLAN]
    site.posts[2].content += "<p>Diralat.</p>"
    site.answers["/2023/07/kabar-2/"] = Answer(403)
    report = crawl(tmp_path, site.url, code=3)
    assert report["failed"] == [
        {"url": f"{site.url}/2023/07/kabar-2/", "reason": "answered 403 Forbidden"}
    ]
    assert report["withdrawn"] == []


def test_a_listing_that_lost_most_of_its_posts_withdraws_nothing(
    site: Website, tmp_path: Path
) -> None:
    crawl(tmp_path, site.url)
    for number in (1, 2, 3, 4):
        del site.posts[number]
    for _ in range(2):
        report = crawl(tmp_path, site.url, code=3)
        assert (report["missing"], report["withdrawn"]) == ([], [])
        assert report["alarms"] == [
            f"The site lists 2 of the 6 pages that it had; nothing was withdrawn. {LOOK_AT_SITE}"
        ]


def test_pages_that_answer_404_although_they_are_listed_go_after_two_crawls(
    site: Website, tmp_path: Path
) -> None:
    site.whole = False
    crawl(tmp_path, site.url)
    site.posts[1].content += "<p>Diralat.</p>"
    for gone in (404, 410):
        site.answers["/2023/07/kabar-1/"] = Answer(gone)
        report = crawl(tmp_path, site.url, code=3)
    assert (report["missing"], report["withdrawn"]) == ([], [f"{site.url}/2023/07/kabar-1"])
    assert stored(tmp_path, f"{site.url}/2023/07/kabar-1").text


def test_a_site_whose_pages_all_answer_404_withdraws_nothing(site: Website, tmp_path: Path) -> None:
    site.whole = False
    crawl(tmp_path, site.url)
    for number in range(1, 6):
        site.posts[number].content += "<p>Diralat.</p>"
        site.answers[f"/2023/07/kabar-{number}/"] = Answer(404)
    for _ in range(2):
        report = crawl(tmp_path, site.url, code=3)
        assert (report["missing"], report["withdrawn"]) == ([], [])
        assert "5 of the 7 documents" in report["alarms"][0]


@pytest.mark.parametrize("option", [["--limit", "2"], ["--since", "2024-01-01"]])
def test_a_partial_crawl_withdraws_nothing(
    site: Website, tmp_path: Path, option: list[str]
) -> None:
    crawl(tmp_path, site.url)
    del site.posts[3]
    report = crawl(tmp_path, site.url, *option)
    assert (report["withdrawn"], report["complete"]) == ([], False)
    assert report["counts"]["unchanged"] <= 3
    assert "The listing is not complete, so nothing was withdrawn." in report["notes"]


def test_a_rest_listing_that_breaks_off_withdraws_nothing(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    del site.posts[3]
    site.answers["/wp-json/wp/v2/pages"] = Answer(500)
    report = crawl(tmp_path, site.url)
    assert (report["withdrawn"], report["complete"]) == ([], False)


def test_plain_permalinks_are_followed_and_kept_apart(site: Website, tmp_path: Path) -> None:
    site.plain = True
    report = crawl(tmp_path, site.url)
    assert report["counts"]["new"] == 7
    assert stored(tmp_path, f"{site.url}?p=2").url == f"{site.url}/?p=2"
    assert crawl(tmp_path, site.url)["counts"]["unchanged"] == 7


def test_without_rest_the_sitemap_lists(site: Website, tmp_path: Path) -> None:
    site.rest = False
    report = crawl(tmp_path, site.url)
    assert (report["listing"], report["counts"]["new"]) == ("sitemap", 7)
    assert stored(tmp_path, f"{site.url}/profil").kind == "page"
    assert not [path for path in site.asked if "users" in path or "category" in path]
    del site.posts[3]
    assert crawl(tmp_path, site.url)["missing"] == [f"{site.url}/2023/07/kabar-3"]
    assert crawl(tmp_path, site.url)["withdrawn"] == [f"{site.url}/2023/07/kabar-3"]


def test_a_sitemap_that_only_robots_txt_names_is_found(site: Website, tmp_path: Path) -> None:
    site.rest = False
    index = site.answer("/wp-sitemap.xml", {})
    site.answers |= {"/wp-sitemap.xml": Answer(404), "/peta-sitemap.xml": index}
    site.robots += f"Sitemap: {site.url}/peta-sitemap.xml\n"
    assert crawl(tmp_path, site.url)["listing"] == "sitemap"


def test_without_rest_and_sitemap_the_feed_lists(site: Website, tmp_path: Path) -> None:
    site.rest = site.sitemap = False
    report = crawl(tmp_path, site.url)
    assert (report["listing"], report["complete"]) == ("feed", False)
    assert report["counts"]["new"] == 6
    del site.posts[3]
    assert crawl(tmp_path, site.url)["withdrawn"] == []


def test_without_any_listing_the_crawl_fails_and_says_what_was_tried(
    site: Website, tmp_path: Path
) -> None:
    site.rest = site.sitemap = site.feed = False
    report = crawl(tmp_path, site.url, code=3)
    assert "no REST listing, sitemap, feed or listing page" in report["failed"][0]["reason"]


def test_what_robots_txt_forbids_is_not_asked_for(site: Website, tmp_path: Path) -> None:
    site.robots += "Disallow: /2023/07/kabar-4/\n"
    report = crawl(tmp_path, site.url)
    assert report["robots_blocked"] == [f"{site.url}/2023/07/kabar-4/"]
    assert "/2023/07/kabar-4/" not in site.asked
    assert report["counts"]["new"] == 6


def test_a_redirect_to_another_host_is_refused(site: Website, tmp_path: Path) -> None:
    with serving(Website()) as other:
        site.whole = False
        site.answers["/2023/07/kabar-5/"] = Answer(302, headers={"Location": f"{other.url}/x"})
        report = crawl(tmp_path, site.url, code=3)
    assert other.asked == []
    (failure,) = report["failed"]
    assert failure["url"] == f"{site.url}/2023/07/kabar-5/"
    assert "which was not asked" in failure["reason"]


def test_links_in_listings_and_pages_that_lead_elsewhere_are_not_followed(
    site: Website, tmp_path: Path
) -> None:
    with serving(Website()) as other:
        site.posts[1].content += f'<a href="{other.url}/laporan.pdf">Laporan tahunan</a>'
        report = crawl(tmp_path, site.url)
    assert other.asked == []
    assert "PDFs on other hosts are linked and were not fetched: 1." in report["notes"]


def test_a_new_page_that_cannot_be_had_is_taken_from_rest(site: Website, tmp_path: Path) -> None:
    site.answers["/profil/"] = Answer(404)
    report = crawl(tmp_path, site.url)
    assert report["counts"]["new"] == 7
    assert any("taken from REST" in note for note in report["notes"])
    page = stored(tmp_path, f"{site.url}/profil")
    assert (page.title, page.media_type) == ("Profil", "application/json")
    assert crawl(tmp_path, site.url)["counts"]["unchanged"] == 7


def test_a_known_page_that_fails_keeps_its_version(site: Website, tmp_path: Path) -> None:
    site.whole = False
    crawl(tmp_path, site.url)
    before = stored(tmp_path, f"{site.url}/2023/07/kabar-5")
    site.posts[5].content += "<p>Diralat.</p>"
    site.answers["/2023/07/kabar-5/"] = Answer(503)
    report = crawl(tmp_path, site.url, code=3)
    assert report["failed"][0]["reason"] == "answered 503 Service Unavailable"
    assert stored(tmp_path, f"{site.url}/2023/07/kabar-5") == before


def test_a_file_that_is_no_pdf_is_a_failed_line(site: Website, tmp_path: Path) -> None:
    site.files[PLAN] = b"<html>Silakan masuk</html>"
    report = crawl(tmp_path, site.url, code=3)
    assert report["failed"] == [
        {"url": site.url + PLAN, "reason": "It is application/pdf; a PDF was expected."}
    ]


def test_a_page_without_text_is_no_failure(site: Website, tmp_path: Path) -> None:
    site.add(11, "galeri", "", '<figure><img src="a.jpg"></figure>', "pages")
    report = crawl(tmp_path, site.url)
    assert report["empty"] == [f"{site.url}/galeri/"]


def test_hostile_text_stays_text(site: Website, tmp_path: Path) -> None:
    site.add(12, "jahat", "\x1b[31m[bold]../../etc/passwd", f"{BODY}<p>\x1b]0;judul\x07 akhir</p>")
    site.posts[12].content += '<a href="/wp-content/uploads/..%2f..%2fx%1b.pdf">Rencana \x1b[2J</a>'
    done = pilar(tmp_path, "crawl", site.url)
    assert done.returncode == 3
    assert "\x1b" not in done.stdout + done.stderr
    assert not (tmp_path.parent / "x.pdf").exists()


def test_a_closed_port_is_one_clear_line(tmp_path: Path) -> None:
    with serving(Website()) as gone:
        pass
    report = crawl(tmp_path, gone.url, code=3)
    assert report["failed"] == [{"url": f"{gone.url}/", "reason": "the host refuses connections"}]


def test_a_host_that_cannot_prove_itself_is_not_read(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj",
         "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(key),
         "-out", str(certificate)],
        capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl cannot make a certificate here")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    class Quiet(HTTPServer):
        def handle_error(self, *_: object) -> None:
            """The client hangs up, as it should."""

    server = Quiet(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        report = crawl(tmp_path / "data", f"https://127.0.0.1:{server.server_port}", code=3)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    assert "TLS" in report["failed"][0]["reason"]


def test_a_disk_that_refuses_ends_the_crawl_with_one_line(site: Website, tmp_path: Path) -> None:
    crawl(tmp_path, site.url)
    for path in sorted((tmp_path / "raw").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (tmp_path / "raw").rmdir()
    (tmp_path / "raw").write_text("a file is in the way")
    site.posts[1].content += "<p>Diralat.</p>"
    done = pilar(tmp_path, "crawl", site.url)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("pilar: Cannot write under")
    assert "Traceback" not in done.stderr
    assert "Diralat" not in stored(tmp_path, f"{site.url}/2023/07/kabar-1").text


def test_two_sites_and_a_folder_are_crawled_in_one_run(site: Website, tmp_path: Path) -> None:
    folder = tmp_path / "berkas"
    folder.mkdir()
    (folder / "a.txt").write_text("Catatan rapat kota cerdas yang pertama.")
    with serving(Website()) as other:
        other.add(1, "lain", "Lain", BODY)
        done = pilar(tmp_path / "data", "crawl", site.url, str(folder), other.url, "--json")
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)["reports"]
    assert [report["counts"]["new"] for report in reports] == [7, 1, 1]


def test_a_page_that_two_sources_name_stays_with_the_first(site: Website, tmp_path: Path) -> None:
    page = f"{site.url}/2023/07/kabar-1/"
    common = {"why": "uji", "allow_private_hosts": True}
    entries = [
        {"name": "dinas", "kind": "wordpress", "url": site.url, **common},
        {"name": "pilihan", "kind": "pages", "pages": [page], "pillars": ["economy"], **common},
    ]
    (tmp_path / "sources.yaml").write_text(json.dumps({"sources": entries}))
    for new in (7, 0):
        done = pilar(tmp_path, "crawl", "dinas", "pilihan", "--json")
        first, second = json.loads(done.stdout)["reports"]
        assert (first["counts"]["new"], first["counts"]["changed"]) == (new, 0)
        assert (second["unchanged"], second["failed"]) == ([page.rstrip("/")], [])
        assert "belong to the source dinas" in second["notes"][0]
    assert stored(tmp_path, page.rstrip("/")).source == "dinas"
    site.answers["/2023/07/kabar-1/"] = Answer(404)
    done = pilar(tmp_path, "crawl", "pilihan", "--json")
    assert json.loads(done.stdout)["reports"][0]["missing"] == []


def test_a_stopped_crawl_keeps_what_it_read_and_says_so(site: Website, tmp_path: Path) -> None:
    site.whole = False
    site.posts |= {n: Post(n, f"lama-{n}", f"Lama {n}", BODY) for n in range(100, 112)}
    program = "import typer, crawler.cli as c; a = typer.Typer(); c.register(a); a()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "crawl", site.url],
        cwd=ROOT,
        env={"PILAR_DATA_DIR": str(tmp_path), "PILAR_CRAWL_DELAY": "0.2", "PATH": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    until = time.monotonic() + 60
    while sum(p.startswith("/2023") for p in site.asked) < 4 and time.monotonic() < until:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors.strip().endswith("pilar: stopped. What was finished is kept.")
    resumed = crawl(tmp_path, site.url)
    assert resumed["counts"]["new"] == 19, "the report is of the whole run"
    assert any("had not come to its end" in note for note in resumed["notes"])
    pages = [path for path in site.asked if path.startswith("/2023")]
    assert len(pages) - len(set(pages)) <= 1, "at most what was under way is asked for twice"
    assert crawl(tmp_path, site.url)["counts"]["unchanged"] == 19, "and it has ended"
