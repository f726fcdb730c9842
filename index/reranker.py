"""A cross-encoder over the best hits, for those who have one and the time it takes."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.quiet import quiet_libraries

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

READ = 30
"""How many of the best hits are read together with the question."""


class Reranker:
    """Any sentence-transformers CrossEncoder. Safe to share between threads."""

    def __init__(self, model: CrossEncoder, name: str) -> None:
        self._model = model
        self._turn = threading.Lock()
        self.name = name

    @classmethod
    def open(cls, name: str) -> Reranker:
        """Load a folder or a Hugging Face id.

        :raises ModelError: when it is missing or damaged.
        """
        local = Path(name).expanduser()
        with quiet_libraries():
            from sentence_transformers import CrossEncoder

            try:
                model = CrossEncoder(
                    str(local) if local.is_dir() else name,
                    device="cpu",
                    local_files_only=local.is_dir(),
                )
            except Exception as error:
                # As for embedding models: each backend raises errors of its own.
                reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
                raise ModelError(
                    f"The reranker {name!r} cannot be loaded: {reason}",
                    "Check PILAR_RERANKER, or unset it to do without.",
                ) from error
        return cls(model, name)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question; higher is better."""
        if not texts:
            return []
        with self._turn:
            found = self._model.predict(
                [(question, text) for text in texts], show_progress_bar=False
            )
        return [float(score) for score in found]
