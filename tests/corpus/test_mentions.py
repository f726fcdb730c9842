"""Texts name the places a reader sees in them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from corpus.mentions import Mention, find_mentions
from corpus.regions import Gazetteer, Region, gazetteer

# Sentence, then the mentions in order as "text=codes".
SENTENCES = {
    # The same name in two areas (facts.md, data trap 2).
    "bare_magelang_is_both": ("Smart city di Magelang dinilai baik.", "Magelang=33.08+33.71"),
    "kota_magelang": ("Kota Magelang meluncurkan Rojak.", "Kota Magelang=33.71"),
    "kab_magelang": ("Paseso Merapi di Kab. Magelang.", "Kab. Magelang=33.08"),
    "kabupaten_semarang": ("Kabupaten Semarang raih 2,51.", "Kabupaten Semarang=33.22"),
    "bare_semarang": ("Wi-Fi gratis di Semarang.", "Semarang=33.22+33.74"),
    "malang_city_and_regency": (
        "Malang City and Malang Regency share Bromo.",
        "Malang City=35.73 Malang Regency=35.07",
    ),
    "jayapura": ("Jayapura's doubt", "Jayapura=91.03+91.71"),
    "kabupaten_jayapura": ("indeks Kabupaten Jayapura naik", "Kabupaten Jayapura=91.03"),
    "kab_tangerang": ("nelayan di Kabupaten Tangerang", "Kabupaten Tangerang=36.03"),
    "solok_bare_is_fine": ("Dari Solok ke Padang.", "Solok=13.02+13.72 Padang=13.71"),
    "kota_banjar_is_in_west_java": ("Kota Banjar, Jawa Barat", "Kota Banjar=32.79 Jawa Barat=32"),
    "kab_banjar_is_in_kalsel": ("Kab. Banjar, Kalsel", "Kab. Banjar=63.03 Kalsel=63"),
    "pekalongan": ("DPRD Pekalongan berkunjung", "Pekalongan=33.26+33.75"),
    "serang": ("Kabupaten Serang dan Kota Serang", "Kabupaten Serang=36.04 Kota Serang=36.73"),
    "bogor": ("Pemkot Bogor dan Pemkab Bogor", "Bogor=32.71 Bogor=32.01"),
    "bandung": ("Bandung, kota kembang", "Bandung=32.04+32.73"),
    "bekasi": ("DLH Kabupaten Bekasi", "Kabupaten Bekasi=32.16"),
    "probolinggo": ("Probolinggo City won", "Probolinggo City=35.74"),
    "blitar": ("Wali Kota Blitar hadir", "Blitar=35.72"),
    "yogyakarta_is_city_or_province": ("Warga Yogyakarta mengunduh", "Yogyakarta=34+34.71"),
    "kota_yogyakarta": ("Kota Yogyakarta, DIY", "Kota Yogyakarta=34.71 DIY=34"),
    "di_yogyakarta": ("Pemda DI Yogyakarta", "DI Yogyakarta=34"),
    "di_in_a_heading_is_a_preposition": ("SMART CITY DI YOGYAKARTA", "YOGYAKARTA=34+34.71"),
    "daerah_istimewa": ("Daerah Istimewa Yogyakarta", "Daerah Istimewa Yogyakarta=34"),
    "jogja": ("Jogja Smart Service", "Jogja=34+34.71"),
    "provinsi_gorontalo": ("Provinsi Gorontalo", "Provinsi Gorontalo=75"),
    "jambi_is_city_or_province": ("masterplan Jambi", "Jambi=15+15.71"),
    # The kind decides, however it is written.
    "lower_case_kind": ("warga kota Magelang", "kota Magelang=33.71"),
    "kab_without_dot": ("Kab Sleman", "Kab Sleman=34.04"),
    "kab_without_blank": ("di Kab.Sleman hari ini", "Kab.Sleman=34.04"),
    "capitals": ("PEMERINTAH KABUPATEN SLEMAN", "KABUPATEN SLEMAN=34.04"),
    "a_bupati_is_no_place": ("Bupati Semarang hadir", "Semarang=33.22"),
    "a_walikota_written_together": ("Walikota Semarang hadir", "Semarang=33.74"),
    "pemkot": ("Pemkot Tangerang punya 222 aplikasi", "Tangerang=36.71"),
    "pemprov": ("Pemprov Jambi", "Jambi=15"),
    "governor": ("the Governor of Bengkulu", "Bengkulu=17"),
    "city_of": ("in the City of Semarang", "City of Semarang=33.74"),
    "regency_of": ("the Regency of Magelang", "Regency of Magelang=33.08"),
    "lower_case_english_kind": ("Semarang regency scored 2.51", "Semarang regency=33.22"),
    "both_kinds_with_slash": ("Kabupaten/Kota Semarang", "Kabupaten/Kota Semarang=33.22+33.74"),
    "both_kinds_with_dan": ("Kota dan Kabupaten Malang", "Kota dan Kabupaten Malang=35.07+35.73"),
    "regent_and_mayor": ("Bupati dan Wali Kota Gorontalo", "Gorontalo=75.01+75.71"),
    "an_old_law": (
        "Kabupaten Daerah Tingkat II Sleman",
        "Kabupaten Daerah Tingkat II Sleman=34.04",
    ),
    "an_older_law": (
        "Kotamadya Tingkat II Tarakan",
        "Kotamadya Tingkat II Tarakan=65.71",
    ),
    "across_a_line_break": ("Kabupaten\nKulon\nProgo", "Kabupaten\nKulon\nProgo=34.01"),
    "a_kind_of_another_sentence": ("Kelola kota. Magelang maju", "Magelang=33.08+33.71"),
    "a_kind_of_another_paragraph": ("kabupaten\n\nMagelang", "Magelang=33.08+33.71"),
    "a_capital_is_no_kota": ("ibu kota Jawa Tengah", "Jawa Tengah=33"),
    "a_kind_that_does_not_exist_is_a_slip": ("di Kota Sidoarjo", "Sidoarjo=35.15"),
    "kota_jakarta": ("Kota Jakarta", "Jakarta=31"),
    "smart_city_is_no_kind": ("Program Smart City Magelang", "Magelang=33.08+33.71"),
    "city_branding_is_no_kind": ("Magelang city branding", "Magelang=33.08+33.71"),
    "a_kind_between_two_names": (
        "Sleman Regency and City of Magelang",
        "Sleman Regency=34.04 City of Magelang=33.71",
    ),
    # Lists share the kind.
    "a_list_of_regencies": (
        "Kabupaten Sleman, Bantul, dan Kulon Progo",
        "Kabupaten Sleman=34.04 Bantul=34.02 Kulon Progo=34.01",
    ),
    "a_list_of_cities": ("Kota Semarang dan Magelang", "Kota Semarang=33.74 Magelang=33.71"),
    "a_list_vouches_for_ordinary_words": (
        "Kabupaten Kudus, Pati, Batang dan Tegal",
        "Kabupaten Kudus=33.19 Pati=33.18 Batang=33.25 Tegal=33.28",
    ),
    "the_cohort_of_2024": (
        "Kab. Bangli, Gianyar, Pekalongan, Serang, Tanah Bumbu; Kota Banjar, Parepare, Solok.",
        (
            "Kab. Bangli=51.06 Gianyar=51.04 Pekalongan=33.26 Serang=36.04 Tanah Bumbu=63.10"
            " Kota Banjar=32.79 Parepare=73.72 Solok=13.72"
        ),
    ),
    "a_new_kind_ends_the_list": (
        "Kab. Sukoharjo; Boyolali; Kota Semarang",
        "Kab. Sukoharjo=33.11 Boyolali=33.09 Kota Semarang=33.74",
    ),
    "a_province_ends_the_list": (
        "Kota Semarang, Jawa Tengah, Magelang",
        "Kota Semarang=33.74 Jawa Tengah=33 Magelang=33.08+33.71",
    ),
    "english_cities_of": (
        "the cities of Semarang and Magelang",
        "Semarang=33.74 Magelang=33.71",
    ),
    "english_plural_behind": (
        "Magelang, Semarang and Sleman regencies",
        "Magelang=33.08 Semarang=33.22 Sleman=34.04",
    ),
    "officials_of_a_list": ("Bupati Bogor dan Bekasi", "Bogor=32.01 Bekasi=32.16"),
    "other_words_end_the_list": ("Kota Solok di dekat Padang", "Kota Solok=13.72 Padang=13.71"),
    "a_regency_with_its_province": (
        "Kabupaten Bone Bolango, Gorontalo",
        "Kabupaten Bone Bolango=75.03 Gorontalo=75",
    ),
    "a_city_with_its_province": (
        "Kota Sungai Penuh, Jambi, menyusul",
        "Kota Sungai Penuh=15.72 Jambi=15",
    ),
    "a_city_beside_another": (
        "Kota Sungai Penuh dan Jambi",
        "Kota Sungai Penuh=15.72 Jambi=15.71",
    ),
    # Names inside longer names.
    "bandung_barat_is_not_bandung": ("Kabupaten Bandung Barat", "Kabupaten Bandung Barat=32.17"),
    "tangsel_is_not_tangerang": ("Kota Tangerang Selatan", "Kota Tangerang Selatan=36.74"),
    "south_tangerang": ("South Tangerang City", "South Tangerang City=36.74"),
    "west_papua": ("Papua Barat Daya dan Papua Barat", "Papua Barat Daya=96 Papua Barat=92"),
    "southwest_papua": ("Southwest Papua and West Papua", "Southwest Papua=96 West Papua=92"),
    "jawa_barat_daya_is_nothing": ("pantai Jawa Barat Daya", ""),
    "kepulauan_riau_is_not_riau": ("Provinsi Kepulauan Riau", "Provinsi Kepulauan Riau=21"),
    "a_district_is_no_city": ("puskesmas di Semarang Barat", ""),
    "a_part_of_a_city_is_the_city": ("genangan di Demak utara", "Demak=33.21"),
    "slemania_is_no_place": ("suporter Slemania dan @sleman", ""),
    "an_address_is_no_place": ("lihat Sleman.go.id", ""),
    "a_word_with_a_suffix": ("se-Jawa Barat, Jakarta-nya", "Jawa Barat=32 Jakarta=31"),
    "karimunjawa": ("Karimun Jawa di Jepara", "Jepara=33.20"),
    "papua_new_guinea": ("Papua New Guinea and Papua", "Papua=91"),
    "an_idiom": ("dari Sabang sampai Merauke", ""),
    "a_newspaper": ("The Jakarta Post", ""),
    "the_ministrys_street": ("Medan Merdeka Barat 9, Jakarta", "Jakarta=31"),
    "a_university": ("Institut Teknologi Bandung dan Universitas Negeri Malang", ""),
    "an_academy": ("Sekolah Tinggi Pariwisata Bandung", ""),
    "seagrass": ("Padang lamun di Padang", "Padang=13.71"),
    "a_university_somewhere": ("universitas di Malang", "Malang=35.07+35.73"),
    # After another kind of place.
    "lake": ("Danau Toba dan Samosir", "Samosir=12.17"),
    "mountain": ("Gunung Kerinci", ""),
    "river": ("tepi Sungai Kapuas", ""),
    "district": ("Kecamatan Sleman, Kabupaten Sleman", "Kabupaten Sleman=34.04"),
    "abbreviated_district": ("Kec. Magelang, Kel. Jambi", ""),
    "village": ("Desa Demak dan desa-desa Sleman", "Sleman=34.04"),
    "street": ("Jl. Magelang Km 5, Jalan Raya Bogor", ""),
    "strait": ("Bali Strait and Selat Malaka", ""),
    "island": ("Pulau Buton dan Pulau Bangka", ""),
    "an_island_that_is_a_province": ("Pulau Bali", "Bali=51"),
    "english_lake": ("Lake Toba", ""),
    "regencies_around_a_lake": ("one of the 8 Lake Toba regencies", ""),
    "regional_bank": ("Bank Banten", ""),
    "a_name_that_begins_so": (
        "Gunung Mas dan Teluk Bintuni",
        "Gunung Mas=62.10 Teluk Bintuni=92.06",
    ),
    "smart_kampung": ("Smart Kampung Banyuwangi", "Banyuwangi=35.10"),
    # Ordinary words need a kind.
    "batang_and_pati": ("Batang pohon. Pati jagung. Batu besar.", ""),
    "more_ordinary_words": ("Buru, Sigi, Bima, Metro TV, Palu, Tegal, Agam, Nias, Siak", ""),
    "a_system_named_siak": ("aplikasi SIAK dan PPU", ""),
    "peak_hour": ("Puncak acara", ""),
    "kota_batu": ("Kota Batu", "Kota Batu=35.79"),
    "siak_with_kind": ("Kab. Siak dan Kota Metro", "Kab. Siak=14.08 Kota Metro=18.72"),
    "bupati_pati": ("Bupati Pati", "Pati=33.18"),
    "batu_city": ("Batu City and Bima Regency", "Batu City=35.79 Bima Regency=52.06"),
    "coal_is_no_regency": ("Mineral dan Batu Bara", ""),
    "batu_bara_with_kind": ("Kabupaten Batu Bara", "Kabupaten Batu Bara=12.19"),
    "kota_pati_is_nothing": ("Kota Pati", ""),
    "kediri_and_dairi_are_fine": ("Kediri dan Dairi", "Kediri=35.06+35.71 Dairi=12.11"),
    "lower_case_in_running_text": ("nasib malang, medan berat, serang balik", ""),
    # Aliases and spellings.
    "abbreviated_provinces": ("Jabar, NTB dan Kepri", "Jabar=32 NTB=52 Kepri=21"),
    "english_provinces": ("West Java and North Sumatra", "West Java=32 North Sumatra=12"),
    "abbreviated_regencies": (
        "Lotim, Kukar dan Humbahas",
        "Lotim=52.03 Kukar=64.02 Humbahas=12.16",
    ),
    "closed_spelling": ("Kulonprogo, Tanjungpinang", "Kulonprogo=34.01 Tanjungpinang=21.72"),
    "hyphens": ("Tojo Una-Una, Toli-Toli", "Tojo Una-Una=72.09 Toli-Toli=72.04"),
    "a_name_with_dan": ("Pangkajene dan Kepulauan", "Pangkajene dan Kepulauan=73.10"),
    "a_name_with_dan_in_capitals": (
        "KABUPATEN PANGKAJENE DAN KEPULAUAN",
        "KABUPATEN PANGKAJENE DAN KEPULAUAN=73.10",
    ),
    "administrative_city": (
        "Kota Administrasi Jakarta Selatan",
        "Kota Administrasi Jakarta Selatan=31.74",
    ),
    "an_older_name_of_a_city": ("Ujung Pandang", "Ujung Pandang=73.71"),
}

QUESTIONS = {
    "a_city": ("apa program smart city kota magelang?", "kota magelang=33.71"),
    "a_bare_name": ("smart city malang 2023", "malang=35.07+35.73"),
    "a_list": ("kabupaten sleman dan bantul", "kabupaten sleman=34.04 bantul=34.02"),
    "an_alias": ("bank sampah di kulonprogo", "kulonprogo=34.01"),
    "a_province": ("west java smart province", "west java=32"),
    "di_is_a_preposition": ("smart city di yogyakarta", "yogyakarta=34+34.71"),
    "diy": ("smart province diy", "diy=34"),
    "ordinary_words": ("batang, pati, batu dan metro", ""),
    "ordinary_words_with_kind": ("bupati batang dan kota batu", "batang=33.25 kota batu=35.79"),
    "words_that_only_capitals_make_names": ("bone marrow, lahan lebak, lima puluh kota", ""),
    "solo_means_the_city": ("transportasi di solo", "solo=33.72"),
    "the_same_with_kind": ("kabupaten bone", "kabupaten bone=73.08"),
    "a_lake": ("smart city di danau toba", ""),
    "a_longer_name": ("kota tangerang selatan", "kota tangerang selatan=36.74"),
    "capitals_still_count": ("Bagaimana Sleman?", "Sleman=34.04"),
    "english": ("how does semarang city manage traffic", "semarang city=33.74"),
    "an_address": ("info@sleman.go.id", ""),
}


def summary(mentions: list[Mention]) -> str:
    return " ".join(f"{mention.text}={'+'.join(mention.codes)}" for mention in mentions)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_running_text_names(sentence: str, expected: str) -> None:
    assert summary(find_mentions(sentence, gazetteer())) == expected


@pytest.mark.parametrize(("question", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_without_capitals_names(question: str, expected: str) -> None:
    assert summary(find_mentions(question, gazetteer(), ignore_case=True)) == expected


def test_every_label_is_found_whole_in_either_language_and_in_capitals() -> None:
    for region in gazetteer().regions:
        for label in (region.label, region.label_en, region.label.upper()):
            found = find_mentions(f"di {label}.", gazetteer())
            assert summary(found) == f"{label}={region.code}"


def test_every_label_is_found_whole_without_capitals() -> None:
    for region in gazetteer().regions:
        if region.code != "34":  # "provinsi di yogyakarta" may say where a provinsi is
            label = region.label.lower()
            found = find_mentions(f"di {label}.", gazetteer(), ignore_case=True)
            assert summary(found) == f"{label}={region.code}"


def test_every_alias_leads_to_its_region() -> None:
    for region in gazetteer().regions:
        kind = region.label.split()[0]
        for alias in region.aliases:
            (mention,) = find_mentions(f"{kind} {alias}", gazetteer())
            assert mention.codes == (("73.18", "73.26") if alias == "Toraja" else (region.code,))


def test_offsets_are_half_open_in_order_and_never_overlap() -> None:
    text = "\n".join(sentence for sentence, _ in SENTENCES.values())
    mentions = find_mentions(text, gazetteer())
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


def test_a_text_without_places_names_none() -> None:
    assert find_mentions("", gazetteer()) == []
    assert find_mentions("Smart city is not about technology alone.", gazetteer()) == []


def test_a_long_text_is_read_to_its_end() -> None:
    sentence = "Pemerintah Kota Semarang dan Kabupaten Sleman membangun layanan publik digital. "
    assert len(find_mentions(sentence * 1000, gazetteer())) == 2000


def test_a_gazetteer_can_hold_other_regions() -> None:
    small = Gazetteer(
        [Region("34", "province", "DI Yogyakarta"), Region("34.04", "kabupaten", "Sleman")]
    )
    assert [mention.codes for mention in find_mentions("Sleman, Bantul", small)] == [("34.04",)]
