"""How near sentences come to a question, from the cosines of its tokens with theirs."""

from __future__ import annotations

import numpy as np
import pytest

from api.likeness import NO_LIKENESS, AskedTokens, Likeness, likenesses
from api.question import understand
from index.tokenmatches import TokenMatches

QUESTION = "Berapa kamera di Kabupaten Sagaru?"
ASKED = np.array([(0, 6), (7, 13), (14, 16), (17, 26), (27, 33)])  # a token for each word
HEADING, FIRST, SECOND = (0, 0), (0, 30), (31, 60)


def likeness(*rows: tuple[tuple[int, int], tuple[float, ...]]) -> list[Likeness]:
    """Return the likeness of both sentences of a passage, given a row for each of its tokens."""
    matches = TokenMatches(
        np.array([span for span, _ in rows], np.int32),
        np.array([cosines for _, cosines in rows], np.float32),
    )
    asked = AskedTokens.of(understand(QUESTION, "id"), {"kamera": 3.0}, ASKED)
    return likenesses(asked, matches, [FIRST, SECOND])


def test_a_name_is_no_matter_of_a_question_nor_its_grammar() -> None:
    weights = {"kamera": 3.0, "kabupaten": 1.0, "sagaru": 5.0}
    asked = AskedTokens.of(understand(QUESTION, "id"), weights, ASKED)
    assert asked.matter.tolist() == [0, 3, 0, 0, 0]
    assert asked.grammar.tolist() == [1, 0, 1, 0, 0]


def test_a_question_of_names_alone_is_about_them() -> None:
    asked = AskedTokens.of(understand(QUESTION, "id"), {"sagaru": 5.0}, ASKED)
    assert asked.matter.tolist() == [0, 0, 0, 0, 5]


def test_a_heading_counts_for_every_sentence_and_what_stands_before_for_those_behind() -> None:
    first, second = likeness(
        (HEADING, (0, 0, 0, 1, 1)),
        (FIRST, (0, 0.9, 0, 0, 0)),
        (SECOND, (0.5, 0.1, 0.5, 0, 0)),
    )
    assert first.with_heading == pytest.approx((0.9 + 1 + 1) / 5)
    assert second.with_heading == pytest.approx((0.5 + 0.1 + 0.5 + 1 + 1) / 5)
    assert second.with_before == pytest.approx((0.5 + 0.8 * 0.9 + 0.5 + 1 + 1) / 5)
    assert (first.matter, second.matter) == pytest.approx((0.9, 0.1))
    assert second.matter_with_before == pytest.approx(0.8 * 0.9)
    assert second.grammar == pytest.approx((0.5 + 0.5 + 0 + 0) / 4)


def test_a_passage_without_tokens_is_like_nothing() -> None:
    nothing = TokenMatches(np.zeros((0, 2), np.int32), np.zeros((0, 5), np.float32))
    asked = AskedTokens.of(understand(QUESTION, "id"), {"kamera": 3.0}, ASKED)
    assert likenesses(asked, nothing, [FIRST]) == [NO_LIKENESS]
