"""Untrained models of one small layer, in the forms of the libraries that load them."""

from __future__ import annotations

from pathlib import Path

from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertModel,
    PreTrainedTokenizerFast,
)

from index.tokenizer import tokenizer_file


def sentence_model(folder: Path) -> Path:
    """Write a sentence-transformers model."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    words = _tokenizer()
    parts = folder.with_name("parts")
    BertModel(_config(words)).save_pretrained(parts)
    words.save_pretrained(parts)
    model = SentenceTransformer(modules=[Transformer(str(parts)), Pooling(32)], device="cpu")
    model.save(str(folder), create_model_card=False)
    return folder


def cross_encoder(folder: Path) -> Path:
    """Write a model that reads two texts together and gives one number."""
    words = _tokenizer()
    BertForSequenceClassification(_config(words, labels=1)).save_pretrained(folder)
    words.save_pretrained(folder)
    return folder


def _tokenizer() -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast(
        tokenizer_file=str(tokenizer_file()),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=512,
        model_input_names=["input_ids", "attention_mask"],
    )


def _config(words: PreTrainedTokenizerFast, labels: int = 2) -> BertConfig:
    return BertConfig(
        vocab_size=len(words),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
        num_labels=labels,
    )
