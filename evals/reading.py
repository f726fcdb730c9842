"""``python -m evals.reading``: train the reader.

It is shown, for each question of `evals.lessons`, a stretch of text with a sentence that answers
and one without; where nothing answers, two without. It learns to put the right sentence first, and
above zero only what answers. Writes index/reader.npz.

One practice paper in eight is never shown: what is fitted on top of the reader, by `evals.ranking`
and `evals.calibrate`, learns from those. Takes about four hours on two cores.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import torch
import typer
from torch import nn
from torch.nn import functional

from corpus.console import progress_bar, reporting_errors, say
from evals.lessons import Lesson, on_papers, on_passages
from evals.mrc import on_reading_set
from evals.practice import practice_service
from evals.shared import shared
from evals.typed import typed
from index.reader import Encoded, encoded, padded
from index.readermodel import MATRICES, encoder
from index.tokenizer import tokenizer_at, tokenizer_file

WEIGHTS = Path(__file__).resolve().parent.parent / "index" / "reader.npz"
SEED = 7
RANK = 32
FROZEN = 1  # layers at the bottom that stay as they are
STEPS = 1_500  # on passages
STEPS_ON_PAPERS = 9_000
QUESTIONS = 16  # in a step
STRETCHES = 2  # of a question in a step
RATE = 5e-4
WARM_UP = 60  # steps
DROPPED = 0.05  # share of the states that each layer does without, so that few are learned by heart
REMEMBERED = 500  # steps: what is kept is a mean of the last, which judges new papers better
_NEAREST = 5  # stretches without an answer that are drawn from
_POOL = 16  # batches sorted by length together: little is read for nothing


def main(
    sets: Annotated[
        list[Path] | None,
        typer.Argument(help="Reading comprehension sets in SQuAD's form, to learn from as well."),
    ] = None,
) -> None:
    """Gather the lessons, train and write the weights."""
    with reporting_errors(as_json=False):
        if (beir := shared("beir")) is None:
            raise typer.BadParameter("../shared/data/beir is missing; set PILAR_SHARED.")
        passages = [*on_passages(beir / "tydi-id-valid", beir / "tydi-id-train")]
        with practice_service() as service:
            papers = [*on_papers(service)]
        papers += [lesson for path in sets or () for lesson in on_reading_set(path)]
        say(f"{len(passages)} questions on passages, then {len(papers)} on papers and sets.")
        torch.manual_seed(SEED)
        net = Net()
        train(net, passages)
        train(net, papers, STEPS_ON_PAPERS)
        net.save(WEIGHTS)


class Net(nn.Module):
    """The lower layers of the shipped model with additions to learn, and a row that judges."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = (
            encoder(attention="eager").to(torch.bfloat16).requires_grad_(requires_grad=False)
        )
        self.judge = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.zeros_(self.judge.weight)
        for number, layer in enumerate(self.encoder.encoder.layer):
            if number >= FROZEN:
                for name in MATRICES:
                    owner, _, last = name.rpartition(".")
                    module = layer.get_submodule(owner)
                    setattr(module, last, LowRank(getattr(module, last)))

    def forward(
        self, tokens: torch.Tensor, mask: torch.Tensor, shares: torch.Tensor
    ) -> torch.Tensor:
        """Return a number for each sentence of each sequence; above 0 it answers."""
        states = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
        judged: torch.Tensor = self.judge(shares @ states)
        return judged.squeeze(-1)

    def forget(self, share: float) -> None:
        """Do without a share of the states while learning (Srivastava et al. 2014)."""
        for module in self.modules():
            if isinstance(module, nn.Dropout):
                module.p = share
        self.train()

    def additions(self) -> dict[str, npt.NDArray[np.float16]]:
        """Return what was learned, by the names of index/readermodel.py."""
        found = {"judge.weight": self.judge.weight.data, "judge.bias": self.judge.bias.data}
        for name, module in self.encoder.named_modules():
            if isinstance(module, LowRank):
                found |= {f"{name}.down": module.down.data, f"{name}.up": module.up.data}
        return {name: value.numpy().astype(np.float16) for name, value in found.items()}

    def save(self, path: Path) -> None:
        """Write what was learned."""
        learned: dict[str, Any] = dict(self.additions())
        np.savez_compressed(path, **learned)


class LowRank(nn.Module):
    """A matrix that stays as it is, and an addition of low rank that is learned."""

    def __init__(self, fixed: nn.Linear) -> None:
        super().__init__()
        self.fixed = fixed
        self.down = nn.Parameter(
            torch.randn(RANK, fixed.in_features) / math.sqrt(fixed.in_features)
        )
        self.up = nn.Parameter(torch.zeros(fixed.out_features, RANK))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """Return what the matrix and its addition make of some states."""
        made: torch.Tensor = _Added.apply(
            states, self.fixed.weight, self.fixed.bias, self.down, self.up
        )
        return made


class _Added(torch.autograd.Function):
    """``x (W + up down)' + bias`` with slopes for ``up`` and ``down`` alone."""

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401 - as torch has it
        states: torch.Tensor,
        weight: torch.Tensor,
        bias: torch.Tensor,
        down: torch.Tensor,
        up: torch.Tensor,
    ) -> torch.Tensor:
        down, up = down.to(weight.dtype), up.to(weight.dtype)
        whole = torch.addmm(weight, up, down)
        ctx.save_for_backward(states, whole, down, up)
        return functional.linear(states, whole, bias)

    @staticmethod
    def backward(ctx: Any, slope: torch.Tensor) -> tuple[torch.Tensor | None, ...]:  # noqa: ANN401
        states, whole, down, up = ctx.saved_tensors
        back = slope @ whole if ctx.needs_input_grad[0] else None
        slope, states = slope.flatten(0, -2), states.flatten(0, -2)
        to_down = ((slope @ up).t() @ states).float()
        to_up = (slope.t() @ (states @ down.t())).float()
        return back, None, None, to_down, to_up


def train(net: Net, lessons: Sequence[Lesson], steps: int = STEPS) -> None:
    """Let a net learn from some lessons, drawn with a fixed seed."""
    chance = random.Random(SEED)  # noqa: S311 - a draw that can be repeated
    net.forget(DROPPED)
    learned = [value for value in net.parameters() if value.requires_grad]
    mean = [value.detach().clone() for value in learned]
    optimiser = torch.optim.AdamW(learned, RATE, weight_decay=0.01)
    with progress_bar() as bar:
        task = bar.add_task("Training", total=steps, unit="steps")
        for step, (read, right) in zip(range(steps), _batches(lessons, chance), strict=False):
            share = min(1, (step + 1) / WARM_UP) * max(1 - step / steps, 0.02)
            for group in optimiser.param_groups:
                group["lr"] = RATE * share
            loss = loss_of(net(*map(torch.from_numpy, padded(read))), right)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            for kept, value in zip(mean, learned, strict=True):
                kept.lerp_(value.detach(), 1 / min(step + 1, REMEMBERED))
            bar.update(task, advance=1)
    with torch.no_grad():
        for kept, value in zip(mean, learned, strict=True):
            value.copy_(kept)


def loss_of(scores: torch.Tensor, right: Sequence[Sequence[bool | None]]) -> torch.Tensor:
    """Return how wrong the scores are.

    "None of them" stands at zero. What cannot be told right or wrong does not count.

    :param scores: of the sentences of each stretch; shape (questions x STRETCHES, sentences).
    :param right: which of them answer.
    """
    truth = torch.full(scores.shape, -1.0)
    for row, told in enumerate(right):
        truth[row, : len(told)] = torch.tensor([-1.0 if o is None else float(o) for o in told])
    in_question = STRETCHES * scores.shape[1]
    scores, truth = scores.view(-1, in_question), truth.view(-1, in_question)
    is_known, answers = truth >= 0, truth == 1
    none = torch.zeros(len(scores), 1)
    likely = torch.cat([none, scores.masked_fill(~is_known, -torch.inf)], dim=1)
    rightly = torch.cat(
        [
            none.masked_fill(answers.any(1, keepdim=True), -torch.inf),
            scores.masked_fill(~answers, -torch.inf),
        ],
        dim=1,
    )
    chosen = (likely.logsumexp(1) - rightly.logsumexp(1)).mean()
    each = functional.binary_cross_entropy_with_logits(scores[is_known], truth[is_known])
    return chosen + each


def _batches(
    lessons: Sequence[Lesson], chance: random.Random
) -> Iterator[tuple[list[Encoded], list[Sequence[bool | None]]]]:
    """Yield what is read in a step, and which of its sentences answer."""
    tokenizer = tokenizer_at(tokenizer_file())
    while True:
        order = list(lessons)
        chance.shuffle(order)
        for start in range(0, len(order), QUESTIONS * _POOL):
            pool = []
            for lesson in order[start : start + QUESTIONS * _POOL]:
                places = drawn(lesson, chance)
                asked = typed(lesson.question, chance)
                read = [encoded(tokenizer, asked, lesson.shown[p]) for p in places]
                if read:
                    pool.append((read, [lesson.right[place] for place in places]))
            pool.sort(key=lambda item: max(len(one.tokens) for one in item[0]))
            batches = [pool[i : i + QUESTIONS] for i in range(0, len(pool), QUESTIONS)]
            chance.shuffle(batches)
            for batch in batches:
                if len(batch) == QUESTIONS:
                    yield [o for read, _ in batch for o in read], [r for _, y in batch for r in y]


def drawn(lesson: Lesson, chance: random.Random) -> list[int]:
    """Draw what to show, what answers first; nothing where there is too little."""
    answering = lesson.answering
    first = [chance.choice(answering)] if answering else []
    rest = [place for place in range(len(lesson.shown)) if place not in answering][:_NEAREST]
    lacking = STRETCHES - len(first)
    return [*first, *chance.sample(rest, lacking)] if len(rest) >= lacking else []


if __name__ == "__main__":
    typer.run(main)
