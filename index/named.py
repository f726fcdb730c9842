"""What a question names outright: regulations, quoted phrases, places, the title of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.mentions import find_mentions
from corpus.passage import Passage
from corpus.regions import gazetteer
from corpus.regulation import find_regulations, same_regulation
from index.card import DocumentCard
from index.hit import Boost
from index.terms import tokens

_QUOTED = re.compile(r'["“”«»]([^"“”«»]{3,120})["“”«»]')
_TITLE_WORDS = 3  # a shorter title is a word like any other
_TITLES_KEPT = 8_192

# Of MaxSim, which lies between about 0.3 and 0.9.
REGULATION_TITLE = 0.15
REGULATION_TEXT = 0.05
PHRASE = 0.10
TITLE = 0.06
PLACE = 0.03


@dataclass(frozen=True, slots=True)
class Place:
    """A region that a question names; ``codes`` holds it and all within it."""

    name: str
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """What a question names.

    :ivar regulations: normal forms, for example ``uu-14-2008``.
    :ivar phrases: as they stood between quotation marks.
    """

    regulations: tuple[str, ...]
    phrases: tuple[str, ...]
    places: tuple[Place, ...]
    words: str

    @classmethod
    def in_question(cls, question: str) -> Named:
        """Read a question."""
        places = {}
        for mention in find_mentions(question, gazetteer()):
            codes = frozenset(c for code in mention.codes for c in gazetteer().within(code))
            places[codes] = Place(mention.text, codes)
        return cls(
            regulations=tuple(dict.fromkeys(r.key for r in find_regulations(question))),
            phrases=tuple(found.strip() for found in _QUOTED.findall(question)),
            places=tuple(places.values()),
            words=_folded(question),
        )

    def boosts(self, passage: Passage, document: DocumentCard) -> Iterator[Boost]:
        """Yield what lifts a passage, with the reason in words."""
        if self.regulations:
            in_title = {r.key for r in find_regulations(f"{document.title}\n{passage.heading}")}
            in_text = {r.key for r in find_regulations(passage.text)} - in_title
            for key in self.regulations:
                if any(same_regulation(key, other) for other in in_title):
                    yield Boost(REGULATION_TITLE, f"its title names the regulation {key}")
                elif any(same_regulation(key, other) for other in in_text):
                    yield Boost(REGULATION_TEXT, f"its text names the regulation {key}")
        for phrase in self.phrases:
            if _folded(phrase) in _folded(passage.text):
                yield Boost(PHRASE, f'it holds the quoted phrase "{phrase}"')
        title = _folded_title(document.title)
        if len(title.split()) >= _TITLE_WORDS and title in self.words:
            yield Boost(TITLE, "the question holds the document's title")
        for place in self.places:
            if place.codes & {*passage.regions, *document.regions}:
                yield Boost(PLACE, f"it is about {place.name}")


@lru_cache(_TITLES_KEPT)
def _folded_title(title: str) -> str:
    return _folded(title)


def _folded(text: str) -> str:
    return f" {' '.join(tokens(text))} "
