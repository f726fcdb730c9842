"""Likeness: how near sentences come to a question, alone and with what stands around them.

A paper names its place and its subject once, in a title, a heading or a sentence before. Measured
by itself, a sentence that answers loses to one that only repeats the name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from api.nearness import names_in, tokens_of
from api.question import Question
from index.tokenmatches import Spans, TokenMatches

_BEFORE = 0.8  # of the cosine of a token that stands somewhere before in the passage
_LOWEST = -0.2  # cosine: two tokens that have nothing in common
_UNTOLD = 0.5  # where a question has no words of the kind
_NO_GRAMMAR = 0.4

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Likeness:
    """Means, over tokens of a question, of the cosine of the nearest token.

    :ivar with_heading: of all tokens, to the sentence, its title and its headings.
    :ivar with_before: likewise, and at a discount to what the passage says before.
    :ivar matter: of the words that say what is asked of a thing, neither names nor places, each
        by its rarity; to the sentence alone.
    :ivar matter_with_heading: likewise, to the sentence, its title and its headings.
    :ivar matter_with_before: likewise, and to what the passage says before.
    :ivar grammar: of the tokens of no content word, to the sentence.
    """

    with_heading: float
    with_before: float
    matter: float
    matter_with_heading: float
    matter_with_before: float
    grammar: float


NO_LIKENESS = Likeness(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Of a passage whose tokens are not known."""


@dataclass(frozen=True, slots=True)
class AskedTokens:
    """The tokens of a question, and what they are good for.

    :ivar matter: weight of each in the words that say what is asked.
    :ivar grammar: 1 for those of no content word.
    """

    matter: Floats
    grammar: Floats

    @classmethod
    def of(cls, question: Question, weights: Mapping[str, float], asked: Spans) -> AskedTokens:
        """Sort the tokens of a question.

        :param weights: of each content word, by rarity.
        :param asked: where each token stands in the question.
        """
        content, named = np.zeros(len(asked)), np.zeros(len(asked), np.bool_)
        for word, weight in weights.items():
            if len(own := tokens_of(word, question, asked)):
                content[own] = weight / len(own)
        places = {word.lower() for mention in question.regions for word in mention.text.split()}
        for word in names_in(question) | places:
            named[tokens_of(word, question, asked)] = True
        matter = np.where(named, 0.0, content)
        return cls(matter if matter.any() else content, (content == 0).astype(np.float64))


def likenesses(
    asked: AskedTokens, matches: TokenMatches, sentences: Sequence[tuple[int, int]]
) -> list[Likeness]:
    """Return the likeness of each sentence of a passage, given by start and end."""
    if not len(matches.similar) or not sentences:
        return [NO_LIKENESS] * len(sentences)
    similar = np.maximum(matches.similar, _LOWEST).astype(np.float64)
    inside = [matches.within(*sentence) for sentence in sentences]
    own = int(np.searchsorted(matches.spans[:, 1], 0, side="right"))  # behind title and headings
    nothing = np.full(similar.shape[1], _LOWEST)
    heading = similar[:own].max(axis=0) if own else nothing
    upto = np.maximum.accumulate(similar[own:], axis=0)
    alone = np.array([similar[i].max(axis=0) if i.start < i.stop else nothing for i in inside])
    before = np.array([upto[i.start - own - 1] if i.start > own else nothing for i in inside])
    with_heading = np.maximum(alone, heading)
    with_before = np.maximum(with_heading, _BEFORE * before)
    columns = (
        with_heading.mean(axis=1),
        with_before.mean(axis=1),
        *(_mean(near, asked.matter, _UNTOLD) for near in (alone, with_heading, with_before)),
        _mean(alone, asked.grammar, _NO_GRAMMAR),
    )
    return [Likeness(*map(float, row)) for row in zip(*columns, strict=True)]


def _mean(near: Floats, weights: Floats, otherwise: float) -> Floats:
    if not weights.any():
        return np.full(len(near), otherwise)
    means: Floats = near @ weights / weights.sum()
    return means
