"""What was fetched of a live generation is at hand the next time."""

from __future__ import annotations

from collections.abc import Collection

from corpus.passage import Passage
from index.card import DocumentCard
from index.passages import PassageStore
from index.shelf import Shelf
from tests.made import hit

HELD = {one.passage.id: one for one in (hit("Satu.", name="d1"), hit("Dua.", name="d2"))}


class Counted(PassageStore):
    """A store that counts what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, passage_ids: Collection[str]) -> dict[str, tuple[Passage, DocumentCard]]:
        self.asked += passage_ids
        return {n: (HELD[n].passage, HELD[n].document) for n in passage_ids if n in HELD}


def test_a_passage_is_fetched_once_and_an_unknown_one_is_left_out() -> None:
    store = Counted()
    shelf = Shelf(store)
    first, second = HELD
    assert shelf.get([first]).keys() == {first}
    assert shelf.get([first, second, "unknown"]).keys() == HELD.keys()
    assert store.asked == [first, second, "unknown"]
    assert shelf.get([second])[second][0].text == "Dua."
