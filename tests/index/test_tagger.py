"""Tags: what gives a passage its pillars and regions, and what must not."""

from __future__ import annotations

import pytest

from index.tagger import Tags, tag
from tests.documents import article

NOTHING = Tags((), ())

PILLARS = {
    "two_keywords": ("Perizinan dan pengaduan kini daring.", ("governance",)),
    "one_keyword": ("Perizinan kini daring.", ()),
    "one_keyword_twice": ("Perizinan kini daring. PERIZINAN lebih cepat.", ()),
    "a_keyword_inside_a_word": ("Perizinannya dan pengaduannya kini daring.", ()),
    "keywords_of_two_languages": ("Perizinan and open data go online.", ("governance",)),
    "two_pillars_in_official_order": (
        "Wisatawan datang ke festival; perizinan dan pengaduan kini daring.",
        ("governance", "branding"),
    ),
    "a_name_is_no_keyword": ("Smart living is a pillar.", ()),
}

HEADINGS = {
    "its_name": ("Smart Governance", ("governance",)),
    "its_name_in_indonesian": ("Bab 2. Masyarakat Cerdas", ("society",)),
    "capitals": ("SMART LIVING", ("living",)),
    "a_variant_of_two_words": ("City Branding", ("branding",)),
    "a_variant_of_one_word": ("Smart People", ("society",)),
    "that_word_alone": ("People", ()),
    "that_word_in_a_sentence": ("What people think", ()),
    "keywords": ("Perizinan dan pengaduan", ()),
    "two_names": ("Smart Economy dan Smart Branding", ("branding", "economy")),
}

SIGNED = {
    "enacted": "Ditetapkan di Jakarta\npada tanggal 2 Oktober 2018",
    "promulgated": "Diundangkan di Jakarta\npada tanggal 5 Oktober 2018",
    "ratified": "Disahkan di Jakarta\npada tanggal 30 April 2008",
    "issued": "Dikeluarkan di Jakarta\npada tanggal 9 Juni 2003",
    "another_place": "Ditetapkan di Sleman",
    "a_place_with_its_kind": "Ditetapkan di Kota Magelang pada tanggal 3 Mei 2021",
    "a_place_of_two_words": "Diundangkan di Jakarta Selatan",
    "capitals": "DITETAPKAN DI YOGYAKARTA\nPADA TANGGAL 2 JANUARI 2020",
    "lower_case": "ditetapkan di Jakarta",
    "a_colon": "Ditetapkan di : Semarang\nPada tanggal : 4 Juni 2019",
    "the_place_on_the_next_line": "Ditetapkan di\nJakarta",
    "after_a_sentence": "Peraturan ini mulai berlaku. Ditetapkan di Jakarta",
    "in_one_run_with_other_words": "Salinan Ditetapkan di Jakarta pada tanggal 2 Mei",
    "twice": (
        "Ditetapkan di Sleman pada tanggal 1 Juli 2017 BUPATI ttd "
        "Diundangkan di Bantul pada tanggal 2 Juli 2017"
    ),
}

NOT_SIGNED = {
    "a_zone": ("Zona yang ditetapkan di Sleman bertambah.", ("34.04",)),
    "another_verb": ("Dibangun di Sleman pada tanggal 1 Juli 2017.", ("34.04",)),
    "a_part_of_a_word": ("Kembali ditetapkan dinas di Sleman.", ("34.04",)),
    "a_headline": ("Perda Smart City Disahkan di Sleman", ("34.04",)),
    "the_place_next_to_it": ("Ditetapkan di Jakarta\nBUPATI SLEMAN", ("34.04",)),
    "a_place_that_the_passage_speaks_about_too": (
        "Warga Sleman dilayani daring.\nDitetapkan di Sleman",
        ("34.04",),
    ),
}


@pytest.mark.parametrize(("text", "expected"), PILLARS.values(), ids=PILLARS)
def test_a_text_shows_a_pillar_by_two_different_keywords(
    text: str, expected: tuple[str, ...]
) -> None:
    assert tag(article(text), "", text).pillars == expected


@pytest.mark.parametrize(("heading", "expected"), HEADINGS.values(), ids=HEADINGS)
def test_a_heading_names_a_pillar(heading: str, expected: tuple[str, ...]) -> None:
    assert tag(article("Isi."), heading, "Isi.").pillars == expected


def test_a_title_names_a_pillar_and_a_region() -> None:
    document = article("Isi.", title="Smart Environment di Kabupaten Sleman")
    assert tag(document, "", "Isi.") == Tags(("environment",), ("34.04",))


def test_what_the_source_gives_stays_and_what_is_found_is_added() -> None:
    document = article("Isi.", pillars=("economy",), regions=("33.74",))
    tags = tag(document, "Smart Living", "Warga Sleman.")
    assert tags == Tags(("economy", "living"), ("33.74", "34.04"))


def test_regions_come_from_title_heading_and_text_in_order_and_once() -> None:
    document = article("Isi.", title="Kota Semarang", regions=("34.04",))
    tags = tag(document, "Kabupaten Bantul", "Dari Kota Semarang ke Kabupaten Sleman dan Wonogiri.")
    assert tags.regions == ("34.04", "33.74", "34.02", "33.12")


def test_a_name_of_two_regions_tags_both() -> None:
    assert tag(article("Isi."), "", "Warga Magelang.").regions == ("33.08", "33.71")


def test_a_text_of_neither_is_not_tagged() -> None:
    assert tag(article("Isi."), "", "Rapat berjalan lancar.") == NOTHING


def test_a_digest_is_tagged_by_its_editor_only() -> None:
    document = article(
        "Isi.",
        kind="digest",
        title="Smart Governance di Sleman",
        pillars=("living",),
        regions=("33.74",),
    )
    tags = tag(document, "Smart Economy", "Perizinan dan pengaduan di Kota Magelang.")
    assert tags == Tags(("living",), ("33.74",))


@pytest.mark.parametrize("text", SIGNED.values(), ids=SIGNED)
def test_the_place_of_signing_does_not_tag(text: str) -> None:
    assert tag(article(text), "", text) == NOTHING


@pytest.mark.parametrize(("text", "expected"), NOT_SIGNED.values(), ids=NOT_SIGNED)
def test_a_place_spoken_about_tags_beside_similar_words(
    text: str, expected: tuple[str, ...]
) -> None:
    assert tag(article(text), "", text).regions == expected
