"""What a fitted fusion would give: ``python -m evals.fitted PASSAGES QUESTIONS SET...``.

MaxSim, BM25 and cosine are weighted by logistic regression over pairs of a right and a wrong
passage of one question. It learns on the questions of a folder like ``tydi-id-train``, asked of
the passages of one like ``tydi-id-valid``; a fifth of them is kept aside, drawn with a fixed
seed. MRR@10 is told for those and for every set, of which nothing is learned. The product ships
no such weights; evals/RESULTS.md says why.
"""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import reporting_errors, table
from corpus.settings import load_settings
from evals.beir import BeirSet, read_beir
from evals.fusion import questions_of, reciprocal_rank
from evals.retrieval import beir_retriever
from index.retriever import Retriever

SEED = 7
ASIDE = 5  # one question in so many
RANKINGS: Mapping[str, tuple[int, ...]] = {
    "MaxSim": (0,),
    "MaxSim and BM25, fitted": (0, 1),
    "MaxSim, BM25 and cosine, fitted": (0, 1, 2),
}
_CANDIDATES = 100

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """The candidates of one question.

    :ivar scores: MaxSim, BM25 and cosine, shape (candidates, 3).
    :ivar right: whether it is a passage that answers.
    """

    scores: Floats
    right: npt.NDArray[np.bool_]
    documents: tuple[str, ...]


def candidates(beir: BeirSet, retriever: Retriever) -> list[Candidates]:
    """Ask every question once."""
    names = dict(zip((d.id for d in beir.documents()), beir.passages, strict=True))
    found = []
    for key, question in beir.queries.items():
        hits = retriever.search(question, _CANDIDATES).hits
        scores = [(hit.scores.maxsim, hit.scores.words, hit.scores.cosine) for hit in hits]
        documents = tuple(names[hit.document.id] for hit in hits)
        right = np.array([name in beir.qrels[key] for name in documents], np.bool_)
        found.append(Candidates(np.array(scores, np.float64).reshape(-1, 3), right, documents))
    return found


def fit(questions: Sequence[Candidates], columns: tuple[int, ...]) -> Floats:
    """Return a weight for each of these scores, learned from pairs of right and wrong."""
    from sklearn.linear_model import LogisticRegression

    pairs = np.concatenate([_pairs(one)[:, columns] for one in questions])
    spread = pairs.std(axis=0)
    turned = np.concatenate([pairs, -pairs]) / spread  # a wrong passage against a right one
    model = LogisticRegression(fit_intercept=False, random_state=SEED, max_iter=1_000)
    model.fit(turned, np.repeat([1, 0], len(pairs)))
    weights: Floats = model.coef_[0] / spread
    return weights


def mrr(questions: Sequence[Candidates], weights: Floats, columns: tuple[int, ...]) -> float:
    """Return MRR@10 by weighted scores."""
    return statistics.fmean(
        reciprocal_rank(one.scores[:, columns] @ weights, one.right, one.documents)
        for one in questions
    )


def _pairs(one: Candidates) -> Floats:
    """Return what each right passage has more than each wrong one.

    All of them: wrong ones chosen by one of the scores would turn the fit against that score.
    """
    right, wrong = one.scores[one.right], one.scores[~one.right]
    differences: Floats = (right[:, np.newaxis] - wrong[np.newaxis]).reshape(-1, 3)
    return differences


def main(
    passages: Annotated[Path, typer.Argument(help="A BEIR folder with a corpus.")],
    questions: Annotated[Path, typer.Argument(help="A BEIR folder to learn from.")],
    sets: Annotated[list[Path], typer.Argument(help="BEIR folders to judge by.")],
    every: Annotated[int, typer.Option(help="Learn from one question in so many.")] = 1,
) -> None:
    """Fit the rankings and print MRR@10 of each."""
    with reporting_errors(as_json=False):
        settings = load_settings()
        asked, qrels = questions_of(questions, every)
        learning = replace(read_beir(passages), queries=asked, qrels=qrels)
        found = []
        for beir in (learning, *map(read_beir, sets)):
            with beir_retriever(beir, settings) as retriever:
                found.append(candidates(beir, retriever))
        pool, judged = found[0], found[1:]
        random.Random(SEED).shuffle(pool)  # noqa: S311 - a draw that can be repeated
        aside, learned = pool[::ASIDE], [one for n, one in enumerate(pool) if n % ASIDE]
        rows = []
        for name, columns in RANKINGS.items():
            weights = fit(learned, columns)
            figures = [mrr(one, weights, columns) for one in (*judged, aside)]
            shares = ", ".join(f"{weight / abs(weights[0]):.4f}" for weight in weights)
            rows.append([name, shares, *(f"{figure:.3f}" for figure in figures)])
        heads = ["ranking", "weights", *(folder.name for folder in sets), "kept aside"]
        table(f"learned from {len(learned)} questions, {len(aside)} kept aside", heads, rows)


if __name__ == "__main__":
    typer.run(main)
