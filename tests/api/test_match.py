"""Whether a sentence holds for the year and the place that a question names."""

from __future__ import annotations

import pytest

from api.match import match
from api.question import understand
from tests.made import hit


def missing(question: str, text: str, before: str = "", title: str = "Laporan") -> tuple[str, ...]:
    asked = understand(question, "id")
    return match(asked, {}, text, hit(before + text, title=title), before=before).missing_frame


@pytest.mark.parametrize(
    ("text", "before", "lacking"),
    [
        ("Pada 2024 ada 90 kamera.", "", ()),
        ("Ada 90 kamera di sekolah.", "Pada 2024 dipasang 210 kamera. ", ()),
        ("Ada 90 kamera di sekolah.", "Pada 2023 dipasang 210 kamera. ", ("2024",)),
        ("Ada 90 kamera di sekolah.", "Pada 2024 dibuka.\n\nTahun 2023 sepi. ", ("2024",)),
        ("Pada 2023 ada 90 kamera.", "Pada 2024 dipasang 210 kamera. ", ("2024",)),
    ],
)
def test_a_sentence_holds_for_its_own_year_or_the_last_of_its_paragraph(
    text: str, before: str, lacking: tuple[str, ...]
) -> None:
    assert missing("Berapa kamera pada 2024?", text, before) == lacking


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        (
            "Berapa desa di Kecamatan Sukaraya?",
            "Kecamatan Sukamaju memiliki 9 desa.",
            ("Sukaraya",),
        ),
        ("Berapa desa di Kecamatan Sukaraya?", "Kecamatan Sukaraya memiliki 9 desa.", ()),
        ("Berapa desa di Kecamatan Sukaraya?", "Kecamatan itu memiliki 9 desa.", ()),
        ("How many villages has Sagaru Regency?", "Kabupaten Paluta has 9 villages.", ("Sagaru",)),
        ("Apa itu Kota Cerdas?", "Kota Pintar adalah sebutan lain.", ()),
    ],
)
def test_a_sentence_on_another_place_by_name_does_not_answer(
    question: str, text: str, lacking: tuple[str, ...]
) -> None:
    assert missing(question, text) == lacking
