from __future__ import annotations

from typing import Any

import pytest

from corpus.ids import document_id
from evals.outcome import Outcome
from evals.seedfolder import evidence_id
from tests.evals.made import RIGHT, TARGET, answered, hit, outcome, question, refused


def test_an_answer_is_right_when_its_sentences_hold_every_fact() -> None:
    assert outcome(question(), answered(RIGHT)).is_right


def test_facts_may_be_spread_over_sentences() -> None:
    asked = question(facts=[["50"], ["75"]])
    assert outcome(asked, answered(RIGHT, TARGET)).is_right


def test_what_is_missing_is_told() -> None:
    judged = outcome(question(), answered(TARGET))
    assert judged.missing == (("50",), ("2018",))
    assert not judged.is_right


def test_what_must_not_be_said_makes_an_answer_wrong() -> None:
    judged = outcome(question(never="75 daerah"), answered(RIGHT, TARGET))
    assert judged.said_wrongly == ("75 daerah",)
    assert not judged.is_right


def test_a_quote_that_is_not_in_the_document_supports_nothing() -> None:
    judged = outcome(question(), answered("Ada 50 daerah pada 2018."))
    assert judged.missing == ()
    assert [one.supports for one in judged.cited] == [False]
    assert judged.sentences_supported == (False,)
    assert not judged.is_right


def test_a_quote_that_says_something_else_supports_nothing() -> None:
    judged = outcome(question(), answered(RIGHT, quote=TARGET))
    assert [one.supports for one in judged.cited] == [False]


def test_a_worded_sentence_is_supported_by_most_of_its_words() -> None:
    worded = answered("Pada 2018 sebanyak 50 daerah ikut serta.", verbatim=False, quote=RIGHT)
    assert [one.supports for one in outcome(question(), worded).cited] == [True]
    other = answered("Semua kota gagal dinilai.", verbatim=False, quote=RIGHT)
    assert [one.supports for one in outcome(question(), other).cited] == [False]


def test_a_citation_that_was_not_found_is_told() -> None:
    judged = outcome(question(), answered(RIGHT), hits=[hit("other"), hit(text="Lain.")])
    assert [one.retrieved for one in judged.cited] == [False]


def test_a_figure_that_its_citation_lacks_is_told() -> None:
    judged = outcome(question(), answered("Sebanyak 51 daerah ikut.", quote=RIGHT))
    assert judged.figures_unsupported == ("51",)
    assert not judged.is_right


@pytest.mark.parametrize(("page", "right"), [(1, True), (2, False), (None, False), (9, False)])
def test_a_page_is_right_where_the_quote_begins_on_it(page: int | None, right: bool) -> None:
    judged = outcome(question(), answered(RIGHT, document_id="pdf", page=page))
    assert [one.page_right for one in judged.cited] == [right]
    assert judged.is_right is right


def test_a_document_without_pages_has_no_page_to_be_wrong() -> None:
    assert [one.page_right for one in outcome(question(), answered(RIGHT)).cited] == [None]


def test_the_twin_in_the_other_language_is_the_same_evidence() -> None:
    asked = question(topic="programme/cohort-2018")
    english = document_id("digest:en/programme/cohort-2018")
    others = [hit(f"other{number}") for number in range(10)]
    assert outcome(asked, refused(), hits=[*others[:9], hit(english)]).is_retrieved is True
    assert outcome(asked, refused(), hits=[*others, hit(english)]).is_retrieved is False
    assert outcome(question(), refused(), hits=[hit(english)]).is_retrieved is None


def test_the_right_page_of_a_document_is_wanted_where_one_is_named() -> None:
    asked = question(pages="nusajati-review.pdf#2")
    document = evidence_id("nusajati-review.pdf#2")
    assert outcome(asked, refused(), hits=[hit(document, page=2)]).is_retrieved
    assert not outcome(asked, refused(), hits=[hit(document, page=1)]).is_retrieved


@pytest.mark.parametrize("status", ["not_found", "out_of_scope"])
def test_a_question_without_an_answer_is_rightly_refused(status: Any) -> None:
    assert outcome(question("not_found"), refused(status)).is_right
    assert not outcome(question(), refused(status)).is_right
    assert not outcome(question("not_found"), answered(TARGET)).is_right


def test_a_state_is_right_only_where_it_is_the_expected_one() -> None:
    assert outcome(question("conflicting", facts=[["50"]]), answered(RIGHT)).state_right is False
    both = answered(RIGHT, status="conflicting")
    assert outcome(question("conflicting", facts=[["50"]]), both).state_right
    assert not outcome(question("out_of_scope"), refused()).state_right


@pytest.mark.parametrize(
    ("topic", "language", "notes", "right"),
    [
        ("programme/cohort-2018", "id", (), True),
        ("programme/cohort-2018", "en", (), False),
        ("programme/cohort-2018", "en", ("other_language",), False),
        (None, "en", (), False),
        (None, "en", ("other_language",), True),
    ],
)
def test_another_language_is_right_where_there_is_no_evidence_in_the_own_and_it_is_said(
    topic: str | None, language: str, notes: tuple[str, ...], right: bool
) -> None:
    asked = question(**({"topic": topic} if topic else {}))
    judged = outcome(asked, answered(RIGHT, language=language, notes=notes))
    assert judged.language_right is right


def test_nothing_said_has_no_language() -> None:
    judged: Outcome = outcome(question(), refused())
    assert judged.language_right is None
    assert (judged.cited, judged.sentences_supported, judged.figures) == ((), (), 0)
