from __future__ import annotations

import numpy as np

from evals.fitted import Candidates, fit, mrr


def candidates(scores: list[list[float]], right: int) -> Candidates:
    marks = np.array([place == right for place in range(len(scores))])
    return Candidates(np.array(scores), marks, tuple(str(n) for n in range(len(scores))))


def test_a_score_that_tells_right_from_wrong_is_given_its_weight() -> None:
    # MaxSim is the same for all; only the words tell the right passage.
    learned = [
        candidates([[0.5, 1.0, 0.2], [0.51, 9.0, 0.8], [0.49, 2.0, 0.9]], right=1),
        candidates([[0.5, 8.0, 0.9], [0.49, 1.0, 0.1], [0.51, 3.0, 0.8]], right=0),
    ]
    weights = fit(learned, (0, 1))
    assert weights[1] > 0
    fresh = [candidates([[0.5, 2.0, 0.0], [0.5, 7.0, 0.0]], right=1)]
    assert mrr(fresh, weights, (0, 1)) == 1.0
    assert mrr(fresh, np.array([1.0]), (0,)) == 0.5
