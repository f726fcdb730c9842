"""Labelled passages for pillars: enough of each, in both languages, and apart from each other."""

from __future__ import annotations

import hashlib
from collections import Counter
from importlib.resources import files
from itertools import combinations

import numpy as np
import pytest

from corpus.pillars import PILLAR_IDS, dimensions
from evals.pillars.__main__ import f1, figure
from evals.pillars.labelled import SETS, Labelled, load, truth

LOCKED = "c4ac24d26cd1611c804816d14c232a8bfa905777fab93be7eb4272f8564fb9be"
"""SHA-256 of the test set. It is never changed to suit a model."""

NEAR = 0.4  # of their runs of three words; the closing formula of rules shares a third


@pytest.mark.parametrize(("name", "least"), [("train", 600), ("dev", 150), ("test", 400)])
def test_a_set_is_large_and_in_both_languages(name: str, least: int) -> None:
    passages = load(name)
    assert len(passages) >= least
    assert min(Counter(p.language for p in passages).values()) >= 50


def test_the_test_set_is_the_locked_one() -> None:
    content = files("evals").joinpath("pillars/test.jsonl").read_bytes()
    assert hashlib.sha256(content).hexdigest() == LOCKED


def test_the_test_set_has_forty_of_each_pillar_and_sixty_of_none() -> None:
    passages = load("test")
    counts = Counter(pillar for p in passages for pillar in p.pillars or ("none",))
    assert all(counts[pillar] >= 40 for pillar in PILLAR_IDS)
    assert counts["none"] >= 60


@pytest.mark.parametrize("name", SETS)
def test_labels_are_known_and_a_part_never_lacks_its_pillar(name: str) -> None:
    for passage in load(name):
        assert set(passage.pillars) <= set(PILLAR_IDS)
        assert {dimensions()[part].id for part in passage.dimensions} <= set(passage.pillars)
        assert passage.text == " ".join(passage.text.split())


def test_no_passage_of_one_set_resembles_one_of_another() -> None:
    runs = {name: [(p.text, _runs(p.text)) for p in load(name)] for name in SETS}
    alike = [
        (text, other)
        for one, another in combinations(SETS, 2)
        for text, here in runs[one]
        for other, there in runs[another]
        if len(here & there) > NEAR * len(here | there)
    ]
    assert alike == []


def test_no_text_stands_in_two_sets() -> None:
    for one, other in combinations(SETS, 2):
        assert not {p.text for p in load(one)} & {p.text for p in load(other)}


def test_figures_are_one_for_the_truth_and_nought_for_silence() -> None:
    passages = load("dev")
    known = truth(passages)
    assert figure(passages, known)["pillars"] == pytest.approx(1, abs=0.01)
    assert figure(passages, np.zeros_like(known))["pillars"] == 0


def test_f1_is_the_harmonic_mean() -> None:
    known, given = np.array([True, True, False]), np.array([True, False, True])
    assert f1(known, given) == (0.5, 0.5, 0.5)


def test_truth_follows_the_order_of_labels() -> None:
    passage = Labelled("x", "id", ("environment",), ("waste",), "written")
    assert truth([passage]).sum() == 2


def _runs(text: str) -> set[str]:
    words = text.lower().split()
    return {" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))}
