"""One score from three, without the harm that rank fusion does across languages.

Rank fusion gives the word leg an equal say even where it cannot know anything: for an English
question on Indonesian passages it pulled MRR@10 from .744 to .473 (754 questions). Here late
interaction ranks, words only add to it, as much as they matched, and what the question names
outright lifts the passages that hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.passage import Passage
from index.card import DocumentCard
from index.common import MANY
from index.hit import Boost, Hit, Scores
from index.named import Named

WORD_WEIGHT = 0.001
"""Of MaxSim per point of BM25. Chosen by ``python -m evals.fusion`` on TyDi's training questions;
0.003 ranks Indonesian SQuAD better and TyDi worse than no words at all."""

OUTRIGHT, STEP = 2.0, 0.01
"""More than all else together may add up to."""

COMMON_COSTS = 0.02
"""What text loses that many documents share: enough to fall behind particular text that fits
nearly as well, too little to hide the one text that answers."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage that a leg found."""

    passage: Passage
    document: DocumentCard


def fuse(
    candidates: Mapping[str, Candidate],
    named: Named,
    near: Mapping[str, float],
    far: Mapping[str, float],
    words: Mapping[str, float],
    maxsims: Mapping[str, float],
    outright: Sequence[str] = (),
) -> list[Hit]:
    """Return every candidate with its scores, best first; ranks are counted later.

    :param near: passage id -> cosine of those that the vector index found, best first.
    :param far: likewise of those that only the word index found.
    :param words: passage id -> BM25 of those that share words.
    :param maxsims: passage id -> MaxSim; empty where the model gives no token vectors, and then
        the cosine stands in for it.
    :param outright: ids of the passages that the question names ("Pasal 5 Perpres 95/2018"),
        best first; they come before all others.
    """
    first = {name: rank for rank, name in enumerate(outright)}
    vector_ranks = {name: rank for rank, name in enumerate(near, start=1)}
    by_words = sorted(words, key=lambda name: -words[name])
    word_ranks = {name: rank for rank, name in enumerate(by_words, start=1)}
    hits = []
    for name, candidate in candidates.items():
        cosine = near.get(name, far.get(name, 0.0))
        bm25, maxsim = words.get(name, 0.0), maxsims.get(name, 0.0)
        boosts = (
            *named.boosts(candidate.passage, candidate.document),
            *_outright(first.get(name)),
            *_common(candidate.passage),
        )
        fused = (maxsim if maxsims else cosine) + WORD_WEIGHT * bm25
        scores = Scores(
            cosine=cosine,
            words=bm25,
            maxsim=maxsim,
            fused=fused + sum(boost.value for boost in boosts),
            vector_rank=vector_ranks.get(name),
            word_rank=word_ranks.get(name),
            boosts=boosts,
        )
        hits.append(Hit(0, candidate.passage, candidate.document, scores))
    return sorted(hits, key=lambda hit: (-hit.scores.fused, hit.passage.id))


def _outright(rank: int | None) -> Iterator[Boost]:
    if rank is not None:
        yield Boost(OUTRIGHT - rank * STEP, "the question names this text of the regulation")


def _common(passage: Passage) -> Iterator[Boost]:
    if passage.shared >= MANY:
        yield Boost(-COMMON_COSTS, f"{passage.shared} documents share its text")
