"""Rarity: how much a word of a question counts, by how few passages hold it."""

from __future__ import annotations

import math
from collections.abc import Callable

CountOf = Callable[[str], int]
"""Word stem -> number of passages that hold it."""


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
