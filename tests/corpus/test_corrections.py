"""Corrections of tags: kept in the catalogue, by the words they are about."""

from __future__ import annotations

from corpus.catalogue import Catalogue
from corpus.corrections import Corrections, find_quote
from tests.documents import article


def test_a_correction_is_kept_with_its_reason(catalogue: Catalogue) -> None:
    corrections = Corrections(catalogue)
    corrections.make("d1", "Kata.", add=["waste"], remove=["living"], because="Soal sampah.")
    kept = {one.label: one for one in corrections.of("d1")}
    assert (kept["waste"].wanted, kept["living"].wanted) == (True, False)
    assert {one.because for one in kept.values()} == {"Soal sampah."}
    assert corrections.of("d2") == []


def test_the_later_word_on_a_label_counts(catalogue: Catalogue) -> None:
    corrections = Corrections(catalogue)
    corrections.make("d1", "", add=["waste"], remove=[], because="a")
    corrections.make("d1", "", add=[], remove=["waste"], because="b")
    (one,) = corrections.of()
    assert (one.wanted, one.because) == (False, "b")


def test_a_document_without_corrections_has_no_state(catalogue: Catalogue) -> None:
    corrections = Corrections(catalogue)
    assert corrections.states() == {}
    corrections.make("d1", "", add=["waste"], remove=[], because="a")
    first = corrections.states()["d1"]
    corrections.make("d1", "", add=["energy"], remove=[], because="a")
    assert corrections.states()["d1"] != first
    assert corrections.withdraw("d1", "") == 2
    assert corrections.states() == {}


def test_a_quotation_is_found_however_lines_break() -> None:
    document = article("Awal.\n\nSampah   pasar\ndiangkut (malam).")
    span = find_quote(document, "Sampah pasar diangkut (malam).")
    assert span is not None
    assert document.text[slice(*span)].split() == ["Sampah", "pasar", "diangkut", "(malam)."]
    assert find_quote(document, "Sampah rumah") is None
    assert find_quote(document, "") is None
