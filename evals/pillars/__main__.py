"""``python -m evals.pillars``: how good pillar tags are, by label, language and method."""

from __future__ import annotations

from typing import Annotated

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import JSON_OPTION, emit, reporting_errors, say, table
from corpus.document import LANGUAGES
from corpus.passage import embedded_text
from corpus.pillars import PILLAR_IDS
from corpus.settings import load_settings
from evals.pillars.labelled import SETS, Labelled, load, truth
from evals.pillars.train import TITLES, embed, fit
from index.embedder import Embedder, Vectors
from index.keywords import LABELS, keywords_in
from index.pillarmodel import Matrix, PillarModel, counts_of, shipped_model
from index.pillartagger import likely_labels
from index.tagger import KEYWORDS_NEEDED

Answers = npt.NDArray[np.bool_]
"""Shape (passages, labels)."""

BARS = {"pillars": 0.85, "dimensions": 0.70}


def main(
    name: Annotated[
        str, typer.Option("--set", help="dev, or test, which is locked for tuning.")
    ] = "dev",
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Tag labelled passages by rules, by the model and by both, and print the figures."""
    with reporting_errors(as_json=as_json):
        if name not in SETS:
            raise typer.BadParameter(f"no set {name!r}; there are {', '.join(SETS)}")
        embedder = Embedder.open(load_settings())
        passages = load(name)
        bare = embedder.embed([p.text for p in passages], "document")
        answers = answer(passages, bare, _vectors_only(embedder))
        titles = [TITLES[p.language][0] for p in passages]
        texts = [embedded_text(t, "", p.text) for t, p in zip(titles, passages, strict=True)]
        titled = by_model(passages, embedder.embed(texts, "document"), shipped_model())
        answers["both, under a title"] = titled
        figures = {method: figure(passages, given) for method, given in answers.items()}
        if as_json:
            emit({"set": name, "passages": len(passages), "figures": figures})
        else:
            _print(name, passages, answers["both"], figures)
            if name != "test":
                say(f"The classifier was fitted to {name}: only the row of rules tells anything.")


def answer(passages: list[Labelled], vectors: Vectors, bare: PillarModel) -> dict[str, Answers]:
    """Return what each method answers.

    :param bare: a classifier that was fitted without keywords.
    """
    return {
        "rules": by_rules(passages),
        "model": by_model(passages, vectors, bare, with_words=False),
        "both": by_model(passages, vectors, shipped_model()),
    }


def by_rules(passages: list[Labelled]) -> Answers:
    """Give every label of which a passage holds two different keywords."""
    return np.asarray(_counts(passages) >= KEYWORDS_NEEDED)


def by_model(
    passages: list[Labelled], vectors: Vectors, model: PillarModel, *, with_words: bool = True
) -> Answers:
    """Give what a classifier finds likely enough."""
    counts = _counts(passages) if with_words else np.zeros((len(passages), len(LABELS)), np.float32)
    chances = model.probabilities(vectors, counts)
    given = [likely_labels(row, model.thresholds) for row in chances]
    return np.array([[label in labels for label in LABELS] for labels in given])


def figure(passages: list[Labelled], given: Answers) -> dict[str, float]:
    """Return macro F1 of pillars and sub-dimensions, over all and by language."""
    known = truth(passages)
    spoken = np.array([p.language for p in passages])
    rows = {"": np.ones(len(passages), bool), **{f" {c}": spoken == c for c in LANGUAGES}}
    six = len(PILLAR_IDS)
    figures = {}
    for suffix, chosen in rows.items():
        scores = [f1(known[chosen, n], given[chosen, n])[2] for n in range(len(LABELS))]
        figures[f"pillars{suffix}"] = round(float(np.mean(scores[:six])), 3)
        figures[f"dimensions{suffix}"] = round(float(np.mean(scores[six:])), 3)
    nothing = ~known.any(axis=1)
    figures["none left untagged"] = round(float((~given[nothing].any(axis=1)).mean()), 3)
    return figures


def f1(known: npt.NDArray[np.bool_], given: npt.NDArray[np.bool_]) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    right = float((known & given).sum())
    precision = right / max(1, int(given.sum()))
    recall = right / max(1, int(known.sum()))
    return precision, recall, 2 * right / max(1, int(known.sum()) + int(given.sum()))


def _vectors_only(embedder: Embedder) -> PillarModel:
    taught = load("train") + load("dev")
    return fit(taught, *embed(taught, embedder), with_words=False)


def _counts(passages: list[Labelled]) -> Matrix:
    return counts_of([keywords_in(p.text) for p in passages])


def _print(
    name: str, passages: list[Labelled], both: Answers, figures: dict[str, dict[str, float]]
) -> None:
    columns = list(next(iter(figures.values())))
    rows = [[method, *values.values()] for method, values in figures.items()]
    table(f"Macro F1 on {name}, {len(passages)} passages", ["method", *columns], rows)
    known = truth(passages)
    spoken = np.array([p.language for p in passages])
    lines = []
    for n, label in enumerate(LABELS):
        scores = f1(known[:, n], both[:, n])
        by_language = [
            f"{f1(known[spoken == c, n], both[spoken == c, n])[2]:.3f}" for c in LANGUAGES
        ]
        lines.append(
            [label, int(known[:, n].sum()), *(f"{score:.3f}" for score in scores), *by_language]
        )
    head = ["label", "passages", "precision", "recall", "F1", *(f"F1 {c}" for c in LANGUAGES)]
    table("Both, by label", head, lines)
    for what, bar in BARS.items():
        reached = figures["both"][what]
        say(f"{what}: {reached:.3f}, bar {bar:.2f}: {'reached' if reached >= bar else 'missed'}")


if __name__ == "__main__":
    typer.run(main)
