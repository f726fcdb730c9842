"""What `pilar doctor` looks at: each check is one line, ok or a problem with its remedy."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.catalogue import Catalogue
from corpus.errors import IndexStateError, PilarError
from corpus.settings import DEFAULT_MODEL, Settings

_ROOM_NEEDED = 1_000_000_000  # bytes: the model takes 0.6 GB while it is prepared


@dataclass(frozen=True, slots=True)
class Check:
    """The result of one check."""

    name: str
    ok: bool
    detail: str


def examine(settings: Settings) -> Iterator[Check]:
    """Yield the checks one by one: a slow one does not hold back the ones before it."""
    checks: tuple[tuple[str, Callable[[Settings], str]], ...] = (
        ("disk", _disk),
        ("catalogue", _catalogue),
        ("model", _model),
        ("reader", _reader),
        ("index", _index),
        ("OCR", _ocr),
    )
    for name, check in checks:
        try:
            yield Check(name, ok=True, detail=check(settings))
        except PilarError as error:
            yield Check(name, ok=False, detail=str(error))


def _disk(settings: Settings) -> str:
    folder = settings.data_dir.resolve()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    if free < _ROOM_NEEDED:
        raise PilarError(f"Only {free / 1e9:.1f} GB are free at {folder}.", "Free at least 1 GB.")
    return f"{free / 1e9:.0f} GB free at {folder}"


def _catalogue(settings: Settings) -> str:
    if not settings.catalogue_path.exists():
        raise PilarError(
            f"There is no catalogue in {settings.data_dir} yet.",
            "Run `pilar serve` or `pilar crawl`.",
        )
    counts = Catalogue(settings.catalogue_path).counts()
    return f"{sum(counts.values())} documents from {len(counts)} sources"


def _model(settings: Settings) -> str:
    from index.embedder import Embedder
    from index.model import prepared_model, self_test
    from index.prepared import verify

    if settings.embed_model == DEFAULT_MODEL:
        folder = prepared_model(settings.cache_dir)
        verify(folder)
        return f"{DEFAULT_MODEL}, cosine {self_test(folder):.4f} to its reference"
    return f"{Embedder.open(settings).name} loads"


def _reader(settings: Settings) -> str:
    from index.prepared import verify
    from index.reader import Reader
    from index.readermodel import prepared_reader

    folder = prepared_reader(settings.cache_dir)
    verify(folder)
    Reader.open(settings)
    return f"{folder.name} loads"


def _index(settings: Settings) -> str:
    from index.generation import live_manifest, live_name

    manifest = live_manifest(settings.index_dir)
    if manifest is None:
        raise IndexStateError("Nothing is indexed yet.", "Run `pilar index`.")
    return f"generation {live_name(settings.index_dir)}, built with {manifest.model}"


def _ocr(settings: Settings) -> str:
    from crawler.ocr import check

    if settings.ocr == "off":
        return "switched off with PILAR_OCR; scanned PDFs stay without text"
    return check()
