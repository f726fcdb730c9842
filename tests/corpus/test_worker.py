from __future__ import annotations

import operator
import os
import signal
import time

import pytest

from corpus.errors import PilarError, UnknownNameError, WorkerError
from corpus.pillars import resolve_pillar
from corpus.worker import Worker


def process_of(worker: Worker) -> int:
    return worker.call(os.getpid)


def test_one_process_serves_many_calls() -> None:
    with Worker() as worker:
        assert worker.call(divmod, 7, 2) == (3, 1)
        assert process_of(worker) == process_of(worker) != os.getpid()


def test_an_error_of_ours_comes_back_as_it_is() -> None:
    with Worker() as worker, pytest.raises(UnknownNameError) as caught:
        worker.call(resolve_pillar, "Atlantis")
    assert "Atlantis" in str(caught.value)


def test_a_crash_ends_only_the_worker() -> None:
    with Worker() as worker:
        before = process_of(worker)
        with pytest.raises(WorkerError, match="crash"):
            worker.call(os.abort)
        assert process_of(worker) != before


def test_a_call_that_takes_too_long_is_ended() -> None:
    with Worker(seconds=0.5) as worker:
        started = time.monotonic()
        with pytest.raises(WorkerError, match="takes"):
            worker.call(time.sleep, 60)
        assert time.monotonic() - started < 30


def test_memory_has_a_limit() -> None:
    with Worker(memory=300_000_000) as worker:
        with pytest.raises(WorkerError, match="memory"):
            worker.call(bytes, 1_000_000_000)
        assert worker.call(divmod, 7, 2) == (3, 1)


def test_a_killed_worker_is_replaced() -> None:
    with Worker() as worker:
        os.kill(process_of(worker), signal.SIGKILL)
        with pytest.raises(PilarError):
            worker.call(divmod, 7, 2)
        assert worker.call(divmod, 7, 2) == (3, 1)


def test_a_worker_that_was_taken_over_cannot_name_functions() -> None:
    with Worker() as worker, pytest.raises(WorkerError, match="itemgetter is not expected"):
        worker.call(operator.itemgetter, 1)
