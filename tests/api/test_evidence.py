"""How many sentences are read with a question: on the real seed corpus with the real retriever."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from api.evidence import READ, EvidenceReader
from api.question import understand
from api.service import Service
from index.reader import Reader, Told

SURE, DOUBTFUL = 3.0, 0.5  # log-odds


class Counting(Reader):
    """A reader that says of everything the same, and remembers how much it was shown."""

    def __init__(self, odds: float) -> None:
        self.odds = odds
        self.shown: list[int] = []

    def read(self, question: str, told: Sequence[Told]) -> list[float]:
        assert question
        self.shown.append(len(told))
        return [self.odds] * len(told)


@pytest.mark.parametrize(
    ("question", "odds", "shown"),
    [
        ("Siapa ketua tim kota cerdas?", SURE, [1]),
        ("Siapa ketua tim kota cerdas?", DOUBTFUL, [1, READ - 1]),
        ("Berapa kamera yang terpasang?", SURE, [1, READ - 1]),
        ("Siapa ketua tim dan siapa sekretarisnya?", SURE, [1, READ - 1]),
    ],
    ids=["plain", "doubtful", "others may contradict", "others may add"],
)
def test_others_are_read_where_the_best_does_not_settle_it(
    seed_service: Service, question: str, odds: float, shown: list[int]
) -> None:
    reader = Counting(odds)
    evidence = EvidenceReader(seed_service.retriever, reader)
    hits = seed_service.retriever.search(question).hits
    found = evidence.candidates(understand(question, "id"), hits)
    assert reader.shown == shown
    assert [candidate.read for candidate in found if candidate.read] == [odds] * sum(shown)


def test_nothing_is_read_where_nothing_is_found(seed_service: Service) -> None:
    reader = Counting(SURE)
    evidence = EvidenceReader(seed_service.retriever, reader)
    assert evidence.candidates(understand("Siapa ketua?", "id"), []) == []
    assert sum(reader.shown) == 0
