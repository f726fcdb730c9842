from __future__ import annotations

import pytest

from api.parts import parts_of
from api.question import understand

PARTS = {
    "Kapan Kabupaten Sleman dan Kota Batam ikut?": [
        "Kapan Kabupaten Sleman ikut?",
        "Kapan Kota Batam ikut?",
    ],
    "Bandingkan jumlah CCTV Kota Semarang dengan Kota Surabaya": [
        "jumlah CCTV Kota Semarang",
        "jumlah CCTV Kota Surabaya",
    ],
    "berapa daerah peserta pada 2017, 2018, dan 2019?": [
        "berapa daerah peserta pada 2017?",
        "berapa daerah peserta pada 2018?",
        "berapa daerah peserta pada 2019?",
    ],
    "Sebutkan quick win Kabupaten Garut 2024 dan Kota Magelang 2019": [
        "Sebutkan quick win Kabupaten Garut 2024",
        "Sebutkan quick win Kota Magelang 2019",
    ],
    "Kapan UU PDP berlaku?": [],
    "Siapa penemu inovasi Labu Bali di Wonosobo?": [],
    "Berapa daerah ikut pada 2018?": [],
}


@pytest.mark.parametrize(("text", "parts"), PARTS.items(), ids=PARTS)
def test_a_question_about_several_things_has_a_part_for_each(text: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(understand(text))] == parts


def test_a_part_carries_the_name_as_it_was_written() -> None:
    parts = parts_of(understand("Apa beda Perpres 95/2018 dan Perpres 39/2019?"))
    assert [part.name for part in parts] == ["Perpres 95/2018", "Perpres 39/2019"]
