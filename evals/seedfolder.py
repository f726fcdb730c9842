"""A data folder that holds the seed digests and nothing else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.service import Service, open_service
from corpus.catalogue import Catalogue
from corpus.console import progress_bar, stages
from corpus.digest import seed_digests
from corpus.lock import writing
from corpus.settings import Settings, load_settings
from index.cli import open_embedder
from index.embedder import Embedder


@contextmanager
def seed_service(*, quiet: bool = False) -> Iterator[Service]:
    """Open the service on a temporary folder of the seed digests, indexed with the usual model.

    :param quiet: show no progress.
    """
    with tempfile.TemporaryDirectory(prefix="pilar-evals-", ignore_cleanup_errors=True) as folder:
        settings = load_settings(data_dir=Path(folder))
        embedder = open_embedder(settings, quiet=quiet)
        _fill(settings, embedder, quiet=quiet)
        service = open_service(settings, embedder)
        try:
            yield service
        finally:
            service.catalogue.close()


def _fill(settings: Settings, embedder: Embedder, *, quiet: bool) -> None:
    from index.indexer import update_index

    catalogue = Catalogue(settings.catalogue_path)
    with writing(settings.data_dir, "pilar eval"), progress_bar(hidden=quiet) as bar:
        for digest in seed_digests():
            catalogue.put(digest)
        update_index(
            catalogue,
            settings.index_dir,
            embedder,
            progress=stages(bar, "passages"),
        )
    catalogue.close()
