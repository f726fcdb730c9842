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
        ("Pada 2023 ada 90, dan saat itu belum cukup.", "Pada 2024 dibuka. ", ("2024",)),
        ("Tahun itu naik dari 70 pada 2023 ke 90.", "Pada 2024 dipasang 210 kamera. ", ()),
        ("Dari jumlah itu 9 persen di sekolah.", "Selama 2024 sampai 2026 ada 90. ", ()),
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
        ("Berapa Desa Wangi di Kabupaten Sagaru?", "Desa Wangi berjumlah 80.", ()),
        ("How many villages has Sagaru Regency?", "Kabupaten Paluta has 9 villages.", ("Sagaru",)),
        ("Apa program Kabupaten Sagaru?", "Programnya adalah Desa Wangi Digital.", ()),
        ("How many lamps has Sagaru Barat District?", "Kecamatan Sagaru Barat: 9 lampu.", ()),
        ("Apa itu Kota Cerdas?", "Kota Pintar adalah sebutan lain.", ()),
    ],
)
def test_a_sentence_on_another_place_by_name_does_not_answer(
    question: str, text: str, lacking: tuple[str, ...]
) -> None:
    assert missing(question, text) == lacking


@pytest.mark.parametrize(
    ("published", "year", "text", "lacking"),
    [
        ("2025-03-03", "2024", "Survei menjangkau 1.180 warga.", ()),
        ("2025-03-03", "2023", "Survei menjangkau 1.180 warga.", ("2023",)),
        ("2025-09-03", "2024", "Survei menjangkau 1.180 warga.", ("2024",)),
        ("2025-09-03", "2025", "Tahun ini dianggarkan Rp2 miliar, naik dari 2024.", ()),
        ("2025-09-03", "2024", "Tahun lalu dianggarkan Rp2 miliar.", ()),
    ],
)
def test_a_paper_without_a_year_is_on_that_of_its_day_or_early_on_the_one_before(
    published: str, year: str, text: str, lacking: tuple[str, ...]
) -> None:
    asked = understand(f"Berapa warga yang disurvei pada {year}?", "id")
    found = hit(text, title="Laporan", published=published)
    assert match(asked, {}, text, found, before="").missing_frame == lacking
