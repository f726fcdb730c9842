"""Bringing the index in step with the catalogue: only what changed is embedded."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.passage import Passage
from index.budget import Budget
from index.embedder import Embedder
from index.generation import (
    Generation,
    Manifest,
    check_fits,
    discard,
    live_manifest,
    make_live,
    open_live,
    start_building,
    storage_errors,
)
from index.ingest import embed_into
from index.quantiser import Bits
from index.splitter import split
from index.tokens import SAMPLE

Progress = Callable[[int, int], None]
"""Told how many passages are embedded and how many there are to embed."""

BATCH = 64  # passages between two reports of progress


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did."""

    documents: int
    passages: int
    embedded: int
    removed: int
    seconds: float


@dataclass
class _Plan:
    """What separates the index from the catalogue."""

    changed: list[Document]
    gone: list[str]
    split: dict[str, list[Passage]]


def update_index(
    catalogue: Catalogue,
    index_dir: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    token_bits: Bits = 2,
    progress: Progress | None = None,
) -> IndexReport:
    """Bring the index in step with the catalogue. The caller holds the write lock.

    :param rebuild: build everything anew beside the live index, then switch.
    :param token_bits: of the token vectors, a dimension; a live index keeps its own.
    :raises IndexStateError: when another model built the index and ``rebuild`` is not asked for.
    :raises StorageError: when the disk refuses; the live index stays as it was.
    """
    started = time.monotonic()
    manifest = None if rebuild else live_manifest(index_dir)
    if manifest is not None:
        check_fits(manifest, embedder.name)
        live = open_live(index_dir, embedder.name)
        indexed, total = live.passages.versions(), live.passages.count()
        live.close()
    else:
        indexed, total = {}, 0
    budget = Budget(embedder.longest, lambda text: len(embedder.tokenize(text)))
    plan = _plan(catalogue, indexed, budget)
    if manifest is not None and not plan.changed and not plan.gone:
        return IndexReport(len(indexed), total, 0, 0, _since(started))
    building = start_building(
        index_dir,
        manifest or Manifest(embedder.name, embedder.dimensions, token_bits=token_bits),
        afresh=manifest is None,
    )
    try:
        with storage_errors(building.folder):
            embedded, removed = _apply(plan, building, embedder, progress)
            documents, total = len(building.passages.versions()), building.passages.count()
            make_live(building)
    except BaseException:
        discard(building)
        raise
    return IndexReport(documents, total, embedded, removed, _since(started))


def _plan(catalogue: Catalogue, indexed: dict[str, str], budget: Budget) -> _Plan:
    active = catalogue.distinct()
    changed = [
        catalogue.document(name) for name, version in active.items() if indexed.get(name) != version
    ]
    gone = [name for name in indexed if name not in active]
    return _Plan(changed, gone, {document.id: split(document, budget) for document in changed})


def _apply(
    plan: _Plan, building: Generation, embedder: Embedder, progress: Progress | None
) -> tuple[int, int]:
    """Write a plan into a generation; return the numbers of passages embedded and removed."""
    before = building.passages.ids_of([*(document.id for document in plan.changed), *plan.gone])
    wanted = {passage.id for passages in plan.split.values() for passage in passages}
    texts = [
        (passage, passage.embedded_text(document.title))
        for document in plan.changed
        for passage in plan.split[document.id]
    ]
    fresh = [(passage, text) for passage, text in texts if passage.id not in before]
    removed = before - wanted
    for name in plan.gone:
        building.passages.remove(name)
    for document in plan.changed:
        building.passages.replace(document, plan.split[document.id])
    building.passages.mark_shared()
    building.passages.commit()
    building.vectors.remove(removed)
    building.words.update(removed, fresh)
    building.tokens.remove(removed)
    # The first passages are what the token vectors' quantiser is fitted to: a fair sample.
    step = max(1, len(fresh) // SAMPLE)
    order = sorted(range(len(fresh)), key=lambda place: (place % step > 0, place))
    for start in range(0, len(fresh), BATCH):
        batch = [fresh[place] for place in order[start : start + BATCH]]
        embed_into(building.vectors, building.tokens, batch, embedder)
        if progress:
            progress(min(start + BATCH, len(fresh)), len(fresh))
    building.tokens.commit()
    return len(fresh), len(removed)


def _since(started: float) -> float:
    return round(time.monotonic() - started, 2)
