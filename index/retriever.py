"""From a question to Hits."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.language import question_language
from corpus.settings import Settings
from corpus.tag import Tag
from index.card import DocumentCard
from index.diversity import diversified
from index.embedder import Embedder
from index.explanation import explain as explained
from index.filters import Filters
from index.fusion import Candidate, fuse
from index.generation import EMBEDDED, Generation, live_name, open_live
from index.hit import Hit, SearchResult
from index.late_interaction import Centre
from index.named import Named
from index.reranker import READ, Reranker
from index.rules import Cited, Citing, named_outright
from index.stores.backend import backend_of
from index.stores.store import Backend
from index.stores.store import candidates as candidates_of
from index.tags import Facets
from index.tokenmatches import TokenMatches

VECTOR_CANDIDATES = 60
WORD_CANDIDATES = 40
MOST_WITHIN = 200
PER_DOCUMENT = 3
"""Hits of one document before those of others, unless PILAR_PER_DOCUMENT says otherwise."""


class Retriever:
    """Searches the live generation of an index; follows when a new one goes live."""

    def __init__(
        self,
        catalogue: Catalogue,
        index_dir: Path,
        embedder: Embedder,
        *,
        backend: Backend = EMBEDDED,
        per_document: int = PER_DOCUMENT,
        reranker: Reranker | None = None,
    ) -> None:
        """Open the live generation.

        :raises IndexStateError: when there is none, or another model built it.
        """
        self._catalogue = catalogue
        self._index_dir = index_dir
        self.embedder = embedder
        self._per_document = per_document
        self._reranker = reranker
        self._backend = backend
        self._switch = threading.Lock()
        import_module("index.maxsim")  # loads numba now, not while the first question waits
        self._generation = self._open()

    @classmethod
    def open(cls, settings: Settings, catalogue: Catalogue, embedder: Embedder) -> Retriever:
        """Open the live generation as the settings say.

        :raises IndexStateError: when there is none, or another model built it.
        :raises ModelError: when the reranker cannot be loaded.
        """
        return cls(
            catalogue,
            settings.index_dir,
            embedder,
            backend=backend_of(settings),
            per_document=settings.per_document,
            reranker=Reranker.open(settings.reranker) if settings.reranker else None,
        )

    def search(
        self,
        query: str,
        k: int = 10,
        offset: int = 0,
        filters: Filters | None = None,
        *,
        explain: bool = False,
        per_document: int | None = None,
    ) -> SearchResult:
        """Return the hits ranked ``offset + 1`` to ``offset + k``.

        ``total`` counts the candidates that either leg found, not all passages.

        :param per_document: hits of one document before those of others, if not as set.
        """
        clock = _Clock()
        generation = self._live()
        tags = generation.passages.tags
        allowed = tags.select(filters) if filters else None
        named = Named.in_question(query)
        clock.lap("filter")
        asked = self.embedder.read_question(query)
        clock.lap("embed")
        wanted = offset + k
        depth = (max(VECTOR_CANDIDATES, wanted), max(WORD_CANDIDATES, wanted))
        stores = (generation.vectors, generation.words)
        near, words = candidates_of(stores, asked.vector, query, depth, allowed, clock.lap)
        for phrase in named.phrases:
            words = generation.words.search(phrase, WORD_CANDIDATES, allowed) | words
        outright = generation.passages.exact(named_outright(query))
        outright = [name for name in outright if allowed is None or name in allowed.ids]
        others = (words.keys() | {*outright}) - near.keys()
        far = generation.vectors.cosines(asked.vector, others)
        names = [*near, *far]
        maxsims = generation.tokens.scores(asked.tokens, names)
        clock.lap("tokens")
        candidates = self._candidates(generation, names)
        clock.lap("load")
        scores = dict(zip(names, maxsims.tolist(), strict=True)) if maxsims.any() else {}
        hits = fuse(candidates, named, near, far, words, scores, outright)
        hits = diversified(hits, named.places, per_document or self._per_document)
        clock.lap("fuse")
        if self._reranker:
            hits = _reranked(self._reranker, query, hits)
            clock.lap("rerank")
        ranked = enumerate(hits[offset:wanted], start=offset + 1)
        shown = tuple(replace(hit, rank=rank) for rank, hit in ranked)
        told = explained(query, named, asked, shown, generation.tokens) if explain else None
        return SearchResult(
            query=query,
            language=question_language(query),
            hits=shown,
            total=len(hits),
            facets=tags.facets(filters or Filters()),
            timings_ms=clock.laps,
            explanation=told,
        )

    def within(
        self, query: str, document_ids: Collection[str], k: int, filters: Filters | None = None
    ) -> list[Hit]:
        """Return the best hits among the passages of some documents, whatever else there is.

        Of very long ones the MOST_WITHIN nearest passages are looked at.
        """
        generation = self._live()
        names = generation.passages.ids_of(document_ids)
        if filters:
            names &= generation.passages.tags.select(filters).ids
        asked = self.embedder.read_question(query)
        cosines = generation.vectors.cosines(asked.vector, names)
        near = sorted(cosines, key=lambda name: -cosines[name])[:MOST_WITHIN]
        maxsims = generation.tokens.scores(asked.tokens, near)
        scores = dict(zip(near, maxsims.tolist(), strict=True)) if maxsims.any() else {}
        candidates = self._candidates(generation, near)
        hits = fuse(candidates, Named.in_question(query), {}, cosines, {}, scores, [])
        return [replace(hit, rank=rank) for rank, hit in enumerate(hits[:k], start=1)]

    def legs(self, query: str, k: int) -> tuple[list[tuple[str, float]], list[tuple[str, float]]]:
        """Return what the vectors and the words find alone: document ids and scores, best first."""
        generation = self._live()
        near = generation.vectors.search(self.embedder.read_question(query).vector, k)
        words = generation.words.search(query, k)
        cards = self._candidates(generation, [*near, *words])
        return (
            [(cards[name].document.id, score) for name, score in near.items() if name in cards],
            [(cards[name].document.id, score) for name, score in words.items() if name in cards],
        )

    def matches(self, query: str, passage_ids: Sequence[str]) -> dict[str, TokenMatches]:
        """Return passage id -> how its tokens match those of a question.

        ``maxsim(start, end)`` of a match scores any part of the passage, such as a sentence.
        """
        asked = self.embedder.read_question(query)
        return self._live().tokens.matches(asked.tokens, passage_ids)

    def cards(self) -> list[DocumentCard]:
        """Return every document of the live generation that may be cited."""
        cards = self._live().passages.cards()
        active = self._catalogue.active_among({card.id for card in cards})
        return [card for card in cards if card.id in active]

    def poorly_read(self) -> dict[str, int]:
        """Return document id -> number of its pages that OCR read without confidence."""
        return self._live().passages.poorly_read()

    def indexed(self) -> tuple[int, int]:
        """Return the numbers of documents and passages in the live generation."""
        generation = self._live()
        return len(generation.passages.versions()), generation.passages.count()

    def cites(self, document_id: str) -> list[Cited]:
        """Return the regulations that a document cites."""
        return self._live().passages.cites(document_id)

    def cited_by(self, document_id: str) -> list[Citing]:
        """Return the documents that cite the regulation that a document is."""
        return self._live().passages.cited_by(document_id)

    @property
    def centre(self) -> Centre:
        """The mean token vector of the live generation."""
        return self._live().tokens.centre

    def document_tags(self, document_id: str) -> tuple[Tag, ...]:
        """Return a document's pillars and sub-dimensions with their reasons."""
        card = self._live().passages.card(document_id)
        return card.tags if card else ()

    def facets(self) -> Facets:
        """Return how many passages of the live generation carry each value of each facet."""
        return self._live().passages.tags.facets(Filters())

    def passages_with(self, stem: str) -> int:
        """Return how many passages hold a word stem, of the generation that was last searched."""
        return self._generation.words.passages_with(stem)

    def _candidates(self, generation: Generation, names: Sequence[str]) -> dict[str, Candidate]:
        found = generation.shelf.get(names)
        # A document may be withdrawn before the next `pilar index` takes it out of the index.
        active = self._catalogue.active_among({card.id for _, card in found.values()})
        return {
            name: Candidate(passage, card)
            for name, (passage, card) in found.items()
            if card.id in active
        }

    def _live(self) -> Generation:
        """Return the live generation; while one thread opens a new one, others use the old."""
        if live_name(self._index_dir) != self._generation.name and self._switch.acquire(
            blocking=False
        ):
            try:
                # Searches under way still hold the old generation: it is let go, not closed.
                self._generation = self._open()
            finally:
                self._switch.release()
        return self._generation

    def _open(self) -> Generation:
        generation = open_live(self._index_dir, self.embedder.name, self._backend)
        generation.passages.tags.facets(Filters())  # read now, not while a question waits
        return generation


def _reranked(reranker: Reranker, query: str, hits: Sequence[Hit]) -> list[Hit]:
    """Order the best hits by what a cross-encoder says of them; the others follow as they were."""
    texts = [hit.passage.embedded_text(hit.document.title) for hit in hits[:READ]]
    read = [
        replace(hit, scores=replace(hit.scores, reranked=score))
        for hit, score in zip(hits, reranker.scores(query, texts), strict=False)
    ]
    return [*sorted(read, key=lambda hit: -(hit.scores.reranked or 0.0)), *hits[READ:]]


class _Clock:
    """Notes how long each stage took."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round((now - self._last) * 1000, 2)
        self._last = now
