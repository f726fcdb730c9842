"""The token store: a code for every token of every passage, for late interaction.

A folder of segments that only ever grow at their end while they are written, and never change
afterwards, so that a copy of the folder shares them by hard links. What is in the store is what
``table.npy`` says; rows that it does not name are dead, be it that their passage was removed or
that a run was killed before its commit. Segments are mapped, not read: one question touches about
15 KB for each passage that it is compared with.

    quantiser.npz    how token vectors become codes; fitted once, to the first passages
    000001.codes     a row for each token: 96 bytes for 384 dimensions in 2 bits
    000001.spans     a row for each token: start and end in the passage's text, two u16
    table.npy        a row for each passage: id, segment, first row, number of rows
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.errors import IndexStateError, disk_errors
from index.late_interaction import Centre, TokenVectors
from index.quantiser import Bits, Codes, Quantiser
from index.questiontokens import QuestionTokens
from index.segment import Segment
from index.tokenmatches import Spans, TokenMatches

SAMPLE = 256  # passages that the quantiser is fitted to, some forty thousand tokens
IMMUTABLE = (".codes", ".spans", "quantiser.npz")
"""Endings of the files that a copy of the folder may share."""

_ROW = np.dtype([("id", "<u8"), ("segment", "<u4"), ("tokens", "<u4"), ("start", "<u8")])
_MOST_SEGMENTS = 12
_MOST_DEAD = 0.3  # share of rows


@dataclass(frozen=True, slots=True)
class PassageTokens:
    """What the token store takes of a passage.

    :ivar spans: in the passage's text; (0, 0) for tokens of the title and headings before it.
    """

    id: str
    vectors: TokenVectors
    spans: Spans


class TokenStore:
    """The token codes of all passages of one generation. Safe to share between reading threads."""

    def __init__(self, folder: Path, bits: Bits = 2) -> None:
        """Open the store in ``folder``, making it where it is missing.

        :param bits: a dimension, for a store that is new.
        :raises IndexStateError: when the files cannot be read.
        """
        self._folder = folder
        self._bits = bits
        with disk_errors(folder):
            folder.mkdir(parents=True, exist_ok=True)
        try:
            self._quantiser = (
                Quantiser.load(path) if (path := self._quantiser_path).exists() else None
            )
            self._table = (
                np.load(path) if (path := self._table_path).exists() else np.empty(0, _ROW)
            )
        except (OSError, ValueError, KeyError) as error:
            raise IndexStateError(
                f"The token vectors in {folder} cannot be read: {error}.",
                "Rebuild them with `pilar index --rebuild`.",
            ) from error
        self._maps: dict[int, tuple[Codes, npt.NDArray[np.uint16]]] = {}
        self._waiting: list[PassageTokens] = []
        self._added: list[tuple[int, int, int, int]] = []
        self._removed: list[int] = []
        self._writing: Segment | None = None

    @property
    def count(self) -> int:
        """The number of passages."""
        return len(self._table)

    @property
    def centre(self) -> Centre:
        """The mean token vector of the corpus."""
        return self._fitted.centre

    @property
    def is_fitted(self) -> bool:
        """Whether the store knows how token vectors become codes."""
        return self._quantiser is not None

    def fit(self, sample: Sequence[TokenVectors]) -> None:
        """Learn how token vectors become codes, from the passages of a fair sample."""
        whole = [vectors for vectors in sample if len(vectors)]
        if not whole:
            return  # a model that gives no token vectors, or passages without a word
        with disk_errors(self._folder):
            self._quantiser = Quantiser.fitted(np.concatenate(whole), self._bits)
            self._quantiser.save(self._quantiser_path)

    def ids(self) -> set[str]:
        """Return the ids of all passages."""
        return {f"{key:016x}" for key in self._table["id"].tolist()}

    def add(self, passages: Iterable[PassageTokens]) -> None:
        """Write passages that are not in the store; they are in it from the next commit on.

        The first SAMPLE passages of a new store wait in memory until the quantiser is fitted.
        """
        self._waiting.extend(passages)
        if self._quantiser is not None or len(self._waiting) >= SAMPLE:
            self._write_waiting()

    def remove(self, passage_ids: Iterable[str]) -> None:
        """Take passages out, from the next commit on; unknown ids are passed over."""
        self._removed.extend(_key(name) for name in passage_ids)

    def commit(self) -> None:
        """Make what was added and removed last; tidy up when much is dead or scattered."""
        self._write_waiting()
        with disk_errors(self._folder):
            if self._writing:
                self._writing.close()
                self._writing = None
            kept = self._table[~np.isin(self._table["id"], self._removed)]
            self._table = np.concatenate([kept, np.array(self._added, _ROW)])
            self._added, self._removed = [], []
            self._tidy()
            self._table.sort(order="id")
            self._write_table()
            for number in set(self._numbers()) - set(self._table["segment"].tolist()):
                Segment.path(self._folder, number, "codes").unlink()
                Segment.path(self._folder, number, "spans").unlink()
        self._maps = {}

    def scores(self, question: TokenVectors, passage_ids: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return the MaxSim of each passage with a question; 0 for a passage that is not here.

        :param question: token vectors of the question, as the model gave them.
        """
        rows, known = self._rows(passage_ids)
        scores = np.zeros(len(passage_ids), np.float32)
        if not len(question) or not len(rows):
            return scores
        asked = QuestionTokens(question, self._fitted)
        scores[known] = asked.maxsims(rows, self._codes)
        return scores

    def matches(
        self, question: TokenVectors, passage_ids: Collection[str]
    ) -> dict[str, TokenMatches]:
        """Return passage id -> how its tokens match the question's; unknown ids are left out."""
        names = list(passage_ids)
        rows, known = self._rows(names)
        if not len(question) or not len(rows):
            return {}
        asked = QuestionTokens(question, self._fitted)
        found = {}
        for row, place in zip(rows, known, strict=True):
            part = slice(int(row["start"]), int(row["start"]) + int(row["tokens"]))
            codes, spans = self._map(int(row["segment"]))
            found[names[place]] = TokenMatches(
                spans[part].astype(np.int32), asked.cosines(codes[part])
            )
        return found

    def close(self) -> None:
        """Let go of the files."""
        self._maps = {}
        if self._writing:
            self._writing.close()
            self._writing = None

    @cached_property
    def _quantiser_path(self) -> Path:
        return self._folder / "quantiser.npz"

    @cached_property
    def _table_path(self) -> Path:
        return self._folder / "table.npy"

    @property
    def _fitted(self) -> Quantiser:
        if self._quantiser is None:
            raise IndexStateError(
                f"The token vectors in {self._folder} are missing.",
                "Rebuild them with `pilar index --rebuild`.",
            )
        return self._quantiser

    def _rows(
        self, passage_ids: Sequence[str]
    ) -> tuple[npt.NDArray[np.void], npt.NDArray[np.intp]]:
        """Return the table's rows of the passages that are here, and their places in the list."""
        keys = np.array([_key(name) for name in passage_ids], np.uint64)
        if not len(self._table) or not len(keys):
            return self._table[:0], np.empty(0, np.intp)
        places = np.minimum(np.searchsorted(self._table["id"], keys), len(self._table) - 1)
        known = np.flatnonzero(self._table["id"][places] == keys)
        return self._table[places[known]], known

    def _map(self, number: int) -> tuple[Codes, npt.NDArray[np.uint16]]:
        if number not in self._maps:
            try:
                codes = np.memmap(Segment.path(self._folder, number, "codes"), np.uint8, "r")
                spans = np.memmap(Segment.path(self._folder, number, "spans"), np.uint16, "r")
            except (OSError, ValueError) as error:
                raise IndexStateError(
                    f"The token vectors in {self._folder} cannot be read: {error}.",
                    "Rebuild them with `pilar index --rebuild`.",
                ) from error
            width = self._fitted.bytes_per_token
            self._maps[number] = (
                np.asarray(codes)[: len(codes) // width * width].reshape(-1, width),
                np.asarray(spans)[: len(spans) // 2 * 2].reshape(-1, 2),
            )
        return self._maps[number]

    def _codes(self, number: int) -> Codes:
        return self._map(number)[0]

    def _write_waiting(self) -> None:
        if not self._waiting:
            return
        with disk_errors(self._folder):
            if self._quantiser is None:
                self._fit()
            segment = self._segment()
            for passage in self._waiting:
                start = segment.append(self._fitted.encode(passage.vectors), passage.spans)
                row = (_key(passage.id), segment.number, len(passage.vectors), start)
                self._added.append(row)
        self._waiting = []

    def _fit(self) -> None:
        sample = [passage.vectors for passage in self._waiting if len(passage.vectors)]
        if not sample:  # a model that gives no token vectors, or passages without a word
            sample = [np.ones((1, self._waiting[0].vectors.shape[1]), np.float32)]
        self._quantiser = Quantiser.fitted(np.concatenate(sample), self._bits)
        self._quantiser.save(self._quantiser_path)

    def _segment(self) -> Segment:
        if self._writing is None:
            self._writing = Segment(self._folder, max(self._numbers(), default=0) + 1)
        return self._writing

    def _numbers(self) -> list[int]:
        return [int(path.stem) for path in self._folder.glob("*.codes")]

    def _tidy(self) -> None:
        """Write the living rows anew where many are dead, or the smaller segments into one."""
        if not len(self._table):
            return
        numbers = self._numbers()
        sizes = {n: Segment.path(self._folder, n, "spans").stat().st_size // 4 for n in numbers}
        dead = sum(sizes.values()) - int(self._table["tokens"].sum())
        if dead > _MOST_DEAD * sum(sizes.values()):
            self._merge(numbers)
        elif len(numbers) > _MOST_SEGMENTS:
            self._merge(sorted(numbers, key=sizes.__getitem__)[:-1])

    def _merge(self, numbers: Sequence[int]) -> None:
        self._maps = {}
        places = np.flatnonzero(np.isin(self._table["segment"], numbers))
        places = places[np.lexsort((self._table["start"][places], self._table["segment"][places]))]
        merged = Segment(self._folder, max(self._numbers()) + 1)
        for place in places:
            row = self._table[place]
            part = slice(int(row["start"]), int(row["start"]) + int(row["tokens"]))
            codes, spans = self._map(int(row["segment"]))
            row["start"] = merged.append(codes[part], spans[part].astype(np.int32))
            row["segment"] = merged.number
        merged.close()

    def _write_table(self) -> None:
        fresh = self._table_path.with_suffix(".new")
        with fresh.open("wb") as file:
            np.save(file, self._table)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._table_path)


def _key(passage_id: str) -> int:
    """Return a passage's id, 16 hexadecimal digits, as a number."""
    return int(passage_id, 16)
