"""``python -m evals.reading``: train the reader.

It is shown, for each question of `evals.lessons`, one sentence that answers and some that stand
near it; where nothing answers, only those. It learns to put the right one first, and above zero
only what answers. Writes index/reader.npz.

One practice paper in eight is never shown: what is fitted on top of the reader, by `evals.ranking`
and `evals.calibrate`, learns from those. Takes about four hours on two cores.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
import typer
from torch import nn
from torch.nn import functional

from corpus.console import progress_bar, reporting_errors, say
from evals.lessons import Lesson, on_papers, on_passages
from evals.practice import practice_service
from evals.shared import shared
from index.model import tokenizer_file
from index.reader import Told, pair
from index.readermodel import MATRICES, encoder
from index.tokenizer import tokenizer_at

WEIGHTS = Path(__file__).resolve().parent.parent / "index" / "reader.npz"
SEED = 7
RANK = 32
FROZEN = 1  # layers at the bottom that stay as they are
STEPS = 1_500  # on passages
STEPS_ON_PAPERS = 9_000
QUESTIONS = 16  # in a step
SENTENCES = 3  # of a question in a step
RATE = 5e-4
WARM_UP = 60  # steps
REMEMBERED = 500  # steps: what is kept is a mean of the last, which judges new papers better
_NEAREST = 6  # wrong sentences that are drawn from
_POOL = 16  # batches sorted by length together: little is read for nothing


def main() -> None:
    """Gather the lessons, train and write the weights."""
    with reporting_errors(as_json=False):
        if (beir := shared("beir")) is None:
            raise typer.BadParameter("../shared/data/beir is missing; set PILAR_SHARED.")
        passages = [*on_passages(beir / "tydi-id-valid", beir / "tydi-id-train")]
        with practice_service() as service:
            papers = [*on_papers(service)]
        say(f"{len(passages)} questions on passages, then {len(papers)} on papers.")
        torch.manual_seed(SEED)
        net = Net()
        train(net, passages)
        train(net, papers, STEPS_ON_PAPERS)
        net.save(WEIGHTS)


class Net(nn.Module):
    """The lower layers of the shipped model with additions to learn, and a row that judges."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = encoder().to(torch.bfloat16).requires_grad_(requires_grad=False)
        self.judge = nn.Linear(self.encoder.config.hidden_size, 1)
        nn.init.zeros_(self.judge.weight)
        for number, layer in enumerate(self.encoder.encoder.layer):
            if number >= FROZEN:
                for name in MATRICES:
                    owner, _, last = name.rpartition(".")
                    module = layer.get_submodule(owner)
                    setattr(module, last, LowRank(getattr(module, last)))

    def forward(self, tokens: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return a number for each sequence; above 0 it answers."""
        states = self.encoder(input_ids=tokens, attention_mask=mask).last_hidden_state.float()
        weights = mask.unsqueeze(-1).float()
        judged: torch.Tensor = self.judge((states * weights).sum(1) / weights.sum(1))
        return judged.squeeze(-1)

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
    learned = [value for value in net.parameters() if value.requires_grad]
    mean = [value.detach().clone() for value in learned]
    optimiser = torch.optim.AdamW(learned, RATE, weight_decay=0.01)
    with progress_bar() as bar:
        task = bar.add_task("Training", total=steps, unit="steps")
        for step, (sequences, right) in zip(range(steps), _batches(lessons, chance), strict=False):
            share = min(1, (step + 1) / WARM_UP) * max(1 - step / steps, 0.02)
            for group in optimiser.param_groups:
                group["lr"] = RATE * share
            loss = _loss(net(*_padded(sequences)).view(QUESTIONS, SENTENCES), right)
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


def _loss(scores: torch.Tensor, right: Sequence[bool]) -> torch.Tensor:
    """Return how wrong the scores are; the first of each row answers where ``right``.

    "None of them" stands at zero.
    """
    none = torch.cat([torch.zeros(len(scores), 1), scores], dim=1)
    first = torch.tensor(right)
    truth = torch.zeros_like(scores)
    truth[:, 0] = first.float()
    chosen = functional.cross_entropy(none, first.long())
    return chosen + functional.binary_cross_entropy_with_logits(scores, truth)


def _batches(
    lessons: Sequence[Lesson], chance: random.Random
) -> Iterator[tuple[list[list[int]], list[bool]]]:
    """Yield the token sequences of a step, and which of its questions have an answer."""
    tokenizer = tokenizer_at(tokenizer_file())
    while True:
        order = list(lessons)
        chance.shuffle(order)
        for start in range(0, len(order), QUESTIONS * _POOL):
            pool = []
            for lesson in order[start : start + QUESTIONS * _POOL]:
                if shown := drawn(lesson, chance):
                    read = [pair(tokenizer, lesson.question, told) for told in shown]
                    pool.append((read, bool(lesson.right)))
            pool.sort(key=lambda item: max(map(len, item[0])))
            batches = [pool[i : i + QUESTIONS] for i in range(0, len(pool), QUESTIONS)]
            chance.shuffle(batches)
            for batch in batches:
                if len(batch) == QUESTIONS:
                    yield [tokens for read, _ in batch for tokens in read], [y for _, y in batch]


def drawn(lesson: Lesson, chance: random.Random) -> list[Told]:
    """Draw the sentences to show, one that answers first; none where there are too few."""
    if len(lesson.wrong) < SENTENCES:
        return []
    first = chance.choice(lesson.right) if lesson.right else lesson.wrong[0]
    rest = [told for told in lesson.wrong[:_NEAREST] if told != first]
    return [first, *chance.sample(rest, SENTENCES - 1)]


def _padded(sequences: Sequence[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    longest = max(map(len, sequences))
    tokens = torch.ones(len(sequences), longest, dtype=torch.long)
    mask = torch.zeros(len(sequences), longest, dtype=torch.long)
    for row, sequence in enumerate(sequences):
        tokens[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return tokens, mask


if __name__ == "__main__":
    typer.run(main)
