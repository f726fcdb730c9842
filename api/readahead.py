"""Reading ahead: what answers must know of every sentence, found out before anybody asks.

Figures, places and stems of a sentence are read off it once and remembered. Where no question has
met a passage, that is a third of the time of an answer; so a service that has just started goes
through its documents beside its other work.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from corpus.errors import PilarError
from index.card import DocumentCard
from index.terms import TEXTS_KEPT

_MOST = TEXTS_KEPT // 2  # sentences; the rest of what is remembered is for questions
_PAUSE = 0.02  # seconds between two documents, for those who ask meanwhile


class Collection(Protocol):
    """What is read ahead; an Inquirer's."""

    def documents(self) -> Sequence[DocumentCard]:
        """Return every document that may be cited."""

    def look_over(self, document_id: str) -> int:
        """Read a document's sentences; return how many there are."""


@contextmanager
def reading_ahead(collection: Collection) -> Iterator[threading.Thread]:
    """Go through the documents in a thread of its own, until done or until the context ends."""
    is_over = threading.Event()
    thread = threading.Thread(
        target=_read_ahead, args=(collection, is_over), name="reading-ahead", daemon=True
    )
    thread.start()
    try:
        yield thread
    finally:
        is_over.set()
        thread.join()


def _read_ahead(collection: Collection, is_over: threading.Event) -> None:
    sentences = 0
    try:
        for card in collection.documents():
            if sentences >= _MOST or is_over.wait(_PAUSE):
                return
            sentences += collection.look_over(card.id)
    except PilarError as error:  # who asks will be told
        logging.getLogger(__name__).warning("Reading ahead ended early: %s", error)
