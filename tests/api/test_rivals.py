"""Which sentences exclude each other though neither is a plain claim, by the reader's word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.conflict import contrary
from api.question import understand
from tests.made import candidate, hit

SPACES = "Berapa petak parkir elektronik di Kota Sagu pada 2025?"
SEVERAL = "Pada 2025 hal itu berlaku pada 64 ruas dengan 3.180 bays, 1.450 bersensor."
PLAIN = "Pada 2025 Kota Sagu mempunyai 3.460 petak parkir elektronik."


def told(
    question: str,
    *texts: str,
    odds: float = 3.0,
    title: str = "Parkir Sagu",
    published: str = "2025-11-05",
    **values: Any,
) -> list[str]:
    """Return the conflict among texts, the later ones read with some odds."""
    ranked = [
        replace(
            candidate(
                hit(text, name=f"d{n}", title=title, published=published if n else "2025-11-05")
            ),
            read=odds if n else 3.0,
            **(values if n else {}),
        )
        for n, text in enumerate(texts)
    ]
    return [one.text for one in contrary(understand(question, "id"), ranked)]


def test_a_sentence_with_several_figures_excludes_one_that_has_none_of_them() -> None:
    assert told(SPACES, PLAIN, SEVERAL) == [PLAIN, SEVERAL]
    assert told(SPACES, SEVERAL, PLAIN) == [SEVERAL, PLAIN]


@pytest.mark.parametrize(
    "other",
    [
        SEVERAL.replace("3.180", "3.460"),
        SEVERAL.replace("3.180", "sekitar 3.500"),
        "Pada 2025 parkir elektronik dimulai.",
        "Pada 2025 terdapat 2.000 petak mobil dan 1.460 petak motor.",
        "Pada 2025 sebanyak 48 persen petak bersensor di 64% ruas.",
        "Pada 2023 terdapat 1.200 bays di 40 ruas, dan sejak 2025 tarifnya progresif.",
        "Pada 2025 petak tahap 2 dibuka.",
    ],
    ids=[
        "a figure in common",
        "the same, rounded",
        "no figure",
        "its parts",
        "a share",
        "another year",
        "a label",
    ],
)
def test_what_may_say_the_same_excludes_nothing(other: str) -> None:
    assert told(SPACES, PLAIN, other) == []


def test_the_reader_must_be_certain_of_both() -> None:
    assert told(SPACES, PLAIN, SEVERAL, odds=0.5) == []
    assert told(SPACES, PLAIN, SEVERAL, is_other_side=True) == []


def test_of_a_table_the_row_counts_that_comes_nearest() -> None:
    table = "Uraian | 2024 | 2025\nPetak parkir elektronik | 2.100 | 3.180\nKamera | 3.460 | 3.900"
    assert told(SPACES, PLAIN, table) == [PLAIN, table]
    assert told(SPACES, PLAIN, table.replace("3.180", "3.460")) == []


def test_the_row_of_names_is_no_row_of_figures() -> None:
    table = "Wilayah | Petak parkir elektronik | Kamera\nSagu | 3.180 | 40\nMuara | 3.460 | 30"
    assert told(SPACES, PLAIN, table) == [PLAIN, table]


def test_a_count_without_a_year_holds_for_that_of_its_document() -> None:
    asked = "Berapa petak parkir elektronik di Kota Sagu?"
    here, other = PLAIN.removeprefix("Pada 2025 "), SEVERAL.removeprefix("Pada 2025 ")
    assert told(asked, here, other) == [here, other]
    assert told(asked, here, other, published="2021-02-01") == []


def test_the_better_of_more_than_two_come_first() -> None:
    more = [SEVERAL.replace("3.180", f"{n}.180") for n in (4, 5, 6)]
    assert told(SPACES, PLAIN, *more) == [PLAIN, *more[:2]]


def test_figures_of_two_years_do_not_exclude_each_other() -> None:
    asked = "Berapa petak parkir elektronik di Kota Sagu?"
    assert told(asked, PLAIN, "Pada 2023 terdapat 40 ruas dengan 1.200 petak.") == []


def test_a_question_on_two_things_has_two_figures() -> None:
    asked = "Berapa target petak parkir Kota Sagu 2025 dan berapa yang tercapai?"
    assert told(asked, PLAIN, SEVERAL) == []


def test_a_sentence_on_another_place_excludes_nothing() -> None:
    asked = "Berapa petak parkir elektronik di Walantara pada 2025?"
    here = "Pada 2025 Walantara mempunyai 3.460 petak parkir elektronik."
    assert told(asked, here, SEVERAL) == []
    assert told(asked, here, SEVERAL, title="Parkir Walantara") == [here, SEVERAL]
