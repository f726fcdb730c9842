"""The classifier of pillars and sub-dimensions: two matrix products for a batch of passages.

It compares a passage, by its vector and its counts of keywords, with every passage that it was
taught: regularised least squares with a Gaussian kernel, as good as a support vector machine and
fitted in one step for all labels (Rifkin and Klautau 2004). Platt's logistic calibration (Platt
1999) makes the scores probabilities; each label has a threshold of its own.
`python -m evals.pillars.train` fits it; the file holds numbers only, no code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.embedder import Vectors
from index.keywords import LABELS

Matrix = npt.NDArray[np.float32]

FILE = "pillarmodel.npz"
WEIGHT_OF_WORDS = 0.2
"""How much a keyword counts beside a vector of length 1, chosen by cross-validation."""

WIDTH = 1.0
"""Of the Gaussian kernel, likewise."""


@dataclass(frozen=True)
class PillarModel:
    """A fitted classifier. Rows of all arrays follow ``LABELS``.

    :ivar embedder: the model whose vectors it reads, without the form it was prepared in.
    :ivar centre: the mean training vector, which is taken off first: E5's vectors lie in a cone.
    :ivar taught: features of the training passages, shape (taught, dimensions + labels).
    :ivar weights: of each of them for each label, shape (taught, labels).
    :ivar slopes: with ``offsets``, from a raw score to a probability.
    :ivar thresholds: the probability from which a label is given.
    """

    embedder: str
    centre: Matrix
    taught: Matrix
    weights: Matrix
    slopes: Matrix
    offsets: Matrix
    thresholds: Matrix

    def probabilities(self, vectors: Vectors, counts: Matrix) -> Matrix:
        """Return the probability of every label, shape (passages, labels).

        :param counts: of different keywords, shape (passages, labels).
        """
        scores = likeness(features(vectors, counts, self.centre), self.taught) @ self.weights
        return np.asarray(1 / (1 + np.exp(-(scores * self.slopes + self.offsets))), np.float32)

    def fits(self, embedder: str) -> bool:
        """Tell whether an embedder's vectors are of the kind that this was fitted to."""
        return embedder.rpartition("-")[0] == self.embedder

    def save(self, path: Path) -> None:
        """Write the file that ships."""
        arrays = {**vars(self), "taught": self.taught.astype(np.float16)}
        np.savez_compressed(path, labels=np.array(LABELS), **arrays)


@cache
def shipped_model() -> PillarModel:
    """Return the classifier that ships with the package."""
    with as_file(files("index").joinpath(FILE)) as path:
        return read_model(path)


def read_model(path: Path) -> PillarModel:
    """Return a classifier that was saved."""
    with np.load(path, allow_pickle=False) as file:
        stored = {name: file[name] for name in file.files}
    if tuple(stored.pop("labels").tolist()) != LABELS:
        raise ValueError(f"{path} has other labels: run `python -m evals.pillars.train`.")
    embedder = str(stored.pop("embedder"))
    return PillarModel(embedder, **{name: row.astype(np.float32) for name, row in stored.items()})


def features(vectors: Vectors, counts: Matrix, centre: Matrix) -> Matrix:
    """Return what the classifier reads of each passage."""
    off_centre = vectors - centre
    lengths = np.linalg.norm(off_centre, axis=1, keepdims=True)
    words = np.log1p(counts) * WEIGHT_OF_WORDS
    return np.hstack([off_centre / np.maximum(lengths, 1e-9), words]).astype(np.float32)


def likeness(some: Matrix, others: Matrix) -> Matrix:
    """Return the Gaussian kernel of rows and rows, shape (some, others): 1 where they are equal."""
    squares = (some**2).sum(axis=1)[:, np.newaxis] + (others**2).sum(axis=1)
    return np.asarray(np.exp(-WIDTH * (squares - 2 * some @ others.T)), np.float32)


def counts_of(found: Sequence[Mapping[str, Sequence[str]]]) -> Matrix:
    """Return the numbers of different keywords, shape (passages, labels)."""
    rows = [[len(keywords.get(label, ())) for label in LABELS] for keywords in found]
    return np.array(rows, np.float32).reshape(len(rows), len(LABELS))
