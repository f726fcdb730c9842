from __future__ import annotations

import re
from collections import Counter

import pytest

from corpus.digest import seed_digests
from corpus.document import LANGUAGES
from evals.facts import missing_facts
from evals.questionset import (
    SET_NAMES,
    Kind,
    Question,
    QuestionSetError,
    SetName,
    find_set,
    load_set,
    parse_set,
    refuse_failures,
)

# The test set is locked: no assertion here may show one of its entries, only how many are wrong.
WANTED: dict[Kind, int] = {"answerable": 140, "unanswerable": 50, "outside": 15}

GOOD = """
[[question]]
id = "a"
language = "id"
text = "Berapa?"
status = "found"
facts = [["50", "lima puluh"]]
topic = "programme/cohort-2018"

[[question]]
id = "a"
language = "en"
text = "How many?"
status = "found"
facts = [["50"]]
topic = ["programme/cohort-2018", "programme/members-2018"]

[[question]]
id = "b"
language = "en"
text = "How do I bake bread?"
status = "not_found"
outside = true
"""


@pytest.mark.parametrize("name", SET_NAMES)
def test_a_shipped_set_is_valid_and_large_enough(name: SetName) -> None:
    counts = Counter(question.kind for question in load_set(name))
    assert all(counts[kind] >= wanted for kind, wanted in WANTED.items())


def test_the_sets_share_no_question() -> None:
    dev, test = load_set("dev"), load_set("test")
    shared_ids = len({question.id for question in dev} & {question.id for question in test})
    shared_texts = len(set(map(_bare, dev)) & set(map(_bare, test)))
    assert (shared_ids, shared_texts) == (0, 0)


def test_the_sets_ask_for_different_facts() -> None:
    dev = [question for question in load_set("dev") if question.facts]
    test = [question for question in load_set("test") if question.facts]
    doubles = sum(
        one.facts == other.facts and not set(one.topics).isdisjoint(other.topics)
        for one in dev
        for other in test
    )
    assert doubles == 0


@pytest.mark.parametrize("name", SET_NAMES)
def test_no_set_asks_the_same_twice(name: SetName) -> None:
    texts = Counter(_bare(question) for question in load_set(name))
    assert max(texts.values()) == 1


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_topic_is_a_digest_in_both_languages(name: SetName) -> None:
    digests = {digest.origin for digest in seed_digests()}
    absent = sum(
        f"digest:{language}/{topic}" not in digests
        for question in load_set(name)
        for topic in question.topics
        for language in LANGUAGES
    )
    assert absent == 0


@pytest.mark.parametrize("name", SET_NAMES)
def test_the_facts_stand_in_a_digest_named_as_evidence(name: SetName) -> None:
    texts = {digest.origin: digest.text for digest in seed_digests()}
    unproved = sum(
        all(
            missing_facts(texts.get(f"digest:{question.language}/{topic}", ""), question.facts)
            for topic in question.topics
        )
        for question in load_set(name)
        if question.topics
    )
    assert unproved == 0


def test_a_set_is_read() -> None:
    indonesian, english, outside = parse_set(GOOD, "good.toml")
    assert indonesian.facts == (("50", "lima puluh"),)
    assert indonesian.topics == ("programme/cohort-2018",)
    assert english.topics == ("programme/cohort-2018", "programme/members-2018")
    assert [indonesian.kind, english.kind, outside.kind] == ["answerable", "answerable", "outside"]


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        ('text = "How many?"', "", "entry 2 (a, en): text: field required"),
        ('facts = [["50"]]', "", "entry 2 (a, en): an answerable question needs facts"),
        ('facts = [["50"]]', "facts = [[]]", "entry 2 (a, en): facts.0"),
        ('id = "b"', "", "entry 3 (no id, en): id: field required"),
        ("outside = true", 'facts = [["1"]]', "entry 3 (b, en): a question without an answer"),
        ("outside = true", "", "'b' lacks its twin in 'id'"),
        ("outside = true", "far = 1", "entry 3 (b, en): far"),
        ('language = "en"\ntext = "How many', 'language = "id"\ntext = "How many', "2 times in"),
        ('language = "id"', 'language = "fr"', "entry 1 (a, fr): language"),
        ("[[question]]", "[[questions]]", "holds 'questions'"),
        ("[[question]]", "[question", "is no TOML"),
    ],
)
def test_a_wrong_entry_is_named(found: str, put: str, told: str) -> None:
    with pytest.raises(QuestionSetError, match=re.escape(told)) as raised:
        parse_set(GOOD.replace(found, put, 1), "set.toml")
    assert str(raised.value).startswith("set.toml")


def test_an_empty_set_is_an_error() -> None:
    with pytest.raises(QuestionSetError, match="holds no questions"):
        parse_set("", "set.toml")


def test_an_unknown_set_is_named_with_the_known_ones() -> None:
    with pytest.raises(QuestionSetError, match=r"no set 'train'.*dev, test"):
        find_set("train")


def test_failures_are_shown_for_dev_only() -> None:
    refuse_failures("dev")
    with pytest.raises(QuestionSetError, match="locked"):
        refuse_failures("test")


def _bare(question: Question) -> str:
    return " ".join(re.findall(r"\w+", question.text.lower()))
