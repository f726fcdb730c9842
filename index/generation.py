"""Generations of the index: complete, never changed once live, switched by one file.

``index/CURRENT`` names the folder of the live generation. An update copies that folder (files that
never change are shared by hard links), changes the copy, and renames CURRENT into place as its
last act; a kill before that leaves the old generation live and a ``building-*`` folder that the
next run sweeps away. Readers keep the generation they have open; the one before the live one is
kept for them.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexStateError, StorageError, disk_errors
from index.passages import PassageStore
from index.quantiser import Bits
from index.tokens import IMMUTABLE, TokenStore
from index.vectors import VectorIndex
from index.words import WordIndex

FORM = 7
"""Raised when a change in splitting, tagging or storing asks for a rebuild."""

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_NO_ROOM = 8_000_000  # bytes: less than the stores grow by in one step


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with."""

    model: str
    dimensions: int
    form: int = FORM
    token_bits: Bits = 2


class Generation:
    """One folder with the passages, vectors, words and token codes that belong together."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.passages = PassageStore(folder / "passages.sqlite")
        self.vectors = VectorIndex(folder / "chroma")
        self.words = WordIndex(folder / "words")
        self.tokens = TokenStore(folder / "tokens", manifest.token_bits)

    @property
    def name(self) -> str:
        """The folder's name, for example ``000007``."""
        return self.folder.name

    def check_whole(self) -> None:
        """Refuse a generation whose stores do not hold the same number of passages."""
        counts = (self.passages.count(), self.vectors.count, self.words.count, self.tokens.count)
        if len(set(counts)) > 1:
            self.close()
            raise IndexStateError(
                "The index in {} is damaged: {} passages, {} vectors, {} in the word index, "
                "{} with token vectors.".format(self.folder, *counts),
                "Rebuild it with `pilar index --rebuild`.",
            )

    def close(self) -> None:
        """Let go of the files."""
        self.passages.close()
        self.vectors.close()
        self.tokens.close()


def live_name(index_dir: Path) -> str | None:
    """Return the name of the live generation; None where nothing was indexed yet."""
    try:
        return (index_dir / _CURRENT).read_text().strip() or None
    except FileNotFoundError:
        return None


def live_manifest(index_dir: Path) -> Manifest | None:
    """Return what the live generation was built with.

    :raises IndexStateError: when CURRENT points at something that is not there.
    """
    name = live_name(index_dir)
    if name is None:
        return None
    try:
        return Manifest(**json.loads((index_dir / name / _MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexStateError(
            f"The index in {index_dir} is damaged: generation {name} cannot be read.",
            "Rebuild it with `pilar index --rebuild`.",
        ) from error


def open_live(index_dir: Path, model: str) -> Generation:
    """Open the live generation for reading.

    :param model: the embedder's name; vectors of two models are never mixed.
    :raises IndexStateError: when there is none, when it is damaged, or when another model or an
        older form built it.
    """
    manifest = live_manifest(index_dir)
    if manifest is None:
        raise IndexStateError(f"Nothing is indexed in {index_dir} yet.", "Run `pilar index` first.")
    check_fits(manifest, model)
    live = Generation(index_dir / str(live_name(index_dir)), manifest)
    live.check_whole()
    return live


def check_fits(manifest: Manifest, model: str) -> None:
    """Refuse a generation that this model or this version must not be mixed with."""
    if manifest.model != model:
        raise IndexStateError(
            f"The index was built with the model {manifest.model}, the settings name {model}.",
            "Run `pilar index --rebuild`, or set PILAR_EMBED_MODEL back.",
        )
    if manifest.form != FORM:
        raise IndexStateError(
            f"The index has form {manifest.form}, this version reads form {FORM}.",
            "Run `pilar index --rebuild`.",
        )


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what the three stores raise when the disk fails them into errors of ours."""
    from chromadb.errors import ChromaError

    try:
        with disk_errors(folder):
            yield
    except (ChromaError, sqlite3.Error, ValueError) as error:
        # Each store wraps the system's error in text of its own; the disk itself says more.
        if shutil.disk_usage(folder.parent).free < _NO_ROOM or "No space left" in str(error):
            raise StorageError(
                f"Cannot write under {folder.parent}: the disk is full.",
                "Free some space and run the command again; the index in use stays as it was.",
            ) from error
        if isinstance(error, ValueError):
            raise
        raise IndexStateError(
            f"The index in {folder} cannot be written: {error}.",
            "Run `pilar index --rebuild`.",
        ) from error


def start_building(index_dir: Path, manifest: Manifest, *, afresh: bool) -> Generation:
    """Open a new generation for writing: a copy of the live one, or an empty one.

    The caller holds the write lock.
    """
    live = live_name(index_dir)
    folder = index_dir / f"building-{_next_name(live)}"
    with disk_errors(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        for left_over in index_dir.glob("building-*"):
            shutil.rmtree(left_over)
        if live is None or afresh:
            folder.mkdir()
        else:
            shutil.copytree(index_dir / live, folder, copy_function=_shared_or_copied)
        (folder / _MANIFEST).write_text(json.dumps(asdict(manifest)))
    return Generation(folder, manifest)


def make_live(building: Generation) -> str:
    """Close the new generation, switch to it, sweep away what no reader needs any more."""
    building.close()
    index_dir = building.folder.parent
    name = building.name.removeprefix("building-")
    before = live_name(index_dir)
    with disk_errors(index_dir):
        building.folder.rename(index_dir / name)
        pointer = index_dir / f"{_CURRENT}.new"
        with pointer.open("w") as file:
            file.write(name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(index_dir / _CURRENT)
    for folder in index_dir.iterdir():
        if folder.is_dir() and folder.name not in (name, before):
            shutil.rmtree(folder, ignore_errors=True)
    return name


def discard(building: Generation) -> None:
    """Drop a generation that was being built."""
    building.close()
    shutil.rmtree(building.folder, ignore_errors=True)


def _shared_or_copied(source: str, target: str) -> None:
    if source.endswith(IMMUTABLE):
        try:
            os.link(source, target)
        except OSError:  # a file system without hard links
            shutil.copy2(source, target)
    else:
        shutil.copy2(source, target)


def _next_name(live: str | None) -> str:
    return f"{int(live or 0) + 1:06d}"
