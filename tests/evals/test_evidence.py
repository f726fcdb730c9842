from __future__ import annotations

from evals.evidence import Found, evidence, figures
from evals.questionset import Question


def found(name: str, language: str, ranks: dict[str, int]) -> Found:
    question = Question.model_validate(
        {
            "id": name,
            "language": language,
            "text": "Apa?",
            "status": "found",
            "facts": [["ya"]],
            "topic": "theme/topic",
        }
    )
    return Found(question, ranks)


def test_a_digest_in_either_language_is_evidence() -> None:
    assert len(evidence(found("one", "id", {}).question)) == 2


def test_recall_is_told_by_language_and_the_gap_between_them() -> None:
    report = figures(
        [
            found("one", "id", {"a": 2}),
            found("one", "en", {}),
            found("two", "id", {"b": 1}),
            found("two", "en", {"b": 4}),
        ]
    )
    assert report["id"] == {"questions": 2, "Recall@10": 1.0, "Recall@1": 0.5, "MRR@10": 0.75}
    assert report["en"]["Recall@10"] == 0.5
    assert report["gap"] == 0.5


def test_a_pair_agrees_when_both_halves_find_a_document_in_common() -> None:
    report = figures(
        [
            found("one", "id", {"id/a/b": 1, "en/a/b": 2}),
            found("one", "en", {"en/a/b": 1}),
            found("two", "id", {"id/a/c": 1}),
            found("two", "en", {"en/a/d": 1}),
        ]
    )
    assert report["pairs"] == 2
    assert report["same_evidence"] == 0.5
    assert report["same_first"] == 0.5
