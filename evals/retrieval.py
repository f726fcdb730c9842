"""How well each leg and their fusion find the right passages of a BEIR set."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from corpus.catalogue import Catalogue
from corpus.console import progress_bar, stages
from corpus.document import Document
from corpus.ids import content_hash
from corpus.lock import writing
from corpus.settings import Settings, load_settings
from evals.beir import BeirSet
from index.cli import open_embedder
from index.embedder import Embedder
from index.generation import FORM, live_name
from index.retriever import Retriever

METRICS = ("nDCG@10", "MRR@10", "Recall@1", "Recall@5", "Recall@10", "Recall@100")
SYSTEMS = ("dense", "words", "hybrid")
_DEPTH = 100  # of the rankings that are measured
_DEEPER = 150  # passages asked for: a long document has several

Run = dict[str, dict[str, float]]
"""Question id -> passage id -> score."""


def measure(
    beir: BeirSet, retriever: Retriever, told: Callable[[int], None] | None = None
) -> dict[str, Any]:
    """Ask every question of a set and return the figures of each system.

    "hybrid" is what ``pilar search`` returns; the other two are its legs alone.

    :param told: called with the number of questions asked so far.
    """
    ids = {document.id: name for name, document in _named(beir)}
    runs: dict[str, Run] = {system: {} for system in SYSTEMS}
    for number, (name, question) in enumerate(beir.queries.items(), start=1):
        dense, words = retriever.legs(question, _DEEPER)
        runs["dense"][name] = _best(ids, dense)
        runs["words"][name] = _best(ids, words)
        hits = retriever.search(question, _DEPTH).hits
        places = [(hit.document.id, 1.0 / hit.rank) for hit in hits]
        runs["hybrid"][name] = _best(ids, places)
        if told:
            told(number)
    return {
        "queries": len(beir.queries),
        "passages": len(beir.passages),
        "systems": {system: _figures(beir.qrels, run) for system, run in runs.items()},
    }


@contextmanager
def beir_retriever(
    beir: BeirSet, settings: Settings, *, cached: bool = True, quiet: bool = False
) -> Iterator[Retriever]:
    """Open a retriever over the passages of a set.

    :param cached: keep the index under the cache folder, so that the next run finds it there;
        it is known by its content, the model and the form of the index.
    """
    embedder = open_embedder(settings, quiet=quiet)
    key = content_hash(beir.digest, embedder.name, FORM, settings.token_bits)[:16]
    folder = settings.cache_dir / "beir" / key
    if not cached:
        folder = Path(tempfile.mkdtemp(prefix="pilar-beir-"))
    own = load_settings(
        data_dir=folder, cache_dir=settings.cache_dir, embed_model=settings.embed_model
    )
    try:
        catalogue = Catalogue(own.catalogue_path)
        _fill(beir, catalogue, own, embedder, quiet=quiet)
        yield Retriever.open(own, catalogue, embedder)
        catalogue.close()
    finally:
        if not cached:
            shutil.rmtree(folder, ignore_errors=True)


def _fill(
    beir: BeirSet, catalogue: Catalogue, own: Settings, embedder: Embedder, *, quiet: bool
) -> None:
    from index.indexer import update_index

    if live_name(own.index_dir) is not None:
        return  # the last act of indexing: all is there
    with writing(own.data_dir, "pilar eval"), progress_bar(hidden=quiet) as bar:
        task = bar.add_task("Taking in", total=len(beir.passages), unit="passages")
        for done, document in enumerate(beir.documents(), start=1):
            catalogue.put(document)
            bar.update(task, completed=done)
        update_index(
            catalogue,
            own.index_dir,
            embedder,
            token_bits=own.token_bits,
            progress=stages(bar, "passages"),
        )


def _named(beir: BeirSet) -> Iterator[tuple[str, Document]]:
    yield from zip(beir.passages, beir.documents(), strict=True)


def _best(ids: Mapping[str, str], scored: list[tuple[str, float]]) -> dict[str, float]:
    """Return BEIR's passage id -> best score, from documents and the scores of their passages."""
    best: dict[str, float] = {}
    for document_id, score in scored:
        name = ids[document_id]
        best[name] = max(best.get(name, score), score)
    return dict(list(best.items())[:_DEPTH])


def _figures(qrels: Mapping[str, Mapping[str, int]], run: Run) -> dict[str, float]:
    import ir_measures
    from ir_measures import RR, R, nDCG

    measures = dict(zip(METRICS, (nDCG @ 10, RR @ 10, R @ 1, R @ 5, R @ 10, R @ 100), strict=True))
    asked = {name: dict(qrels[name]) for name in run}
    found = ir_measures.calc_aggregate(list(measures.values()), asked, run)
    return {name: round(float(found[measure]), 4) for name, measure in measures.items()}
