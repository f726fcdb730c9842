"""The check of written sentences, with the real model."""

from __future__ import annotations

import pytest

from api.service import Service
from api.support import SupportChecker
from index.embedder import Embedder
from tests.made import hit

EVIDENCE = (
    "Sebanyak 50 daerah mengikuti Gerakan Menuju 100 Smart City pada 2018. "
    "Penandatanganan berlangsung di Jakarta."
)


@pytest.fixture(scope="module")
def checker(seed_service: Service, embedder: Embedder) -> SupportChecker:
    return SupportChecker(embedder, lambda: seed_service.retriever.centre)


SUPPORTED = (
    "Sebanyak 50 daerah mengikuti Gerakan Menuju 100 Smart City pada 2018.",
    "Pada 2018, lima puluh daerah mengikuti Gerakan Menuju 100 Smart City.",
    "In 2018, 50 regions joined the Gerakan Menuju 100 Smart City movement.",
)


@pytest.mark.parametrize("sentence", SUPPORTED)
def test_a_sentence_that_says_the_same_is_supported_by_its_quote(
    checker: SupportChecker, sentence: str
) -> None:
    verdict = checker.check(sentence, [hit(EVIDENCE)])
    assert verdict.flaw is None
    assert "50 daerah" in verdict.quotes[0].text


UNSUPPORTED = {
    "Sebanyak 75 daerah mengikuti gerakan itu pada 2018.": "figure",
    "Sebanyak 50 daerah mengikuti gerakan itu pada 2016.": "figure",
    "Sebanyak 50 daerah tidak mengikuti gerakan itu pada 2018.": "negation",
    "Penandatanganan berlangsung di Kota Surabaya.": "place",
    "Kementerian Keuangan membiayai masterplan semua daerah.": "name",
}


@pytest.mark.parametrize(("sentence", "kind"), UNSUPPORTED.items(), ids=UNSUPPORTED)
def test_a_sentence_that_says_something_else_is_told_why(
    checker: SupportChecker, sentence: str, kind: str
) -> None:
    verdict = checker.check(sentence, [hit(EVIDENCE)])
    assert verdict.flaw is not None
    assert verdict.flaw.kind == kind
    assert not verdict.quotes


def test_a_sentence_without_a_citation_is_not_supported(checker: SupportChecker) -> None:
    verdict = checker.check(SUPPORTED[0], [])
    assert verdict.flaw is not None
    assert verdict.flaw.kind == "uncited"


def test_the_passage_that_says_it_is_cited_alone(checker: SupportChecker) -> None:
    other = hit("Kabupaten Sleman menyusun rencana induk.", name="d2")
    verdict = checker.check(SUPPORTED[0], [other, hit(EVIDENCE)])
    assert [quote.hit.document.id for quote in verdict.quotes] == ["d1"]
