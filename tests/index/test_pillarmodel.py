"""The classifier that ships: whole, small, without code, and made for the model that ships."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np

from corpus.settings import DEFAULT_MODEL
from index.embedder import Embedder
from index.keywords import LABELS
from index.pillarmodel import FILE, counts_of, read_model, shipped_model


def test_it_belongs_to_the_shipped_model(embedder: Embedder) -> None:
    assert shipped_model().embedder == DEFAULT_MODEL
    assert shipped_model().fits(embedder.name)
    assert not shipped_model().fits("/models/other@12345678")
    assert not shipped_model().fits("intfloat/multilingual-e5-large")


def test_it_is_small_and_holds_numbers_only() -> None:
    content = files("index").joinpath(FILE).read_bytes()
    assert len(content) < 10_000_000
    with np.load(str(files("index").joinpath(FILE)), allow_pickle=False) as stored:
        assert all(stored[name].dtype.kind in "fU" for name in stored.files)


def test_every_label_has_a_threshold_between_the_ends() -> None:
    thresholds = shipped_model().thresholds
    assert thresholds.shape == (len(LABELS),)
    assert ((thresholds > 0.05) & (thresholds < 0.95)).all()


def test_no_passages_give_no_rows(embedder: Embedder) -> None:
    empty = np.zeros((0, embedder.dimensions), np.float32)
    assert shipped_model().probabilities(empty, counts_of([])).shape == (0, len(LABELS))


def test_a_saved_classifier_is_read_back_as_it_was(tmp_path: Path) -> None:
    model = shipped_model()
    model.save(tmp_path / FILE)
    copy = read_model(tmp_path / FILE)
    assert copy.embedder == model.embedder
    vectors, counts = np.eye(3, 384, dtype=np.float32), np.ones((3, len(LABELS)), np.float32)
    assert (copy.probabilities(vectors, counts) == model.probabilities(vectors, counts)).all()
