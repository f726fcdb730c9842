"""Coverage: how many documents there are on each region, pillar and year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.errors import IndexStateError
from corpus.pillars import PILLAR_IDS
from index.card import DocumentCard
from index.generation import live_name
from index.passages import PassageStore

WHOLE_PLAN = "masterplan"  # the kind of document that every region should have


@dataclass(frozen=True, slots=True)
class Cell:
    """The documents on one region and one pillar.

    :ivar newest: ISO date of the newest, None where none is dated.
    :ivar years: year -> documents.
    :ivar best: ids of the newest few, masterplans first.
    """

    documents: int
    newest: str | None
    years: dict[str, int]
    best: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One region; pillars without a document are left out of ``cells``."""

    region: str
    documents: int
    cells: dict[str, Cell]
    has_plan: bool

    @property
    def missing(self) -> tuple[str, ...]:
        """The pillars on which there is nothing."""
        return tuple(pillar for pillar in PILLAR_IDS if pillar not in self.cells)


_BEST = 3


def live_cards(index_dir: Path, catalogue: Catalogue) -> tuple[list[DocumentCard], dict[str, int]]:
    """Return every indexed document that may be cited, without opening the model.

    With them, document id -> number of its pages that OCR read without confidence.

    :raises IndexStateError: when nothing is indexed yet.
    """
    name = live_name(index_dir)
    if name is None:
        raise IndexStateError(f"Nothing is indexed in {index_dir} yet.", "Run `pilar index` first.")
    store = PassageStore(index_dir / name / "passages.sqlite")
    cards, poorly_read = store.cards(), store.poorly_read()
    store.close()
    active = catalogue.active_among(card.id for card in cards)
    return [card for card in cards if card.id in active], poorly_read


def coverage(cards: Iterable[DocumentCard]) -> list[Row]:
    """Return a row for every region that a document is on, by code."""
    by_region: defaultdict[str, list[DocumentCard]] = defaultdict(list)
    for card in cards:
        for region in card.regions:
            by_region[region].append(card)
    return [_row(region, by_region[region]) for region in sorted(by_region)]


def _row(region: str, cards: list[DocumentCard]) -> Row:
    by_pillar: defaultdict[str, list[DocumentCard]] = defaultdict(list)
    for card in cards:
        for pillar in card.pillars:
            by_pillar[pillar].append(card)
    return Row(
        region=region,
        documents=len(cards),
        cells={p: _cell(by_pillar[p]) for p in PILLAR_IDS if p in by_pillar},
        has_plan=any(card.kind == WHOLE_PLAN for card in cards),
    )


def _cell(cards: list[DocumentCard]) -> Cell:
    ordered = sorted(
        cards, key=lambda c: (c.kind == WHOLE_PLAN, c.published or "", c.id), reverse=True
    )
    dated = [card.published for card in cards if card.published]
    years = Counter(published[:4] for published in dated)
    return Cell(
        documents=len(cards),
        newest=max(dated, default=None),
        years=dict(sorted(years.items())),
        best=tuple(card.id for card in ordered[:_BEST]),
    )
