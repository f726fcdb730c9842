from __future__ import annotations

import pytest

from corpus.regulation import find_regulations, own_regulation, same_regulation

KEYS = {
    "UU 14/2008": ["uu-14-2008"],
    "UU No.23/2014": ["uu-23-2014"],
    "Undang-Undang Republik Indonesia Nomor 14 Tahun 2008": ["uu-14-2008"],
    "Undang- Undang No 14 tahun 2008": ["uu-14-2008"],
    "Law No. 14 of 2008 and Presidential Regulation No. 95 of 2018": [
        "uu-14-2008",
        "perpres-95-2018",
    ],
    "Peraturan Presiden (Perpres) Nomor 95 Tahun 2018": ["perpres-95-2018"],
    "Perppu 2/2022": ["perpu-2-2022"],
    "Government Regulation in Lieu of Law Number 2 of 2022": ["perpu-2-2022"],
    "Inpres 3/2003 dan Keppres No. 20 Th. 2006": ["inpres-3-2003", "keppres-20-2006"],
    "Peraturan Menteri Komunikasi dan Informatika Nomor 1 Tahun 2023": ["permen-kominfo-1-2023"],
    "Permenkominfo 1/2023 dan PP No. 59 Tahun 2022": ["permen-kominfo-1-2023", "pp-59-2022"],
    "PM Kominfo No. 5 Tahun 2020": ["permen-kominfo-5-2020"],
    "PermenPAN-RB 59/2020, Permen PANRB Nomor 59 Tahun 2020": ["permen-panrb-59-2020"] * 2,
    "Peraturan Menteri Pendidikan, Kebudayaan, Riset, dan Teknologi Nomor 3 Tahun 2020": [
        "permen-dikbudristek-3-2020"
    ],
    "Regulation of the Minister of Home Affairs Number 59 of 2021": ["permen-dagri-59-2021"],
    "Permen PPN/Bappenas 16/2020": ["permen-ppn-16-2020"],
    "Peraturan BSSN Nomor 4 Tahun 2021": ["permen-bssn-4-2021"],
    "Perka BKN 3/2016": ["permen-bkn-3-2016"],
    "Permenkominfo Nomor 41/PER/MEN.KOMINFO/11/2007": ["permen-kominfo-41-2007"],
    "Keputusan Menteri Dalam Negeri Nomor 050-145 Tahun 2022": ["kepmen-dagri-50.145-2022"],
    "SE Menteri PANRB Nomor 18 Tahun 2022": ["se-panrb-18-2022"],
    "Perbup 1.1/2018": ["perbup-1.1-2018"],
    "Perbup Kulon Progo Nomor 1.1 Tahun 2018": ["perbup-34.01-1.1-2018"],
    "Peraturan Wali Kota Malang Nomor 43 Tahun 2020": ["perwal-35.73-43-2020"],
    "Peraturan Bupati Malang Nomor 43 Tahun 2020": ["perbup-35.07-43-2020"],
    "Perda Kabupaten Sleman Nomor 5 Tahun 2019": ["perda-34.04-5-2019"],
    "Peraturan Daerah Provinsi Jawa Barat Nomor 3 Tahun 2020": ["perda-32-3-2020"],
    "Qanun Aceh Nomor 11 Tahun 2018": ["qanun-11-11-2018"],
    "menurut UU ITE dan Perpres SPBE": ["uu-11-2008", "perpres-95-2018"],
    "UU SPBE": [],
    "pada 5/2018 dan 12/2019": [],
    "APP 5/2018": [],
    "rapat pada 12/05/2019": [],
}


@pytest.mark.parametrize(("text", "keys"), KEYS.items(), ids=KEYS)
def test_regulations_have_one_normal_form(text: str, keys: list[str]) -> None:
    assert [reference.key for reference in find_regulations(text)] == keys


CLAUSES = {
    "Pasal 5 ayat (2) huruf b Perpres 95/2018": ("5", "2", "b"),
    "Pasal 5A dari UU 14/2008": ("5A", "", ""),
    "Perpres 95/2018, Pasal 5 ayat 3": ("5", "3", ""),
    "Article 5 paragraph (2) of Presidential Regulation No. 95 of 2018": ("5", "2", ""),
    "Perpres 95/2018": ("", "", ""),
}


@pytest.mark.parametrize(("text", "clause"), CLAUSES.items(), ids=CLAUSES)
def test_the_clause_beside_a_regulation_is_read(text: str, clause: tuple[str, str, str]) -> None:
    assert find_regulations(text)[0].clause == clause


def test_a_reference_is_where_it_stands() -> None:
    text = "Sesuai Perpres No. 95 Tahun 2018 tentang SPBE."
    found = find_regulations(text)[0]
    assert text[found.start : found.end] == "Perpres No. 95 Tahun 2018"


def test_a_key_without_an_issuer_fits_any_and_two_issuers_are_two_regulations() -> None:
    assert same_regulation("permen-1-2023", "permen-kominfo-1-2023")
    assert not same_regulation("permen-dagri-1-2023", "permen-kominfo-1-2023")
    assert not same_regulation("pp-1-2023", "perpres-1-2023")


def test_only_a_title_that_begins_with_a_regulation_is_one() -> None:
    assert own_regulation("Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE") == (
        "perpres-95-2018"
    )
    assert own_regulation("Perubahan atas PP 18/2016") == ""
    assert own_regulation("Sosialisasi Perpres 95/2018 di Sleman") == ""
