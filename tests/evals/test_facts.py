from __future__ import annotations

import pytest

from evals.facts import holds, missing_facts


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Sebanyak 50 daerah ikut.", "50"),
        ("Jumlahnya 50.", "50"),
        ("Rp1,25 miliar untuk pusat kendali", "1,25 miliar"),
        ("downloaded 1,062,235 times", "1,062,235"),
        ("HOTEL SANTIKA", "Santika"),
        ("layanan Dottoro’ta", "Dottoro'ta"),
        ("tahun 2025–2035", "2025-2035"),
        ("pada 31\u00a0Mei  2016", "31 Mei 2016"),
        ("mencapai 48%", "48%"),
        ("(Perbup 1.1/2018)", "1.1/2018"),
    ],
)
def test_a_fact_stands_in_a_text(text: str, spelling: str) -> None:
    assert holds(text, [spelling])


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("Sebanyak 150 daerah", "50"),
        ("50.000 pengguna", "50"),
        ("nilai 1,50", "50"),
        ("50,5 persen", "50"),
        ("kejadian", "adi"),
        ("31 Mei 2017", "31 Mei 2016"),
        ("suprastruktur", "struktur"),
        ("", "50"),
    ],
)
def test_a_part_of_a_number_or_word_is_no_fact(text: str, spelling: str) -> None:
    assert not holds(text, [spelling])


def test_one_spelling_is_enough_but_every_fact_is_needed() -> None:
    facts = [["7", "tujuh"], ["Jakarta"], ["2024"]]
    assert missing_facts("Tujuh pilar di Jakarta", facts) == [("2024",)]
