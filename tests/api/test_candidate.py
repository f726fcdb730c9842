"""The order of the sentences that may answer."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import pytest

from api import decision
from api.candidate import FEATURES, Candidate
from api.likeness import NO_LIKENESS
from tests.made import HELD, candidate, hit

TEXT = "Kabupaten Sagaru mempunyai 90 kamera."
PLAIN = candidate(hit(TEXT))


@pytest.mark.parametrize(
    ("name", "model", "features"),
    [
        ("ranking.json", None, FEATURES),
        ("decision.json", "answered", decision.FEATURES),
        ("decision.json", "outside", decision.OUTSIDE_FEATURES),
    ],
)
def test_the_weights_are_of_the_features_that_the_code_computes(
    name: str, model: str | None, features: tuple[str, ...]
) -> None:
    found = json.loads((files("api") / name).read_text("utf-8"))
    weights = found[model] if model else found
    assert tuple(weights["features"]) == features
    assert len(weights["weights"]) == len(features)


def test_every_feature_has_a_value() -> None:
    assert len(PLAIN.values) == len(FEATURES)


@pytest.mark.parametrize(
    "worse",
    [
        replace(PLAIN, likeness=NO_LIKENESS),
        replace(PLAIN, shows_expected=0.0),
        replace(PLAIN, in_sentence=replace(HELD, coverage=0.2)),
        replace(PLAIN, in_sentence=replace(HELD, missing_frame=("2024",))),
        replace(PLAIN, in_passage=replace(HELD, missing_names=("Sagaru",))),
        replace(PLAIN, text="Kamera Kabupaten Sagaru"),
        replace(PLAIN, hit=hit(TEXT, language="en", kind="digest")),
    ],
    ids=["far", "no figure", "few words", "other year", "no name", "a heading", "its twin"],
)
def test_what_speaks_against_a_sentence_puts_it_behind(worse: Candidate) -> None:
    assert worse.score < PLAIN.score


def test_a_name_stands_anywhere_in_the_passage_a_year_in_the_sentence_alone() -> None:
    assert replace(PLAIN, in_passage=replace(HELD, missing_frame=("2024",))).missing == ()
    assert replace(PLAIN, in_sentence=replace(HELD, missing_frame=("2024",))).missing == ("2024",)
    assert replace(PLAIN, in_sentence=replace(HELD, missing_names=("SPBE",))).missing == ()
