"""What is said, and what it stands on: on the real seed corpus with the real model."""

from __future__ import annotations

import re

import pytest

from api import decision
from api.service import Service, open_service
from corpus.settings import Settings
from index.embedder import Embedder
from index.filters import Filters
from index.terms import tokens


@pytest.fixture(scope="module")
def service(seed_settings: Settings, embedder: Embedder) -> Service:
    return open_service(seed_settings, embedder)


FIFTY = (
    "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?",
    "How many regions joined the programme in 2018?",
)


@pytest.mark.parametrize("question", FIFTY)
def test_fifty_regions_joined_in_2018(service: Service, question: str) -> None:
    answer = service.answerer.answer(question)
    assert answer.status == "found"
    assert re.search(r"\b50\b", answer.sentences[0].text)
    assert answer.language == answer.sentences[0].language


EXPECTED = {
    "Apa itu Sibaku?": "bank sampah",
    "What is Sibaku?": "waste banks",
    "Sebutkan enam pilar smart city": "Smart Environment",
    "What are the six pillars of a smart city?": "Smart Environment",
    "Berapa unduhan Tangerang LIVE?": "1.062.235",
    "How many times was Tangerang LIVE downloaded?": "1,062,235",
    "Kapan pertama kali evaluasi smart city dilakukan di Banyuwangi?": "Juni 2019",
    "Apa empat prinsip Satu Data Indonesia?": "metadata",
    "What is a quick win?": "easy to do",
    "berapa indeks smart city kota kediri 2022": "3,31",
}


@pytest.mark.parametrize(("question", "fact"), EXPECTED.items(), ids=EXPECTED)
def test_a_question_that_the_digests_answer(service: Service, question: str, fact: str) -> None:
    answer = service.answerer.answer(question)
    assert answer.status == "found"
    assert fact in " ".join(sentence.text for sentence in answer.sentences)


BOTH_TOLD = {
    "Siapa yang lebih dulu menjalani evaluasi tahap 2 tahun 2024, Kotamobagu atau Tabanan?": (
        "29 Oktober 2024",
        "20 November 2024",
    ),
    "What are Sobo Aksi in Wonosobo and Serasi in Garut each for?": (
        "participation app",
        "creative economy",
    ),
}


@pytest.mark.parametrize(("question", "facts"), BOTH_TOLD.items(), ids=BOTH_TOLD)
def test_a_question_on_two_things_is_answered_for_both(
    service: Service, question: str, facts: tuple[str, str]
) -> None:
    answer = service.answerer.answer(question)
    assert answer.status == "found"
    told = " ".join(sentence.text for sentence in answer.sentences)
    assert all(fact in told for fact in facts)


def test_a_sentence_that_answers_both_halves_is_said_once(service: Service) -> None:
    answer = service.answerer.answer("Bandingkan indeks smart city Kota Kediri 2021 dan 2022")
    told = [sentence.text for sentence in answer.sentences]
    assert any("3,31" in text and "3,06" in text for text in told)
    assert len(told) == len(set(told))


def test_which_of_two_it_is_may_be_told_of_one_alone(service: Service) -> None:
    answer = service.answerer.answer("Sibaku itu milik Kulon Progo atau Sleman?")
    assert answer.status in ("found", "partial")
    assert "Kulon Progo" in answer.sentences[0].text


ABSENT = (
    "Berapa anggaran smart city Kota Bandung tahun 2027?",
    "Apakah Surabaya punya MRT?",
    "What does Perpres 999/2021 say?",
    "Apa isi Pasal 99 Perpres 95/2018?",
)


@pytest.mark.parametrize("question", ABSENT)
def test_a_question_without_evidence_is_refused_with_what_there_is(
    service: Service, question: str
) -> None:
    answer = service.answerer.answer(question)
    assert answer.status == "not_found"
    assert not answer.sentences
    assert not answer.citations
    assert answer.notes[0].code == "not_found"
    assert 1 <= len(answer.suggestions) <= 3
    assert all(topic.passages for topic in answer.topics)


def test_a_refusal_names_the_place_asked_for_where_there_is_something_on_it(
    service: Service,
) -> None:
    answer = service.answerer.answer("Berapa anggaran smart city Kota Bandung tahun 2027?")
    assert answer.topics[0].name == "Kota Bandung"
    assert not any("Kota Bandung" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "gimana cara daftar jadi peserta gerakan smart city",
        "Siapa yang menandatangani Perpres 95/2018?",
    ],
)
def test_sentences_that_may_only_stand_near_come_with_caution_or_not_at_all(
    service: Service, question: str
) -> None:
    answer = service.answerer.answer(question)
    told = {note.code for note in answer.notes}
    assert answer.status == "not_found" or "unsure" in told


@pytest.mark.parametrize("question", FIFTY)
def test_a_plain_answer_comes_without_caution(service: Service, question: str) -> None:
    assert not service.answerer.answer(question).notes


@pytest.mark.parametrize("question", ["Resep rendang yang enak", "How do I cook fried rice?"])
def test_a_question_about_something_else_is_told_so(service: Service, question: str) -> None:
    answer = service.answerer.answer(question)
    assert answer.status == "out_of_scope"
    assert answer.notes[0].code == "out_of_scope"
    assert not answer.sentences
    assert not answer.suggestions


def test_what_is_missing_of_two_things_is_told(service: Service) -> None:
    answer = service.answerer.answer("Bandingkan jumlah CCTV Kota Semarang dan Kota Surabaya")
    assert answer.status == "partial"
    assert "10.693" in answer.sentences[0].text
    assert "Kota Surabaya" in answer.notes[0].text


def test_sources_that_disagree_are_both_told(service: Service) -> None:
    answer = service.answerer.answer("How many regions were assessed for the 2018 cohort?")
    assert answer.status == "conflicting"
    said = " ".join(sentence.text for sentence in answer.sentences)
    assert "116" in said
    assert "165" in said


def test_the_latest_is_told_with_its_date(service: Service) -> None:
    answer = service.answerer.answer(
        "Siapa direktur di Komdigi yang sekarang membidangi smart city?"
    )
    assert "Aris Kurniawan" in answer.sentences[0].text
    assert "2025" in next(note.text for note in answer.notes if note.code == "latest")


@pytest.mark.parametrize("question", [*FIFTY, *EXPECTED])
def test_every_sentence_stands_on_what_it_cites(service: Service, question: str) -> None:
    answer = service.answerer.answer(question)
    numbered = {citation.number: citation for citation in answer.citations}
    found = service.retriever.search(question, k=100).hits
    for sentence in answer.sentences:
        assert sentence.citations
        for number in sentence.citations:
            citation = numbered[number]
            document = service.catalogue.document(citation.document_id, citation.version)
            assert document.text[citation.start : citation.end] == citation.quote
            assert any(
                citation.quote in hit.passage.text
                for hit in found
                if hit.document.id == citation.document_id
            ), "only what was retrieved may be cited"
        quotes = " ".join(numbered[number].quote for number in sentence.citations)
        assert set(tokens(sentence.text)) <= set(tokens(quotes))


def test_a_digest_says_so_and_links_to_its_source(service: Service) -> None:
    citation = service.answerer.answer("Apa itu Sibaku?").citations[0]
    assert citation.is_digest
    assert citation.note == "Ringkasan redaksi Enam Pilar atas sumber yang tertaut: Harian Jogja."
    assert citation.url
    assert citation.url.startswith("https://jogjapolitan.harianjogja.com/")


def test_the_note_follows_the_language_that_was_asked_for(service: Service) -> None:
    answer = service.answerer.answer("Apa itu Sibaku?", language="en")
    assert answer.citations[0].note
    assert answer.citations[0].note.startswith("Editorial digest by Enam Pilar")


def test_a_filter_that_shuts_out_the_evidence_refuses(service: Service) -> None:
    filters = Filters.named(regions=["Kota Magelang"])
    assert service.answerer.answer("Apa itu Sibaku?", filters=filters).status == "not_found"


def test_missing_names_are_told(service: Service) -> None:
    answer = service.answerer.answer("Berapa anggaran smart city Kota Bandung tahun 2027?")
    assert any("2027" in note.text for note in answer.notes if note.code == "missing")


def test_the_line_for_a_stranger_is_its_own(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    inquirer = service.answerer.inquirer
    grounds = inquirer.grounds(inquirer.gather("Resep rendang yang enak", None, Filters()))
    assert grounds is not None
    assert decision.is_surely_outside(grounds)
    monkeypatch.setattr(decision, "_SURELY_OUTSIDE", 1.01)
    monkeypatch.setattr(decision, "_LIKELY_OUTSIDE", 1.01)
    assert not decision.is_surely_outside(grounds)
    assert decision.is_outside(grounds)
