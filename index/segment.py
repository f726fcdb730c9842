"""A Segment: two files that the rows of a token store are appended to."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

import numpy as np

from index.quantiser import Codes
from index.tokenmatches import Spans

_LAST = 65_535  # the largest position that a span can name


class Segment:
    """Codes and spans of tokens: a row of each, numbered alike."""

    def __init__(self, folder: Path, number: int) -> None:
        """Open new files in a folder."""
        self.number = number
        self._rows = 0
        self._codes: BinaryIO = self.path(folder, number, "codes").open("wb")
        self._spans: BinaryIO = self.path(folder, number, "spans").open("wb")

    @staticmethod
    def path(folder: Path, number: int, kind: str) -> Path:
        """Return one of the files of a segment: its "codes" or its "spans"."""
        return folder / f"{number:06d}.{kind}"

    def append(self, codes: Codes, spans: Spans) -> int:
        """Write the rows of a passage; return the number of the first."""
        first = self._rows
        self._codes.write(np.ascontiguousarray(codes).tobytes())
        self._spans.write(np.minimum(spans, _LAST).astype("<u2").tobytes())
        self._rows += len(codes)
        return first

    def close(self) -> None:
        """Make sure that all of it is on the disk."""
        for file in (self._codes, self._spans):
            file.flush()
            os.fsync(file.fileno())
            file.close()
