"""LlamaIndex's ingestion pipeline, over our passages and our embedder.

The pipeline is the door for other people's parts: a further transformation (a summary, a
translation) joins the list below, another vector store takes the place of Chroma's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import BaseNode, MetadataMode, TextNode, TransformComponent
from pydantic import PrivateAttr

from corpus.passage import Passage
from index.embedder import Embedder, Reading
from index.tokens import PassageTokens, TokenStore
from index.vectors import VectorIndex


class ReadByModel(TransformComponent):
    """One pass through the model: each node gets its vector, ``readings`` keeps the tokens'."""

    _embedder: Embedder = PrivateAttr()
    _readings: dict[str, Reading] = PrivateAttr(default_factory=dict)

    def __init__(self, embedder: Embedder) -> None:
        super().__init__()
        self._embedder = embedder

    @property
    def readings(self) -> dict[str, Reading]:
        """Node id -> what the model read."""
        return self._readings

    def __call__(self, nodes: Sequence[BaseNode], **_options: Any) -> Sequence[BaseNode]:  # noqa: ANN401
        """Read the nodes' texts. LlamaIndex passes options that no reading needs."""
        texts = [node.get_content(MetadataMode.NONE) for node in nodes]
        for node, reading in zip(nodes, self._embedder.read(texts, "document"), strict=True):
            node.embedding = reading.vector.tolist()
            self._readings[node.node_id] = reading
        return nodes


def embed_into(
    vectors: VectorIndex,
    tokens: TokenStore,
    passages: Sequence[tuple[Passage, str]],
    embedder: Embedder,
) -> None:
    """Embed passages and add them to both stores.

    :param passages: each with the text that the model reads.
    """
    reader = ReadByModel(embedder)
    pipeline = IngestionPipeline(
        transformations=[reader], vector_store=vectors.store(), disable_cache=True
    )
    pipeline.run(nodes=[_node(passage, text) for passage, text in passages])
    tokens.add(
        _tokens(passage, len(text) - len(passage.text), reader.readings[passage.id])
        for passage, text in passages
    )


def _tokens(passage: Passage, before: int, reading: Reading) -> PassageTokens:
    """Place a reading's tokens in the passage's own text, which has a title ``before`` it."""
    spans = np.maximum(reading.spans - before, 0)
    spans[spans[:, 1] == 0] = 0
    return PassageTokens(passage.id, reading.tokens, spans)


def _node(passage: Passage, text: str) -> TextNode:
    return TextNode(
        id_=passage.id,
        text=text,
        metadata={"document_id": passage.document_id, "language": passage.language},
        excluded_embed_metadata_keys=["document_id", "language"],
        excluded_llm_metadata_keys=["document_id"],
    )
