"""``python -m evals.ranking``: fit the order of the sentences that may answer.

Asks the questions of `evals.trial` that have an answer, never the locked ones, and writes
api/ranking.json. The model is a conditional logit: of the sentences found on a question, how
likely each is to be the one that holds the facts (McFadden 1974). The figures printed are
cross-validated by evidence, as in `evals.calibrate`, which is run after this.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import reporting_errors, table

WEIGHTS = Path(__file__).resolve().parent.parent / "api" / "ranking.json"
CANDIDATES = 60  # of a question: what stands below is never chosen
PENALTY = 3e-3  # on the squares of the weights of features of spread 1
SPREAD = 0.19  # of the scores within a question: the unit of all margins in api/choice.py
FOLDS = 10
OWN_LANGUAGE = 0.2
"""Of score: what a sentence of a digest loses in another language than the question's. Facts alone
do not teach that a reader wants his own; more costs facts (evals/RESULTS.md)."""
_TWIN = "in another language, though its digest is written in both"

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences found on a question.

    :ivar group: the evidence that it names: what shares it stays on one side.
    :ivar values: features of each sentence, shape (sentences, features).
    :ivar right: which hold the most facts of all.
    """

    name: str
    group: str
    values: Floats
    right: npt.NDArray[np.bool_]


def main() -> None:
    """Fit and write the weights, and print what they are worth."""
    with reporting_errors(as_json=False):
        choices = gather()
        rows = [[name, f"{share:.3f}", str(count)] for name, share, count in judge(choices)]
        table("The best sentence is right, cross-validated", ["questions", "share", "of"], rows)
        write(choices)


def gather() -> list[Choice]:
    """Ask the questions that have an answer; those whose evidence is not found are left out."""
    from evals.trial import readings

    found = []
    for trial, read, _ in readings():
        ranked = read.ranked[:CANDIDATES]
        shares = [trial.held(candidate) for candidate in ranked]
        known = [(c, share) for c, share in zip(ranked, shares, strict=True) if share is not None]
        held = np.array([share for _, share in known])
        if trial.kind == "answerable" and held.any():
            values = np.array([candidate.values for candidate, _ in known])
            found.append(Choice(trial.name, trial.group, values, held == held.max()))
    return found


def judge(choices: Sequence[Choice]) -> Iterator[tuple[str, float, int]]:
    """Yield, by kind of question and in all, how often the best sentence is right."""
    from sklearn.model_selection import GroupKFold

    groups = [choice.group for choice in choices]
    verdicts = defaultdict(list)
    for train, held_out in GroupKFold(FOLDS).split(choices, groups=groups):
        weights = fit([choices[place] for place in train])
        for choice in (choices[place] for place in held_out):
            is_right = bool(choice.right[np.argmax(choice.values @ weights)])
            for name in (choice.name, "all"):
                verdicts[name].append(is_right)
    for name, told in sorted(verdicts.items(), key=lambda item: (item[0] == "all", item[0])):
        yield name, sum(told) / len(told), len(told)


def fit(choices: Sequence[Choice]) -> Floats:
    """Return the weights, in such a unit that scores within a question spread by SPREAD.

    The last is the reader's. It speaks of few sentences alone: the others are fitted without it,
    in order that they choose well what it reads, and its own is fitted to their sum.
    """
    right = np.concatenate([choice.right for choice in choices])
    first = np.cumsum([0, *(len(choice.right) for choice in choices[:-1])])
    values = np.concatenate([choice.values for choice in choices])
    weights = _fitted(values[:, :-1], right, first)
    within = [float(np.std(choice.values[:, :-1] @ weights)) for choice in choices]
    weights *= SPREAD / np.mean(within)
    both = np.stack([values[:, :-1] @ weights, values[:, -1]], axis=1)
    of_sum, of_reader = _fitted(both, right, first)
    return np.append(weights, of_reader / max(of_sum, 1e-6))


def _fitted(values: Floats, right: npt.NDArray[np.bool_], first: npt.NDArray[np.intp]) -> Floats:
    """Return the weights that make the right ones likely."""
    from scipy.optimize import minimize

    spread = values.std(axis=0) + 1e-6
    values = values / spread
    count = len(first)

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights
        likely, log_all = _softmax(scores, first)
        rightly, log_right = _softmax(np.where(right, scores, -np.inf), first)
        slope = values.T @ (likely - rightly) / count
        mean = float((log_all - log_right).mean())
        return mean + PENALTY * float(weights @ weights), slope + 2 * PENALTY * weights

    found = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x
    weights: Floats = found / spread
    return weights


def _softmax(scores: Floats, first: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Return the likelihood of each within its question, and the log of each question's sum."""
    sizes = np.diff([*first, len(scores)])
    most = np.maximum.reduceat(scores, first)
    raised = np.exp(scores - np.repeat(most, sizes))
    sums = np.add.reduceat(raised, first)
    return raised / np.repeat(sums, sizes), most + np.log(sums)


def write(choices: Sequence[Choice], path: Path = WEIGHTS) -> None:
    """Write the weights that follow from all questions."""
    from api.candidate import FEATURES

    fitted = fit(choices)
    fitted[FEATURES.index(_TWIN)] -= OWN_LANGUAGE
    weights = [round(float(weight), 4) for weight in fitted]
    found = {"features": list(FEATURES), "weights": weights}
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    typer.run(main)
