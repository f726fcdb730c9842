"""The evaluation binder on the seed corpus: evidence where it belongs, gaps told."""

from __future__ import annotations

import pytest

from api.binder import ACROSS, Binder
from api.service import Service
from corpus.errors import AmbiguousNameError, UnknownNameError
from corpus.pillars import PILLAR_IDS


@pytest.fixture(scope="module")
def kulon_progo(seed_service: Service) -> Binder:
    return seed_service.bookbinder.bind("Kulon Progo")


def _said(binder: Binder, pillar: str, dimension: str) -> str:
    chapter = next(c for c in binder.chapters if c.pillar == pillar)
    cell = next(c for c in chapter.cells if c.dimension == dimension)
    return " ".join(sentence.text for sentence in cell.sentences)


def test_it_has_every_dimension_of_every_pillar(kulon_progo: Binder) -> None:
    assert [chapter.pillar for chapter in kulon_progo.chapters] == [ACROSS, *PILLAR_IDS]
    for chapter in kulon_progo.chapters[1:]:
        names = [cell.dimension for cell in chapter.cells]
        assert names == ["baseline", "output", "outcome", "impact", "quick_win"]


def test_evidence_stands_with_its_pillar_and_dimension(kulon_progo: Binder) -> None:
    assert "Sibaku" in _said(kulon_progo, "environment", "output")
    assert "Izinku" in _said(kulon_progo, "governance", "quick_win")
    assert "Sibaku" not in _said(kulon_progo, "governance", "output")


def test_an_empty_cell_is_a_gap_and_a_full_one_is_none(kulon_progo: Binder) -> None:
    gaps = {(gap.pillar, gap.dimension) for gap in kulon_progo.gaps}
    empty = {
        (chapter.pillar, cell.dimension)
        for chapter in kulon_progo.chapters[1:]
        for cell in chapter.cells
        if not cell.sentences
    }
    assert gaps == empty
    assert ("branding", "impact") in gaps
    assert ("environment", "output") not in gaps


def test_every_sentence_is_a_quote_from_what_it_cites(
    seed_service: Service, kulon_progo: Binder
) -> None:
    numbered = {citation.number: citation for citation in kulon_progo.citations}
    assert list(numbered) == list(range(1, len(numbered) + 1))
    sentences = [s for ch in kulon_progo.chapters for c in ch.cells for s in c.sentences]
    assert sentences
    for sentence in sentences:
        (number,) = sentence.citations
        cited = numbered[number]
        document = seed_service.catalogue.document(cited.document_id, cited.version)
        assert document.text[cited.start : cited.end] == cited.quote
        assert "34.01" in document.regions


def test_results_of_past_evaluations_have_a_cell_of_their_own(seed_service: Service) -> None:
    binder = seed_service.bookbinder.bind("Kota Kediri", "en")
    assert "3.07" in _said(binder, ACROSS, "results")
    assert all(not cell.sentences for chapter in binder.chapters[1:] for cell in chapter.cells)


def test_it_speaks_the_language_that_was_asked_for(seed_service: Service) -> None:
    binder = seed_service.bookbinder.bind("34.01", "en")
    assert binder.label == "Kulon Progo Regency"
    assert "waste" in _said(binder, "environment", "output")
    assert all(fact.certainty == "stated in the cited source" for fact in binder.basis)


def test_the_rubric_of_2024_names_no_baseline(seed_service: Service) -> None:
    binder = seed_service.bookbinder.bind("Sleman", year="2024")
    names = [cell.dimension for cell in binder.chapters[1].cells]
    assert names == ["output", "outcome", "impact", "quick_win"]
    assert (binder.rubric, binder.rubrics) == ("2024", ("2022", "2024"))


def test_a_region_without_documents_is_all_gaps(seed_service: Service) -> None:
    binder = seed_service.bookbinder.bind("Kabupaten Nduga")
    assert len(binder.gaps) == 30
    assert not binder.citations


def test_wrong_names_are_told(seed_service: Service) -> None:
    with pytest.raises(AmbiguousNameError, match="Kota Magelang"):
        seed_service.bookbinder.bind("Magelang")
    with pytest.raises(UnknownNameError, match="Atlantis"):
        seed_service.bookbinder.bind("Atlantis")
