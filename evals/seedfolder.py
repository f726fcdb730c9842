"""A data folder for the questions: the seed digests and the documents that ship with the evals."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from api.service import Service, open_service
from corpus.catalogue import Catalogue
from corpus.console import progress_bar, stages
from corpus.digest import seed_digests
from corpus.ids import content_hash, document_id
from corpus.lock import writing
from corpus.settings import Settings, load_settings
from index.cli import open_embedder
from index.embedder import Embedder
from index.generation import FORM, live_name

FOLDERS = {"evaluation": "documents", "hostile": "lies/documents"}
"""Source -> the folder of evals whose files it takes in."""


@contextmanager
def seed_service(*, quiet: bool = False, cached: bool = False) -> Iterator[Service]:
    """Open the service on the seed digests and the evaluation documents, indexed as usual.

    :param quiet: show no progress.
    :param cached: keep the index under the cache folder, so that the next run finds it there; it
        is known by the documents, the model and the form of the index. Without it the folder is
        temporary.
    """
    with service_on(take_in_documents, fingerprint(), quiet=quiet, cached=cached) as service:
        yield service


@contextmanager
def service_on(
    take_in: Callable[[Settings], None], known_by: str, *, quiet: bool, cached: bool
) -> Iterator[Service]:
    """Open the service on the seed digests and further documents.

    :param take_in: puts the further documents into the data folder of these settings.
    :param known_by: tells all documents from any others.
    """
    settings = load_settings()
    embedder = open_embedder(settings, quiet=quiet)
    key = content_hash(known_by, embedder.name, FORM, settings.token_bits)[:16]
    folder = settings.cache_dir / "evals" / key
    if not cached:
        folder = Path(tempfile.mkdtemp(prefix="pilar-evals-"))
    own = settings.model_copy(update={"data_dir": folder})
    try:
        _fill(own, embedder, take_in, quiet=quiet)
        service = open_service(own, embedder)
        try:
            yield service
        finally:
            service.catalogue.close()
    finally:
        if not cached:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def fingerprint() -> str:
    """Return the hash of all documents: another one means another corpus."""
    digests = sorted((digest.id, digest.version) for digest in seed_digests())
    return content_hash(digests, {name: content_hash(read.hex()) for name, read in _files()})[:16]


def evidence_id(page: str) -> str:
    """Return the id of the document that a question's page names, ``file.pdf#3``."""
    name = page.partition("#")[0]
    folder = next(
        (source for source, path in FOLDERS.items() if (_folder(path) / name).is_file()),
        "evaluation",
    )
    return document_id(f"file:{folder}/{name}")


def evidence_path(page: str) -> Path:
    """Return the file that a question's page names."""
    name = page.partition("#")[0]
    found = (Path(str(_folder(path) / name)) for path in FOLDERS.values())
    return next((path for path in found if path.is_file()), Path(name))


def _folder(path: str) -> Path:
    return Path(str(files("evals"))) / path


def _files() -> Iterator[tuple[str, bytes]]:
    for path in FOLDERS.values():
        for file in sorted(_folder(path).iterdir()):
            if file.is_file():
                yield f"{path}/{file.name}", file.read_bytes()


def _fill(
    settings: Settings, embedder: Embedder, take_in: Callable[[Settings], None], *, quiet: bool
) -> None:
    from index.indexer import update_index

    if live_name(settings.index_dir) is not None:
        return  # the last act of indexing: all is there
    catalogue = Catalogue(settings.catalogue_path)
    for digest in seed_digests():
        catalogue.put(digest)
    take_in(settings)
    with writing(settings.data_dir, "pilar eval"), progress_bar(hidden=quiet) as bar:
        update_index(
            catalogue,
            settings.index_dir,
            embedder,
            token_bits=settings.token_bits,
            progress=stages(bar, "passages"),
        )
    catalogue.close()


def take_in_documents(settings: Settings) -> None:
    """Take the evaluation documents into a data folder, as `pilar crawl FOLDER` does."""
    from crawler.crawl import crawl
    from crawler.source import FolderSource

    for name, path in FOLDERS.items():
        with as_file(files("evals") / path) as folder:
            source = FolderSource(kind="folder", name=name, path=folder, why="Evaluation.")
            crawl(settings, [source])
