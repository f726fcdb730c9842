"""What went wrong with a case, so that it can be understood without running it again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from evals.measures import MEASURES, RETRIEVAL
from evals.outcome import HITS, Outcome

_SHOWN_HITS = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that is not right.

    :ivar wrong: names of the measures that it lowers.
    :ivar expected: what a right answer is.
    :ivar answer: the sentences, each with where it was taken from.
    :ivar found: the first hits, and the evidence wherever it stands among them.
    :ivar remarks: what else is wrong.
    """

    case: str
    category: str
    why: str
    question: str
    wrong: tuple[str, ...]
    expected: str
    state: str
    answer: tuple[str, ...]
    found: tuple[str, ...]
    remarks: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Yield it as lines for people."""
        yield f"{self.case} ({self.category}): {self.why}"
        yield f"  asked     {self.question}"
        yield f"  expected  {self.expected}"
        for sentence in self.answer or ("nothing",):
            yield f"  {self.state:<9} {sentence}"
        for place in self.found:
            yield f"  hit       {place}"
        for remark in self.remarks:
            yield f"  {remark}"

    def as_json(self) -> dict[str, object]:
        """Return it ready for JSON."""
        return asdict(self)


def wrong_measures(outcome: Outcome) -> tuple[str, ...]:
    """Return the names of the measures that a case lowers."""
    found = [
        name
        for name, measure in MEASURES.items()
        if any(part is False for part in measure.parts(outcome))
    ]
    if outcome.is_retrieved is False:
        found += RETRIEVAL
    return tuple(found)


def failures(outcomes: Sequence[Outcome]) -> list[Failure]:
    """Return every case that is not right, or whose state is not."""
    return [explain(one) for one in outcomes if not (one.is_right and one.state_right)]


def explain(outcome: Outcome) -> Failure:
    """Return what went wrong with a case."""
    question, answer = outcome.question, outcome.answer
    return Failure(
        case=question.name,
        category=question.category,
        why=question.why,
        question=question.text,
        wrong=wrong_measures(outcome),
        expected=_expected(outcome),
        state=answer.status,
        answer=tuple(_answered(outcome)),
        found=tuple(_found(outcome)),
        remarks=tuple(_remarks(outcome)),
    )


def _expected(outcome: Outcome) -> str:
    question = outcome.question
    facts = "; ".join(
        " | ".join(fact) + (" (missing)" if fact in outcome.missing else "")
        for fact in question.facts
    )
    sources = ", ".join((*question.topics, *question.pages))
    parts = [question.status, facts, sources and f"from {sources}"]
    return ": ".join(part for part in parts if part)


def _answered(outcome: Outcome) -> Iterator[str]:
    citations = {citation.number: citation for citation in outcome.answer.citations}
    for sentence in outcome.answer.sentences:
        cited = (citations[number] for number in sentence.citations)
        names = "; ".join(c.title + (f", page {c.page}" if c.page else "") for c in cited)
        yield f"{sentence.text} [{names}]"


def _found(outcome: Outcome) -> Iterator[str]:
    for rank, place in enumerate(outcome.found[:HITS], start=1):
        if place.evidence or rank <= _SHOWN_HITS:
            page = f", page {place.page}" if place.page else ""
            yield f"{rank}. {place.title}{page}{' <- the evidence' if place.evidence else ''}"


def _remarks(outcome: Outcome) -> Iterator[str]:
    if outcome.is_retrieved is False:
        yield f"The evidence is not among the first {HITS} documents."
    for said in outcome.said_wrongly:
        yield f"It must not say {said!r}."
    for figure in outcome.figures_unsupported:
        yield f"The figure {figure} stands in none of its citations."
    if not all(one.supports for one in outcome.cited):
        yield "A citation does not support its sentence."
    if not all(one.retrieved for one in outcome.cited):
        yield "A citation was not among what was found."
    if any(one.page_right is False for one in outcome.cited):
        yield "A citation names the wrong page."
    if outcome.language_right is False:
        yield "It is in another language than the question and does not say so."
