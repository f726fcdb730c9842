"""The reader, prepared once: the shipped weights and index/reader.npz to an OpenVINO model."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from corpus.ids import content_hash
from index.export import export
from index.model import Progress, bert
from index.openvinoengine import precision, suffix
from index.prepared import prepared
from index.quiet import quiet_libraries
from index.weights import Weights, weights_file

FORM = 2
"""Raised when a change here makes an older prepared folder unfit."""

LAYERS = 8
MATRICES = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
"""Of a layer: those that have an addition."""


def encoder(*, with_words: bool = True, attention: str = "sdpa") -> Any:
    """Return the layers of the shipped model that the reader goes by, as transformers have it."""
    return bert(Weights(weights_file()), LAYERS, with_words=with_words, attention=attention)


def prepared_reader(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Return the folder of the reader, preparing it when it is not there yet.

    :raises ModelError: when the weights or the prepared folder are damaged.
    :raises StorageError: when the cache folder cannot be written.
    """
    learned = Path(str(files("index"))) / "reader.npz"
    version = content_hash(FORM, learned.read_bytes().hex())[:8]
    folder = cache_dir / "models" / f"reader-{version}{suffix()}"

    def build(workspace: Path) -> None:
        told = progress or (lambda _step, _share: None)
        told("Preparing the reader", 0.1)
        _export(learned, workspace / "reader.xml")
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
    """Return a module that makes log-odds of word vectors, a mask and shares of sentences."""
    import torch

    class Judging(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder, self.judge = with_additions(learned, with_words=False)

        def forward(self, vectors: Any, mask: Any, shares: Any) -> Any:
            read = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
            return self.judge(shares @ read).squeeze(-1)

    return Judging().eval()


def _export(learned: Path, path: Path) -> None:
    import torch

    with quiet_libraries():
        module = _judging(learned)
    mask = torch.ones(2, 8, dtype=torch.long)
    shown = torch.zeros(2, 8, module.encoder.config.hidden_size), mask, torch.ones(2, 3, 8)
    export(module, shown, ("vectors", "mask", "shares"), path, precision())
