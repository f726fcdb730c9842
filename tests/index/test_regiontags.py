"""Which regions a passage and a document speak about, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from corpus.document import Block
from evals.regiontags import Score, cases
from index.regiontags import RegionTag, document_tags, main_regions, region_tags
from tests.documents import article


def codes(text: str, **about: Any) -> list[str]:
    return [tag.code for tag in region_tags(article(text, **about), "", text)]


TOLD_APART = {
    "by_a_full_name_nearby": ("Kota Magelang maju. Warga Magelang senang.", ["33.71"]),
    "by_who_rules_there": ("Bupati hadir. Warga Magelang senang.", ["33.08"]),
    "by_nothing": ("Warga Magelang senang.", ["33.08", "33.71"]),
    "both_are_named": ("Kota Malang dan Kabupaten Malang.", ["35.73", "35.07"]),
}

IN_PASSING = {
    "the_place_of_signing": "Ditetapkan di Jakarta pada tanggal 2 Mei 2018",
    "a_dateline": "Jakarta, Ditjen Aptika – Rapat berjalan lancar.",
    "the_head_of_a_letter": "Semarang, 12 Mei 2020",
    "a_visit": "Tim itu belajar ke Kota Surabaya.",
    "a_visitor": "Dinas menerima kunjungan kerja DPRD Kota Pekalongan.",
    "a_comparison": "Nilainya lebih tinggi daripada Kabupaten Demak.",
    "a_home_town": "Peneliti asal Bandung itu hadir.",
    "a_street": "Jl. Pemuda No. 148, Semarang",
    "a_venue": "Acara berlangsung di Hotel Tentrem, Yogyakarta.",
    "a_neighbour": "Wilayahnya berbatasan dengan Kota Pontianak.",
    "an_example": "Rencana aksi dibahas, misalnya di Kabupaten Tegal.",
    "a_newspaper": "Berita itu dimuat Radar Malang.",
    "a_long_list": (
        "Pesertanya Kota Bogor, Kota Depok, Kota Bekasi, Kota Cimahi, Kota Cirebon, Kota Batu,"
        " dan Kota Banjar."
    ),
}


@pytest.mark.parametrize(("text", "expected"), TOLD_APART.values(), ids=TOLD_APART)
def test_kota_and_kabupaten_of_one_name_are_told_apart(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("text", IN_PASSING.values(), ids=IN_PASSING)
def test_a_place_named_in_passing_is_not_what_the_text_is_about(text: str) -> None:
    assert codes(text) == []


def test_the_title_tells_a_shared_name_in_the_text_apart() -> None:
    text = "Warga Magelang senang."
    assert codes(text, title="Wali Kota Magelang hadir") == ["33.71"]


def test_a_province_that_tells_where_a_regency_lies_is_left_out() -> None:
    assert codes("Kabupaten Ngada, Nusa Tenggara Timur, memasang menara.") == ["53.09"]


def test_the_host_tells_whose_site_it_is() -> None:
    text = "Layanan dibuka."
    document = article(text, url="https://diskominfo.magelangkota.go.id/berita/1")
    (tag,) = region_tags(document, "", text)
    assert (tag.code, tag.why, tag.words) == ("33.71", "host", "magelangkota.go.id")


def test_each_tag_says_why() -> None:
    text = (
        "Warga Kota Madiun dilayani. Kota Madiun maju. Kabupaten Ngawi juga; Kabupaten Ngawi maju."
    )
    document = article(text, title="Kota Madiun", regions=("35",))
    tags = region_tags(document, "", text)
    assert tags == (
        RegionTag("35", "source"),
        RegionTag("35.77", "title", "Kota Madiun", 0, 11),
        RegionTag("35.21", "text", "Kabupaten Ngawi", 46, 61, 2),
    )
    assert text[46:61] == "Kabupaten Ngawi"


def test_another_region_named_once_beside_that_of_the_title_is_in_passing() -> None:
    text = "Kota Madiun maju. Dulu data disimpan Kabupaten Ngawi."
    assert codes(text, title="Kota Madiun") == ["35.77"]


def test_a_document_is_about_the_regions_of_many_of_its_passages() -> None:
    document = article("Isi.", regions=("34",))
    of_passages = [("33.71",)] * 6 + [("33.08",)] + [()] * 5
    assert main_regions(document, of_passages) == ("34", "33.71")


def test_one_mention_in_a_long_law_is_not_what_it_is_about() -> None:
    assert main_regions(article("Isi."), [("31",), *[()] * 40]) == ()


def test_the_labelled_sets_are_large_enough_and_hold_the_traps() -> None:
    locked = list(cases("locked"))
    assert len(locked) >= 200
    assert sum(case.trap == "same" for case in locked) >= 40


def test_what_the_rules_were_written_on_stays_right() -> None:
    score = Score()
    for case in cases("dev"):
        tags = region_tags(case.document, "", case.document.text)
        score.add(frozenset(tag.code for tag in tags), case.regions)
    assert score.precision >= 0.97
    assert score.recall >= 0.92


def test_the_tags_of_a_document_point_into_its_text() -> None:
    text = "Rapat dibuka.\n\nKota Madiun maju. Warga Kota Madiun senang."
    blocks = (Block(0, 13), Block(15, len(text)))
    (tag,) = document_tags(replace(article(text), text=text, blocks=blocks))
    assert (tag.code, tag.why, tag.count) == ("35.77", "text", 2)
    assert text[tag.start : tag.end] == "Kota Madiun"


def test_a_digest_has_its_editor_s_regions() -> None:
    document = article("Kota Madiun maju.", kind="digest", regions=("33.74",))
    assert document_tags(document) == (RegionTag("33.74", "source"),)
