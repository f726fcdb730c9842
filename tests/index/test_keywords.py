"""Keywords: found as whole words, of any case, and told which label they belong to."""

from __future__ import annotations

from corpus.pillars import PILLAR_IDS, dimensions
from index.keywords import LABELS, keywords_in


def test_labels_are_the_pillars_and_then_their_parts() -> None:
    assert (*PILLAR_IDS, *dimensions()) == LABELS
    assert len(LABELS) == 24


def test_a_keyword_of_a_part_counts_for_its_pillar_too() -> None:
    found = keywords_in("BANK SAMPAH di setiap desa")
    assert found["waste"] == ("bank sampah", "sampah")
    assert found["environment"] == ("bank sampah", "sampah")


def test_a_keyword_counts_once_and_never_inside_a_word() -> None:
    found = keywords_in("Sampah, sampah. Persampahannya tertata.")
    assert found["waste"] == ("sampah",)


def test_hyphens_and_apostrophes_belong_to_a_word() -> None:
    assert "e-office" in keywords_in("Aplikasi e-office dipakai.")["bureaucracy"]
    assert "women's groups" in keywords_in("Two women’s groups met.")["community"]


def test_a_text_without_keywords_gives_nothing() -> None:
    assert keywords_in("Rapat ditutup pukul dua.") == {}
    assert keywords_in("") == {}
