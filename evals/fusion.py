"""Choose what words add to late interaction: ``python -m evals.fusion PASSAGES QUESTIONS``.

Both are folders in BEIR form: the passages of the first are searched with the questions of the
second, for example ``tydi-id-valid`` and ``tydi-id-train``. Each question is asked once; then the
scores of its hits are joined with other weights and MRR@10 is told for each. The weight that
index/fusion.py ships was chosen on TyDi's training questions, never on a set that the figures of
evals/RESULTS.md come from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import reporting_errors, table
from corpus.settings import load_settings
from evals.beir import BeirSet, existing, json_lines, read_beir
from evals.retrieval import beir_retriever
from index.fusion import WORD_WEIGHT
from index.retriever import Retriever

WEIGHTS = (0.0, 0.0005, 0.001, 0.0015, 0.002, 0.003, 0.005)
_DEPTH = 10
_CANDIDATES = 100

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """The candidates of one question.

    :ivar rest: of each its score without words; :ivar words: its BM25.
    :ivar right: whether it is a passage that answers.
    """

    rest: Floats
    words: Floats
    right: npt.NDArray[np.bool_]
    documents: tuple[str, ...]


def score(beir: BeirSet, retriever: Retriever) -> list[Scored]:
    """Ask every question once."""
    names = dict(zip((d.id for d in beir.documents()), beir.passages, strict=True))
    found = []
    for key, question in beir.queries.items():
        hits = retriever.search(question, _CANDIDATES).hits
        words = np.array([hit.scores.words for hit in hits])
        fused = np.array([hit.scores.fused for hit in hits])
        documents = tuple(names[hit.document.id] for hit in hits)
        right = np.array([name in beir.qrels[key] for name in documents])
        found.append(Scored(fused - WORD_WEIGHT * words, words, right, documents))
    return found


def mrr(scored: Sequence[Scored], weight: float) -> float:
    """Return MRR@10 with another weight of words."""
    ranks = [
        reciprocal_rank(one.rest + weight * one.words, one.right, one.documents) for one in scored
    ]
    return sum(ranks) / max(len(ranks), 1)


def reciprocal_rank(
    scores: Floats, right: npt.NDArray[np.bool_], documents: Sequence[str]
) -> float:
    """Return 1 over the rank of the first right document among ten; 0 where there is none."""
    order = np.argsort(-scores, kind="stable")
    best = {documents[n]: bool(right[n]) for n in order}
    ranks = [rank for rank, is_right in enumerate(list(best.values())[:_DEPTH], 1) if is_right]
    return 1 / ranks[0] if ranks else 0.0


def questions_of(folder: Path, every: int) -> tuple[dict[str, str], dict[str, dict[str, int]]]:
    """Return one question in so many of a folder without passages, and what is right for them.

    :raises BeirError: when the folder holds no questions.
    """
    qrels: dict[str, dict[str, int]] = {}
    for line in existing(folder, "qrels/test.tsv").read_text("utf-8").splitlines()[1:]:
        query, *_, passage, judged = line.split("\t")
        if int(judged) > 0:
            qrels.setdefault(query, {})[passage] = int(judged)
    rows = [row for _, row in json_lines(existing(folder, "queries.jsonl"))]
    asked = {row["_id"]: row["text"] for row in rows if row["_id"] in qrels}
    return dict(list(asked.items())[::every]), qrels


def main(
    passages: Annotated[Path, typer.Argument(help="A BEIR folder with a corpus.")],
    questions: Annotated[Path, typer.Argument(help="A BEIR folder with questions and qrels.")],
    every: Annotated[int, typer.Option(help="Ask one question in so many.")] = 1,
) -> None:
    """Print MRR@10 of the questions for each weight of words."""
    with reporting_errors(as_json=False):
        asked, qrels = questions_of(questions, every)
        beir = replace(read_beir(passages), queries=asked, qrels=qrels)
        with beir_retriever(beir, load_settings()) as retriever:
            scored = score(beir, retriever)
        rows = [[f"{weight:g}", f"{mrr(scored, weight):.4f}"] for weight in WEIGHTS]
        table(f"{len(scored)} questions", ["weight of words", "MRR@10"], rows)


if __name__ == "__main__":
    typer.run(main)
