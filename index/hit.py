"""A Hit: a passage that was found, and why it stands where it does."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.passage import Passage
from index.card import DocumentCard


@dataclass(frozen=True, slots=True)
class Boost:
    """What lifts a passage above what its words and vectors say.

    :ivar reason: goes on after "because".
    """

    value: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scores:
    """How a passage was scored.

    :ivar cosine: of the question's and the passage's vectors, -1 to 1.
    :ivar words: BM25, 0 where no word is shared.
    :ivar maxsim: the mean, over the question's tokens, of the best cosine in the passage.
    :ivar fused: what hits are ordered by, boosts included.
    :ivar vector_rank: among the passages that the vector index found; None when it did not.
    :ivar word_rank: likewise in the word index.
    :ivar reranked: what a cross-encoder says, where one is set and read the passage.
    """

    cosine: float
    words: float
    maxsim: float
    fused: float
    vector_rank: int | None = None
    word_rank: int | None = None
    boosts: tuple[Boost, ...] = ()
    reranked: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; rank 1 is the best."""

    rank: int
    passage: Passage
    document: DocumentCard
    scores: Scores


@dataclass(frozen=True, slots=True)
class Highlight:
    """Whole words of a passage that match the question best: ``passage.text[start:end]``.

    :ivar asked: the part of the question that they match.
    """

    start: int
    end: int
    text: str
    asked: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a search came to its hits, besides each hit's own scores.

    :ivar formula: how ``fused`` is made of the other scores.
    :ivar named: what the question names outright and what that did, one sentence each.
    :ivar highlights: one list for each hit.
    """

    formula: str
    named: tuple[str, ...]
    highlights: tuple[tuple[Highlight, ...], ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one search.

    :ivar total: how many candidates the legs found; ``hits`` is the part that was asked for.
    :ivar facets: over all passages that the filter lets through, found or not:
        ``{"pillars": {"living": 7, ...}, "kinds": ...}``. They tell what narrowing would leave.
    :ivar timings_ms: the time of each stage, in milliseconds.
    :ivar explanation: when it was asked for.
    """

    query: str
    language: str
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, dict[str, int]]
    timings_ms: dict[str, float]
    explanation: Explanation | None = None
