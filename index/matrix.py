"""The vectors of a generation as two files of rows, mapped into memory.

``vectors.f32`` holds them as they came from the model; ``vectors.i8`` the same in 8 bits, for
looking through all of them at once. Both only ever grow: a row is written before anything refers
to it, and never again. So a new generation shares the files of the one before by a hard link,
and what a killed run left behind the last row in use is written over.

Exact search reads 384 bytes a passage: 150,000 of them take some milliseconds, and a filter makes
it less, where a graph index gets slower the narrower the filter is.
"""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexStateError, disk_errors
from index.embedder import Vectors
from index.tags import Rows

FILES = ("vectors.f32", "vectors.i8")
_RESCORED = 4  # times k: the candidates that 8 bits find and 32 bits put in order
_STEPS = 127  # of 8 bits, on either side of zero

Similar = npt.NDArray[np.float32]
"""One cosine a row."""


class VectorMatrix:
    """The vectors of all passages, by row."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Open the files in ``folder``; they are made when the first rows are written."""
        self._full_path, self._small_path = (folder / name for name in FILES)
        self.dimensions = dimensions
        self._open()

    def write(self, rows: Rows, vectors: Vectors) -> None:
        """Put vectors at rows that nothing refers to yet; neighbours are written in one go."""
        if not len(rows):
            return
        steps = np.abs(vectors).max(axis=1, keepdims=True) / _STEPS
        small = np.round(vectors / np.maximum(steps, np.float32(1e-12))).astype(np.int8)
        record = np.zeros(len(rows), self._small_form)
        record["step"], record["values"] = steps[:, 0], small
        for path, records, width in (
            (self._full_path, np.ascontiguousarray(vectors, "<f4"), 4 * self.dimensions),
            (self._small_path, record, self._small_form.itemsize),
        ):
            with disk_errors(path), path.open("r+b" if path.exists() else "w+b") as file:
                for start, stop in _runs(rows):
                    file.seek(int(rows[start]) * width)
                    file.write(records[start:stop].tobytes())
        self._open()

    def sync(self) -> None:
        """Make sure that what was written survives a loss of power."""
        for path in (self._full_path, self._small_path):
            if path.exists():
                with disk_errors(path), path.open("rb") as file:
                    os.fsync(file.fileno())

    def read(self, rows: Rows) -> Vectors:
        """Return the vectors at some rows, shape (rows, dimensions)."""
        return np.asarray(self._full[rows])

    def cosines(self, vector: Vectors, rows: Rows) -> Similar:
        """Return the cosine of each row with a vector of length 1."""
        if not len(rows):
            return np.zeros(0, np.float32)
        similar: Similar = self.read(rows) @ vector
        return similar

    def nearest(self, vector: Vectors, k: int, rows: Rows) -> tuple[Rows, Similar]:
        """Return the k nearest of these rows and their cosines, nearest first."""
        if len(rows) > k * _RESCORED:
            rows = rows[self._candidates(vector, k * _RESCORED, rows)]
        similar = self.cosines(vector, rows)
        best = np.argsort(-similar, kind="stable")[:k]
        return rows[best], similar[best]

    def check(self, rows: int) -> None:
        """Refuse files that are too short to hold this many rows."""
        if min(len(self._full), len(self._small)) < rows:
            raise IndexStateError(
                f"The vectors in {self._full_path.parent} are damaged: {len(self._full)} rows, "
                f"expected {rows}.",
                "Rebuild them with `pilar index --rebuild`.",
            )

    def _candidates(self, vector: Vectors, count: int, rows: Rows) -> Rows:
        from index.scan import dot_products

        asked = np.round(vector * (_STEPS / np.abs(vector).max())).astype(np.int16)
        rough = np.empty(len(rows), np.float32)
        values = self._small.view(np.int8).reshape(len(self._small), -1)
        dot_products(values, self._small["step"], rows, asked, rough)
        chosen: Rows = np.sort(np.argpartition(-rough, count)[:count])
        return chosen

    def _open(self) -> None:
        self._full = _mapped(self._full_path, np.dtype(("<f4", (self.dimensions,))))
        self._small = _mapped(self._small_path, self._small_form)

    @property
    def _small_form(self) -> np.dtype[np.void]:
        return np.dtype([("values", "i1", (self.dimensions,)), ("step", "<f4")])


def _mapped(path: Path, form: np.dtype[np.void]) -> npt.NDArray[np.void]:
    """Map a file's whole rows; the torn last row of a killed run is left out."""
    count = path.stat().st_size // form.itemsize if path.exists() else 0
    if not count:
        return np.zeros(0, form)
    flat = np.memmap(path, np.uint8, "r", shape=(count * form.itemsize,))
    return flat.view(form) if form.names else flat.view("<f4").reshape(count, -1)


def _runs(rows: Rows) -> list[tuple[int, int]]:
    """Return the stretches of neighbouring rows, half-open."""
    breaks = np.flatnonzero(np.diff(rows) != 1) + 1
    borders = [0, *breaks.tolist(), len(rows)]
    return list(pairwise(borders))
