from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from evals.floors import FLOORS, Floors, GateError, load_floors, save_floors
from evals.gate import compare, mismatches, pin, sample, told
from evals.outcome import Outcome
from evals.questionset import load_set
from evals.run import Run, run_of
from tests.evals.made import RIGHT, TARGET, answered, outcome, question, refused


def outcomes(right: int, of: int = 10) -> list[Outcome]:
    return [
        outcome(question(id=f"q{number}"), answered(RIGHT) if number < right else refused())
        for number in range(of)
    ]


def run(asked: Sequence[Outcome]) -> Run:
    return run_of("gate", asked, model="m", seconds=1.0)


def pinned(right: int) -> Floors:
    asked = outcomes(right)
    return pin(run(asked), asked, None, why="first", lower=None)


def test_a_floor_lies_one_case_below_what_was_measured() -> None:
    floor = pinned(8).floors["fact_recall/id"]
    assert (floor.floor, floor.measured, floor.of) == (0.7, 0.8, 10)


def test_what_must_always_hold_has_no_slack() -> None:
    assert pinned(8).floors["citation_precision/id"].floor == 1.0


def test_one_case_less_passes_and_two_do_not() -> None:
    floors = pinned(8)
    assert not compare(run(outcomes(7)), outcomes(7), floors)
    fallen = {one.name for one in compare(run(outcomes(6)), outcomes(6), floors)}
    assert {"fact_recall/id", "answered/id", "state/id"} <= fallen


def test_a_figure_that_fell_names_the_cases_that_are_newly_wrong() -> None:
    floors = pinned(8)
    asked = outcomes(6)
    [fallen] = [one for one in compare(run(asked), asked, floors) if one.name == "fact_recall/id"]
    text = told(fallen, floors)
    assert "all facts in the answer, Indonesian: 0.600 is below the floor of 0.700" in text
    assert "(0.800 of 10 when pinned on" in text
    assert text.endswith("Newly wrong: q6/id, q7/id.")


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    floors = pinned(8)
    refusals = outcomes(0)
    fallen = {one.name: one for one in compare(run(refusals), refusals, floors)}
    assert fallen["citation_precision/id"].value == 0
    assert "fewer parts" in told(fallen["citation_precision/id"], floors)


def test_floors_rise_and_do_not_sink_by_a_case_within_the_slack() -> None:
    better, worse = outcomes(9), outcomes(7)
    assert pin(run(better), better, pinned(8), why="better", lower=None).floors[
        "fact_recall/id"
    ].floor == pytest.approx(0.8)
    kept = pin(run(worse), worse, pinned(8), why="again", lower=None)
    assert kept.floors["fact_recall/id"].floor == 0.7
    assert not kept.lowered


def test_a_floor_is_lowered_only_with_a_reason_that_is_kept() -> None:
    asked = outcomes(5)
    with pytest.raises(GateError, match=r"only lowered on purpose.*fact_recall|all facts"):
        pin(run(asked), asked, pinned(8), why="worse", lower=" ")
    floors = pin(run(asked), asked, pinned(8), why="worse", lower="Harder questions came in.")
    lowered = {one.figure: one for one in floors.lowered}
    assert floors.floors["fact_recall/id"].floor == 0.4
    assert (lowered["fact_recall/id"].old, lowered["fact_recall/id"].new) == (0.7, 0.4)
    assert lowered["fact_recall/id"].why == "Harder questions came in."


def test_floors_are_written_and_read_again(tmp_path: Path) -> None:
    asked = outcomes(5)
    floors = pin(run(asked), asked, pinned(8), why="worse", lower="Harder questions.")
    save_floors(floors, tmp_path / "floors.json")
    assert load_floors(tmp_path / "floors.json") == floors
    assert [path.name for path in tmp_path.iterdir()] == ["floors.json"]


def test_a_floor_lowered_by_hand_without_a_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    save_floors(pinned(8), path)
    content = json.loads(path.read_text())
    content["floors"]["fact_recall/id"]["floor"] = 0.5
    path.write_text(json.dumps(content))
    with pytest.raises(GateError, match="fact_recall/id was lowered without a reason"):
        load_floors(path)
    content["lowered"] = [
        {"date": "2026-11-25", "figure": "fact_recall/id", "old": 0.7, "new": 0.5, "why": "Known."}
    ]
    path.write_text(json.dumps(content))
    assert load_floors(path).floors["fact_recall/id"].floor == 0.5


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"floors": {"a": {}}}'])
def test_damaged_floors_are_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content)
    with pytest.raises(GateError, match="cannot be read"):
        load_floors(path)


def test_missing_floors_are_told(tmp_path: Path) -> None:
    with pytest.raises(GateError, match=r"no floors at .*--pin"):
        load_floors(tmp_path / "floors.json")


def test_another_corpus_is_told() -> None:
    floors = pinned(8)
    assert not list(mismatches(run(outcomes(8)), floors))
    [note] = mismatches(run(outcomes(8)), replace(floors, corpus="0123"))
    assert note.startswith("The documents changed since the floors were pinned on")
    assert "--pin" in note


def test_cases_that_were_wrong_before_are_not_newly_wrong() -> None:
    wrong = [outcome(question(id=f"q{number}"), answered(TARGET)) for number in (5, 8)]
    asked = [*outcomes(8)[:4], *wrong]
    floors = pinned(8)
    [fallen] = [one for one in compare(run(asked), asked, floors) if one.name == "fact_recall/id"]
    assert fallen.cases == ("q5/id",)


def test_the_gate_asks_one_half_of_each_pair_of_dev_and_nothing_else() -> None:
    dev, asked = load_set("dev"), sample()
    assert {question.id for question in asked} == {question.id for question in dev}
    assert len({question.id for question in asked}) == len(asked)
    assert {question.language for question in asked} == {"id", "en"}
    names = {question.name for question in dev}
    assert all(question.name in names for question in asked)


@pytest.mark.skipif(not FLOORS.exists(), reason="no floors are pinned yet")
def test_the_floors_that_ship_can_be_read() -> None:
    assert load_floors().floors
