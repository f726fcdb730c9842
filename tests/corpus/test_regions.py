"""The gazetteer: complete and official; names resolve."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files

import pytest

from corpus.errors import AmbiguousNameError, UnknownNameError
from corpus.regions import gazetteer

OFFICIAL_CODES = {
    "33.08": "Kabupaten Magelang",
    "33.71": "Kota Magelang",
    "34": "Provinsi DI Yogyakarta",
    "34.04": "Kabupaten Sleman",
    "34.71": "Kota Yogyakarta",
    "31": "Provinsi DKI Jakarta",
    "31.01": "Kabupaten Kepulauan Seribu",
    "31.74": "Kota Jakarta Selatan",
    "32.79": "Kota Banjar",
    "63.03": "Kabupaten Banjar",
    "32.17": "Kabupaten Bandung Barat",
    "64.09": "Kabupaten Penajam Paser Utara",
    "91.03": "Kabupaten Jayapura",
    "91.71": "Kota Jayapura",
    "96": "Provinsi Papua Barat Daya",
}

ENGLISH_LABELS = {
    "34.04": "Sleman Regency",
    "33.71": "Magelang City",
    "32": "West Java Province",
    "21": "Riau Islands Province",
    "74": "Southeast Sulawesi Province",
    "95": "Highland Papua Province",
    "51": "Bali Province",
    "34": "DI Yogyakarta Province",
    "73.22": "Luwu Utara Regency",
}

USER_INPUT = {
    "a_code": ("34.04", "34.04"),
    "a_province_code": (" 33 ", "33"),
    "an_abbreviated_kind": ("Kab. Magelang", "33.08"),
    "an_abbreviated_kind_without_dot": ("kab magelang", "33.08"),
    "the_official_label": ("Kabupaten Magelang", "33.08"),
    "english_regency": ("Magelang Regency", "33.08"),
    "english_city_of": ("City of Magelang", "33.71"),
    "lower_case": ("kota magelang", "33.71"),
    "capitals": ("KOTA MAGELANG", "33.71"),
    "a_name_that_is_unique": ("Sleman", "34.04"),
    "an_abbreviated_province": ("Jabar", "32"),
    "a_province_with_kind": ("Provinsi Jawa Barat", "32"),
    "an_english_province": ("central java", "33"),
    "an_english_province_with_kind": ("West Java Province", "32"),
    "sumatra_spelled_in_english": ("North Sumatra", "12"),
    "dki": ("DKI Jakarta", "31"),
    "jakarta": ("jakarta", "31"),
    "jakarta_old_name": ("Daerah Khusus Ibukota Jakarta", "31"),
    "a_city_of_jakarta": ("Kota Administrasi Jakarta Selatan", "31.74"),
    "jaksel": ("jaksel", "31.74"),
    "diy": ("DIY", "34"),
    "di_yogyakarta": ("di yogyakarta", "34"),
    "the_city_of_yogyakarta": ("Kota Jogja", "34.71"),
    "the_province_of_jambi": ("Provinsi Jambi", "15"),
    "solo": ("Solo", "33.72"),
    "tangsel": ("Tangsel", "36.74"),
    "kukar": ("kukar", "64.02"),
    "ppu": ("PPU", "64.09"),
    "humbahas": ("Humbahas", "12.16"),
    "mabar": ("Mabar", "53.15"),
    "minut": ("Minut", "71.06"),
    "an_older_name": ("Toba Samosir", "12.12"),
    "written_together": ("Kulonprogo", "34.01"),
    "written_apart": ("tanjung balai", "12.74"),
    "a_hyphen": ("Pare-Pare", "73.72"),
    "two_hyphens": ("Tojo Una-Una", "72.09"),
    "kota_inside_the_name": ("Lima Puluh Kota", "13.07"),
    "kota_inside_the_name_after_a_kind": ("Kab. Lima Puluh Kota", "13.07"),
    "kotabaru_is_no_kota_baru": ("Kabupaten Kotabaru", "63.02"),
    "an_ordinary_word": ("batu", "35.79"),
    "two_kinds_of_which_one_exists": ("Kabupaten/Kota Sleman", "34.04"),
}

AMBIGUOUS = {
    "magelang": ("Magelang", ["Kabupaten Magelang (33.08)", "Kota Magelang (33.71)"]),
    "banjar": ("banjar", ["Kota Banjar (32.79)", "Kabupaten Banjar (63.03)"]),
    "yogyakarta": ("Yogyakarta", ["Provinsi DI Yogyakarta (34)", "Kota Yogyakarta (34.71)"]),
    "gorontalo": ("Gorontalo", ["(75)", "(75.01)", "(75.71)"]),
    "both_kinds": ("Kabupaten/Kota Semarang", ["(33.22)", "(33.74)"]),
    "toraja": ("Toraja", ["(73.18)", "(73.26)"]),
}

UNKNOWN = {
    "a_slip": ("Slemann", "Kabupaten Sleman (34.04)"),
    "a_slip_after_a_kind": ("Kab. Bojonegara", "Kabupaten Bojonegoro (35.22)"),
    "a_kind_that_does_not_exist": ("Kota Sleman", "Kabupaten Sleman (34.04)"),
    "nothing_near": ("Atlantis Raya Qx", "34.04"),
    "a_code_that_does_not_exist": ("99.99", "34.04"),
    "only_a_kind": ("kabupaten", ""),
    "nothing": ("", ""),
}


def rows() -> list[dict[str, str]]:
    text = files("corpus").joinpath("regions.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_the_country_has_38_provinces_416_regencies_and_98_cities() -> None:
    kinds = Counter(region.kind for region in gazetteer().regions)
    assert kinds == {"province": 38, "kabupaten": 416, "kota": 98}


def test_the_file_is_sorted_by_unique_codes() -> None:
    codes = [row["code"] for row in rows()]
    assert codes == sorted(set(codes))
    assert len(codes) == 552


def test_every_regency_and_city_lies_in_a_province() -> None:
    provinces = {region.code for region in gazetteer().regions if region.kind == "province"}
    assert {region.province_code for region in gazetteer().regions} == provinces


def test_cities_have_codes_from_71_on() -> None:
    for region in gazetteer().regions:
        if region.kind != "province":
            assert (int(region.code[3:]) > 70) == (region.kind == "kota"), region.label


def test_aliases_are_tidy_and_do_not_repeat_the_name() -> None:
    for region in gazetteer().regions:
        names = [region.name, *region.aliases]
        assert len(set(names)) == len(names), region
        assert all(name == name.strip() and name[0].isupper() for name in names), region


@pytest.mark.parametrize(("code", "label"), OFFICIAL_CODES.items())
def test_the_official_code_belongs_to(code: str, label: str) -> None:
    assert gazetteer().get(code).label == label


@pytest.mark.parametrize(("code", "label"), ENGLISH_LABELS.items())
def test_the_english_label_of(code: str, label: str) -> None:
    assert gazetteer().get(code).label_en == label


def test_an_unknown_code_is_named_in_the_error() -> None:
    with pytest.raises(UnknownNameError, match=r"'99\.99'.*33\.08"):
        gazetteer().get("99.99")


def test_the_gazetteer_is_read_once() -> None:
    assert gazetteer() is gazetteer()


def test_a_province_holds_itself_and_its_regencies_and_cities() -> None:
    assert gazetteer().within("34") == ("34", "34.01", "34.02", "34.03", "34.04", "34.71")


def test_a_regency_holds_only_itself() -> None:
    assert gazetteer().within("34.04") == ("34.04",)


def test_nothing_lies_within_an_unknown_code() -> None:
    with pytest.raises(UnknownNameError):
        gazetteer().within("99")


@pytest.mark.parametrize(("name", "code"), USER_INPUT.values(), ids=USER_INPUT)
def test_a_filter_understands(name: str, code: str) -> None:
    assert gazetteer().resolve(name).code == code


def test_labels_of_both_languages_resolve_to_their_region() -> None:
    for region in gazetteer().regions:
        assert gazetteer().resolve(region.label) == region
        assert gazetteer().resolve(region.label_en) == region


@pytest.mark.parametrize(("name", "choices"), AMBIGUOUS.values(), ids=AMBIGUOUS)
def test_a_filter_asks_which(name: str, choices: list[str]) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        gazetteer().resolve(name)
    assert all(choice in str(caught.value) for choice in choices)


@pytest.mark.parametrize(("name", "suggestion"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_filter_suggests_for(name: str, suggestion: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        gazetteer().resolve(name)
    assert repr(name) in str(caught.value)
    assert suggestion in caught.value.remedy
