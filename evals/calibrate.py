"""``python -m evals.calibrate``: fit the decision whether evidence answers a question.

Asks the dev half of evals/questions, and only that; writes api/decision.json. The figures printed
are cross-validated by question, so that the two languages of a pair are never on both sides.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import typer

from corpus.console import progress_bar, reporting_errors, table

if TYPE_CHECKING:
    from api.service import Service

WEIGHTS = Path(__file__).resolve().parent.parent / "api" / "decision.json"
INVERSE_REGULARISATION = 3.0
THRESHOLD = 0.68  # of the cross-validated probabilities: most refusals for few wrong ones
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A dev question: the features of its best evidence, and whether there is an answer."""

    id: str
    is_answerable: bool
    is_ruled_out: bool
    features: tuple[float, ...]


def main() -> None:
    """Fit and write the weights, and print what they are worth."""
    with reporting_errors(as_json=False):
        from evals.seedfolder import seed_service

        with seed_service() as service:
            rows = gather(service)
        table("Decision, cross-validated on dev", ["", "share"], [[*item] for item in fit(rows)])


def gather(service: Service) -> list[Row]:
    """Ask the dev questions and return a row for each."""
    from api.decision import features, is_ruled_out
    from evals.questionset import load_set
    from index.filters import Filters

    rows = []
    questions = load_set("dev")
    with progress_bar() as bar:
        task = bar.add_task("Asking", total=len(questions), unit="questions")
        for asked in questions:
            read = service.answerer.read(asked.text, None, Filters())
            if read.ranked:
                best = read.ranked[0]
                values = features(read.question, best, service.answerer.unknown_words(read))
                is_answerable = asked.kind == "answerable"
                rows.append(Row(asked.id, is_answerable, is_ruled_out(best), tuple(values)))
            bar.update(task, advance=1)
    return rows


def fit(rows: list[Row], path: Path = WEIGHTS) -> list[tuple[str, float]]:
    """Write the weights and return the cross-validated shares."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    from api.decision import FEATURES

    open_rows = [row for row in rows if not row.is_ruled_out]
    values = np.array([row.features for row in open_rows])
    truth = np.array([row.is_answerable for row in open_rows])
    groups = np.array([row.id for row in open_rows])

    def model() -> Any:  # noqa: ANN401 - scikit-learn is untyped
        return LogisticRegression(C=INVERSE_REGULARISATION, max_iter=5_000)

    likely = np.zeros(len(open_rows))
    for train, held_out in GroupKFold(FOLDS).split(values, truth, groups):
        fitted = model().fit(values[train], truth[train])
        likely[held_out] = fitted.predict_proba(values[held_out])[:, 1]
    whole = model().fit(values, truth)
    written = {
        "features": list(FEATURES),
        "weights": [round(float(weight), 4) for weight in whole.coef_[0]],
        "bias": round(float(whole.intercept_[0]), 4),
        "threshold": THRESHOLD,
    }
    path.write_text(json.dumps(written, indent=1) + "\n")
    ruled_out = [row for row in rows if row.is_ruled_out]
    answerable = sum(row.is_answerable for row in rows)
    refused = likely < THRESHOLD
    wrongly = int((refused & truth).sum()) + sum(row.is_answerable for row in ruled_out)
    rightly = int((refused & ~truth).sum()) + sum(not row.is_answerable for row in ruled_out)
    return [
        ("answerable, wrongly refused", round(wrongly / answerable, 4)),
        ("unanswerable, refused", round(rightly / max(len(rows) - answerable, 1), 4)),
    ]


if __name__ == "__main__":
    typer.run(main)
