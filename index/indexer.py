"""Bringing the index in step with the catalogue: only what changed is embedded."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.catalogue import Catalogue
from corpus.corrections import Corrections
from corpus.document import Document
from corpus.passage import Passage
from index.budget import Budget
from index.embedder import Embedder, Reading
from index.generation import (
    EMBEDDED,
    Generation,
    Manifest,
    check_fits,
    live_manifest,
    make_live,
    open_live,
    start_building,
    storage_errors,
)
from index.ingest import Text, read_texts
from index.keywords import LABELS
from index.pillarmodel import Matrix
from index.pillartagger import PillarTagger, tag_document
from index.quantiser import Bits
from index.splitter import split
from index.stores.store import Backend
from index.tokens import SAMPLE, PassageTokens

Stage = Literal["Embedding", "Storing"]
Progress = Callable[[Stage, int, int], None]
"""Told how many passages are done and how many there are, in each of the two stages."""

BATCH = 64  # passages between two reports of progress
_SAFE_EVERY = 30  # seconds of embedding that a kill can cost


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What a run did.

    :ivar resumed: passages that an earlier run, which was cut short, had embedded.
    """

    documents: int
    passages: int
    embedded: int
    removed: int
    seconds: float
    resumed: int = 0


def update_index(
    catalogue: Catalogue,
    index_dir: Path,
    embedder: Embedder,
    *,
    backend: Backend = EMBEDDED,
    rebuild: bool = False,
    token_bits: Bits = 2,
    progress: Progress | None = None,
) -> IndexReport:
    """Bring the index in step with the catalogue. The caller holds the write lock.

    A run that was cut short is gone on with: what it had embedded is kept.

    :param rebuild: build everything anew beside the live index, then switch.
    :param token_bits: of the token vectors, a dimension; a live index keeps its own.
    :raises IndexStateError: when another model or store built the index and ``rebuild`` is not
        asked for.
    :raises StorageError: when the disk refuses; the live index stays as it was.
    """
    started = time.monotonic()
    active = catalogue.distinct()
    corrected = {
        name: state for name, state in Corrections(catalogue).states().items() if name in active
    }
    manifest = None if rebuild else live_manifest(index_dir)
    if manifest is not None:
        check_fits(manifest, embedder.name, backend)
        live = open_live(index_dir, embedder.name, backend)
        if backend.is_shared:  # once more, in case the last run was killed right after its switch
            live.vectors.remove(live.passages.gone())
        indexed, total = live.passages.versions(), live.passages.count()
        is_corrected = live.passages.corrected() == corrected
        live.close()
        if indexed == active and is_corrected:
            return IndexReport(len(indexed), total, 0, 0, _since(started))
    building = start_building(
        index_dir,
        manifest
        or Manifest(embedder.name, embedder.dimensions, token_bits=token_bits, store=backend.name),
        backend,
        afresh=manifest is None,
    )
    # Whatever goes wrong from here on, the next run goes on with what is safe by then.
    try:
        with storage_errors(building.folder):
            run = _Run(catalogue, building, embedder, progress or _silent)
            resumed = run.resume()
            run.embed(active, corrected)
            run.store()
            gone = building.passages.gone()
            report = IndexReport(
                documents=len(active),
                passages=building.passages.count(),
                embedded=run.embedded,
                removed=len(gone),
                seconds=_since(started),
                resumed=resumed,
            )
            make_live(building)
    except BaseException:
        building.close()
        raise
    if backend.is_shared:
        live = open_live(index_dir, embedder.name, backend)
        live.vectors.remove(gone)
        live.close()
    return report


class _Run:
    """One generation on its way from what it was to what the catalogue holds."""

    def __init__(
        self, catalogue: Catalogue, building: Generation, embedder: Embedder, progress: Progress
    ) -> None:
        self._catalogue = catalogue
        self._building = building
        self._embedder = embedder
        self._progress = progress
        self._budget = Budget(embedder.longest, lambda text: len(embedder.tokenize(text)))
        self._read: dict[str, Reading] = {}
        self._tagger = PillarTagger(embedder)
        self._corrections = Corrections(catalogue)
        self.embedded = 0

    def resume(self) -> int:
        """Mend what a kill between two stores left; return how many passages were safe."""
        passages, tokens = self._building.passages, self._building.tokens
        tokens.remove(tokens.ids() - passages.ids())
        return len(passages.pending())

    def embed(self, active: dict[str, str], corrected: dict[str, str]) -> None:
        """Bring passages, vectors and token codes in step with the catalogue.

        :param corrected: document id -> the state of what maintainers corrected about its tags.
        """
        passages = self._building.passages
        indexed, known = passages.versions(), passages.corrected()
        for name in indexed.keys() - active.keys():
            passages.remove(name)
        changed = [
            name
            for name, version in active.items()
            if indexed.get(name) != version or known.get(name) != corrected.get(name)
        ]
        if not self._building.tokens.is_fitted:
            self._fit(changed)
        safe = time.monotonic()
        sizes = self._catalogue.sizes()
        done, whole = 0, sum(sizes[name] for name in changed)
        for group in self._groups(changed):
            self._tag_group(group, self._embed_group(group), corrected)
            done += sum(sizes[document.id] for document, _, _ in group)
            self._progress("Embedding", self.embedded, round(self.embedded * whole / max(done, 1)))
            if time.monotonic() - safe > _SAFE_EVERY:
                self._make_safe()
                safe = time.monotonic()
        passages.mark_shared()
        self._make_safe()

    def store(self) -> None:
        """Tell the stores of vectors and words what changed; doing it twice does no harm."""
        building = self._building
        building.tokens.remove(building.passages.gone())
        building.tokens.commit()
        self._file()
        if not building.backend.is_shared and not self._is_whole():
            # A kill can leave a store that opens and yet lacks something. The vectors are safe in
            # files of our own, so it is filled anew without the model.
            building.empty_stores()
            self._file()
        building.passages.forget_pending()
        building.passages.commit()

    def _is_whole(self) -> bool:
        building = self._building
        counts = {building.passages.count(), building.vectors.count, building.words.count}
        return len(counts) == 1

    def _file(self) -> None:
        """Write into the stores what is pending, and remove what is gone."""
        building, passages = self._building, self._building.passages
        pending = passages.pending()
        fresh = pending if building.backend.has_tags else passages.pending(only_fresh=True)
        gone = passages.gone()
        if not building.backend.is_shared:
            # On a server, readers of the live generation still look for what is gone.
            building.vectors.remove(gone)
        done = 0
        for placed in passages.placed(fresh):
            rows = np.array([passage.row for passage in placed], np.int64)
            building.vectors.add(placed, building.matrix.read(rows))
            done += len(placed)
            self._progress("Storing", done, len(fresh))
        building.words.update(
            [*gone, *pending], (passage for some in passages.placed(pending) for passage in some)
        )

    def _groups(self, names: Iterable[str]) -> Iterator[list[_Split]]:
        """Yield documents with their passages, together about as many as one batch."""
        group: list[_Split] = []
        waiting = 0
        for name in names:
            document = self._catalogue.document(name)
            passages = split(document, self._budget)
            known = self._building.passages.rows_of([passage.id for passage in passages])
            fresh = [passage for passage in passages if passage.id not in known]
            group.append((document, passages, fresh))
            waiting += len(fresh)
            if waiting >= BATCH:
                yield group
                group, waiting = [], 0
        if group:
            yield group

    def _embed_group(self, group: list[_Split]) -> dict[str, Matrix]:
        """Embed what is fresh; return passage id -> how likely each label is for it."""
        likely: dict[str, Matrix] = {}
        own = {passage.id: passage.text for _, _, fresh in group for passage in fresh}
        building = self._building
        texts = [Text.of(passage, doc.title) for doc, _, fresh in group for passage in fresh]
        for document, passages, _ in group:
            building.passages.replace(document, passages)
        places = building.passages.rows_of([text.id for text in texts])
        building.tokens.remove(places)  # left behind where a run was killed before its commit
        for start in range(0, len(texts), BATCH):
            some = texts[start : start + BATCH]
            fresh = [text for text in some if text.id not in self._read]
            self._read |= {
                text.id: reading
                for text, reading in zip(fresh, read_texts(fresh, self._embedder), strict=True)
            }
            readings = [self._read.pop(text.id) for text in some]
            rows = np.array([places[text.id] for text in some], np.int64)
            order = np.argsort(rows)
            vectors = np.stack([reading.vector for reading in readings])
            building.matrix.write(rows[order], vectors[order])
            building.tokens.add(
                PassageTokens(text.id, reading.tokens, text.own_spans(reading))
                for text, reading in zip(some, readings, strict=True)
            )
            judged = self._tagger.likelihoods([own[text.id] for text in some], vectors)
            likely |= {text.id: row for text, row in zip(some, judged, strict=True)}
            self.embedded += len(some)
        return likely

    def _tag_group(
        self, group: list[_Split], likely: dict[str, Matrix], corrected: dict[str, str]
    ) -> None:
        """Tag fresh passages by what was just judged, the others by what was judged once."""
        store = self._building.passages
        for document, passages, _ in group:
            known = store.likelihoods(p.id for p in passages if p.id not in likely) | likely
            rows = np.array([known[passage.id] for passage in passages], np.float32)
            tagging = tag_document(
                document,
                passages,
                rows.reshape(len(passages), len(LABELS)),
                self._tagger.thresholds,
                self._corrections.of(document.id) if document.id in corrected else (),
                corrected.get(document.id, ""),
            )
            store.retag(document, tagging)

    def _fit(self, names: list[str]) -> None:
        """Fit the quantiser of the token vectors to a fair sample of documents."""
        step = max(1, len(names) // SAMPLE)
        chosen = names[::step][:SAMPLE]
        each = -(-SAMPLE // max(1, len(chosen)))
        texts = []
        for name in chosen:
            document = self._catalogue.document(name)
            passages = split(document, self._budget)
            texts += [
                Text.of(passage, document.title)
                for passage in passages[:: max(1, len(passages) // each)][:each]
            ]
        readings = read_texts(texts, self._embedder)
        self._building.tokens.fit([reading.tokens for reading in readings])
        # They are not read a second time when their turn comes.
        self._read = {text.id: reading for text, reading in zip(texts, readings, strict=True)}

    def _make_safe(self) -> None:
        self._building.matrix.sync()
        self._building.tokens.commit()
        self._building.passages.commit()


_Split = tuple[Document, list[Passage], list[Passage]]
"""A document, its passages, and those of them that are to be embedded."""


def _silent(_stage: Stage, _done: int, _total: int) -> None:
    """Show nothing."""


def _since(started: float) -> float:
    return round(time.monotonic() - started, 2)
