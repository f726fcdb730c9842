"""The day that a sentence's figures hold for."""

from __future__ import annotations

import pytest

from api.answer import Sentence
from api.phrases import dated
from api.statement import Quote, Statement
from tests.made import hit


def quote(text: str, published: str | None, name: str = "d1") -> Quote:
    return Quote(hit(text, name=name, published=published), 0, len(text))


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Aplikasi itu diunduh 11.500 kali.", "2019-01-20", "2019-01-20"),
        ("Pada 2018 aplikasi itu diunduh 11.500 kali.", "2019-01-20", None),
        ("Aplikasi itu memuat layanan aduan.", "2019-01-20", None),
        ("Aplikasi itu diunduh 11.500 kali.", None, None),
    ],
    ids=["a figure without a year", "its own year", "no figure", "a document without a day"],
)
def test_a_figure_carries_the_day_of_its_document(
    text: str, published: str | None, day: str | None
) -> None:
    assert Statement.quoted(quote(text, published)).as_of == day


def test_a_sentence_on_documents_of_two_days_holds_for_none_of_them() -> None:
    text = "Aplikasi itu diunduh 11.500 kali."
    quotes = (quote(text, "2019-01-20"), quote(text, "2021-05-02", name="d2"))
    assert Statement(text, "id", quotes, is_quoted=False).as_of is None


def test_the_day_is_told_beside_the_words() -> None:
    sentence = Sentence("Ada 50 lokasi.", "id", (1,), as_of="2019-01-20")
    assert dated(sentence, "id") == "Ada 50 lokasi. (per 20 Januari 2019)"
    assert dated(Sentence("Ada 50 lokasi.", "id", (1,)), "en") == "Ada 50 lokasi."
