"""A Trial: a question that something may be fitted on, and which sentences answer it.

Those for tuning of evals/questions, never the locked ones, and those on the practice papers that
the reader was not shown: what it says of others is better than what it will say of new ones. Of
these the ones that say which paper they are about: they are asked of all papers together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.console import progress_bar
from corpus.document import LANGUAGES
from corpus.ids import document_id
from evals.facts import missing_facts
from evals.practice import Asked, is_held_out, practice_service, questions
from evals.questionset import TUNING, Kind, Question, load_set
from evals.seedfolder import evidence_id, seed_service
from index.filters import Filters

if TYPE_CHECKING:
    from api.candidate import Candidate
    from api.inquiry import Inquirer, Reading
    from api.service import Service


@dataclass(frozen=True)
class Trial:
    """A question, from a set for tuning or on a paper."""

    asked: Question | Asked

    @property
    def is_on_paper(self) -> bool:
        """Whether it is asked on a practice paper."""
        return isinstance(self.asked, Asked)

    @property
    def kind(self) -> Kind:
        """What the question tries."""
        if isinstance(self.asked, Question):
            return self.asked.kind
        return "answerable" if self.asked.facts else "unanswerable"

    @property
    def name(self) -> str:
        """What it is counted under in tables."""
        category = self.asked.category if isinstance(self.asked, Question) else "practice"
        return f"{category}, {self.asked.language}"

    @property
    def group(self) -> str:
        """The evidence that it names: what shares it stays on one side."""
        if isinstance(self.asked, Asked):
            return self.asked.paper
        return next(iter((*self.asked.topics, *self.asked.pages)), self.asked.id).partition("#")[0]

    def held(self, candidate: Candidate) -> float | None:
        """Return the share of the facts that a sentence of the evidence holds; None if unclear."""
        document, text = candidate.hit.document.id, candidate.text
        if isinstance(self.asked, Asked):
            return self.asked.held(document, text)
        if not self.asked.facts or (self._evidence and document not in self._evidence):
            return 0.0
        return 1 - len(missing_facts(text, self.asked.facts)) / len(self.asked.facts)

    @cached_property
    def _evidence(self) -> frozenset[str]:
        if isinstance(self.asked, Asked):
            return self.asked.evidence
        topics = {
            document_id(f"digest:{lang}/{t}") for t in self.asked.topics for lang in LANGUAGES
        }
        return frozenset(topics | {evidence_id(page) for page in self.asked.pages})


def readings() -> Iterator[tuple[Trial, Reading, Inquirer]]:
    """Ask all of them, each where its evidence lies, with a bar."""
    tuning = [Trial(question) for name in TUNING for question in load_set(name)]
    practice = [
        Trial(asked) for asked in questions() if is_held_out(asked.paper) and asked.is_named
    ]
    with seed_service(cached=True) as service:
        yield from _asked(service, tuning, "Asking the questions for tuning")
    with practice_service() as service:
        yield from _asked(service, practice, "Asking on the papers kept aside")


def _asked(
    service: Service, trials: list[Trial], told: str
) -> Iterator[tuple[Trial, Reading, Inquirer]]:
    inquirer = service.answerer.inquirer
    with progress_bar() as bar:
        task = bar.add_task(told, total=len(trials), unit="questions")
        for trial in trials:
            yield trial, inquirer.gather(trial.asked.text, None, Filters()), inquirer
            bar.update(task, advance=1)
