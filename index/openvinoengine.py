"""The shipped model by OpenVINO itself.

sentence-transformers would do the same and bring torch and transformers along: 350 MB of memory
for each process that serves, and a millisecond and a half for each question.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelError
from index.engine import Floats, InputKind, Output
from index.tokenizer import PADDING, tokenizer_at, tokenizer_file
from index.weights import WORDS, Weights, weights_file

if TYPE_CHECKING:
    import openvino

Integers = npt.NDArray[np.int64]
Precision = Literal["f32", "bf16"]

FILES: dict[Precision, str] = {"f32": "model.xml", "bf16": "model-bf16.xml"}
"""The model in its prepared folder, by what it computes in."""


@cache
def has_bfloat16() -> bool:
    """Tell whether this processor multiplies in bfloat16 by itself."""
    import openvino

    return "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


def precision() -> Precision:
    """Return what long texts are read in on this processor.

    In bfloat16 they take half the time where the processor multiplies in it by itself. A question
    takes longer: to fetch all weights is most of the work, and in 8 bits they are half as many.
    """
    return "bf16" if has_bfloat16() else "f32"


def suffix() -> str:
    """Return what the name of a folder ends with that is prepared for this processor."""
    return "" if precision() == "f32" else "-bf16"


def compiled(path: Path, threads: int | None, precision: Precision) -> openvino.CompiledModel:
    """Return a model for this processor.

    Where it has VNNI, groups of 128 activations in 8 bits are a sixth faster than OpenVINO's own
    32, at no cost that the sets of evals/RESULTS.md show.

    :param threads: to compute with; all cores when not given.
    :param precision: of sums, whatever else the processor may offer.
    """
    import openvino

    options: dict[str, str | int] = {
        "INFERENCE_PRECISION_HINT": precision,
        "DYNAMIC_QUANTIZATION_GROUP_SIZE": 128,
    }
    if threads:
        options["INFERENCE_NUM_THREADS"] = threads
    return openvino.Core().compile_model(path, "CPU", options)


class OpenVinoEngine:
    """The model that index/model.py prepared, ready to run."""

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Load it.

        :param threads: to compute with; all cores when not given.
        :raises ModelError: when the folder does not hold such a model.
        """
        self.prompts = {"query": "query: ", "document": "passage: "}
        self._weights = Weights(weights_file())
        self.dimensions = self._weights.shape.hidden
        self.longest = self._weights.shape.positions
        self._folder, self._threads = folder, threads
        self._tokenizer = tokenizer_at(tokenizer_file())
        self._requests: dict[Precision, openvino.InferRequest] = {}
        self._request("f32")

    def tokenize(self, text: str) -> list[int]:
        """Return all tokens of a text, however long, its end marks included."""
        tokens: list[int] = self._tokenizer.encode(text).ids
        return tokens

    def run(self, texts: Sequence[str], kind: InputKind) -> Output:
        """Send texts through the model together; a vector is the mean of its tokens'."""
        encoded = self._tokenizer.encode_batch(list(texts))
        length = min(max(len(one.ids) for one in encoded), self.longest)
        tokens = np.full((len(texts), length), PADDING, np.int64)
        mask = np.zeros((len(texts), length), np.int64)
        special = np.ones((len(texts), length), np.bool_)
        spans = np.zeros((len(texts), length, 2), np.int64)
        for row, one in enumerate(encoded):
            count = min(len(one.ids), length)
            tokens[row, :count] = one.ids[:count]
            tokens[row, count - 1] = one.ids[-1]  # a text that is cut keeps its end mark
            mask[row, :count] = 1
            special[row, :count] = one.special_tokens_mask[:count]
            special[row, count - 1] = True
            spans[row, :count] = one.offsets[:count]
        states = self._infer(tokens, mask, "f32" if kind == "query" else precision())
        weights = mask[:, :, np.newaxis].astype(np.float32)
        vectors = (states * weights).sum(axis=1) / weights.sum(axis=1)
        return Output(vectors, states, spans, special)

    def _infer(self, tokens: Integers, mask: Integers, form: Precision) -> Floats:
        """Return the last layer's states, shape (texts, tokens, dimensions)."""
        request = self._request(form)
        vectors = self._weights.rows(WORDS, tokens, self.dimensions)
        request.infer({"vectors": vectors, "mask": mask})
        # Copied: the next call writes over the request's own memory.
        states: Floats = request.get_output_tensor(0).data.copy()
        return states

    def _request(self, form: Precision) -> openvino.InferRequest:
        """Return the model in one of its forms; that for passages is loaded with the first."""
        if form not in self._requests:
            try:
                model = compiled(self._folder / FILES[form], self._threads, form)
            except Exception as error:  # OpenVINO raises plain RuntimeError
                raise ModelError(
                    f"The prepared model in {self._folder} cannot be loaded: "
                    f"{str(error).splitlines()[0]}",
                    "Delete the folder and run the command again.",
                ) from error
            self._requests[form] = model.create_infer_request()
        return self._requests[form]
