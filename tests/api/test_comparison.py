"""Regions side by side on the seed corpus."""

from __future__ import annotations

import pytest

from api.comparison import Comparison, ComparisonError
from api.service import Service
from corpus.errors import AmbiguousNameError, UnknownNameError


@pytest.fixture(scope="module")
def on_environment(seed_service: Service) -> Comparison:
    return seed_service.comparer.compare(["Kulon Progo", "Kabupaten Nduga"], "lingkungan cerdas")


def test_there_is_a_column_for_each_region_in_the_order_asked(on_environment: Comparison) -> None:
    assert [column.region for column in on_environment.columns] == ["34.01", "95.08"]
    assert [column.label for column in on_environment.columns] == [
        "Kabupaten Kulon Progo",
        "Kabupaten Nduga",
    ]
    assert on_environment.pillar == "environment"


def test_a_column_holds_evidence_on_its_own_region_or_says_there_is_none(
    seed_service: Service, on_environment: Comparison
) -> None:
    full, empty = on_environment.columns
    assert any("Sibaku" in sentence.text for sentence in full.sentences)
    assert not empty.sentences
    assert empty.searched == 0
    numbered = {citation.number: citation for citation in on_environment.citations}
    for sentence in full.sentences:
        for number in sentence.citations:
            cited = numbered[number]
            document = seed_service.catalogue.document(cited.document_id, cited.version)
            assert "34.01" in document.regions
            assert document.text[cited.start : cited.end] == cited.quote == sentence.text


def test_a_fact_is_told_in_one_language_and_not_again_in_the_other(
    on_environment: Comparison,
) -> None:
    assert {sentence.language for sentence in on_environment.columns[0].sentences} == {"id"}


def test_citations_are_numbered_across_all_columns(seed_service: Service) -> None:
    found = seed_service.comparer.compare(["Kulon Progo", "Kota Tangerang"], "governance")
    cited = [
        number
        for column in found.columns
        for sentence in column.sentences
        for number in sentence.citations
    ]
    assert all(column.sentences for column in found.columns)
    assert sorted(set(cited)) == [citation.number for citation in found.citations]


def test_a_question_is_asked_of_each_region(seed_service: Service) -> None:
    found = seed_service.comparer.compare(
        ["Kota Tangerang", "Kota Magelang"], question="How many downloads?", language="en"
    )
    first, second = found.columns
    assert "1,062,235" in first.sentences[0].text
    assert not second.sentences
    assert found.title == "How many downloads: Tangerang City, Magelang City"


WRONG = {
    "one region": (["Sleman"], "living", "1 different"),
    "one region twice": (["Sleman", "34.04", "Kab. Sleman"], "living", "1 different"),
    "six regions": (["34.01", "34.02", "34.03", "34.04", "34.71", "33.08"], "living", "6"),
    "nothing to compare on": (["Sleman", "Bantul"], None, "Neither a pillar nor a question"),
}


@pytest.mark.parametrize(("regions", "pillar", "told"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_compared_is_told(
    seed_service: Service, regions: list[str], pillar: str | None, told: str
) -> None:
    with pytest.raises(ComparisonError, match=told):
        seed_service.comparer.compare(regions, pillar)


def test_wrong_names_are_told(seed_service: Service) -> None:
    with pytest.raises(AmbiguousNameError):
        seed_service.comparer.compare(["Magelang", "Sleman"], "living")
    with pytest.raises(UnknownNameError, match="food"):
        seed_service.comparer.compare(["Bantul", "Sleman"], "food")
