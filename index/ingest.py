"""LlamaIndex's ingestion pipeline, over our passages and our embedder.

The pipeline is the door for other people's parts: a further transformation (a summary, a
translation) joins the list below, another vector store takes the place of Chroma's.
"""

from __future__ import annotations

from collections.abc import Sequence

from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.ingestion import IngestionPipeline
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from corpus.passage import Passage
from index.embedder import Embedder
from index.vectors import VectorIndex


class PipelineEmbedding(BaseEmbedding):
    """Our embedder in the form that LlamaIndex calls."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name, embed_batch_size=64)
        self._embedder = embedder

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed(texts, "document").tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_question(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def embed_into(
    vectors: VectorIndex, passages: Sequence[tuple[Passage, str]], embedder: Embedder
) -> None:
    """Embed passages and add them to the store.

    :param passages: each with the text that the model reads.
    """
    pipeline = IngestionPipeline(
        transformations=[PipelineEmbedding(embedder)],
        vector_store=vectors.store(),
        disable_cache=True,
    )
    pipeline.run(nodes=[_node(passage, text) for passage, text in passages])


def _node(passage: Passage, text: str) -> TextNode:
    return TextNode(
        id_=passage.id,
        text=text,
        metadata={"document_id": passage.document_id, "language": passage.language},
        excluded_embed_metadata_keys=["document_id", "language"],
        excluded_llm_metadata_keys=["document_id"],
    )
