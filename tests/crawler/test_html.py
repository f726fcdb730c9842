from __future__ import annotations

import pytest

from crawler.html import HtmlPage, decode, read_html

URL = "https://aptika.kominfo.go.id/2019/07/tangerang/"

HEAD = """<!doctype html><html lang="en-US"><head><meta charset="utf-8">
<title>e-Government di Tangerang – Ditjen Aptika</title>
<link rel="canonical" href="/2019/07/tangerang/">
<meta property="article:published_time" content="2019-07-03T23:10:00+07:00">
<script type="application/ld+json">{"@graph": [{"@type": "Article",
 "datePublished": "2019-07-04", "author": {"@type": "Person", "name": "Noviza"}}]}</script>
<script type="application/ld+json">{broken</script></head>"""

CLASSIC = f"""{HEAD}<body class="single single-post">
<nav><ul><li>Beranda</li><li>Profil</li></ul></nav>
<article id="post-1"><header class="entry-header"><h1 class="entry-title">e-Government di
 Tangerang</h1><div class="entry-meta">3 Juli 2019 oleh admin</div></header>
<div class="entry-content">
<div class="sharedaddy"><h3>Share this:</h3><a href="#">Tweet</a></div>
<div id="attachment_7" class="wp-caption alignnone"><img src="a.jpg">
 <p class="wp-caption-text">Suasana bimtek pertama</p></div>
<p>Direktur Layanan membuka bimtek di Tangerang. (Foto: AYH)</p>
<p>Tangerang, Ditjen Aptika &#8211; Kementerian Kominfo mendam<b>pingi</b> daerah dalam
 <em>empat</em> bimtek, Rabu (3/7/2019).<br>Bimtek kedua menyusul.<br><br>Biayanya Rp2 miliar.</p>
<p><strong>Lihat Juga:</strong> <a href="/x">Kominfo Latih Pemda</a></p>
<p>Dewan kota cerdas dibentuk. Baca juga: <a href="/y">Dewan Baru</a></p>
<h2>Tim Pelaksana</h2>
<ul><li>Ketua<ul><li>Sekretaris</li></ul></li><li><p>Anggota</p></li></ul>
<table><tr><th>Daerah</th><th>Nilai</th></tr><tr><td>Kuningan</td><td>2,51</td></tr></table>
<p>Baca Juga:</p><ul><li><a href="/z">Judul Lain</a></li></ul>
<p>Unduh <a href="/wp-content/uploads/panduan%20kota.PDF#page=2">Panduan Penyusunan</a> di
 <a href="/wp-content/uploads/panduan%20kota.PDF">sini</a>.</p>
<p>Demikian Sistem Pemerintahan Berbasis Elektronik (SPBE). (nvz)</p>
<p>Print</p>
<div class="yarpp-related"><p>Berita terkait yang tidak boleh masuk</p></div>
<script>alert(1)</script><!-- komentar -->
</div><footer class="entry-footer">Kategori: Berita</footer></article>
<aside class="widget">Arsip</aside></body></html>"""

BLOCK = f"""{HEAD}<body><header class="wp-block-template-part"><p>Situs</p></header>
<main><h1 class="wp-block-post-title">Kabar Kota</h1>
<div class="wp-block-post-date"><time datetime="2023-07-12T09:00:00+07:00">12 Juli</time></div>
<div class="entry-content wp-block-post-content has-global-padding is-layout-constrained">
<figure class="wp-block-image"><img src="b.jpg"><figcaption class="wp-element-caption">Wali
 kota meninjau</figcaption></figure>
<p class="has-text-align-center">Kota Magelang membangun pusat kendali pada 2019.</p>
<blockquote class="wp-block-quote"><p>Kota harus aman.</p><cite>Wali kota</cite></blockquote>
<h3 class="wp-block-heading">Anggaran</h3><p>Anggarannya Rp1,25 miliar.</p>
<div class="wp-block-file"><object data="/wp-content/uploads/rpjmd.pdf"></object>
<a href="/wp-content/uploads/rpjmd.pdf">RPJMD 2021-2026</a>
<a class="wp-block-file__button" download href="/wp-content/uploads/rpjmd.pdf">Unduh</a></div>
</div><div class="wp-block-post-terms">Kategori</div></main></body></html>"""


def lines(page: HtmlPage) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, page.text[b.start : b.end]) for b in page.blocks]


def test_a_classic_theme_keeps_the_article_and_nothing_else() -> None:
    page = read_html(CLASSIC.encode(), URL)
    assert lines(page) == [
        (
            "paragraph",
            0,
            (
                "Kementerian Kominfo mendampingi daerah dalam empat bimtek, Rabu (3/7/2019). "
                "Bimtek kedua menyusul."
            ),
        ),
        ("paragraph", 0, "Biayanya Rp2 miliar."),
        ("paragraph", 0, "Dewan kota cerdas dibentuk."),
        ("heading", 2, "Tim Pelaksana"),
        ("item", 0, "Ketua"),
        ("item", 0, "Sekretaris"),
        ("item", 0, "Anggota"),
        ("row", 0, "Daerah | Nilai"),
        ("row", 0, "Kuningan | 2,51"),
        ("paragraph", 0, "Unduh Panduan Penyusunan di sini."),
        ("paragraph", 0, "Demikian Sistem Pemerintahan Berbasis Elektronik (SPBE)."),
    ]


def test_what_the_head_says_is_read() -> None:
    page = read_html(CLASSIC.encode(), URL)
    assert page.title == "e-Government di Tangerang"
    assert page.published == "2019-07-03"
    assert page.author == "Noviza"
    assert page.canonical == URL
    assert page.language == "id"


def test_a_block_theme_is_read() -> None:
    page = read_html(BLOCK.encode(), URL)
    assert page.title == "Kabar Kota"
    assert lines(page) == [
        ("paragraph", 0, "Kota Magelang membangun pusat kendali pada 2019."),
        ("paragraph", 0, "Kota harus aman."),
        ("paragraph", 0, "Wali kota"),
        ("heading", 3, "Anggaran"),
        ("paragraph", 0, "Anggarannya Rp1,25 miliar."),
        ("paragraph", 0, "RPJMD 2021-2026"),
    ]
    (link,) = page.pdf_links
    assert (link.url, link.text) == (
        "https://aptika.kominfo.go.id/wp-content/uploads/rpjmd.pdf",
        "RPJMD 2021-2026",
    )


def test_a_pdf_is_linked_once_by_the_words_that_name_it() -> None:
    (link,) = read_html(CLASSIC.encode(), URL).pdf_links
    assert link.url == "https://aptika.kominfo.go.id/wp-content/uploads/panduan%20kota.PDF"
    assert link.text == "Panduan Penyusunan"


@pytest.mark.parametrize("address", ["http://[", "javascript:x.pdf", "mailto:a@b.pdf", "//"])
def test_a_broken_link_is_no_pdf(address: str) -> None:
    body = f'<article><p>Rencana induk kota.</p><a href="{address}">x .pdf</a></article>'
    assert read_html(body.encode(), URL).pdf_links == ()


def test_an_abbreviation_at_the_end_is_no_writer() -> None:
    body = "<article><p>Kota itu menjalankan Sistem Pemerintahan Berbasis Elektronik (SPBE)</p>"
    assert read_html(body.encode(), URL).text.endswith("(SPBE)")


def test_the_dateline_goes_only_where_it_is_certain() -> None:
    text = read_html(b"<article><p>Bandung - Cirebon terhubung jalan tol baru.</p></article>", URL)
    assert text.text.startswith("Bandung - Cirebon")


def test_a_title_inside_a_bare_article_is_not_repeated() -> None:
    body = "<article><h1>Kota Aman</h1><p>Kota itu aman berkat kamera pengawas baru.</p></article>"
    page = read_html(body.encode(), URL)
    assert page.title == "Kota Aman"
    assert page.text == "Kota itu aman berkat kamera pengawas baru."


def test_a_page_of_pictures_has_no_text() -> None:
    page = read_html(b'<div class="entry-content"><img src="a.jpg"></div><p>Menu lain</p>', URL)
    assert page.text == ""


def test_an_unknown_layout_is_left_to_trafilatura() -> None:
    pytest.importorskip("lxml_html_clean", reason="trafilatura cannot be imported without it")
    sentence = "Pemerintah kota membangun pusat kendali yang melayani warga sepanjang hari. "
    body = f"""{HEAD}<body><div class="menu"><a href="/">Beranda</a></div>
    <div class="isi-berita"><h2>Pusat kendali</h2><p>{sentence * 3}</p><p>{sentence * 2}</p>
    <p>Jakarta (pag)</p></div><div class="kaki">Hak cipta</div></body></html>"""
    page = read_html(body.encode(), URL)
    assert sentence.strip() in page.text
    assert "Beranda" not in page.text


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        ("Wali kota “Anies” – 50 °C".encode(), "iso-8859-1"),
        ("Wali kota “Anies” – 50 °C".encode("windows-1252"), "utf-8"),
        (b'<meta charset="utf-8">' + "Wali kota “Anies” – 50 °C".encode("windows-1252"), None),
        ("Wali kota “Anies” – 50 °C".encode("utf-16"), "utf-8"),
        ("Wali kota “Anies” – 50 °C".encode(), "no-such-charset"),
    ],
)
def test_a_wrong_charset_is_seen_through(content: bytes, charset: str | None) -> None:
    assert decode(content, charset).endswith("Wali kota “Anies” – 50 °C")


def test_a_page_says_what_its_address_is() -> None:
    assert read_html(CLASSIC.encode(), URL).canonical == URL
    assert read_html(b"<article><p>Rencana induk kota.</p></article>", URL).canonical is None


def test_deep_nesting_does_no_harm() -> None:
    body = "<article>" + "<div>" * 3000 + "Isi yang dalam sekali di situs ini." + "</div>" * 3000
    assert "dalam sekali" in read_html(body.encode(), URL).text


STORY = """<h1 class="entry-title">Kabar Kota</h1><div class="entry-content">{}</div>"""


def story(*paragraphs: str) -> HtmlPage:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return read_html(STORY.format(body).encode(), URL)


def test_what_the_newsroom_adds_goes_to_fields() -> None:
    page = read_html(CLASSIC.encode(), URL)
    assert page.dateline == "Tangerang"
    assert page.captions == (
        "Suasana bimtek pertama",
        "Direktur Layanan membuka bimtek di Tangerang. (Foto: AYH)",
    )
    assert page.related == ("Dewan Baru", "Kominfo Latih Pemda", "Judul Lain")
    assert [event.first for event in page.events] == ["2019-07-03"]


def test_initials_stand_in_for_a_writer_who_is_not_named() -> None:
    page = story("Kota itu membangun pusat kendali yang baru tahun ini. (LIN/pag)")
    assert page.author == "LIN/pag"
    assert page.text.endswith("tahun ini.")


@pytest.mark.parametrize(
    ("opening", "dateline", "text"),
    [
        ("Medan – Pemerintah kota membuka loket.", "Medan", "Pemerintah kota membuka loket."),
        ("JAKARTA, KOMPAS – Kota.", None, "JAKARTA, KOMPAS – Kota."),
        ("Jakarta (ANTARA) - Pusat data dibuka.", "Jakarta", "Pusat data dibuka."),
        ("Bandung - Cirebon terhubung tol.", None, "Bandung - Cirebon terhubung tol."),
        ("Smart City - Apa itu?", None, "Smart City - Apa itu?"),
    ],
)
def test_a_dateline_is_told_from_a_sentence(opening: str, dateline: str | None, text: str) -> None:
    page = story(opening, "Loket itu melayani warga setiap hari kerja sampai sore.")
    assert page.dateline == dateline
    assert page.text.splitlines()[0] == text


@pytest.mark.parametrize(
    "text", ["Diralat.", "Pada 2019 dibuka.", "Print itu mahal.", "Dilihat dari udara."]
)
def test_a_short_sentence_is_no_counter(text: str) -> None:
    assert text in story(text, "Kota itu membangun pusat kendali yang baru.").text


def test_a_line_of_date_writer_and_views_is_no_text() -> None:
    page = story("Rabu, 2 Juni 2021 | admin | Dilihat 231 kali", "Kota itu membangun loket baru.")
    assert page.text == "Kota itu membangun loket baru."
    assert page.published == "2021-06-02"


def test_a_day_beside_a_related_page_is_not_the_day_of_posting() -> None:
    body = (
        "<main><h2>Kabar Kota Arunika</h2><div class='col-md-8'></div>"
        "<div class='sidebar'><time datetime='2026-01-05'>5 Januari 2026</time></div></main>"
    )
    assert read_html(body.encode(), "https://x.go.id/berita/7").published is None


def test_the_url_tells_the_month_where_nothing_else_does() -> None:
    body = STORY.format("<p>Kota itu membangun pusat kendali yang baru tahun ini.</p>")
    assert read_html(body.encode(), URL).published == "2019-07"


def test_a_day_in_the_future_is_passed_over() -> None:
    body = '<meta property="article:published_time" content="2999-01-01">' + STORY.format(
        "<p>a</p>"
    )
    assert read_html(body.encode(), "https://x.go.id/a").published is None


def test_a_logo_in_h1_is_no_title() -> None:
    body = (
        "<title>Portal Kota | Loket Dibuka Sampai Malam</title><h1>Portal Kota</h1>"
        "<article><h2>Loket Dibuka Sampai Malam</h2><p>Loket melayani sampai malam.</p></article>"
    )
    page = read_html(body.encode(), URL)
    assert page.title == "Loket Dibuka Sampai Malam"
    assert page.text == "Loket melayani sampai malam."
