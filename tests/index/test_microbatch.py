from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from index.embedder import Embedder
from index.microbatch import MicroBatch


class Slow:
    """Doubles numbers; the first call waits until it is let go."""

    def __init__(self) -> None:
        self.calls: list[list[int]] = []
        self.entered = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, items: list[int]) -> list[int]:
        self.calls.append(items)
        self.entered.set()
        assert self.let_go.wait(10)
        if 13 in items:
            raise ValueError("13")
        return [2 * item for item in items]


def test_a_single_item_goes_through_at_once() -> None:
    slow = Slow()
    slow.let_go.set()
    assert MicroBatch(slow, 8).one(3) == 6
    assert slow.calls == [[3]]


def test_items_that_arrive_while_it_is_busy_go_through_together() -> None:
    slow = Slow()
    batch = MicroBatch(slow, 3)
    with ThreadPoolExecutor(6) as pool:
        first = pool.submit(batch.one, 0)
        assert slow.entered.wait(10)
        others = [pool.submit(batch.one, item) for item in range(1, 6)]
        while len(batch._waiting) < 5:
            threading.Event().wait(0.001)
        slow.let_go.set()
        assert [first.result(), *(other.result() for other in others)] == [0, 2, 4, 6, 8, 10]
    assert [len(call) for call in slow.calls] == [1, 3, 2]


def test_what_the_function_raises_reaches_the_caller_and_ends_there() -> None:
    slow = Slow()
    slow.let_go.set()
    batch = MicroBatch(slow, 3)
    with pytest.raises(ValueError, match="13"):
        batch.one(13)
    assert batch.one(1) == 2


def test_questions_read_together_are_read_as_alone(embedder: Embedder) -> None:
    questions = ["Apa itu kota cerdas?", "bank sampah", "Which regions took part in 2018?"]
    together = embedder._read_questions(questions)
    for question, reading in zip(questions, together, strict=True):
        alone = embedder.read([question], "query")[0]
        assert reading.vector == pytest.approx(alone.vector, abs=1e-4)
        assert reading.tokens == pytest.approx(alone.tokens, abs=1e-3)
