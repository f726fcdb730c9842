"""The reader, prepared once: the shipped weights and index/reader.npz to an OpenVINO model.

Words come in as vectors, which the weights file gives row by row: the table of 250,000 of them
need not be in memory a second time.
"""

from __future__ import annotations

import logging
from contextlib import redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from corpus.ids import content_hash
from index.model import Progress, bert, quiet_libraries, weights_file
from index.prepared import prepared
from index.weights import Weights

FORM = 1
"""Raised when a change here makes an older prepared folder unfit."""

LAYERS = 8
WORDS = "emb.word"
"""What the weights file calls the table of word vectors."""

MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""Of a layer: those that have an addition."""


def encoder(*, with_words: bool = True) -> Any:
    """Return the layers of the shipped model that the reader goes by, as transformers have it."""
    return bert(Weights(weights_file()), LAYERS, with_words=with_words)


def prepared_reader(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Return the folder of the reader, preparing it when it is not there yet.

    :raises ModelError: when the weights or the prepared folder are damaged.
    :raises StorageError: when the cache folder cannot be written.
    """
    learned = Path(str(files("index"))) / "reader.npz"
    version = content_hash(FORM, learned.read_bytes().hex())[:8]
    folder = cache_dir / "models" / f"reader-{version}"

    def build(workspace: Path) -> None:
        told = progress or (lambda _step, _share: None)
        told("Preparing the reader", 0.1)
        with quiet_libraries():
            _export(_judging(learned), workspace / "reader.xml")
        told("The reader is ready", 1.0)

    return prepared(folder, build)


def with_additions(learned: Path, *, with_words: bool = True) -> tuple[Any, Any]:
    """Return the encoder with what was learned added to its matrices, and the row that judges."""
    import torch

    model = encoder(with_words=with_words)
    with np.load(learned) as stored:
        told = {name: torch.from_numpy(stored[name].astype(np.float32)) for name in stored.files}
    for name, module in model.named_modules():
        if f"{name}.up" in told:
            module.weight.data += told[f"{name}.up"] @ told[f"{name}.down"]
    judge = torch.nn.Linear(model.config.hidden_size, 1)
    judge.load_state_dict({"weight": told["judge.weight"], "bias": told["judge.bias"]})
    return model, judge


def _judging(learned: Path) -> Any:
    """Return a module that makes log-odds of word vectors and a mask."""
    import torch

    class Judging(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.judge = with_additions(learned, with_words=False)

        def forward(self, vectors: Any, mask: Any) -> Any:
            read = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
            weights = mask.unsqueeze(-1).to(read.dtype)
            return self.judge((read * weights).sum(1) / weights.sum(1)).squeeze(-1)

    return Judging().eval()


def _export(module: Any, path: Path) -> None:
    import nncf
    import openvino
    import torch

    nncf.set_log_level(logging.ERROR)
    shown = torch.zeros(2, 8, module.encoder.config.hidden_size), torch.ones(2, 8, dtype=torch.long)
    with redirect_stdout(StringIO()), torch.no_grad():  # nncf draws tables and bars of its own
        model = openvino.convert_model(module, example_input=shown)
        for inlet, name in zip(model.inputs, ("vectors", "mask"), strict=True):
            inlet.get_tensor().set_names({name})
        openvino.save_model(nncf.compress_weights(model), path, compress_to_fp16=False)
