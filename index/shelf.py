"""A Shelf: the passages of a live generation that were read last, kept at hand with their cards.

A live generation never changes, so that what was read of it once holds.
"""

from __future__ import annotations

import threading
from collections.abc import Collection

from cachetools import LRUCache

from corpus.passage import Passage
from index.card import DocumentCard
from index.passages import PassageStore

_KEPT = 8_192  # passages, of some 2 KB each


class Shelf:
    """Passages at hand, others fetched. Safe to share between threads."""

    def __init__(self, passages: PassageStore) -> None:
        self._passages = passages
        self._turn = threading.Lock()
        self._kept: LRUCache[str, tuple[Passage, DocumentCard]] = LRUCache(_KEPT)

    def get(self, passage_ids: Collection[str]) -> dict[str, tuple[Passage, DocumentCard]]:
        """Return id -> passage and its document; unknown ids are left out."""
        with self._turn:
            found = {name: self._kept[name] for name in passage_ids if name in self._kept}
        if lacking := [name for name in passage_ids if name not in found]:
            fetched = self._passages.get(lacking)
            with self._turn:
                self._kept.update(fetched)
            found |= fetched
        return found
