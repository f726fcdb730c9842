from __future__ import annotations

from typing import Any

import pytest

from corpus.ids import document_id
from evals.failure import explain, failures
from evals.measures import Figure, by_category, by_language, measure
from evals.outcome import Outcome
from evals.questionset import Question
from evals.report import print_failures, print_report, report_json
from evals.run import Run, gaps, run_of
from tests.evals.made import RIGHT, TARGET, answered, hit, outcome, question, refused

TOPIC = {"topic": "programme/cohort-2018"}
EVIDENCE = hit(document_id("digest:id/programme/cohort-2018"))


def asked(number: int, status: str = "found", **fields: Any) -> Question:
    return question(status, id=f"q{number}", **fields)


def outcomes() -> list[Outcome]:
    return [
        outcome(asked(1, **TOPIC), answered(RIGHT), [EVIDENCE, hit()], ms=10),
        outcome(asked(2, **TOPIC), answered(RIGHT, TARGET), [hit()], ms=20),
        outcome(asked(3, never=["75 daerah"]), answered(TARGET), ms=30),
        outcome(asked(4, language="en"), refused(), ms=40),
        outcome(asked(5, "not_found"), refused(), ms=50),
        outcome(asked(6, "not_found"), answered(TARGET), ms=60),
        outcome(asked(7, "out_of_scope"), refused(), ms=70),
    ]


def test_figures_of_hand_written_answers() -> None:
    group = measure(outcomes())
    figures = {name: (figure.value, figure.of) for name, figure in group.figures.items()}
    assert group.questions == 7
    assert figures["fact_recall"] == (0.5, 4)
    assert figures["answered"] == (0.75, 4)
    assert figures["unanswerable_refused"] == (0.5, 2)
    assert figures["outside_refused"] == (1.0, 1)
    assert figures["state"][0] == pytest.approx(4 / 7)
    assert figures["citation_precision"] == (1.0, 5)
    assert figures["citation_evidence"] == (0.0, 3)
    assert figures["numbers"][0] == 1.0
    assert figures["never"] == (0.0, 1)
    assert figures["language"] == (1.0, 4)
    assert figures["Success@1"] == figures["RR@10"] == (0.5, 2)
    assert (group.p50_ms, group.p95_ms) == (40, 70)


def test_what_there_is_nothing_of_is_left_out_and_not_zero() -> None:
    group = measure([outcome(asked(1, "not_found"), refused())])
    assert group.value("fact_recall") is None
    assert "page" not in group.figures
    assert measure([]).p95_ms == 0


def test_one_wrong_figure_lowers_the_share_by_one_part() -> None:
    wrong = outcome(asked(1), answered("Sebanyak 51 daerah ikut pada 2018.", quote=RIGHT))
    assert measure([wrong]).figures["numbers"] == Figure(0.5, 2)


def test_figures_are_told_by_language_and_category() -> None:
    languages, categories = by_language(outcomes()), by_category(outcomes())
    assert (languages["id"].questions, languages["en"].questions) == (6, 1)
    assert {name: group.questions for name, group in categories.items()} == {
        "factual": 4,
        "near-miss": 2,
        "out-of-scope": 1,
    }


def test_the_gap_is_indonesian_minus_english() -> None:
    between = gaps(by_language(outcomes()))
    assert between["fact_recall"] == pytest.approx(2 / 3, abs=1e-4)
    assert "never" not in between


def run() -> Run:
    return run_of("dev", outcomes(), model="m", seconds=1.0)


def test_the_json_report_lists_failures_only_on_request() -> None:
    report = report_json(run())
    assert report["whole"]["figures"]["fact_recall"] == {"value": 0.5, "of": 4}
    assert report["categories"]["near-miss"]["questions"] == 2
    assert "failures" not in report
    cases = report_json(run(), failures(outcomes()))["failures"]
    assert [case["case"] for case in cases] == ["q3/id", "q4/en", "q6/id", "q7/id"]


def test_a_failure_explains_itself() -> None:
    judged = outcome(
        asked(3, **TOPIC, never=["75 daerah"], why="A target beside a result."),
        answered(TARGET),
        [hit(), hit("other")],
    )
    told = "\n".join(explain(judged).lines())
    assert "q3/id (factual): A target beside a result." in told
    assert "expected  found: 50 (missing); 2018 (missing): from programme/cohort-2018" in told
    assert f"found     {TARGET} [Angkatan 2018]" in told
    assert "hit       2. Dokumen other" in told
    assert "The evidence is not among the first 10 documents." in told
    assert "It must not say '75 daerah'." in told


def test_a_hit_that_is_the_evidence_is_marked() -> None:
    judged = outcome(asked(3, **TOPIC), refused(), [hit(), EVIDENCE])
    assert any("2. " in line and "<- the evidence" in line for line in explain(judged).lines())


def test_the_printed_report_tells_figures_and_failures(capsys: pytest.CaptureFixture[str]) -> None:
    print_report(run())
    print_failures(failures(outcomes()))
    out = capsys.readouterr().out
    assert "dev set, 7 questions" in out
    assert "By category" in out
    assert "q6/id (near-miss)" in out
