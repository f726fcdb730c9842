"""From a question to Hits."""

from __future__ import annotations

import threading
import time
from collections import Counter
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.language import detect_language
from index.embedder import Embedder
from index.filters import Filters
from index.fusion import fuse
from index.generation import Generation, live_name, open_live
from index.hit import Hit, Scores, SearchResult
from index.late_interaction import Centre

VECTOR_CANDIDATES = 60
WORD_CANDIDATES = 40


class Retriever:
    """Searches the live generation of an index; follows when a new one goes live."""

    def __init__(self, catalogue: Catalogue, index_dir: Path, embedder: Embedder) -> None:
        """Open the live generation.

        :raises IndexStateError: when there is none, or another model built it.
        """
        self._catalogue = catalogue
        self._index_dir = index_dir
        self.embedder = embedder
        self._switch = threading.Lock()
        self._generation = open_live(index_dir, embedder.name)

    def search(
        self, query: str, k: int = 10, offset: int = 0, filters: Filters | None = None
    ) -> SearchResult:
        """Return the hits ranked ``offset + 1`` to ``offset + k``.

        ``total`` counts the candidates that either leg found, not all passages.
        """
        clock = _Clock()
        generation = self._live()
        allowed = generation.passages.matching(filters) if filters else None
        clock.lap("filter")
        asked = self.embedder.read_question(query)
        clock.lap("embed")
        wanted = offset + k
        cosines = generation.vectors.search(asked.vector, max(VECTOR_CANDIDATES, wanted), allowed)
        clock.lap("vectors")
        words = generation.words.search(query, max(WORD_CANDIDATES, wanted), allowed)
        clock.lap("words")
        cosines |= generation.vectors.cosines(asked.vector, words.keys() - cosines.keys())
        names = list(cosines)
        maxsims = generation.tokens.scores(asked.tokens, names)
        clock.lap("tokens")
        ranked = fuse(cosines, words, dict(zip(names, maxsims.tolist(), strict=True)))
        clock.lap("fuse")
        hits = self._hits(generation, ranked)
        clock.lap("load")
        return SearchResult(
            query=query,
            language=detect_language(query),
            hits=tuple(hits[offset:wanted]),
            total=len(hits),
            facets=_facets(hits),
            timings_ms=clock.laps,
        )

    def indexed(self) -> tuple[int, int]:
        """Return the numbers of documents and passages in the live generation."""
        generation = self._live()
        return len(generation.passages.versions()), generation.passages.count()

    @property
    def centre(self) -> Centre:
        """The mean token vector of the live generation."""
        return self._live().tokens.centre

    def passages_with(self, stem: str) -> int:
        """Return how many passages of the live generation hold a word stem."""
        return self._live().words.passages_with(stem)

    def _hits(self, generation: Generation, ranked: list[tuple[str, Scores]]) -> list[Hit]:
        found = generation.passages.get([name for name, _ in ranked])
        # A document may be withdrawn before the next `pilar index` takes it out of the index.
        active = self._catalogue.active_among({card.id for _, card in found.values()})
        kept = [
            (*found[name], scores)
            for name, scores in ranked
            if name in found and found[name][1].id in active
        ]
        return [
            Hit(rank, passage, document, scores)
            for rank, (passage, document, scores) in enumerate(kept, start=1)
        ]

    def _live(self) -> Generation:
        if live_name(self._index_dir) != self._generation.name:
            with self._switch:
                if live_name(self._index_dir) != self._generation.name:
                    # Searches under way still hold the old generation: it is let go, not closed.
                    self._generation = open_live(self._index_dir, self.embedder.name)
        return self._generation


def _facets(hits: list[Hit]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {
        "pillars": Counter(name for hit in hits for name in hit.passage.pillars),
        "regions": Counter(code for hit in hits for code in hit.passage.regions),
        "kinds": Counter(hit.document.kind for hit in hits),
        "languages": Counter(hit.passage.language for hit in hits),
        "years": Counter(hit.document.published[:4] for hit in hits if hit.document.published),
    }
    return {name: dict(counter.most_common()) for name, counter in counts.items()}


class _Clock:
    """Notes how long each stage took."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = round((now - self._last) * 1000, 2)
        self._last = now
