"""What the collection does hold, near to a question that it does not answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from api.answer import Suggestion, Topic
from api.question import Question
from corpus.pillars import dimensions
from corpus.regions import gazetteer
from index.hit import Hit
from index.tags import Facets

_DOCUMENTS = 3
_TOPICS = 4
_FEWEST_HITS = 2  # on a topic, for it to be what the question is near to


def nearest_documents(question: Question, hits: Sequence[Hit]) -> list[Suggestion]:
    """Return the documents found, best first; in the reader's language where there are any."""
    readable = [hit for hit in hits if hit.document.language == question.language]
    documents = {hit.document.id: hit.document.title for hit in readable or hits}
    return [Suggestion(title, name) for name, title in list(documents.items())[:_DOCUMENTS]]


def nearest_topics(question: Question, hits: Sequence[Hit], facets: Facets) -> list[Topic]:
    """Return the places that the question names and the sub-dimensions that the hits are on.

    :param facets: passages of the whole collection, by value; a topic without any is none.
    """
    topics = [*_regions(question, facets), *_subdimensions(question, hits, facets)]
    return topics[:_TOPICS]


def _regions(question: Question, facets: Facets) -> Iterator[Topic]:
    for code in dict.fromkeys(code for mention in question.regions for code in mention.codes):
        inside = gazetteer().within(code)
        if count := sum(facets["regions"].get(one, 0) for one in inside):
            yield Topic("region", code, gazetteer().get(code).label_in(question.language), count)


def _subdimensions(question: Question, hits: Sequence[Hit], facets: Facets) -> Iterator[Topic]:
    parts = {part.id: part for pillar in set(dimensions().values()) for part in pillar.dimensions}
    told = Counter(name for hit in hits for name in hit.passage.dimensions)
    for name, count in told.most_common():
        if count >= _FEWEST_HITS and (held := facets["subdimensions"].get(name, 0)):
            yield Topic("subdimension", name, parts[name].name[question.language], held)
