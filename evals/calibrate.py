"""``python -m evals.calibrate``: fit the decision whether evidence answers a question.

Asks the questions of `evals.trial`, never the locked ones, and writes api/decision.json. Figures
printed are cross-validated by evidence, so that the two languages of a pair, and questions on one
digest or page, are never on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import reporting_errors, table
from evals.questionset import Kind

WEIGHTS = Path(__file__).resolve().parent.parent / "api" / "decision.json"
INVERSE_REGULARISATION = 0.1  # of features brought to one spread
# Of the cross-validated probabilities: .90 of the unanswerable questions for tuning are refused.
ANSWERED = 0.52
OUTSIDE = 0.35
SURE = 0.85  # below it the reader is warned
FOLDS = 10
WEIGHT = 2.0  # of a question for tuning: they are asked as officials ask; one on a paper weighs 1


@dataclass(frozen=True, slots=True)
class Row:
    """A question: the features of its best evidence, and what there is to say.

    :ivar group: the evidence that it names, else its id: what shares it stays on one side.
    :ivar is_right: its best evidence holds a fact that is asked for.
    """

    group: str
    kind: Kind
    is_on_paper: bool
    is_ruled_out: bool
    is_right: bool
    features: tuple[float, ...]
    outside_features: tuple[float, ...]


def main() -> None:
    """Fit and write the weights, and print what they are worth."""
    with reporting_errors(as_json=False):
        rows = gather()
        table(
            "Decision, cross-validated",
            ["", "questions for tuning", "papers kept aside"],
            [[name, *(f"{share:.3f}" for share in shares)] for name, shares in fit(rows)],
        )


def gather() -> list[Row]:
    """Ask the questions and return a row for each."""
    from api.decision import features, is_ruled_out, outside_features
    from evals.trial import readings

    rows = []
    for trial, read, inquirer in readings():
        if grounds := inquirer.grounds(read):
            values = tuple(features(grounds)), tuple(outside_features(grounds))
            is_out, is_right = is_ruled_out(grounds.best), bool(trial.held(grounds.best))
            told = trial.group, trial.kind, trial.is_on_paper, is_out, is_right
            rows.append(Row(*told, *values))
    return rows


def fit(rows: list[Row], path: Path = WEIGHTS) -> list[tuple[str, tuple[float, float]]]:
    """Write the weights and return the cross-validated shares, on questions and on papers."""
    from api.decision import FEATURES, OUTSIDE_FEATURES

    open_rows = [row for row in rows if not row.is_ruled_out]
    answered, likely = _fitted(
        [row.features for row in open_rows],
        [row.kind == "answerable" for row in open_rows],
        [row.group for row in open_rows],
        [_weight(row) for row in open_rows],
    )
    outside, strange = _fitted(
        [row.outside_features for row in rows],
        [row.kind == "outside" for row in rows],
        [row.group for row in rows],
        [1.0] * len(rows),
    )
    models = {
        "answered": {"features": list(FEATURES), **answered, "threshold": ANSWERED, "sure": SURE},
        "outside": {"features": list(OUTSIDE_FEATURES), **outside, "threshold": OUTSIDE},
    }
    path.write_text(json.dumps(models, indent=1) + "\n")
    probabilities = np.zeros(len(rows))
    probabilities[[not row.is_ruled_out for row in rows]] = likely
    kinds = np.array([row.kind for row in rows])
    on_paper = np.array([row.is_on_paper for row in rows])
    is_sure, is_given = probabilities >= SURE, probabilities >= ANSWERED
    shares = {
        "answerable, wrongly refused": (kinds == "answerable", ~is_given),
        "unanswerable, refused": (kinds == "unanswerable", ~is_given),
        "unanswerable, refused or with a warning": (kinds == "unanswerable", ~is_sure),
        "outside, refused": (kinds == "outside", ~is_given),
        "answers without a warning: the question has one": (is_sure, kinds == "answerable"),
        "answers with a warning: likewise": (is_given & ~is_sure, kinds == "answerable"),
        "outside, told to be outside": (kinds == "outside", strange >= OUTSIDE),
        "unanswerable, told to be outside": (kinds == "unanswerable", strange >= OUTSIDE),
    }
    return [
        (name, (_share(of & ~on_paper, told), _share(of & on_paper, told)))
        for name, (of, told) in shares.items()
    ]


def _weight(row: Row) -> float:
    """Return what a question counts: nothing where it has an answer and the evidence is another."""
    if row.kind == "answerable" and not row.is_right:
        return 0.0
    return 1.0 if row.is_on_paper else WEIGHT


def _share(of: npt.NDArray[np.bool_], told: npt.NDArray[np.bool_]) -> float:
    return float(told[of].mean()) if of.any() else 0.0


def _fitted(
    features: Sequence[Sequence[float]],
    truth: Sequence[bool],
    groups: Sequence[str],
    weights: Sequence[float],
) -> tuple[dict[str, Any], Any]:
    """Return a model's weights, and the probabilities that models fitted without the row give."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    spread = np.array(features).std(axis=0) + 1e-6
    values, truth_, groups_ = np.array(features) / spread, np.array(truth), np.array(groups)
    each = np.array(weights)

    def model() -> Any:  # noqa: ANN401 - scikit-learn is untyped
        return LogisticRegression(C=INVERSE_REGULARISATION, max_iter=5_000)

    likely = np.zeros(len(values))
    for train, held_out in GroupKFold(FOLDS).split(values, truth_, groups_):
        fitted = model().fit(values[train], truth_[train], each[train])
        likely[held_out] = fitted.predict_proba(values[held_out])[:, 1]
    whole = model().fit(values, truth_, each)
    found = [round(float(weight), 4) for weight in whole.coef_[0] / spread]
    return {"weights": found, "bias": round(float(whole.intercept_[0]), 4)}, likely


if __name__ == "__main__":
    typer.run(main)
