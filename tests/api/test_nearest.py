"""What is offered where the collection holds no answer."""

from __future__ import annotations

from dataclasses import replace

from api.nearest import nearest_documents, nearest_topics
from api.question import understand
from index.hit import Hit
from index.tags import Facets
from tests.made import hit

FACETS: Facets = {"regions": {"33.74": 12, "33.22": 4}, "subdimensions": {"security": 30}}


def on(*dimensions: str, name: str = "d1") -> Hit:
    found = hit("Teks.", name=name)
    return replace(found, passage=replace(found.passage, dimensions=dimensions))


def test_the_places_asked_for_come_first_each_with_how_much_there_is() -> None:
    question = understand("Berapa anggaran CCTV Kota Semarang?")
    topics = nearest_topics(question, [on("security"), on("security", name="d2")], FACETS)
    assert [(topic.kind, topic.id, topic.passages) for topic in topics] == [
        ("region", "33.74", 12),
        ("subdimension", "security", 30),
    ]
    assert topics[0].name == "Kota Semarang"


def test_a_province_counts_its_regencies() -> None:
    topics = nearest_topics(understand("Anggaran CCTV Jawa Tengah?"), [], FACETS)
    assert [(topic.id, topic.passages) for topic in topics] == [("33", 16)]


def test_a_place_or_topic_that_the_collection_does_not_hold_is_not_offered() -> None:
    question = understand("Anggaran CCTV Kota Batam?")
    assert nearest_topics(question, [on("waste"), on("waste", name="d2")], FACETS) == []


def test_one_hit_alone_makes_no_topic() -> None:
    assert nearest_topics(understand("Anggaran CCTV?"), [on("security"), on()], FACETS) == []


def test_names_are_in_the_language_of_the_question() -> None:
    question = understand("What is the CCTV budget of Semarang City?")
    topics = nearest_topics(question, [on("security"), on("security", name="d2")], FACETS)
    assert [topic.name for topic in topics] == ["Semarang City", "Security"]


def test_documents_in_the_readers_language_are_offered_first() -> None:
    english = hit("Text.", name="e", title="English", language="en")
    hits = [english, hit("Teks.", name="a", title="Satu"), hit("Lagi.", name="a", title="Satu")]
    found = nearest_documents(understand("Berapa CCTV?", "id"), hits)
    assert [document.title for document in found] == ["Satu"]
    assert [d.title for d in nearest_documents(understand("Berapa?", "id"), [english])] == [
        "English"
    ]
