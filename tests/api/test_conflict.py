"""Which sentences contradict each other, read off their words alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.conflict import contrary
from api.question import understand
from tests.made import HELD, candidate, hit

CCTV = "Berapa CCTV di Kota Sagara pada 2024?"
PLAIN = "Kota Sagara mempunyai 312 CCTV pada 2024."


def told(question: str, *texts: str, covered: float = 1.0, one_document: bool = False) -> list[str]:
    """Return the conflict among texts, of which those after the first cover so much."""
    ranked = [
        candidate(
            hit(text, name="d1" if one_document else f"d{n}", published="2025-01-05"),
            in_sentence=replace(HELD, coverage=covered if n else 1.0),
        )
        for n, text in enumerate(texts)
    ]
    return [one.text for one in contrary(understand(question, "id"), ranked)]


def test_two_documents_with_two_figures_for_one_thing_and_year_disagree() -> None:
    other = "Dinas Perhubungan mencatat 298 CCTV di Kota Sagara pada 2024."
    assert told(CCTV, PLAIN, other) == [PLAIN, other]


@pytest.mark.parametrize(
    "other",
    [
        "Kota Sagara mempunyai 312 CCTV menurut laporan 2024.",
        "Kota Sagara mempunyai 254 CCTV pada 2023.",
        "Kota Semarang mempunyai 298 CCTV pada 2024.",
        "Kota Sagara mempunyai 298 bus pada 2024.",
        "Kota Sagara menambah CCTV pada 2024.",
    ],
    ids=["the same figure", "another year", "another place", "another thing", "no figure"],
)
def test_what_only_looks_like_a_conflict_is_none(other: str) -> None:
    best = PLAIN.replace("Kota Sagara", "Kota Surabaya") if "Semarang" in other else PLAIN
    assert told(CCTV, best, other) == []


def test_a_sentence_that_tells_of_more_years_disagrees_about_the_one_asked_for() -> None:
    other = "CCTV Kota Sagara dipasang sejak 2021, dan pada 2024 Kota Sagara mempunyai 298 CCTV."
    assert told(CCTV, PLAIN, other) == [PLAIN, other]
    assert told("Berapa CCTV di Kota Sagara?", PLAIN, other) == []
    assert told(CCTV, PLAIN, "Kota Sagara mempunyai 298 CCTV untuk 2024 hingga 2026.") == []


def test_evidence_far_from_the_question_contradicts_nobody() -> None:
    assert told(CCTV, PLAIN, PLAIN.replace("312", "298"), covered=0.5) == []


def test_what_the_reader_denies_contradicts_nobody() -> None:
    best, other = (
        candidate(hit(text, name=text, published="2025-01-05"), in_sentence=HELD)
        for text in (PLAIN, PLAIN.replace("312", "298"))
    )
    question = understand(CCTV, "id")
    assert contrary(question, [best, replace(other, read=-1.0)])
    assert not contrary(question, [best, replace(other, read=-5.0)])


def test_what_the_reader_was_not_shown_and_stands_far_behind_contradicts_nobody() -> None:
    best, other = (
        candidate(hit(text, name=text, published="2025-01-05"), in_sentence=HELD)
        for text in (PLAIN, PLAIN.replace("312", "298"))
    )
    question = understand(CCTV, "id")
    assert contrary(question, [best, other])
    assert not contrary(question, [replace(best, read=6.0), other])


def test_one_document_disagrees_with_itself_only_through_the_sources_that_it_names() -> None:
    first = "Menurut Dinas Kominfo, Kota Sagara mempunyai 312 CCTV pada 2024."
    second = "Menurut kepolisian, Kota Sagara mempunyai 298 CCTV pada 2024."
    assert told(CCTV, first, second, one_document=True) == [first, second]
    assert told(CCTV, first, PLAIN.replace("312", "298"), one_document=True) == []


def test_a_sentence_that_tells_of_the_conflict_is_enough() -> None:
    both = "Sumber berbeda tentang CCTV Kota Sagara 2024: Dinas menyebut 312, polisi menyebut 298."
    assert told(CCTV, both) == [both]
    assert told(CCTV, PLAIN, both) == [PLAIN, both]


def test_years_disagree_where_a_year_is_asked_for() -> None:
    both = "Sleman masuk angkatan 2023 menurut laporan, sedangkan koran memasukkannya ke 2022."
    assert told("Sleman masuk angkatan berapa?", both) == [both]
    assert told("Apakah Sleman masuk angkatan smart city?", both) == []


def test_dates_disagree_unless_one_is_the_other_told_less_exactly() -> None:
    question = "Kapan portal Sagara dibuka?"
    day, other = "Portal dibuka pada 6 Maret 2024.", "Portal dibuka pada 9 April 2024."
    assert told(question, day, other) == [day, other]
    assert told(question, day, "Portal dibuka pada Maret 2024.") == []
    assert told(question, day, "Portal dibuka pada 4-5 Maret 2024.") == []
    assert told(question, day, "Sebuah artikel (9 Maret 2024) menyambut pembukaannya.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sagara menjalankan 26 bus listrik dan 88 bus bensin.", "Sagara punya 31 bus listrik."),
        ("Ada 31 bus listrik, 7 di antaranya baru.", "Ada 26 bus listrik di Sagara."),
    ],
)
def test_the_figure_for_what_is_asked_counts(one: str, other: str) -> None:
    assert told("Berapa bus listrik di Sagara?", one, other) == [one, other]


def test_a_question_for_no_figure_meets_no_conflict_of_figures() -> None:
    both = "Sumber berbeda tentang peserta: Dinas menyebut 80 daerah, koran menyebut 70 daerah."
    assert told("Apa kewajiban daerah peserta?", both) == []


def test_two_figures_asked_for_are_no_conflict() -> None:
    question = "Di Sagara ada berapa CCTV dan berapa titik Wi-Fi pada 2024?"
    assert told(question, PLAIN, PLAIN.replace("312", "298")) == []


def test_the_day_of_one_place_is_not_that_of_all() -> None:
    when = "Kapan evaluasi tahap 2 berlangsung?"
    best = "Evaluasi tahap 2 berlangsung pada Oktober 2024."
    assert told(when, best, "Evaluasi tahap 2 di Kota Semarang berlangsung pada 6 Mei 2025.") == []
    assert told(when, best, "Evaluasi tahap 2 berlangsung pada 6 Mei 2025.") != []


def test_counts_that_are_near_are_not_the_same_unless_one_is_rough() -> None:
    other = PLAIN.replace("312", "310")
    assert told(CCTV, PLAIN, other) == [PLAIN, other]
    assert told(CCTV, PLAIN, PLAIN.replace("312", "sekitar 310")) == []
    many = PLAIN.replace("312", "18.260")
    assert told(CCTV, many, PLAIN.replace("312", "18 ribu")) == []
