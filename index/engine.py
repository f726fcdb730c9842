"""What computes vectors, as the embedder sees it: a model with its tokenizer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

InputKind = Literal["query", "document"]
"""A question and a passage are embedded differently (``query: `` and ``passage: `` in E5)."""


@dataclass(frozen=True, slots=True)
class Output:
    """What one pass gives of several texts, filled up to the longest of them.

    :ivar vectors: of whole texts, shape (texts, dimensions), of any length.
    :ivar tokens: shape (texts, tokens, dimensions); no tokens from a model that tells none.
    :ivar spans: where each token stands in its text, shape (texts, tokens, 2).
    :ivar special: which tokens are marks and filling, shape (texts, tokens).
    """

    vectors: Floats
    tokens: Floats
    spans: npt.NDArray[np.int64]
    special: npt.NDArray[np.bool_]


class Engine(Protocol):
    """A model in memory. Its calls never overlap: the embedder lets them take turns."""

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""

    @property
    def longest(self) -> int:
        """How many tokens it reads; it cuts a longer text."""

    @property
    def prompts(self) -> Mapping[str, str]:
        """What it wants to see before a text, by the kind of text: ``query``, ``document``."""

    def tokenize(self, text: str) -> list[int]:
        """Return all tokens of a text, however long, its end marks included."""

    def run(self, texts: Sequence[str], kind: InputKind) -> Output:
        """Send texts of one kind through the model together."""
