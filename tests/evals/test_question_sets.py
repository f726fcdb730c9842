from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader

from corpus.digest import seed_digests
from corpus.document import LANGUAGES
from evals.facts import holds, missing_facts
from evals.questionset import (
    CATEGORIES,
    LOCKED,
    SET_NAMES,
    TUNING,
    Category,
    Kind,
    Question,
    QuestionSetError,
    SetName,
    find_set,
    load_set,
    parse_set,
    refuse_failures,
)
from evals.seedfolder import evidence_path
from tests.conftest import ROOT

# The test set is locked: no assertion here may show one of its entries, only how many are wrong.
WANTED: dict[Kind, int] = {"answerable": 240, "unanswerable": 60, "outside": 15}
LEAST: dict[Category, int] = {
    "factual": 20,
    "numeric": 60,
    "list": 30,
    "definitional": 20,
    "procedural": 12,
    "comparative": 8,
    "temporal": 20,
    "conflicting": 12,
    "multi-document": 8,
    "near-miss": 50,
    "out-of-scope": 15,
    "adversarial": 16,
    "colloquial": 8,
}
ALIKE = 0.8
"""Share of words that makes two questions of the two halves near duplicates."""

GOOD = """
[[pair]]
name = "a"
category = "numeric"
why = "A count."
topic = "programme/cohort-2018"
id = { text = "Berapa?", facts = [["50", "lima puluh"]] }
en = { text = "How many?", facts = [["50"]], never = "75" }

[[question]]
id = "b"
language = "en"
text = "How do I bake bread?"
status = "out_of_scope"
"""


@pytest.mark.parametrize("name", SET_NAMES)
def test_a_shipped_set_is_valid_and_large_enough(name: SetName) -> None:
    counts = Counter(question.kind for question in load_set(name))
    assert all(counts[kind] >= wanted for kind, wanted in WANTED.items())


@pytest.mark.parametrize("name", SET_NAMES)
def test_a_shipped_set_holds_enough_of_every_category(name: SetName) -> None:
    counts = Counter(question.category for question in load_set(name))
    short = {one: counts[one] for one in CATEGORIES if counts[one] < LEAST[one]}
    assert not short


def test_half_of_the_questions_are_indonesian_and_a_hundred_are_pairs() -> None:
    both = [*load_set("dev"), *load_set(LOCKED)]
    counts = Counter(question.language for question in both)
    pairs = Counter(question.id for question in both)
    assert len(both) >= 240
    assert abs(counts["id"] - counts["en"]) <= 0.1 * len(both)
    assert sum(count == len(LANGUAGES) for count in pairs.values()) >= 100


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_case_says_why_it_is_there(name: SetName) -> None:
    assert sum(not question.why for question in load_set(name)) == 0


def test_the_locked_half_shares_no_question_not_even_nearly() -> None:
    known = [question for name in TUNING for question in load_set(name)]
    test = load_set(LOCKED)
    assert {question.id for question in known}.isdisjoint(question.id for question in test)
    texts = [_words(question) for question in known]
    alike = sum(
        any(_overlap(_words(question), words) >= ALIKE for words in texts) for question in test
    )
    assert alike == 0


def test_the_locked_half_asks_for_no_fact_asked_for_elsewhere() -> None:
    known = {
        place
        for name in TUNING
        for question in load_set(name)
        for fact in _places(question)
        for place in fact
    }
    shared = sum(
        bool(question.facts) and all(known & fact for fact in _places(question))
        for question in load_set(LOCKED)
    )
    assert shared == 0


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_fact_stands_in_the_evidence_that_is_named(name: SetName) -> None:
    unproved = sum(
        not any(_proves(texts, question) for texts in _evidence(question))
        for question in load_set(name)
        if question.topics or question.pages
    )
    assert unproved == 0


@pytest.mark.parametrize("name", SET_NAMES)
def test_what_must_never_be_said_is_none_of_the_facts(name: SetName) -> None:
    confused = sum(
        holds(never, fact)
        for question in load_set(name)
        for never in question.never
        for fact in question.facts
    )
    assert confused == 0


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_page_that_is_named_exists(name: SetName) -> None:
    missing = 0
    for question in load_set(name):
        for page in question.pages:
            path, _, number = page.partition("#")
            is_pdf = path.endswith(".pdf")
            missing += is_pdf is not bool(number) or not _page(page)
    assert missing == 0


@pytest.mark.parametrize("source", sorted((ROOT / "evals" / "paged").glob("*.toml")))
def test_a_pdf_holds_on_each_page_what_its_source_says(source: Path) -> None:
    pages = tomllib.loads(source.read_text("utf-8"))["page"]
    for number, page in enumerate(pages, start=1):
        found = _squeezed(_page(f"{source.stem}.pdf#{number}"))
        assert all(_squeezed(paragraph) in found for paragraph in page["paragraphs"])


@pytest.mark.parametrize("name", SET_NAMES)
def test_no_set_asks_the_same_twice(name: SetName) -> None:
    texts = Counter(frozenset(_words(question)) for question in load_set(name))
    assert max(texts.values()) == 1


@pytest.mark.parametrize("name", SET_NAMES)
def test_every_topic_is_a_digest_in_both_languages(name: SetName) -> None:
    absent = sum(
        f"digest:{language}/{topic}" not in _digests()
        for question in load_set(name)
        for topic in question.topics
        for language in LANGUAGES
    )
    assert absent == 0


def test_a_set_is_read() -> None:
    indonesian, english, outside = parse_set(GOOD, "good.toml")
    assert indonesian.facts == (("50", "lima puluh"),)
    assert indonesian.topics == english.topics == ("programme/cohort-2018",)
    assert (indonesian.never, english.never) == ((), ("75",))
    assert [indonesian.kind, english.kind, outside.kind] == ["answerable", "answerable", "outside"]
    assert [indonesian.category, outside.category] == ["numeric", "out-of-scope"]


@pytest.mark.parametrize(
    ("found", "put", "told"),
    [
        ('text = "How many?", ', "", "a (en): text: field required"),
        ('facts = [["50"]], never', "never", "a (en): an answerable question needs facts"),
        ('facts = [["50"]]', "facts = [[]]", "a (en): facts.0"),
        ('name = "a"', "", "no name (id): id: string should match"),
        ('category = "numeric"', 'category = "easy"', "a (id): category"),
        ('status = "out_of_scope"', 'status = "not_found"\nfacts = [["1"]]', "b (en): a question"),
        ('status = "out_of_scope"', 'status = "not_found"', "'b' lacks its twin in 'id'"),
        ('status = "out_of_scope"', "far = 1", "b (en): far"),
        ('id = "b"', 'id = "a"', "'a' stands 2 times in 'en'"),
        ('language = "en"', 'language = "fr"', "b (fr): language"),
        ("id = {", "fr = {", "a (en): fr"),
        ("[[question]]", "[[questions]]", "holds 'questions'"),
        ("[[question]]", "[question", "is no TOML"),
    ],
)
def test_a_wrong_entry_is_named(found: str, put: str, told: str) -> None:
    with pytest.raises(QuestionSetError, match=re.escape(told)) as raised:
        parse_set(GOOD.replace(found, put, 1), "set.toml")
    assert str(raised.value).startswith("set.toml")


def test_a_reason_at_the_head_of_a_file_is_that_of_every_entry_without_one() -> None:
    indonesian, _, outside = parse_set('why = "For all."\n' + GOOD, "good.toml")
    assert (indonesian.why, outside.why) == ("A count.", "For all.")


def test_a_pair_without_any_question_is_an_error() -> None:
    with pytest.raises(QuestionSetError, match=r"set.toml, a: expected `id` and `en`"):
        parse_set('[[pair]]\nname = "a"\n', "set.toml")


def test_an_empty_set_is_an_error() -> None:
    with pytest.raises(QuestionSetError, match="holds no questions"):
        parse_set("", "set.toml")


def test_an_unknown_set_is_named_with_the_known_ones() -> None:
    with pytest.raises(QuestionSetError, match=r"no set 'train'.*dev, seen, test"):
        find_set("train")


def test_failures_are_shown_for_all_but_the_locked_set() -> None:
    refuse_failures("dev")
    refuse_failures("seen")
    with pytest.raises(QuestionSetError, match="locked"):
        refuse_failures("test")


def _words(question: Question) -> set[str]:
    return set(re.findall(r"\w+", question.text.lower()))


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other)


def _places(question: Question) -> list[set[tuple[str, str]]]:
    """Return, of every fact, where it is asked for and in which spellings."""
    sources = (*question.topics, *question.pages)
    return [
        {(source, spelling.lower()) for source in sources for spelling in fact}
        for fact in question.facts
    ]


@cache
def _digests() -> dict[str, str]:
    return {digest.origin: digest.text for digest in seed_digests()}


@cache
def _page(page: str) -> str:
    """Return the text of a page, read by another library than the crawler's."""
    path, number = evidence_path(page), page.partition("#")[2]
    if not path.is_file():
        return ""
    if path.suffix == ".pdf":
        pages = PdfReader(path).pages
        return pages[int(number) - 1].extract_text() if int(number) <= len(pages) else ""
    return re.sub(r"<[^>]+>", " ", path.read_text("utf-8"))


def _evidence(question: Question) -> Iterator[list[str]]:
    """Yield what may prove an answer: any one source, or all together where several are needed."""
    language = question.language
    texts = [_digests().get(f"digest:{language}/{topic}", "") for topic in question.topics]
    texts += [_page(page) for page in question.pages]
    yield from ([text] for text in texts)
    if question.category in ("multi-document", "comparative", "conflicting"):
        yield texts


def _proves(texts: list[str], question: Question) -> bool:
    return not missing_facts(" ".join(texts), question.facts)


def _squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text.lower())
