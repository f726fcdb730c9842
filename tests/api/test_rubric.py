"""The rubrics of the evaluation: dated, sourced, and in both languages."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from urllib.parse import urlsplit

import pytest

from api.rubric import rubric
from corpus.errors import UnknownNameError

YEARS = ("2022", "2024")


def test_the_default_has_the_five_dimensions_in_order() -> None:
    names = [dimension.id for dimension in rubric().dimensions]
    assert names == ["baseline", "output", "outcome", "impact", "quick_win"]


@pytest.mark.parametrize("year", YEARS)
def test_each_rubric_is_dated_and_rests_on_facts_with_sources(year: str) -> None:
    found = rubric(year)
    assert date.fromisoformat(found.dated).year == int(year)
    assert found.facts
    for fact in found.facts:
        assert fact.certainty in {"V", "P"}, "what is not verified is not told"
        assert urlsplit(fact.url).scheme == "https"
        assert fact.text["id"] != fact.text["en"]


def test_every_fact_and_dimension_of_the_file_is_used() -> None:
    data = tomllib.loads((files("api") / "evaluation.toml").read_text("utf-8"))
    for kind, key in (("fact", "facts"), ("dimension", "dimensions")):
        used = {name for entry in data["rubric"] for name in entry[key]}
        assert used == {entry["id"] for entry in data[kind]}


def test_a_year_without_a_rubric_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="2022, 2024"):
        rubric("2019")


SHOWN = {
    "baseline": "Indeks SPBE semula 1,7.",
    "output": "Kabupaten Kulon Progo meluncurkan Sibaku.",
    "outcome": "Tangerang LIVE telah diunduh 1.062.235 kali.",
    "impact": "The programme reduced stunting.",
    "quick_win": "Paseso Merapi adalah quick win.",
}


@pytest.mark.parametrize(("name", "text"), SHOWN.items(), ids=SHOWN)
def test_a_dimension_is_shown_by_its_words_and_no_part_of_others(name: str, text: str) -> None:
    dimension = next(d for d in rubric().dimensions if d.id == name)
    assert dimension.is_shown_by(text)
    assert not dimension.is_shown_by("Rapat dihadiri wali kota; belumnya appsarat indeksasi.")
