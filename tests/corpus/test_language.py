"""The language of short questions and of passages."""

from __future__ import annotations

import json

import pytest

from corpus.language import detect_language, passage_language, question_language
from evals.languages import SETS
from index.filters import Filters

INDONESIAN = "Warga dapat melapor kepada wali kota dan laporan itu akan dijawab oleh dinas."
ENGLISH = "The residents can report to the mayor and it will be answered by the office."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (INDONESIAN, "id"),
        (ENGLISH, "en"),
        (f"{INDONESIAN}\n{ENGLISH}", "mixed"),
        (f"{INDONESIAN} Aplikasi itu bernama “City of the Future”.", "id"),
        ("Smart city", "id"),
    ],
)
def test_a_passage_is_mixed_only_where_much_of_it_is_in_each_language(
    text: str, language: str
) -> None:
    assert passage_language(text) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [("cattle cards Kupang", "en"), ("kartu ternak Kupang", "id"), ("bus fares Semarang", "en")],
)
def test_words_of_matter_tell_a_question_without_grammar(question: str, language: str) -> None:
    assert detect_language(question) == language


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Semarang command center", "en"),
        ("command center Semarang", "id"),
        ("smart city masterplan Solo", "en"),
        ("masterplan smart city Solo", "id"),
        ("Sleman", "id"),
    ],
)
def test_loans_and_names_tell_a_question_by_their_order(question: str, language: str) -> None:
    assert question_language(question) == language


def test_the_order_of_words_tells_no_passage() -> None:
    assert passage_language("Bandung smart city", default="id") == "id"
    assert passage_language("portal open data Jakarta", default="en") == "en"


def test_the_dev_questions_stay_right() -> None:
    lines = (SETS / "questions-dev.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    right = sum(question_language(item["text"]) == item["language"] for item in items)
    assert right / len(items) >= 0.97


def test_a_mixed_passage_counts_for_both_languages() -> None:
    assert Filters.named(languages=["en"]).groups() == (
        frozenset({"language:en", "language:mixed"}),
    )


def test_the_dev_passages_stay_right() -> None:
    lines = (SETS / "passages-dev.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    right = sum(passage_language(item["text"]) == item["language"] for item in items)
    assert right / len(items) >= 0.99
