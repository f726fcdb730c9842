"""LlamaIndex's ingestion pipeline, over our passages and our embedder.

The pipeline is the door for other people's parts: a further transformation (a summary, a
translation) joins the list below. Where vectors and words go is decided in index/stores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import BaseNode, MetadataMode, TextNode, TransformComponent
from pydantic import PrivateAttr

from corpus.passage import Passage
from index.embedder import Embedder, Reading
from index.tokenmatches import Spans


@dataclass(frozen=True, slots=True)
class Text:
    """What the model reads of a passage.

    :ivar before: how many characters of title and headings come before the passage's own text.
    """

    id: str
    document_id: str
    language: str
    text: str
    before: int

    @classmethod
    def of(cls, passage: Passage, title: str) -> Text:
        """Return the text of a passage from a document with this title."""
        text = passage.embedded_text(title)
        before = len(text) - len(passage.text)
        return cls(passage.id, passage.document_id, passage.language, text, before)

    def own_spans(self, reading: Reading) -> Spans:
        """Place a reading's tokens in the passage's own text; (0, 0) for those before it."""
        spans = np.maximum(reading.spans - self.before, 0)
        spans[spans[:, 1] == 0] = 0
        return spans


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
            self._readings[node.node_id] = reading
        return nodes


def read_texts(texts: Sequence[Text], embedder: Embedder) -> list[Reading]:
    """Send passages through the pipeline and return what the model read, in order."""
    reader = ReadByModel(embedder)
    pipeline = IngestionPipeline(transformations=[reader], disable_cache=True)
    pipeline.run(nodes=[_node(text) for text in texts])
    return [reader.readings[text.id] for text in texts]


def _node(text: Text) -> TextNode:
    return TextNode(
        id_=text.id,
        text=text.text,
        metadata={"document_id": text.document_id, "language": text.language},
        excluded_embed_metadata_keys=["document_id", "language"],
        excluded_llm_metadata_keys=["document_id"],
    )
