from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from corpus.document import LANGUAGES
from corpus.language import function_words
from index.glossary import translations
from index.terms import tokens

_VOCABULARY: dict[str, list[str]] = tomllib.loads(
    (files("index") / "vocabulary.toml").read_text("utf-8")
)
_MONTH = "may"  # a function word, but "Mei 2018" is found by it


def test_every_entry_is_one_word_as_questions_are_read() -> None:
    for english, indonesian in _VOCABULARY.items():
        assert indonesian, english
        for word in (english, *indonesian):
            assert tokens(word) == [word]


def test_no_function_word_is_translated() -> None:
    grammar = frozenset().union(*(function_words()[language] for language in LANGUAGES))
    listed = {word for pair in _VOCABULARY.items() for word in (pair[0], *pair[1])}
    assert listed & grammar == {_MONTH}


def test_no_translation_is_given_twice() -> None:
    for english, indonesian in _VOCABULARY.items():
        assert len(indonesian) == len(set(indonesian)), english


@pytest.mark.parametrize(
    ("asked", "translated"),
    [
        ("spent", "belanja"),
        ("built", "membangun"),
        ("pelatihan", "training"),
        ("gawai", "device"),
        ("fishermen", "nelayan"),
    ],
)
def test_a_listed_word_is_translated(asked: str, translated: str) -> None:
    assert translated in translations(asked)


@pytest.mark.parametrize(
    ("asked", "translated"),
    [("planned", "rencana"), ("provinces", "provinsi"), ("rencananya", "plan")],
)
def test_a_form_that_is_not_listed_is_translated_by_its_stem(asked: str, translated: str) -> None:
    assert asked not in _VOCABULARY
    assert translated in translations(asked)


def test_a_listed_form_does_not_take_the_sense_of_another_with_its_stem() -> None:
    assert translations("important").isdisjoint(translations("import"))
    assert translations("penghasilan").isdisjoint(translations("menghasilkan"))
