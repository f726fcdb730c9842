from __future__ import annotations

import pytest

from api.quantity import quantities

TOLD = {
    "Sebanyak 50 daerah ikut pada 2018.": ["50"],
    "Ditandatangani pada 15 Mei 2019 di Jakarta.": [],
    "On May 15, 2019 it was signed.": [],
    "Pasal 27 sampai Pasal 30 mengatur pusat data.": [],
    "Buku 2 memuat visi.": [],
    "SNI ISO 37120:2018 memuat 18 parameter.": ["18"],
    "Perwal 43/2020 berlaku.": [],
    "Targetnya 12,5 juta orang, atau 48%.": ["12,5 juta", "48%"],
    "Aplikasi itu diunduh 1.062.235 kali.": ["1.062.235"],
    "3A: atraksi, akses, amenitas.": [],
    "IKN dibangun pada 2020-2024.": [],
    "Quick win dijalankan dalam 1-2 tahun.": ["1-2"],
    "Pameran berlangsung 12-14 Desember 2018.": [],
    "Ada tiga kota dan two regencies.": ["tiga", "two"],
}


@pytest.mark.parametrize(("text", "expected"), TOLD.items(), ids=TOLD)
def test_only_what_counts_or_measures_is_a_quantity(text: str, expected: list[str]) -> None:
    assert [quantity.text for quantity in quantities(text)] == expected


def test_a_quantity_knows_the_words_beside_it() -> None:
    (told,) = quantities("Kota Semarang memiliki 10.693 kamera CCTV.")
    assert told.after[:2] == ("kamera", "cctv")
    assert told.before[-1] == "memiliki"
    assert not told.is_percentage
