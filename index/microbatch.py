"""Questions that arrive together go through the model together.

Nobody waits for company: a question that finds the model free goes through alone. Those that come
while it is busy are taken as one batch by the first of them, and a batch of eight takes hardly
longer than two single ones.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class MicroBatch(Generic[Asked, Answer]):
    """Calls a function of many for callers that each bring one. Made for threads."""

    def __init__(self, many: Callable[[list[Asked]], Sequence[Answer]], most: int) -> None:
        """Take the function.

        :param many: gives one answer for each of its items, in order; never called twice at once.
        :param most: items in one call.
        """
        self._many = many
        self._most = most
        self._turn = threading.Lock()
        self._guard = threading.Lock()
        self._waiting: list[tuple[Asked, Future[Answer]]] = []

    def one(self, item: Asked) -> Answer:
        """Return the answer for one item; what the function raises reaches all of its batch."""
        mine: Future[Answer] = Future()
        with self._guard:
            self._waiting.append((item, mine))
        with self._turn:
            while not mine.done():  # another thread may have answered it meanwhile
                with self._guard:
                    batch = self._waiting[: self._most]
                    del self._waiting[: self._most]
                self._answer(batch)
        return mine.result()

    def _answer(self, batch: list[tuple[Asked, Future[Answer]]]) -> None:
        try:
            answers = self._many([item for item, _ in batch])
        except BaseException as error:  # noqa: BLE001 - raised again by each that waits
            for _, waiting in batch:
                waiting.set_exception(error)
        else:
            for (_, waiting), answer in zip(batch, answers, strict=True):
                waiting.set_result(answer)
