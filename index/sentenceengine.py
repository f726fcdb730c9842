"""Any sentence-transformers model."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelError
from index.engine import InputKind, Output
from index.quiet import quiet_libraries

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class SentenceEngine:
    """A sentence-transformers model in memory."""

    def __init__(self, name: str, *, is_local: bool) -> None:
        """Load it.

        :param name: a folder or a Hugging Face id.
        :param is_local: look nowhere else for it.
        :raises ModelError: when it is missing or broken.
        """
        self._model = _loaded(name, is_local=is_local)
        self._tells_tokens = bool(getattr(self._model.tokenizer, "is_fast", False))

    @property
    def dimensions(self) -> int:
        """How many numbers a vector has."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def longest(self) -> int:
        """How many tokens it reads; it cuts a longer text."""
        return int(self._model.max_seq_length or 0)

    @property
    def prompts(self) -> Mapping[str, str]:
        """What it wants to see before a text, by the kind of text."""
        prompts: Mapping[str, str] = self._model.prompts
        return prompts

    def tokenize(self, text: str) -> list[int]:
        """Return all tokens of a text, however long, its end marks included."""
        tokens: list[int] = self._model.tokenizer(text, truncation=False)["input_ids"]
        return tokens

    def run(self, texts: Sequence[str], kind: InputKind) -> Output:  # noqa: ARG002 - all alike here
        """Send texts of one kind through the model together."""
        if not self._tells_tokens:
            return _wordless(self._model, texts)
        import torch

        features = self._model.tokenizer(
            list(texts),
            padding=True,
            truncation=True,
            max_length=self._model.max_seq_length,
            return_tensors="pt",
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        spans = features.pop("offset_mapping").numpy()
        special = features.pop("special_tokens_mask").numpy() != 0
        with torch.inference_mode():
            output = self._model(dict(features))
        return Output(
            output["sentence_embedding"].float().numpy(),
            output["token_embeddings"].float().numpy(),
            spans,
            special,
        )


def _wordless(model: SentenceTransformer, texts: Sequence[str]) -> Output:
    """Return what a model gives whose tokenizer does not tell where its tokens stand."""
    vectors = model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
    none = np.zeros((len(texts), 0), np.bool_)
    spans = np.zeros((len(texts), 0, 2), np.int64)
    return Output(np.asarray(vectors, np.float32), vectors[:, np.newaxis][:, :0], spans, none)


def _loaded(name: str, *, is_local: bool) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # no warning when a server forks
    with quiet_libraries():
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(name, device="cpu", local_files_only=is_local)
        except Exception as error:
            # Each backend raises its own family of errors for a missing or broken model.
            reason = str(error).strip().splitlines()[0] if str(error).strip() else repr(error)
            raise ModelError(
                f"The embedding model {name!r} cannot be loaded: {reason}",
                "Check PILAR_EMBED_MODEL, or unset it to use the shipped model.",
            ) from error
    if not model.prompts.get("query") and "e5" in Path(name).name.lower():
        # E5 models need their prefixes (Wang et al. 2024); older exports do not declare them.
        model.prompts.update({"query": "query: ", "document": "passage: "})
    return model
