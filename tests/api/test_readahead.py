from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from api import readahead
from api.figures import figures
from api.readahead import reading_ahead
from api.service import Service
from corpus.errors import IndexStateError

WAITING = 20  # seconds


@dataclass
class Library:
    """Stands in for an inquirer: notes what is looked over."""

    size: int
    read: Callable[[str], int]
    looked_over: list[str] = field(default_factory=list)

    def documents(self) -> list[Any]:
        return [SimpleNamespace(id=str(number)) for number in range(self.size)]

    def look_over(self, document_id: str) -> int:
        self.looked_over.append(document_id)
        return self.read(document_id)


def test_every_document_is_looked_over() -> None:
    library = Library(5, lambda _: 3)
    with reading_ahead(library) as thread:
        thread.join(WAITING)
    assert library.looked_over == ["0", "1", "2", "3", "4"]


def test_it_stops_where_no_more_can_be_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readahead, "_MOST", 6)
    library = Library(5, lambda _: 3)
    with reading_ahead(library) as thread:
        thread.join(WAITING)
    assert library.looked_over == ["0", "1"]


def test_a_service_that_ends_does_not_wait_for_it() -> None:
    has_begun = threading.Event()

    def begin(_: str) -> int:
        has_begun.set()
        return 0

    library = Library(100_000, begin)
    with reading_ahead(library) as thread:
        assert has_begun.wait(WAITING)
    assert not thread.is_alive()
    assert len(library.looked_over) < library.size


def test_an_index_that_is_gone_ends_it_with_a_line(caplog: pytest.LogCaptureFixture) -> None:
    def fail(_: str) -> int:
        raise IndexStateError("Nothing is indexed yet.", "Run `pilar index`.")

    with reading_ahead(Library(5, fail)) as thread:
        thread.join(WAITING)
    assert "Reading ahead ended early: Nothing is indexed yet." in caplog.text


def test_sentences_of_the_collection_are_known_afterwards(seed_service: Service) -> None:
    figures.cache_clear()
    inquirer = seed_service.answerer.inquirer
    sentences = sum(inquirer.look_over(card.id) for card in inquirer.documents()[:3])
    assert sentences > 3
    known = figures.cache_info().currsize
    inquirer.look_over(inquirer.documents()[0].id)
    assert figures.cache_info().currsize == known > 0
