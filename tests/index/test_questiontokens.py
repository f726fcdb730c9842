from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import questiontokens as module
from index.late_interaction import centred, maxsim
from tests.index.tokenstores import filled, name, passage, vectors


def test_scores_are_the_maxsim_of_full_precision_within_the_codes_error(tmp_path: Path) -> None:
    store = filled(tmp_path, range(40), bits=4)
    asked = vectors(5, seed=99)
    centre = store.centre
    true = [
        maxsim(centred(asked, centre), centred(vectors(9, seed=number), centre))
        for number in range(40)
    ]
    found = store.scores(asked, [name(number) for number in range(40)])
    assert np.allclose(found, true, atol=0.05)
    assert np.corrcoef(found, true)[0, 1] > 0.98


def test_many_passages_scored_on_several_threads_score_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_THREADS", 3)
    store = filled(tmp_path, range(60))
    store.add(passage(number) for number in range(60, 110))  # in a segment of their own
    store.commit()
    asked = vectors(5, seed=99)
    names = [name(number) for number in np.random.default_rng(1).permutation(110).tolist()]
    assert [len(share) for share in module._shares(np.arange(60))] == [20, 20, 20]
    alone = [float(store.scores(asked, [one])[0]) for one in names]
    assert store.scores(asked, names).tolist() == pytest.approx(alone)


def test_matches_agree_with_scores_and_name_the_place(tmp_path: Path) -> None:
    store = filled(tmp_path, range(5))
    asked = passage(3).vectors[[6]]
    match = store.matches(asked, [name(3)])[name(3)]
    assert match.maxsim() == pytest.approx(store.scores(asked, [name(3)])[0], abs=1e-6)
    assert match.best()[0][:2] == (24, 27)
    assert match.maxsim(24, 27) == pytest.approx(match.maxsim(), abs=1e-6)
    assert match.maxsim(0, 7) < match.maxsim()


def test_threads_score_side_by_side(tmp_path: Path) -> None:
    store = filled(tmp_path, range(50))
    names = [name(number) for number in range(50)]
    alone = store.scores(vectors(7, seed=3), names)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: store.scores(vectors(7, seed=3), names), range(40)):
            assert np.array_equal(found, alone)
