"""Nearness: how near a text comes to each word of a question, in whatever language.

Where a passage tells of the thing that is asked about, but not of what is asked of it, all words of
the question find a near token but one: "wisatawan" of "Berapa wisatawan Danau Toba?".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from api.question import Question
from index.tokenmatches import Spans, TokenMatches


@dataclass(frozen=True, slots=True)
class Nearness:
    """The nearest that a passage has to a word; mean cosine of the word's tokens.

    :ivar weight: how much the word counts, by its rarity.
    :ivar is_name: it names the thing that is asked about, rather than what is asked of it.
    :ivar in_sentence: the nearest within the sentence alone.
    """

    word: str
    weight: float
    is_name: bool
    in_passage: float
    in_sentence: float


def nearest_words(
    question: Question,
    weights: Mapping[str, float],
    matches: TokenMatches,
    asked: Spans,
    sentence: tuple[int, int],
) -> list[Nearness]:
    """Return the nearness of each content word of a question.

    :param weights: of each content word.
    :param matches: of the passage's tokens with the question's.
    :param asked: where each token of the question stands in it.
    :param sentence: start and end in the passage's text.
    """
    similar = matches.similar
    inside = (matches.spans[:, 1] > sentence[0]) & (matches.spans[:, 0] < sentence[1])
    if not len(asked) or not inside.any():
        return []
    in_passage, in_sentence = similar.max(axis=0), similar[inside].max(axis=0)
    names = names_in(question)
    found = []
    for word, weight in weights.items():
        own = tokens_of(word, question, asked)
        if len(own):
            nearest = float(in_passage[own].mean()), float(in_sentence[own].mean())
            found.append(Nearness(word, weight, word in names, *nearest))
    return found


def in_passage(matches: TokenMatches, asked: Spans, question: Question, word: str) -> float:
    """Return the nearest that a passage, its title included, has to one word of a question."""
    own = tokens_of(word, question, asked)
    if not len(own) or not len(matches.similar):
        return 0.0
    return float(matches.similar.max(axis=0)[own].mean())


def names_in(question: Question) -> frozenset[str]:
    """Return the words of a question that may be names, lower case."""
    return frozenset({*question.proper, *(name.lower() for name in question.names)})


def tokens_of(word: str, question: Question, asked: Spans) -> npt.NDArray[np.intp]:
    """Return the places of the tokens that a word of a question was cut into."""
    start = question.plain.lower().find(word)
    if start < 0:
        return np.empty(0, np.intp)
    return np.flatnonzero((asked[:, 1] > start) & (asked[:, 0] < start + len(word)))
