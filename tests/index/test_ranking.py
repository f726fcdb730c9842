from __future__ import annotations

import tomllib
from importlib.resources import files

from corpus.catalogue import Catalogue
from corpus.settings import Settings
from index.embedder import Embedder
from index.glossary import Expansion, expansions, translations
from index.retriever import Retriever
from index.terms import TRANSLATED, content_words, question_stems, stems, tokens


def test_figures_of_both_languages_are_one_word() -> None:
    assert tokens("1.062.235 unduhan, naik 12,5%") == ["1062235", "unduhan", "naik", "12.5"]
    assert tokens("1,062,235 downloads, up 12.5%") == ["1062235", "downloads", "up", "12.5"]


def test_stems_join_the_forms_of_a_word() -> None:
    assert stems("penyusunan", "id") == stems("menyusun", "id")
    assert stems("regulations", "en") == stems("regulation", "en")


def test_function_words_do_not_count_unless_there_is_nothing_else() -> None:
    assert content_words("Berapa daerah yang ikut pada 2018?") == ["daerah", "ikut", "2018"]
    assert question_stems("apa itu")


def test_a_translation_counts_for_less_than_the_word_itself() -> None:
    weights = question_stems("regency")
    assert weights["regenc"] == 1
    assert weights["kabupaten"] == TRANSLATED


def test_the_glossary_works_both_ways() -> None:
    assert "kabupaten" in translations("regency")
    assert "regency" in translations("kabupaten")
    assert translations("sibaku") == frozenset()


def test_a_term_of_government_looks_for_its_other_spellings_too() -> None:
    assert expansions(["isi", "rencana", "induk", "kota"]) == [
        Expansion("rencana induk", ("masterplan", "master plan"))
    ]
    weights = question_stems("Apa isi RPJMD?")
    assert weights["rpjmd"] == 1
    assert weights[stems("menengah", "id")[0]] == TRANSLATED


def test_of_overlapping_terms_the_longest_is_taken() -> None:
    found = expansions("satuan kerja perangkat daerah".split())
    assert [term.asked for term in found] == ["satuan kerja perangkat daerah"]


def test_every_spelling_of_a_term_is_written_as_questions_are_read() -> None:
    listed = tomllib.loads((files("index") / "glossary.toml").read_text("utf-8"))["terms"]
    spellings = [spelling for term in listed for spelling in term]
    assert len(spellings) == len(set(spellings))
    for spelling in spellings:
        assert " ".join(tokens(spelling)) == spelling


def test_an_explanation_tells_what_a_term_was_expanded_to(
    seed_settings: Settings, embedder: Embedder
) -> None:
    retriever = Retriever(
        Catalogue(seed_settings.catalogue_path), seed_settings.index_dir, embedder
    )
    told = retriever.search("jadwal bimtek", explain=True).explanation
    assert told is not None
    assert any('"bimbingan teknis"' in line for line in told.named)


def test_the_same_question_in_both_languages_finds_the_same_digest(
    seed_settings: Settings, embedder: Embedder
) -> None:
    retriever = Retriever(
        Catalogue(seed_settings.catalogue_path), seed_settings.index_dir, embedder
    )
    for question in ("Apa itu Sibaku?", "What is Sibaku?"):
        assert "Sibaku" in retriever.search(question).hits[0].document.title


def test_offset_continues_where_the_page_before_ended(
    seed_settings: Settings, embedder: Embedder
) -> None:
    retriever = Retriever(
        Catalogue(seed_settings.catalogue_path), seed_settings.index_dir, embedder
    )
    whole = [hit.passage.id for hit in retriever.search("bank sampah", k=10).hits]
    second = retriever.search("bank sampah", k=5, offset=5).hits
    assert [hit.passage.id for hit in second] == whole[5:]
    assert [hit.rank for hit in second] == [6, 7, 8, 9, 10]
