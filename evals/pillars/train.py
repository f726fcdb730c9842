"""``python -m evals.pillars.train``: fit the pillar classifier to the training passages.

Each passage is seen twice, bare and under a title, as the index embeds it. Calibration and
thresholds come from predictions of passages that the classifier had not seen, in five folds of
training and dev set together. The seed is fixed, so that the same data give the same file.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import KFold

import index
from corpus.console import say
from corpus.passage import embedded_text
from corpus.settings import DEFAULT_MODEL, load_settings
from evals.pillars.labelled import Labelled, load, truth
from index.embedder import Embedder, Vectors
from index.keywords import LABELS, keywords_in
from index.pillarmodel import FILE, Matrix, PillarModel, counts_of, features, likeness

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SEED = 7
RIDGE = 0.2  # how much smoothness counts against fit, chosen by cross-validation
FOLDS = 5
TITLES = {
    "id": (
        "Rencana Induk Kota Cerdas Kabupaten 2019-2028",
        "Berita daerah",
        "Laporan evaluasi kota cerdas",
        "Peraturan Bupati tentang Rencana Induk Smart City",
        "Pemkab gelar rapat evaluasi",
        "Inovasi daerah tahun 2022",
    ),
    "en": (
        "Smart city master plan 2019-2028",
        "News from the regency",
        "Evaluation report on smart cities",
        "Regulation on the smart city master plan",
        "Regional innovations in 2022",
    ),
}
"""Titles that say nothing about a pillar."""


def embed(passages: list[Labelled], embedder: Embedder) -> tuple[Vectors, Vectors]:
    """Return the vectors of the bare passages and of the same under a title."""
    titles = [
        TITLES[p.language][place % len(TITLES[p.language])] for place, p in enumerate(passages)
    ]
    bare = embedder.embed([p.text for p in passages], "document")
    titled = [embedded_text(t, "", p.text) for t, p in zip(titles, passages, strict=True)]
    return bare, embedder.embed(titled, "document")


def fit(
    passages: list[Labelled], bare: Vectors, titled: Vectors, *, with_words: bool = True
) -> PillarModel:
    """Return a calibrated classifier.

    :param with_words: False leaves the keywords out, to see what the vectors do alone.
    """
    counts = counts_of([keywords_in(p.text) if with_words else {} for p in passages])
    known = truth(passages)
    raw = np.zeros((2, *known.shape))
    for seen, unseen in KFold(FOLDS, shuffle=True, random_state=SEED).split(known):
        fold = _solve(bare[seen], titled[seen], counts[seen], known[seen])
        for place, vectors in enumerate((bare, titled)):
            raw[place, unseen] = fold.scores(vectors[unseen], counts[unseen])
    twice, scores = np.vstack([known, known]), np.vstack(list(raw))
    slopes, offsets = _calibrate(scores, twice)
    whole = _solve(bare, titled, counts, known)
    return PillarModel(
        embedder=DEFAULT_MODEL,
        centre=whole.centre,
        taught=whole.taught,
        weights=whole.weights,
        slopes=slopes.astype(np.float32),
        offsets=offsets.astype(np.float32),
        thresholds=_thresholds(1 / (1 + np.exp(-(scores * slopes + offsets))), twice),
    )


@dataclass(frozen=True)
class _Solution:
    """What least squares found; scores are not calibrated yet."""

    centre: Matrix
    taught: Matrix
    weights: Matrix

    def scores(self, vectors: Vectors, counts: Matrix) -> Matrix:
        rows = features(vectors, counts, self.centre)
        return np.asarray(likeness(rows, self.taught) @ self.weights, np.float32)


def _solve(bare: Vectors, titled: Vectors, counts: Matrix, known: Flags) -> _Solution:
    centre = np.vstack([bare, titled]).mean(axis=0)
    taught = np.vstack([features(bare, counts, centre), features(titled, counts, centre)])
    ridge = KernelRidge(alpha=RIDGE, kernel="precomputed")
    ridge.fit(likeness(taught, taught), np.vstack([known, known]).astype(np.float32))
    return _Solution(centre, taught, np.asarray(ridge.dual_coef_, np.float32))


def _calibrate(raw: Numbers, known: Flags) -> tuple[Numbers, Numbers]:
    """Fit Platt's slope and shift of each label."""
    fitted = [
        LogisticRegression(C=1e3).fit(scores[:, np.newaxis], column)
        for scores, column in zip(raw.T, known.T, strict=True)
    ]
    return (
        np.array([one.coef_[0, 0] for one in fitted]),
        np.array([one.intercept_[0] for one in fitted]),
    )


def _thresholds(chances: Numbers, known: Flags) -> Matrix:
    """Return each label's threshold: half way from the best for it to the best for all.

    The best F1 of one label alone rests on some thirty passages and moves with each of them.
    """
    grid = np.linspace(0.1, 0.8, 71)
    scores = np.array(
        [
            [f1_score(right, column >= line) for line in grid]
            for column, right in zip(chances.T, known.T, strict=True)
        ]
    )
    smooth = np.array(
        [np.convolve(np.pad(row, 3, mode="edge"), np.ones(7) / 7, "valid") for row in scores]
    )
    own, common = grid[smooth.argmax(axis=1)], grid[smooth.mean(axis=0).argmax()]
    return np.asarray((own + common) / 2, np.float32)


def main() -> None:
    """Fit to training and dev passages, and write the file that ships."""
    embedder = Embedder.open(load_settings())
    passages = load("train") + load("dev")
    model = fit(passages, *embed(passages, embedder))
    path = Path(index.__file__).with_name(FILE)
    model.save(path)
    say(f"Fitted to {len(passages)} passages, {len(LABELS)} labels: {path.name} written.")


if __name__ == "__main__":
    main()
