"""Generations of the index: complete, never changed once live, switched by one file.

``index/CURRENT`` names the folder of the live generation. An update copies that folder (files that
never change are shared by hard links), changes the copy, and renames CURRENT into place as its
last act. A kill before that leaves the old generation live and a ``building-*`` folder, which the
next run goes on with. Readers keep the generation they have open; the one before the live one is
kept for them.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path

from corpus.errors import IndexStateError, PilarError, StorageError, disk_errors
from index import matrix, tokens
from index.matrix import VectorMatrix
from index.passages import PassageStore
from index.quantiser import Bits
from index.shelf import Shelf
from index.stores.chroma import Embedded
from index.stores.store import Backend, Place
from index.tokens import TokenStore

FORM = 16
"""Raised when a change in splitting, tagging or storing asks for a rebuild."""

EMBEDDED = Embedded()
"""The stores that need no server."""

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_OWNER = "OWNER"
_WORDS_CHANGING = (".json", ".lock")  # of a folder of words, all else never changes
_NO_ROOM = 8_000_000  # bytes: less than the stores grow by in one step


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built with.

    :ivar store: the name of the backend.
    :ivar collection: its name on a server.
    :ivar base: the generation that it began as a copy of; None when it began empty.
    """

    model: str
    dimensions: int
    form: int = FORM
    token_bits: Bits = 2
    store: str = EMBEDDED.name
    collection: str = ""
    base: str | None = None


class Generation:
    """One folder with the passages, vectors, words and token codes that belong together."""

    def __init__(self, folder: Path, manifest: Manifest, backend: Backend = EMBEDDED) -> None:
        self.folder = folder
        self.manifest = manifest
        self.backend = backend
        self.passages = PassageStore(folder / "passages.sqlite")
        self.matrix = VectorMatrix(folder, manifest.dimensions)
        self.tokens = TokenStore(folder / "tokens", manifest.token_bits)
        self._place = Place(folder, manifest.collection, self.passages, self.matrix)
        self.vectors, self.words = backend.open(self._place)

    @cached_property
    def shelf(self) -> Shelf:
        """What was read last of the passages; for a live generation alone, which never changes."""
        return Shelf(self.passages)

    @property
    def name(self) -> str:
        """The folder's name, for example ``000007``."""
        return self.folder.name

    def check_whole(self) -> None:
        """Refuse a generation whose stores do not hold the same number of passages."""
        passages, vectors, words = self.passages.count(), self.vectors.count, self.words.count
        # A server may hold passages already that only the next generation names.
        is_whole = passages == self.tokens.count and (
            min(vectors, words) >= passages
            if self.backend.is_shared
            else vectors == words == passages
        )
        if not is_whole:
            self.close()
            raise IndexStateError(
                f"The index in {self.folder} is damaged: {passages} passages, {vectors} vectors, "
                f"{words} in the word index, {self.tokens.count} with token vectors.",
                "Rebuild it with `pilar index --rebuild`.",
            )
        self.matrix.check(self.passages.end())

    def empty_stores(self) -> None:
        """Begin the stores of vectors and words anew, in a folder whose stores are damaged."""
        self.vectors.close()
        for name in ("chroma", "words"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        self.vectors, self.words = self.backend.open(self._place)
        self.passages.all_pending()

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
    return None if name is None else _manifest(index_dir / name)


def open_live(index_dir: Path, model: str, backend: Backend = EMBEDDED) -> Generation:
    """Open the live generation for reading.

    :param model: the embedder's name; vectors of two models are never mixed.
    :raises IndexStateError: when there is none, when it is damaged, or when another model, another
        kind of store or an older form built it.
    """
    while True:
        name = live_name(index_dir)
        if name is None:
            raise IndexStateError(
                f"Nothing is indexed in {index_dir} yet.", "Run `pilar index` first."
            )
        try:
            return _open(index_dir / name, model, backend)
        except (PilarError, sqlite3.Error, OSError):
            # Swept away while it was being opened: two newer ones went live meanwhile.
            if live_name(index_dir) == name:
                raise


def _open(folder: Path, model: str, backend: Backend) -> Generation:
    manifest = _manifest(folder)
    check_fits(manifest, model, backend)
    opened = Generation(folder, manifest, backend)
    opened.check_whole()
    return opened


def check_fits(manifest: Manifest, model: str, backend: Backend = EMBEDDED) -> None:
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
    if manifest.store != backend.name:
        raise IndexStateError(
            f"The index was built in the store {manifest.store}, the settings name {backend.name}.",
            "Run `pilar index --rebuild`, or set PILAR_STORE and PILAR_CHROMA_URL back.",
        )


@contextmanager
def storage_errors(folder: Path) -> Iterator[None]:
    """Turn what the stores raise when the disk fails them into errors of ours."""
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


def start_building(
    index_dir: Path, manifest: Manifest, backend: Backend = EMBEDDED, *, afresh: bool
) -> Generation:
    """Open a new generation for writing: what a killed run left, a copy of the live one, or empty.

    The caller holds the write lock.
    """
    live = live_name(index_dir)
    base = None if afresh else live
    folder = index_dir / f"building-{_next_name(live)}"
    with disk_errors(index_dir):
        index_dir.mkdir(parents=True, exist_ok=True)
        finished = index_dir / _next_name(live)
        if finished.exists():  # killed between its last two acts
            finished.rename(folder)
        left_over = _left_over(folder, replace(manifest, base=base), may_be_fresh=not afresh)
        if left_over is not None:
            try:
                return Generation(folder, left_over, backend)
            except (IndexStateError, sqlite3.Error):
                pass  # killed in the middle of a write that its store cannot mend
        _sweep(index_dir, live, backend)
        collection = (
            manifest.collection if base else f"pilar_{_owner(index_dir)}_{_next_name(live)}"
        )
        manifest = replace(manifest, base=base, collection=collection)
        if base is None:
            folder.mkdir()
        else:
            shutil.copytree(index_dir / base, folder, copy_function=_shared_or_copied)
        # Written last: a folder without it is a copy that was cut short.
        _write(folder / _MANIFEST, json.dumps(asdict(manifest)))
    building = Generation(folder, manifest, backend)
    building.passages.forget_gone()
    building.passages.commit()
    return building


def make_live(building: Generation) -> str:
    """Close the new generation, switch to it, sweep away what no reader needs any more."""
    building.close()
    index_dir = building.folder.parent
    name = building.name.removeprefix("building-")
    before = live_name(index_dir)
    with disk_errors(index_dir):
        building.folder.rename(index_dir / name)
        _write(index_dir / _CURRENT, name)
    for folder in index_dir.iterdir():
        if folder.is_dir() and folder.name not in (name, before):
            shutil.rmtree(folder, ignore_errors=True)
    _drop_collections(index_dir, building.backend)
    return name


def _left_over(folder: Path, wanted: Manifest, *, may_be_fresh: bool) -> Manifest | None:
    """Return the manifest of what a killed run left, when that run wanted the same."""
    try:
        found = _manifest(folder)
    except IndexStateError:
        return None
    bases = {wanted.base, None} if may_be_fresh else {None}
    same = replace(found, collection=wanted.collection, base=wanted.base) == wanted
    return found if same and found.base in bases else None


def _sweep(index_dir: Path, live: str | None, backend: Backend) -> None:
    """Remove what killed runs left, in the folder and in a live collection on a server."""
    for folder in index_dir.glob("building-*"):
        if backend.is_shared and live is not None and (folder / _MANIFEST).exists():
            _take_back(folder, index_dir / live, backend)
        shutil.rmtree(folder)


def _take_back(building: Path, live: Path, backend: Backend) -> None:
    """Remove from the live collection what a run had added before it was killed."""
    if _manifest(building).collection != _manifest(live).collection:
        return
    added = PassageStore(building / "passages.sqlite")
    kept = Generation(live, _manifest(live), backend)
    kept.vectors.remove(set(added.pending()) - kept.passages.ids())
    kept.close()
    added.close()


def _drop_collections(index_dir: Path, backend: Backend) -> None:
    """Remove from the server what no generation names any more."""
    if not backend.is_shared:
        return
    named = {_manifest(path.parent).collection for path in index_dir.glob(f"*/{_MANIFEST}")}
    for collection in backend.collections(f"pilar_{_owner(index_dir)}_") - named:
        backend.drop(collection)


def _owner(index_dir: Path) -> str:
    """Return what tells this data folder's collections from those of others on the server."""
    path = index_dir / _OWNER
    if not path.exists():
        _write(path, secrets.token_hex(4))
    return path.read_text().strip()


def _manifest(folder: Path) -> Manifest:
    try:
        return Manifest(**json.loads((folder / _MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise IndexStateError(
            f"The index in {folder.parent} is damaged: generation {folder.name} cannot be read.",
            "Rebuild it with `pilar index --rebuild`.",
        ) from error


def _write(path: Path, text: str) -> None:
    """Write a small file so that it is there whole or not at all."""
    fresh = path.with_name(f"{path.name}.new")
    with fresh.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def _shared_or_copied(source: str, target: str) -> None:
    path = Path(source)
    is_final = (
        path.name in matrix.FILES
        or source.endswith(tokens.IMMUTABLE)
        or (path.parent.name == "words" and path.suffix not in _WORDS_CHANGING)
    )
    if is_final:
        try:
            os.link(source, target)
        except OSError:  # a file system without hard links
            pass
        else:
            return
    shutil.copy2(source, target)


def _next_name(live: str | None) -> str:
    return f"{int(live or 0) + 1:06d}"
