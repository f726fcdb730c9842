"""Labelled passages: JSON lines, one passage a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from index.keywords import LABELS

SETS = {
    "train": ("index", "pillardata/train.jsonl"),
    "dev": ("evals", "pillars/dev.jsonl"),
    "test": ("evals", "pillars/test.jsonl"),
}
"""Set -> package and file. The test set is locked: never trained, tuned or looked through."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage and what it is about.

    :ivar source: ``written`` for these sets, or where it was taken from: ``UU 18/2008``.
    """

    text: str
    language: str
    pillars: tuple[str, ...]
    dimensions: tuple[str, ...]
    source: str

    @property
    def labels(self) -> frozenset[str]:
        """Pillars and sub-dimensions together."""
        return frozenset((*self.pillars, *self.dimensions))


def load(name: str) -> list[Labelled]:
    """Return the passages of a set."""
    package, path = SETS[name]
    lines = files(package).joinpath(path).read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    return [
        Labelled(
            **{**line, "pillars": tuple(line["pillars"]), "dimensions": tuple(line["dimensions"])}
        )
        for line in read
    ]


def truth(passages: list[Labelled]) -> npt.NDArray[np.bool_]:
    """Return what is true of each passage, shape (passages, labels)."""
    return np.array([[label in passage.labels for label in LABELS] for passage in passages])
