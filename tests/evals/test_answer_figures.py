from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from api.answer import Answer, Citation, Sentence
from corpus.ids import document_id
from evals.answers import Outcome, figures, judge
from evals.questionset import Question
from evals.report import gap, print_failures, print_report, report_json

TEXTS = {("d1", "v1"): "Sebanyak 50 daerah ikut pada 2018. Targetnya 75 daerah."}


def question(status: str = "found", **fields: Any) -> Question:
    facts = {"facts": [["50"], ["2018"]]} if status == "found" else {}
    values = {"id": "q", "language": "id", "text": "Berapa?", "status": status, **facts, **fields}
    return Question.model_validate(values)


def answered(*texts: str) -> Answer:
    """An answer of sentences that are each quoted from the one document."""
    return Answer(
        id="a",
        status="found",
        question="Berapa?",
        language="id",
        sentences=tuple(
            Sentence(text, "id", (number,)) for number, text in enumerate(texts, start=1)
        ),
        citations=tuple(citation(number, text) for number, text in enumerate(texts, start=1)),
    )


def refused() -> Answer:
    return Answer(id="a", status="not_found", question="Berapa?", language="id")


def citation(number: int, quote: str) -> Citation:
    return Citation(
        number=number,
        document_id="d1",
        version="v1",
        title="Angkatan 2018",
        kind="digest",
        url=None,
        archived_url=None,
        page=None,
        page_label=None,
        heading="",
        quote=quote,
        start=0,
        end=len(quote),
        published=None,
        fetched_at=None,
        language="id",
        is_digest=True,
        note=None,
        references=(),
    )


def outcome(
    asked: Question, answer: Answer, found: tuple[str, ...] = (), ms: float = 10.0
) -> Outcome:
    return judge(asked, answer, found, lambda id_, version: TEXTS[id_, version], ms)


def test_an_answer_is_right_when_its_sentences_hold_every_fact() -> None:
    assert outcome(question(), answered("Sebanyak 50 daerah ikut pada 2018.")).is_right


def test_facts_may_be_spread_over_sentences() -> None:
    asked = question(facts=[["50"], ["75"]])
    judged = outcome(asked, answered("Sebanyak 50 daerah ikut", "Targetnya 75 daerah."))
    assert judged.is_right


def test_what_is_missing_is_told() -> None:
    judged = outcome(question(), answered("Targetnya 75 daerah."))
    assert judged.missing == (("50",), ("2018",))
    assert not judged.is_right


def test_a_quote_that_is_not_in_the_document_makes_an_answer_wrong() -> None:
    judged = outcome(question(), answered("Ada 50 daerah pada 2018."))
    assert judged.missing == ()
    assert judged.quotes_in_text == (False,)
    assert not judged.is_right


def test_the_evidence_counts_in_either_language_within_the_first_ten_hits() -> None:
    asked = question(topic="programme/cohort-2018")
    english = document_id("digest:en/programme/cohort-2018")
    others = tuple(f"other{number}" for number in range(10))
    assert outcome(asked, refused(), (*others[:9], english)).is_retrieved is True
    assert outcome(asked, refused(), (*others, english)).is_retrieved is False
    assert outcome(question(), refused(), (english,)).is_retrieved is None


@pytest.mark.parametrize("status", ["not_found", "out_of_scope"])
def test_a_question_without_an_answer_is_rightly_refused(status: Any) -> None:
    refusal = Answer(id="a", status=status, question="Berapa?", language="id")
    assert outcome(question("not_found"), refusal).is_right
    assert not outcome(question(), refusal).is_right
    assert not outcome(question("not_found"), answered("Targetnya 75 daerah.")).is_right


def test_figures_of_hand_written_answers() -> None:
    topic = {"topic": "programme/cohort-2018"}
    evidence = (document_id("digest:id/programme/cohort-2018"),)
    right = "Sebanyak 50 daerah ikut pada 2018."
    found = figures(
        [
            outcome(question(**topic), answered(right), evidence, ms=10),
            outcome(question(**topic), answered(right, "Targetnya 75 daerah."), (), ms=20),
            outcome(question(), answered("Ada 75 daerah."), ms=30),
            outcome(question(), refused(), ms=40),
            outcome(question("not_found"), refused(), ms=50),
            outcome(question("not_found"), answered("Targetnya 75 daerah."), ms=60),
            outcome(question("not_found", outside=True), refused(), ms=70),
        ]
    )
    assert (found.answerable, found.unanswerable, found.outside) == (4, 2, 1)
    assert found.fact_recall == 0.5
    assert found.wrongly_refused == 0.25
    assert found.hit_at_10 == 0.5
    assert found.unanswerable_refused == 0.5
    assert found.outside_refused == 1.0
    assert (found.citations, found.cited) == (5, 0.8)
    assert found.sentences == 1.25
    assert (found.median_ms, found.p95_ms) == (40, 70)


def test_figures_of_nothing_are_none_not_zero() -> None:
    found = figures([])
    assert found.answerable == 0
    assert found.fact_recall is None
    assert found.cited is None
    assert found.p95_ms is None


def test_the_gap_is_indonesian_minus_english() -> None:
    one = figures([outcome(question(), answered("Sebanyak 50 daerah ikut pada 2018."), ms=30)])
    other = figures([outcome(question(), refused(), ms=10)])
    between = gap(one, other)
    assert between["fact_recall"] == 1.0
    assert between["wrongly_refused"] == -1.0
    assert between["median_ms"] == 20
    assert between["cited"] is None
    assert "answerable" not in between


def test_the_json_report_lists_failures_only_on_request() -> None:
    outcomes = [
        outcome(question(), answered("Sebanyak 50 daerah ikut pada 2018.")),
        outcome(question(id="r"), refused()),
    ]
    report = report_json("dev", outcomes, failures=False)
    assert report["questions"] == 2
    assert report["languages"]["id"]["fact_recall"] == 0.5
    assert report["languages"]["en"]["fact_recall"] is None
    assert "failures" not in report
    failures = report_json("dev", outcomes, failures=True)["failures"]
    assert [failure["id"] for failure in failures] == ["r"]


def test_the_printed_report_tells_figures_and_failures(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [outcome(question(), answered("Targetnya 75 daerah."))]
    print_report("dev", outcomes)
    print_failures(outcomes)
    out = capsys.readouterr().out
    assert "dev set, 1 questions" in out
    assert "expected  50 (missing); 2018 (missing)" in out
    assert "answered  Targetnya 75 daerah." in out


def test_the_command_shows_no_failures_of_the_locked_set() -> None:
    import typer

    from evals.__main__ import main

    app = typer.Typer()
    app.command()(main)
    result = CliRunner().invoke(app, ["--set", "test", "--failures"])
    assert result.exit_code == 1
    assert "locked" in result.output
