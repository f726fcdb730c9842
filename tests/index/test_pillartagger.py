"""Pillar tags: where each comes from, which one wins, and what a document makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from corpus.corrections import Correction
from corpus.document import Document
from corpus.tag import Tag
from index.embedder import Embedder
from index.keywords import LABELS
from index.pillarmodel import Matrix
from index.pillartagger import PillarTagger, Tagging, likely_labels, tag_document
from index.splitter import split
from tests.documents import article

HALF = np.full(len(LABELS), 0.5, np.float32)


def likely(**chances: float) -> Matrix:
    return np.array([chances.get(label, 0.0) for label in LABELS], np.float32)


def tagging(document: Document, *rows: Matrix, corrections: Any = ()) -> Tagging:
    passages = split(document)
    assert len(passages) == len(rows)
    return tag_document(document, passages, np.array(rows), HALF, corrections)


def correction(
    document: Document, quote: str, label: str, *, wanted: bool, because: str = "Periksa."
) -> Correction:
    return Correction(document.id, quote, label, wanted, because, "2026-11-25T00:00:00+00:00")


def test_a_part_brings_its_pillar_with_it() -> None:
    assert likely_labels(likely(waste=0.9), HALF) == ["environment", "waste"]


def test_what_is_unlikely_is_not_given() -> None:
    assert likely_labels(likely(waste=0.49, living=0.1), HALF) == []


def test_a_tag_tells_its_keywords_or_that_only_the_model_gave_it() -> None:
    document = article("Bank sampah dibuka. Warga senang.")
    (passage,) = tagging(document, likely(environment=0.9, waste=0.8, living=0.6)).passages
    assert passage.pillars == ("living", "environment")
    assert passage.dimensions == ("waste",)
    assert passage.tags == (
        Tag("living", 0.6, "model"),
        Tag("environment", 0.9, "words", "bank sampah, sampah"),
        Tag("waste", 0.8, "words", "bank sampah, sampah"),
    )


def test_a_heading_that_names_a_pillar_gives_it() -> None:
    document = article("## Smart People\n\nIsi saja.")
    (passage,) = tagging(document, likely()).passages
    assert passage.tags == (Tag("society", 0.9, "heading", "Smart People"),)


def test_a_heading_that_lists_pillars_gives_none() -> None:
    document = article("## Smart Economy, Smart Living, Smart Society\n\nIsi saja.")
    (passage,) = tagging(document, likely()).passages
    assert passage.tags == ()


def test_what_the_source_says_holds_for_every_passage() -> None:
    document = article("Isi saja.", pillars=("economy",))
    found = tagging(document, likely())
    assert found.passages[0].tags == (Tag("economy", 1.0, "source"),)
    assert found.tags == [Tag("economy", 1.0, "source")]


def test_a_digest_keeps_its_editors_pillars_and_gets_parts_of_those_only() -> None:
    document = article("Isi saja.", kind="digest", pillars=("living",))
    found = tagging(document, likely(economy=0.9, industry=0.9, health=0.9))
    assert found.passages[0].pillars == ("living",)
    assert found.passages[0].dimensions == ("health",)
    assert [tag.label for tag in found.tags] == ["living", "health"]
    assert found.tags[0].reason == "editor"


def test_a_document_has_what_a_fair_share_of_it_is_about() -> None:
    body = "\n\n".join(f"## Bab {n}\n\n{'Isi yang sama panjang. ' * 8}" for n in range(10))
    one_in_ten = [likely(economy=0.8)] + [likely(environment=0.6)] * 4 + [likely()] * 5
    found = tagging(article(body), *one_in_ten)
    assert found.tags == [Tag("environment", 0.6, "passages", "4 of 10 passages")]


def test_a_correction_of_a_passage_follows_its_words() -> None:
    document = article("## A\n\nTumpukan  sisa pasar\ndiangkut malam.\n\n## B\n\nLain lagi.")
    made = [
        correction(document, "Tumpukan sisa pasar diangkut malam.", "waste", wanted=True),
        correction(document, "Tumpukan sisa pasar diangkut malam.", "living", wanted=False),
    ]
    rows = [likely(living=0.9, health=0.9), likely(living=0.9)]
    first, second = tagging(document, *rows, corrections=made).passages
    assert first.pillars == ("environment",)
    assert first.dimensions == ("waste",)
    assert first.tags[-1] == Tag("waste", 1.0, "maintainer", "Periksa.")
    assert second.pillars == ("living",)


def test_a_correction_whose_words_are_gone_changes_nothing() -> None:
    document = article("Isi yang baru.")
    made = [correction(document, "Kalimat lama.", "waste", wanted=True)]
    (passage,) = tagging(document, likely(), corrections=made).passages
    assert passage.tags == ()


def test_a_correction_of_a_document_holds_for_all_of_it() -> None:
    document = article("Isi saja.", kind="digest", pillars=("living",))
    made = [
        correction(document, "", "economy", wanted=True),
        correction(document, "", "living", wanted=False),
    ]
    found = tagging(document, likely(), corrections=made)
    assert found.passages[0].pillars == ("economy",)
    assert [tag.label for tag in found.tags] == ["economy"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ibu rumah tangga menimbang botol dan kardus bekas di bank sampah, lalu nilainya "
            "dicatat sebagai tabungan dan sisanya dibuat kompos.",
            {"environment", "waste"},
        ),
        (
            "Buses and minibuses share one timetable, passengers change at the railway station, "
            "and traffic lights give way to public transport.",
            {"living", "mobility"},
        ),
        ("Rapat ditutup pukul dua siang dan notula dibagikan kepada semua yang hadir.", set()),
    ],
)
def test_the_shipped_classifier_reads_both_languages(
    text: str, expected: set[str], embedder: Embedder
) -> None:
    tagger = PillarTagger(embedder)
    (row,) = tagger.likelihoods([text], embedder.embed([text], "document"))
    assert set(likely_labels(row, tagger.thresholds)) == expected


def test_with_another_model_two_keywords_or_one_near_the_definition_give_a_tag(
    embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedder, "name", "other-model-1")
    tagger = PillarTagger(embedder)
    texts = [
        "Perizinan dan pengaduan kini daring.",
        "Pemerintah menata birokrasi agar ringkas dan melayani warga secara digital.",
        "Rapat berjalan lancar.",
    ]
    rows = tagger.likelihoods(texts, embedder.embed(texts, "document"))
    found = [likely_labels(row, tagger.thresholds) for row in rows]
    assert found[0] == ["governance", "service"]
    assert "governance" in found[1]
    assert found[2] == []


def test_passages_keep_all_but_their_tags() -> None:
    document = article("Bank sampah dibuka.")
    (before,) = split(document)
    (after,) = tagging(document, likely(waste=0.9)).passages
    kept = replace(after, pillars=before.pillars, dimensions=(), tags=())
    assert kept == before
