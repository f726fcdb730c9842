"""Texts to vectors, by any sentence-transformers model."""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from corpus.ids import content_hash
from corpus.settings import DEFAULT_MODEL, Settings
from index.late_interaction import TokenVectors, unit
from index.microbatch import MicroBatch
from index.model import FORM, Progress, prepared_model, quiet_libraries

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

InputKind = Literal["query", "document"]
"""A question and a passage are embedded differently (``query: `` and ``passage: `` in E5)."""

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), float32, rows of length 1."""

_QUESTIONS_KEPT = 2_048  # readings of some 20 KB each
_BATCH = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """What one pass through the model gives of a text.

    :ivar vector: of the whole text, shape (dimensions,), length 1.
    :ivar tokens: of the text's own tokens, without the prefix and the end marks; none from a
        model that has no token vectors.
    :ivar spans: where each token stands in the text.
    """

    vector: Vectors
    tokens: TokenVectors
    spans: npt.NDArray[np.int32]


class Embedder:
    """A model, ready to embed. Safe to share between threads: calls take turns."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self._turn = threading.Lock()
        self.name = name
        self.dimensions = int(model.get_embedding_dimension() or 0)
        together = MicroBatch(self._read_questions, _BATCH)
        self.read_question = lru_cache(_QUESTIONS_KEPT)(together.one)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Embedder:
        """Load the model that the settings name, preparing the shipped one on first use.

        :raises ModelError: when it is missing or damaged.
        """
        if settings.embed_model == DEFAULT_MODEL:
            folder = prepared_model(settings.cache_dir, progress)
            return cls.open_folder(folder, f"{DEFAULT_MODEL}-{FORM}", settings.threads)
        return cls._open_other(settings.embed_model)

    @classmethod
    def open_folder(cls, folder: Path, name: str, threads: int | None = None) -> Embedder:
        """Load a folder that index/model.py prepared.

        :param threads: to compute with; all cores when not given.
        """
        # Keep full-precision sums where the CPU would offer bfloat16.
        engine: dict[str, Any] = {"INFERENCE_PRECISION_HINT": "f32"}
        if threads:
            engine["INFERENCE_NUM_THREADS"] = threads
        options: dict[str, Any] = {
            "backend": "openvino",
            "model_kwargs": {
                "file_name": "openvino_model.xml",
                "export": False,
                "ov_config": engine,
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

    def read(self, texts: Sequence[str], kind: InputKind) -> list[Reading]:
        """Return the vector and the token vectors of each text, in order, from one pass each."""
        prefix = self._prefix(kind)
        if not getattr(self._model.tokenizer, "is_fast", False):
            return [_wordless(vector) for vector in self.embed(texts, kind)]
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found: dict[int, Reading] = {}
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            with self._turn:
                readings = self._pass([f"{prefix}{texts[place]}" for place in places], len(prefix))
            found.update(zip(places, readings, strict=True))
        return [found[place] for place in range(len(texts))]

    def embed_tokens(self, texts: Sequence[str], kind: InputKind) -> list[TokenVectors]:
        """Return the vectors of each text's own tokens, without the prefix and the end marks."""
        return [reading.tokens for reading in self.read(texts, kind)]

    def tokenize(self, text: str) -> list[int]:
        """Return the model's tokens of a passage, its prefix and end marks included."""
        prefix = self._prefix("document")
        with self._turn:
            tokens: list[int] = self._model.tokenizer(f"{prefix}{text}", truncation=False)[
                "input_ids"
            ]
        return tokens

    @property
    def longest(self) -> int:
        """How many tokens the model reads; it would cut a longer text."""
        return int(self._model.max_seq_length or 0)

    def _prefix(self, kind: InputKind) -> str:
        """Return what the model wants to see before a text of this kind."""
        names = ("query",) if kind == "query" else ("document", "passage", "corpus")
        return next((self._model.prompts[n] for n in names if self._model.prompts.get(n)), "")

    def _pass(self, texts: list[str], before: int) -> list[Reading]:
        """Send one batch through the model; the first ``before`` characters are its prefix."""
        import torch

        features = self._model.tokenizer(
            texts,
            padding=True,
            truncation=True,
            max_length=self._model.max_seq_length,
            return_tensors="pt",
            return_offsets_mapping=True,
            return_special_tokens_mask=True,
        )
        places = features.pop("offset_mapping").numpy()
        special = features.pop("special_tokens_mask").numpy()
        with torch.inference_mode():
            output = self._model(dict(features))
        vectors = unit(output["sentence_embedding"].float().numpy())
        tokens = output["token_embeddings"].float().numpy()
        own = (special == 0) & (places[:, :, 1] > before)
        return [
            Reading(
                vector=vectors[row],
                tokens=unit(tokens[row][own[row]]),
                spans=np.maximum(places[row][own[row]] - before, 0).astype(np.int32),
            )
            for row in range(len(texts))
        ]

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of one question, shape (dimensions,); remembered for the next time."""
        return self.read_question(question).vector

    def _read_questions(self, questions: list[str]) -> list[Reading]:
        readings = self.read(questions, "query")
        for reading in readings:  # kept and handed out again
            reading.vector.flags.writeable = False
            reading.tokens.flags.writeable = False
        return readings


def _wordless(vector: Vectors) -> Reading:
    """Return a reading by a model that tells nothing of single tokens."""
    return Reading(vector, vector[np.newaxis][:0], np.zeros((0, 2), np.int32))


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
