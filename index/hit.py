"""A Hit: a passage that was found, and why it stands where it does."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.passage import Passage
from index.passages import DocumentCard


@dataclass(frozen=True, slots=True)
class Scores:
    """How a passage was scored.

    :ivar cosine: of the question's and the passage's vectors, -1 to 1.
    :ivar words: BM25, 0 where no word is shared.
    :ivar maxsim: the mean, over the question's tokens, of the best cosine in the passage.
    :ivar fused: what hits are ordered by.
    """

    cosine: float
    words: float
    maxsim: float
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question; rank 1 is the best."""

    rank: int
    passage: Passage
    document: DocumentCard
    scores: Scores


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The hits of one search.

    :ivar total: how many candidates the legs found; ``hits`` is the part that was asked for.
    :ivar facets: over the candidates: ``{"pillars": {"living": 7, ...}, "kinds": ...}``.
    :ivar timings_ms: the time of each stage, in milliseconds.
    """

    query: str
    language: str
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, dict[str, int]]
    timings_ms: dict[str, float]
