from __future__ import annotations

from crawler.fetched import Fetched
from crawler.html import read_html
from crawler.splitpost import further_pages, joined

URL = "https://satu.go.id/2023/07/laporan/"
BODY = "Pemerintah daerah membangun kota cerdas dengan enam pilar, kata wali kota."


def part(number: int, links: str) -> Fetched:
    markup = f"""<html><body><nav>Beranda</nav><article class="post"><h1 class="entry-title">Laporan
    </h1><div class="entry-content"><p>{BODY} Bagian {number}.</p>
    <div class="page-links">Halaman: {links}</div></div></article></body></html>"""
    return Fetched(URL, markup.encode(), headers={"content-type": "text/html"})


def test_a_post_in_one_piece_has_no_further_pages() -> None:
    assert further_pages(Fetched(URL, b"<p>x</p><a href=/2/>2</a>")) == []


def test_every_page_up_to_the_last_is_wanted() -> None:
    first = part(1, f'<a class="post-page-numbers" href="{URL}2/">2</a> … <a href="{URL}4/">4</a>')
    assert further_pages(first) == [f"{URL}2/", f"{URL}3/", f"{URL}4/"]


def test_plain_permalinks_split_as_well() -> None:
    first = part(1, '<a class="post-page-numbers" href="https://satu.go.id/?p=3&amp;page=2">2</a>')
    assert further_pages(first) == ["https://satu.go.id/?p=3&page=2"]


def test_the_pages_are_one_text_without_their_numbers() -> None:
    whole = joined(part(1, "<a href=x>2</a>"), [part(2, ""), part(3, "")])
    page = read_html(whole.body, URL)
    assert [f"Bagian {n}" in page.text for n in (1, 2, 3)] == [True, True, True]
    assert "Halaman" not in page.text
    assert page.title == "Laporan"
