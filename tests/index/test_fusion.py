from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import ModelError
from corpus.passage import Passage
from corpus.settings import Settings
from index.card import DocumentCard
from index.diversity import diversified
from index.embedder import Embedder
from index.fusion import Candidate, fuse
from index.hit import Hit
from index.named import Named
from index.reranker import Reranker
from index.retriever import Retriever
from tests.smallmodels import cross_encoder


def candidate(name: str, text: str = "", title: str = "Berita", **fields: object) -> Candidate:
    passage = Passage(
        id=name,
        document_id=title,
        version="1",
        start=0,
        end=len(text),
        text=text,
        heading="",
        page=None,
        page_label=None,
        method="native",
        language="id",
        pillars=(),
        regions=(),
    )
    card = DocumentCard(title, "1", "test", title, None, "article", "id", None, (), ())
    return Candidate(replace(passage, **fields), card)  # type: ignore[arg-type]


def ranked(
    question: str,
    candidates: list[Candidate],
    maxsims: dict[str, float],
    words: dict[str, float] | None = None,
) -> list[Hit]:
    named = {found.passage.id: found for found in candidates}
    return fuse(
        named, Named.in_question(question), dict.fromkeys(named, 0.8), {}, words or {}, maxsims
    )


def ids(hits: list[Hit]) -> list[str]:
    return [hit.passage.id for hit in hits]


def test_words_add_to_late_interaction_and_never_take_away() -> None:
    made = [candidate(name) for name in "abc"]
    hits = ranked("?", made, {"a": 0.60, "b": 0.595, "c": 0.65}, {"b": 10.0})
    assert ids(hits) == ["c", "b", "a"]
    assert [hit.scores.word_rank for hit in hits] == [None, 1, None]


def test_without_token_vectors_the_cosine_ranks() -> None:
    made = {name: candidate(name) for name in "ab"}
    hits = fuse(made, Named.in_question("?"), {"b": 0.9, "a": 0.8}, {}, {}, {})
    assert ids(hits) == ["b", "a"]


def test_the_law_that_is_named_comes_first() -> None:
    made = [
        candidate("other", "Badan publik wajib.", "UU Nomor 25 Tahun 2009"),
        candidate("asked", "Badan publik wajib.", "Undang-Undang Nomor 14 Tahun 2008"),
        candidate("cites", "Sesuai UU 14/2008 badan publik wajib."),
    ]
    hits = ranked("Apa isi UU 14/2008?", made, {"other": 0.60, "asked": 0.55, "cites": 0.57})
    assert ids(hits) == ["asked", "cites", "other"]
    assert hits[0].scores.boosts[0].reason == "its title names the regulation uu-14-2008"


def test_a_quoted_phrase_lifts_the_passage_that_holds_it_word_for_word() -> None:
    made = [candidate("a", "sampah bank"), candidate("b", "Gerakan Bank  Sampah.")]
    assert ids(ranked('Apa "bank sampah"?', made, {"a": 0.60, "b": 0.55})) == ["b", "a"]


def test_a_place_lifts_what_lies_in_it_and_no_longer_question_does() -> None:
    made = [candidate("a", regions=("33.71",)), candidate("b", regions=("34.04",))]
    assert ids(ranked("Smart city di DIY", made, {"a": 0.60, "b": 0.58})) == ["b", "a"]


def test_a_document_leaves_room_for_others_and_loses_nothing() -> None:
    made = [candidate(name, title="satu") for name in "abcd"] + [candidate("x", title="dua")]
    scores = {"a": 0.9, "b": 0.8, "c": 0.7, "d": 0.6, "x": 0.5}
    hits = diversified(ranked("?", made, scores), (), per_document=2)
    assert ids(hits) == ["a", "b", "x", "c", "d"]


def test_languages_take_turns_only_where_the_evidence_is_equally_good() -> None:
    made = [candidate("i1"), candidate("i2"), candidate("e1", language="en")]
    near = {"i1": 0.70, "i2": 0.69, "e1": 0.68}
    assert ids(diversified(ranked("?", made, near), (), 9)) == ["i1", "e1", "i2"]
    assert ids(diversified(ranked("?", made, {**near, "e1": 0.5}), (), 9)) == ["i1", "i2", "e1"]


def test_a_passage_in_both_languages_is_no_third_language() -> None:
    made = [candidate("i1"), candidate("i2"), candidate("m1", language="mixed")]
    hits = ranked("?", made, {"i1": 0.70, "i2": 0.69, "m1": 0.68})
    assert ids(diversified(hits, (), 9)) == ["i1", "i2", "m1"]


def test_regions_that_are_asked_about_together_take_turns() -> None:
    question = "Bandingkan Kabupaten Sleman dan Kota Magelang"
    made = [
        candidate("s1", regions=("34.04",)),
        candidate("s2", regions=("34.04",)),
        candidate("m1", regions=("33.71",)),
    ]
    hits = ranked(question, made, {"s1": 0.70, "s2": 0.69, "m1": 0.68})
    places = Named.in_question(question).places
    assert len(places) == 2
    assert ids(diversified(hits, places, 9)) == ["s1", "m1", "s2"]


@pytest.fixture(scope="module")
def retriever(seed_settings: Settings, embedder: Embedder) -> Retriever:
    return Retriever.open(seed_settings, Catalogue(seed_settings.catalogue_path), embedder)


def test_an_explanation_tells_the_words_that_matched(retriever: Retriever) -> None:
    result = retriever.search("What is Sibaku in Sleman?", k=3, explain=True)
    assert result.explanation is not None
    for hit, highlights in zip(result.hits, result.explanation.highlights, strict=True):
        for highlight in highlights:
            assert hit.passage.text[highlight.start : highlight.end] == highlight.text
    assert any(found.asked == "Sibaku" for found in result.explanation.highlights[0])
    assert "Sleman" in " ".join(result.explanation.named)
    assert retriever.search("What is Sibaku?").explanation is None


def test_sentences_can_be_scored_for_answers(retriever: Retriever) -> None:
    question = "Apa itu Sibaku?"
    hit = retriever.search(question).hits[0]
    match = retriever.matches(question, [hit.passage.id])[hit.passage.id]
    assert match.maxsim() == pytest.approx(hit.scores.maxsim, abs=1e-5)
    assert 0 < match.maxsim(0, len(hit.passage.text) // 2) <= match.maxsim() + 1e-6


def test_any_cross_encoder_orders_the_best_hits(
    tmp_path: Path, seed_settings: Settings, embedder: Embedder
) -> None:
    reranker = Reranker.open(str(cross_encoder(tmp_path / "cross")))
    catalogue = Catalogue(seed_settings.catalogue_path)
    retriever = Retriever(catalogue, seed_settings.index_dir, embedder, reranker=reranker)
    hits = retriever.search("bank sampah", k=10).hits
    said = [hit.scores.reranked for hit in hits if hit.scores.reranked is not None]
    assert len(said) == 10
    assert said == sorted(said, reverse=True)


def test_a_reranker_that_is_not_there_is_one_clear_line() -> None:
    with pytest.raises(ModelError, match=r"PILAR_RERANKER") as error:
        Reranker.open("no-such-user/no-such-model")
    assert "\n" not in str(error.value)
