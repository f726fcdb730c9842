"""Texts to vectors, by any sentence-transformers model."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from corpus.ids import content_hash
from corpus.settings import DEFAULT_MODEL, Settings
from index.late_interaction import TokenVectors, unit
from index.model import FORM, Progress, prepared_model, quiet_libraries

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

InputKind = Literal["query", "document"]
"""A question and a passage are embedded differently (``query: `` and ``passage: `` in E5)."""

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), float32, rows of length 1."""

_QUESTIONS_KEPT = 2_048  # vectors of 1.5 KB each
_BATCH = 16


class Embedder:
    """A model, ready to embed. Safe to share between threads: calls take turns."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self._turn = threading.Lock()
        self.name = name
        self.dimensions = int(model.get_embedding_dimension() or 0)
        self.embed_question = lru_cache(_QUESTIONS_KEPT)(self._embed_question)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Embedder:
        """Load the model that the settings name, preparing the shipped one on first use.

        :raises ModelError: when it is missing or damaged.
        """
        if settings.embed_model == DEFAULT_MODEL:
            folder = prepared_model(settings.cache_dir, progress)
            return cls.open_folder(folder, name=f"{DEFAULT_MODEL}-{FORM}")
        return cls._open_other(settings.embed_model)

    @classmethod
    def open_folder(cls, folder: Path, name: str) -> Embedder:
        """Load a folder that index/model.py prepared."""
        options: dict[str, Any] = {
            "backend": "openvino",
            "model_kwargs": {
                "file_name": "openvino_model.xml",
                "export": False,
                # Keep full-precision sums where the CPU would offer bfloat16.
                "ov_config": {"INFERENCE_PRECISION_HINT": "f32"},
            },
            "local_files_only": True,
        }
        return cls(_load(str(folder), options), name)

    @classmethod
    def _open_other(cls, model: str) -> Embedder:
        local = Path(model).expanduser()
        if local.is_dir():
            config = local / "modules.json"
            fingerprint = content_hash(config.read_text() if config.exists() else "")[:8]
            loaded = _load(str(local.resolve()), {"local_files_only": True})
            return cls(loaded, f"{local.resolve()}@{fingerprint}")
        if local.is_absolute() or model.startswith(("./", "../", "~")):
            raise ModelError(
                f"PILAR_EMBED_MODEL names the folder {model}, which does not exist.",
                "Name a sentence-transformers folder or a Hugging Face id, or unset it.",
            )
        return cls(_load(model, {}), model)

    def embed(self, texts: Sequence[str], kind: InputKind) -> Vectors:
        """Return one unit vector for each text, in order; shape (0, dimensions) for none."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        encode = self._model.encode_query if kind == "query" else self._model.encode_document
        with self._turn:
            vectors = encode(
                list(texts),
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)

    def embed_tokens(self, texts: Sequence[str], kind: InputKind) -> list[TokenVectors]:
        """Return the vectors of each text's own tokens, without the prefix and the end marks.

        They come out of the same pass through the model as the vector of the whole text.
        """
        if not texts:
            return []
        prefix = self._model.prompts.get(kind, "")
        first = 1 + len(self._model.tokenizer(prefix, add_special_tokens=False)["input_ids"])
        with self._turn:
            found = self._model.encode(
                [f"{prefix}{text}" for text in texts],
                output_value="token_embeddings",
                batch_size=_BATCH,
                show_progress_bar=False,
            )
        return [unit(np.asarray(tokens, dtype=np.float32)[first:-1]) for tokens in found]

    def tokenize(self, text: str) -> list[int]:
        """Return the model's tokens of a passage, its prefix and end marks included."""
        prefix = self._model.prompts.get("document", "")
        with self._turn:
            tokens: list[int] = self._model.tokenizer(f"{prefix}{text}", truncation=False)[
                "input_ids"
            ]
        return tokens

    @property
    def longest(self) -> int:
        """How many tokens the model reads; it would cut a longer text."""
        return int(self._model.max_seq_length or 0)

    def _embed_question(self, question: str) -> Vectors:
        """Return the vector of one question, shape (dimensions,); remembered for the next time."""
        vector: Vectors = self.embed([question], "query")[0]
        vector.flags.writeable = False
        return vector


def _load(name: str, options: dict[str, Any]) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # no warning when a server forks
    with quiet_libraries():
        from sentence_transformers import SentenceTransformer

        try:
            model = SentenceTransformer(name, device="cpu", **options)
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
