"""``python -m evals.ranking``: fit the order of the sentences that may answer.

Asks the questions for tuning of evals/questions that have an answer, never the locked ones, and
writes api/ranking.json. The model is a conditional logit: of the sentences found on a question, how
likely each is to be the one that holds the facts (McFadden 1974). The figures printed are
cross-validated by evidence, as in `evals.calibrate`, which is run after this.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import typer

from corpus.console import progress_bar, reporting_errors, table
from corpus.document import LANGUAGES
from corpus.ids import document_id

if TYPE_CHECKING:
    from api.candidate import Candidate
    from api.service import Service
    from evals.questionset import Question

WEIGHTS = Path(__file__).resolve().parent.parent / "api" / "ranking.json"
CANDIDATES = 60  # of a question: what stands below is never chosen
PENALTY = 3e-3  # on the squares of the weights of features of spread 1
SPREAD = 0.19  # of the scores within a question: the unit of all margins in api/inquiry.py
FOLDS = 10
OWN_LANGUAGE = 0.1
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
        from evals.seedfolder import seed_service

        with seed_service(cached=True) as service:
            choices = gather(service)
        rows = [[name, f"{share:.3f}", str(count)] for name, share, count in judge(choices)]
        table("The best sentence is right, cross-validated", ["questions", "share", "of"], rows)
        write(choices)


def gather(service: Service) -> list[Choice]:
    """Ask the questions for tuning; those whose evidence is not found are left out."""
    from api.inquiry import Inquirer
    from evals.questionset import TUNING, load_set
    from index.filters import Filters

    questions = [
        question for name in TUNING for question in load_set(name) if question.kind == "answerable"
    ]
    inquirer = Inquirer(service.retriever)
    found = []
    with progress_bar() as bar:
        task = bar.add_task("Asking", total=len(questions), unit="questions")
        for asked in questions:
            ranked = inquirer.gather(asked.text, None, Filters()).ranked[:CANDIDATES]
            held = np.array([_held(asked, candidate) for candidate in ranked])
            if held.any():
                values = np.array([candidate.values for candidate in ranked])
                group = next(iter((*asked.topics, *asked.pages)), asked.id).partition("#")[0]
                name = f"{asked.category}, {asked.language}"
                found.append(Choice(name, group, values, held == held.max()))
            bar.update(task, advance=1)
    return found


def _held(asked: Question, candidate: Candidate) -> float:
    """Return the share of a question's facts that a sentence of its evidence holds."""
    from evals.facts import missing_facts
    from evals.seedfolder import evidence_id

    evidence = {document_id(f"digest:{lang}/{t}") for t in asked.topics for lang in LANGUAGES}
    evidence |= {evidence_id(page) for page in asked.pages}
    if evidence and candidate.hit.document.id not in evidence:
        return 0.0
    return 1 - len(missing_facts(candidate.text, asked.facts)) / len(asked.facts)


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
    """Return the weights, in such a unit that scores within a question spread by SPREAD."""
    from scipy.optimize import minimize

    values = np.concatenate([choice.values for choice in choices])
    right = np.concatenate([choice.right for choice in choices])
    first = np.cumsum([0, *(len(choice.right) for choice in choices[:-1])])
    spread = values.std(axis=0) + 1e-6
    values = values / spread

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = values @ weights
        likely, log_all = _softmax(scores, first)
        rightly, log_right = _softmax(np.where(right, scores, -np.inf), first)
        slope = values.T @ (likely - rightly) / len(choices)
        mean = float((log_all - log_right).mean())
        return mean + PENALTY * float(weights @ weights), slope + 2 * PENALTY * weights

    found = minimize(loss, np.zeros(values.shape[1]), jac=True, method="L-BFGS-B").x / spread
    within = [float(np.std(choice.values @ found)) for choice in choices]
    weights: Floats = found * SPREAD / np.mean(within)
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
