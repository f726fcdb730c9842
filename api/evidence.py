"""Evidence: the sentences of the passages found, and how well each answers a question."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from api.question import Expects, Question
from corpus.document import LANGUAGES
from corpus.regions import gazetteer
from corpus.regulation import find_regulations
from corpus.sentences import sentence_spans
from index.embedder import Embedder, Vectors
from index.glossary import translations
from index.hit import Hit
from index.terms import stem, tokens

CountOf = Callable[[str], int]
"""Word stem -> number of passages that hold it."""

_PASSAGES_KEPT = 4_096  # whose sentence vectors are remembered: about 8 sentences, 12 KB each
_SHORTEST = 25  # characters: less is a heading or a stray line, not a statement

_SHOWS: dict[Expects, re.Pattern[str]] = {
    "money": re.compile(r"\bRp\s?\d|\b\d[\d.,]*\s*(?:rupiah|miliar|triliun|juta|billion|million)"),
    "date": re.compile(r"\b(?:19|20)\d\d\b"),
    "count": re.compile(r"\d"),
    "person": re.compile(r"[a-z,] (?:[A-Z][a-z]+ )?[A-Z][a-z]+"),
}


@dataclass(frozen=True, slots=True)
class Match:
    """How far a text speaks of what a question names.

    :ivar coverage: share of the question's words that occur, each weighted by its rarity.
    :ivar missing: names, years, places and regulations of the question that do not occur.
    """

    coverage: float
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become part of the answer; ``passage.text[start:end]``."""

    hit: Hit
    start: int
    end: int
    text: str
    cosine: float
    in_sentence: Match
    in_passage: Match
    shows_expected: bool

    @property
    def score(self) -> float:
        """The order of candidates; weights chosen on the questions of evals/, dev half."""
        return (
            self.cosine
            + 0.5 * self.hit.scores.fused
            + 0.15 * self.in_sentence.coverage
            + 0.05 * self.in_passage.coverage
            + (0.05 if self.shows_expected else 0.0)
            - 0.10 * min(len(self.in_sentence.missing), 2)
            - 0.15 * min(len(self.in_passage.missing), 2)
        )


class EvidenceReader:
    """Reads hits sentence by sentence."""

    def __init__(self, embedder: Embedder, rarity: RarityOf) -> None:
        """Make a reader.

        :param rarity: word stem -> inverse document frequency in the index at hand.
        """
        self._embedder = embedder
        self._rarity = rarity
        self._remembered: dict[str, Vectors] = {}

    def candidates(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return every sentence of the hits, best first."""
        asked = self._embedder.embed_question(question.text)
        vectors = self._sentence_vectors(hits)
        found = []
        for hit in hits:
            context = f"{hit.document.title}\n{hit.passage.heading}"
            whole = self.match(question, f"{context}\n{hit.passage.text}", hit)
            spans = statements(hit.passage.text)
            for (start, end), vector in zip(spans, vectors[hit.passage.id], strict=True):
                text = hit.passage.text[start:end]
                found.append(
                    Candidate(
                        hit=hit,
                        start=start,
                        end=end,
                        text=text,
                        cosine=float(vector @ asked),
                        in_sentence=self.match(question, text),
                        in_passage=whole,
                        shows_expected=shows(question.expects, text),
                    )
                )
        return sorted(found, key=lambda c: (-c.score, c.hit.rank, c.start))

    def match(self, question: Question, text: str, hit: Hit | None = None) -> Match:
        """Compare a question with a text.

        :param hit: where the text is a whole passage: its tags and date then count as well.
        """
        words = _stems_of(text)
        weights = [(word, self._weight(word)) for word in question.words]
        total = sum(weight for _, weight in weights)
        held = sum(weight for word, weight in weights if _occurs(word, words))
        return Match(
            coverage=held / total if total else 1.0,
            missing=tuple(_missing(question, text, words, hit)),
        )

    def unknown_words(self, question: Question) -> list[str]:
        """Return the words of a question that no passage at all holds, in any form."""
        return [word for word in question.words if not self._is_known(word)]

    def _is_known(self, word: str) -> bool:
        forms = {word, *translations(word)}
        return any(self._rarity(stem(w, lang)) is not None for w in forms for lang in LANGUAGES)

    def _weight(self, word: str) -> float:
        rarities = [self._rarity(stem(word, language)) for language in LANGUAGES]
        known = [value for value in rarities if value is not None]
        return min(known) if known else self._rarity.of_unknown

    def _sentence_vectors(self, hits: Iterable[Hit]) -> dict[str, Vectors]:
        fresh = [hit for hit in hits if hit.passage.id not in self._remembered]
        if not fresh:
            return self._remembered
        texts = {
            hit.passage.id: [hit.passage.text[a:b] for a, b in statements(hit.passage.text)]
            for hit in fresh
        }
        flat = [text for some in texts.values() for text in some]
        vectors = self._embedder.embed(flat, "document")
        starts = np.cumsum([len(some) for some in texts.values()])[:-1]
        if len(self._remembered) + len(texts) > _PASSAGES_KEPT:
            self._remembered = {}
        # A new dictionary, not a changed one: other threads may be reading this one.
        self._remembered = self._remembered | dict(
            zip(texts, np.split(vectors, starts), strict=True)
        )
        return self._remembered


class RarityOf:
    """Inverse document frequency of word stems, from counts; None for a stem never met."""

    def __init__(self, count_of: CountOf, passages: int) -> None:
        self._count_of = count_of
        self._passages = max(passages, 1)

    @property
    def of_unknown(self) -> float:
        """The weight of a word that the corpus does not hold."""
        return math.log(1 + self._passages)

    def __call__(self, word_stem: str) -> float | None:
        """Return log(1 + passages / passages with the stem), or None where there are none."""
        count = self._count_of(word_stem)
        return math.log(1 + self._passages / count) if count else None


def shows(expects: Expects, text: str) -> bool:
    """Tell whether a text holds the kind of thing that a question expects."""
    return expects not in _SHOWS or _SHOWS[expects].search(text) is not None


@lru_cache(_PASSAGES_KEPT)
def statements(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of a passage's sentences; very short ones join their successor."""
    spans: list[tuple[int, int]] = []
    for start, end in sentence_spans(text):
        if spans and spans[-1][1] - spans[-1][0] < _SHORTEST:
            start = spans.pop()[0]  # noqa: PLW2901 - the span grows to the left
        spans.append((start, end))
    return tuple(spans)


@lru_cache(_PASSAGES_KEPT)
def _stems_of(text: str) -> frozenset[str]:
    words = set(tokens(text))
    return frozenset(words | {stem(word, lang) for word in words for lang in LANGUAGES})


def _occurs(word: str, words: frozenset[str]) -> bool:
    forms = {word, *translations(word)}
    return any(form in words or stem(form, lang) in words for form in forms for lang in LANGUAGES)


def _missing(
    question: Question, text: str, words: frozenset[str], hit: Hit | None
) -> Iterable[str]:
    published = (hit.document.published or "") if hit else ""
    tagged = {*hit.passage.regions, *hit.document.regions} if hit else set()
    for year in question.years:
        if year not in words and not published.startswith(year):
            yield year
    for name in question.names:
        if not _occurs(name.lower(), words):
            yield name
    if question.regions:
        present = tagged | {code for m in gazetteer().find(text) for code in m.codes}
        for mention in question.regions:
            inside = {code for asked in mention.codes for code in gazetteer().within(asked)}
            if not inside & present:
                yield mention.text
    present_rules = {reference.key for reference in find_regulations(text)}
    for reference in question.regulations:
        if reference.key not in present_rules:
            yield question.text[reference.start : reference.end]
