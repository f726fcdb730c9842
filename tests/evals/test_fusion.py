from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from evals.fusion import Scored, mrr, questions_of


def test_other_weights_are_told_from_scores_that_were_taken_once() -> None:
    scored = Scored(
        rest=np.array([0.50, 0.49]),
        words=np.array([0.0, 10.0]),
        right=np.array([False, True]),
        documents=("wrong", "right"),
    )
    assert mrr([scored], weight=0.0) == 0.5
    assert mrr([scored], weight=0.01) == 1.0


def test_passages_of_one_document_count_once_at_the_best_place() -> None:
    scored = Scored(
        rest=np.array([0.9, 0.8, 0.7]),
        words=np.zeros(3),
        right=np.array([False, False, True]),
        documents=("wrong", "wrong", "right"),
    )
    assert mrr([scored], weight=0.0) == pytest.approx(0.5)


def test_questions_may_come_from_a_folder_without_passages(tmp_path: Path) -> None:
    rows = [{"_id": f"q{number}", "text": f"Apa {number}?"} for number in range(4)]
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, rows)))
    (tmp_path / "qrels").mkdir()
    lines = ["query-id\tcorpus-id\tscore", "q0\tp0\t1", "q1\tp0\t0", "q2\tp1\t1", "q3\tp2\t1"]
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(lines))
    asked, qrels = questions_of(tmp_path, every=2)
    assert asked == {"q0": "Apa 0?", "q3": "Apa 3?"}
    assert qrels["q3"] == {"p2": 1}
