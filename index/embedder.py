"""Texts to vectors, by the shipped model or any of sentence-transformers."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from corpus.ids import content_hash
from corpus.settings import DEFAULT_MODEL, Settings
from index.engine import Engine, InputKind
from index.late_interaction import TokenVectors, unit
from index.microbatch import MicroBatch
from index.model import VECTORS, Progress, prepared_model
from index.openvinoengine import OpenVinoEngine
from index.sentenceengine import SentenceEngine

Vectors = npt.NDArray[np.float32]
"""Shape (texts, dimensions), float32, rows of length 1."""

_QUESTIONS_KEPT = 2_048  # readings of some 20 KB each
_BATCH = 16
_USUAL_WORDS = 32  # of a question


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

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self.name = name
        self.dimensions = engine.dimensions
        together = MicroBatch(self._read_questions, _BATCH)
        self.read_question = lru_cache(_QUESTIONS_KEPT)(together.one)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Embedder:
        """Load the model that the settings name, preparing the shipped one on first use.

        :raises ModelError: when it is missing or damaged.
        """
        if settings.embed_model == DEFAULT_MODEL:
            folder = prepared_model(settings.cache_dir, progress)
            return cls.open_folder(folder, f"{DEFAULT_MODEL}-{VECTORS}", settings.threads)
        return cls._open_other(settings.embed_model)

    @classmethod
    def open_folder(cls, folder: Path, name: str, threads: int | None = None) -> Embedder:
        """Load a folder that index/model.py prepared.

        :param threads: to compute with; all cores when not given.
        """
        return cls(OpenVinoEngine(folder, threads), name)

    @classmethod
    def _open_other(cls, model: str) -> Embedder:
        local = Path(model).expanduser()
        if local.is_dir():
            config = local / "modules.json"
            fingerprint = content_hash(config.read_text() if config.exists() else "")[:8]
            engine = SentenceEngine(str(local.resolve()), is_local=True)
            return cls(engine, f"{local.resolve()}@{fingerprint}")
        if local.is_absolute() or model.startswith(("./", "../", "~")):
            raise ModelError(
                f"PILAR_EMBED_MODEL names the folder {model}, which does not exist.",
                "Name a sentence-transformers folder or a Hugging Face id, or unset it.",
            )
        return cls(SentenceEngine(model, is_local=False), model)

    def embed(self, texts: Sequence[str], kind: InputKind) -> Vectors:
        """Return one unit vector for each text, in order; shape (0, dimensions) for none."""
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([reading.vector for reading in self.read(texts, kind)])

    def read(self, texts: Sequence[str], kind: InputKind) -> list[Reading]:
        """Return the vector and the token vectors of each text, in order, from one pass each."""
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        found: dict[int, Reading] = {}
        for start in range(0, len(order), _BATCH):
            places = order[start : start + _BATCH]
            readings = self._pass([texts[place] for place in places], kind)
            found.update(zip(places, readings, strict=True))
        return [found[place] for place in range(len(texts))]

    def embed_tokens(self, texts: Sequence[str], kind: InputKind) -> list[TokenVectors]:
        """Return the vectors of each text's own tokens, without the prefix and the end marks."""
        return [reading.tokens for reading in self.read(texts, kind)]

    def tokenize(self, text: str) -> list[int]:
        """Return the model's tokens of a passage, its prefix and end marks included."""
        with self._turn:
            return self._engine.tokenize(f"{self._prefix('document')}{text}")

    @property
    def longest(self) -> int:
        """How many tokens the model reads; it would cut a longer text."""
        return self._engine.longest

    def _prefix(self, kind: InputKind) -> str:
        """Return what the model wants to see before a text of this kind."""
        names = ("query",) if kind == "query" else ("document", "passage", "corpus")
        prompts = self._engine.prompts
        return next((prompts[name] for name in names if prompts.get(name)), "")

    def _pass(self, texts: list[str], kind: InputKind) -> list[Reading]:
        """Send one batch through the model."""
        prefix = self._prefix(kind)
        before = len(prefix)
        with self._turn:
            output = self._engine.run([f"{prefix}{text}" for text in texts], kind)
        vectors = unit(output.vectors)
        own = ~output.special & (output.spans[:, :, 1] > before)
        return [
            Reading(
                vector=vectors[row],
                tokens=unit(output.tokens[row][own[row]]),
                spans=np.maximum(output.spans[row][own[row]] - before, 0).astype(np.int32),
            )
            for row in range(len(texts))
        ]

    def get_ready(self) -> None:
        """Read a question of each usual length once, as a model prepares itself for each anew."""
        for words in range(1, _USUAL_WORDS):
            self.read(["kota " * words], "query")

    def embed_question(self, question: str) -> Vectors:
        """Return the vector of one question, shape (dimensions,); remembered for the next time."""
        return self.read_question(question).vector

    def _read_questions(self, questions: list[str]) -> list[Reading]:
        readings = self.read(questions, "query")
        for reading in readings:  # kept and handed out again
            reading.vector.flags.writeable = False
            reading.tokens.flags.writeable = False
        return readings
