"""``python -m evals.calibrate``: fit the decision whether evidence answers a question.

Asks the questions for tuning of evals/questions, never the locked ones, and writes
api/decision.json. The figures printed are cross-validated by evidence, so that the two languages
of a pair, and questions on one digest or page, are never on both sides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import typer

from corpus.console import progress_bar, reporting_errors, table
from evals.questionset import Kind

if TYPE_CHECKING:
    from api.service import Service

WEIGHTS = Path(__file__).resolve().parent.parent / "api" / "decision.json"
INVERSE_REGULARISATION = 0.1  # of features brought to one spread
# Of the cross-validated probabilities: most refusals for few wrong ones.
ANSWERED = 0.6
OUTSIDE = 0.35
SURE = 0.84  # below it the reader is warned
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A question for tuning: the features of its best evidence, and what there is to say.

    :ivar group: the evidence that it names, else its id: what shares it stays on one side.
    """

    group: str
    kind: Kind
    is_ruled_out: bool
    features: tuple[float, ...]
    outside_features: tuple[float, ...]


def main() -> None:
    """Fit and write the weights, and print what they are worth."""
    with reporting_errors(as_json=False):
        from evals.seedfolder import seed_service

        with seed_service(cached=True) as service:
            rows = gather(service)
        table(
            "Decision, cross-validated on the questions for tuning",
            ["", "share"],
            [[*item] for item in fit(rows)],
        )


def gather(service: Service) -> list[Row]:
    """Ask the questions for tuning and return a row for each."""
    from api.decision import features, is_ruled_out, outside_features
    from api.inquiry import Inquirer
    from evals.questionset import TUNING, load_set
    from index.filters import Filters

    rows = []
    questions = [question for name in TUNING for question in load_set(name)]
    inquirer = Inquirer(service.retriever)
    with progress_bar() as bar:
        task = bar.add_task("Asking", total=len(questions), unit="questions")
        for asked in questions:
            grounds = inquirer.grounds(inquirer.gather(asked.text, None, Filters()))
            if grounds:
                values = tuple(features(grounds)), tuple(outside_features(grounds))
                group = next(iter((*asked.topics, *asked.pages)), asked.id)
                rows.append(Row(group, asked.kind, is_ruled_out(grounds.best), *values))
            bar.update(task, advance=1)
    return rows


def fit(rows: list[Row], path: Path = WEIGHTS) -> list[tuple[str, float]]:
    """Write the weights and return the cross-validated shares."""
    from api.decision import FEATURES, OUTSIDE_FEATURES

    open_rows = [row for row in rows if not row.is_ruled_out]
    answered, likely = _fitted(
        [row.features for row in open_rows],
        [row.kind == "answerable" for row in open_rows],
        [row.group for row in open_rows],
    )
    outside, strange = _fitted(
        [row.outside_features for row in rows],
        [row.kind == "outside" for row in rows],
        [row.group for row in rows],
    )
    models = {
        "answered": {"features": list(FEATURES), **answered, "threshold": ANSWERED, "sure": SURE},
        "outside": {"features": list(OUTSIDE_FEATURES), **outside, "threshold": OUTSIDE},
    }
    path.write_text(json.dumps(models, indent=1) + "\n")
    is_given = dict.fromkeys(range(len(rows)), False)
    places = (place for place, row in enumerate(rows) if not row.is_ruled_out)
    is_given |= {place: bool(p >= ANSWERED) for place, p in zip(places, likely, strict=True)}
    is_strange = strange >= OUTSIDE
    kinds = [row.kind for row in rows]

    def share(of: Kind, verdicts: Iterable[bool]) -> float:
        told = [verdict for verdict, kind in zip(verdicts, kinds, strict=True) if kind == of]
        return round(sum(told) / max(len(told), 1), 4)

    refused = [not given for given in is_given.values()]
    truth = [row.kind == "answerable" for row in open_rows]
    return [
        ("answerable, wrongly refused", share("answerable", refused)),
        ("unanswerable, refused", share("unanswerable", refused)),
        ("outside, refused", share("outside", refused)),
        (
            "of answers without a warning, to a question that has one",
            _right(truth, likely, SURE, 2),
        ),
        ("of answers with a warning, likewise", _right(truth, likely, ANSWERED, SURE)),
        ("outside, told to be outside", share("outside", is_strange)),
        ("unanswerable, wrongly told to be outside", share("unanswerable", is_strange)),
    ]


def _right(truth: Sequence[bool], likely: Iterable[float], least: float, below: float) -> float:
    """Return the share that is true among those whose probability lies between two bounds."""
    told = [true for true, p in zip(truth, likely, strict=True) if least <= p < below]
    return round(sum(told) / max(len(told), 1), 4)


def _fitted(
    features: Sequence[Sequence[float]], truth: Sequence[bool], groups: Sequence[str]
) -> tuple[dict[str, Any], Any]:
    """Return a model's weights, and the probabilities that models fitted without the row give."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GroupKFold

    spread = np.array(features).std(axis=0) + 1e-6
    values, truth_, groups_ = np.array(features) / spread, np.array(truth), np.array(groups)

    def model() -> Any:  # noqa: ANN401 - scikit-learn is untyped
        return LogisticRegression(C=INVERSE_REGULARISATION, max_iter=5_000)

    likely = np.zeros(len(values))
    for train, held_out in GroupKFold(FOLDS).split(values, truth_, groups_):
        fitted = model().fit(values[train], truth_[train])
        likely[held_out] = fitted.predict_proba(values[held_out])[:, 1]
    whole = model().fit(values, truth_)
    weights = [round(float(weight), 4) for weight in whole.coef_[0] / spread]
    return {"weights": weights, "bias": round(float(whole.intercept_[0]), 4)}, likely


if __name__ == "__main__":
    typer.run(main)
