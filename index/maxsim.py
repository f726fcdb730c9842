"""The inner loops of late interaction over codes, compiled by numba.

Compiled on first use and kept beside the code (or in the user's cache where that is read-only);
they let go of the interpreter's lock, so threads score side by side. Two tokens of a passage meet
four of the question at a time: six numbers are read for eight products.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit, types

AT_ONCE = 4
"""A question's tokens are filled up to a multiple of this with rows of zeros."""

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Packed = npt.NDArray[np.float64] | npt.NDArray[np.complex128]
"""What each byte of a code stands for, several 32-bit numbers copied as if they were one."""

_Codes = types.Array(types.uint8, 2, "C", readonly=True)
_Rows = types.Array(types.float32, 2, "C")
_Places = types.Array(types.int64, 1, "C")
_PACKED = (types.Array(types.float64, 2, "C"), types.Array(types.complex128, 2, "C"))


def packed(levels: Floats) -> Packed:
    """Return the levels of each byte, shape (256, dimensions in a byte), as wide as they go."""
    whole = np.ascontiguousarray(levels)
    return whole.view(np.complex128) if levels.shape[1] % 4 == 0 else whole.view(np.float64)


@njit(nogil=True, fastmath=True, cache=True)
def _decode(code: npt.NDArray[np.uint8], levels: Packed, row: Packed) -> None:
    """Write out what a code stands for."""
    width = levels.shape[1]
    for place in range(len(code)):
        for part in range(width):
            row[place * width + part] = levels[code[place], part]


@njit(nogil=True, fastmath=True, cache=True)
def _compare(rows: Floats, question: Floats, similar: Floats) -> None:
    """Write the dot products of two tokens with each token of the question, shape (2, words).

    Eight sums at once: what is read for one of them serves another, and all stay in registers
    even where a processor has only sixteen.
    """
    for word in range(0, question.shape[0], AT_ONCE):
        a = b = c = d = e = f = g = h = np.float32(0)
        for dimension in range(question.shape[1]):
            one, two = rows[0, dimension], rows[1, dimension]
            asked = question[word, dimension]
            a += asked * one
            b += asked * two
            asked = question[word + 1, dimension]
            c += asked * one
            d += asked * two
            asked = question[word + 2, dimension]
            e += asked * one
            f += asked * two
            asked = question[word + 3, dimension]
            g += asked * one
            h += asked * two
        similar[0, word], similar[1, word] = a, b
        similar[0, word + 1], similar[1, word + 1] = c, d
        similar[0, word + 2], similar[1, word + 2] = e, f
        similar[0, word + 3], similar[1, word + 3] = g, h


@njit(
    [types.void(_Codes, _Places, _Places, _Rows, levels, _Rows) for levels in _PACKED],
    nogil=True,
    fastmath=True,
    cache=True,
)
def maxima(
    codes: npt.NDArray[np.uint8],
    starts: Integers,
    counts: Integers,
    question: Floats,
    levels: Packed,
    best: Floats,
) -> None:
    """Write, for each passage and token of the question, the largest dot product.

    :param starts: the first row of each passage in ``codes``; ``counts``: how many rows.
    :param question: shape (question tokens, dimensions), a multiple of AT_ONCE tokens.
    :param levels: what each byte of a code stands for, packed.
    :param best: filled; shape (passages, question tokens). It must hold small values before.
    """
    rows = np.empty((2, codes.shape[1] * levels.shape[1]), levels.dtype)
    similar = np.empty((2, question.shape[0]), np.float32)
    for passage in range(len(starts)):
        last = starts[passage] + counts[passage] - 1
        for token in range(starts[passage], last + 1, 2):
            _decode(codes[token], levels, rows[0])
            _decode(codes[min(token + 1, last)], levels, rows[1])
            _compare(rows.view(np.float32), question, similar)
            for word in range(question.shape[0]):
                larger = max(similar[0, word], similar[1, word])
                best[passage, word] = max(best[passage, word], larger)


@njit(
    [types.void(_Codes, _Rows, levels, _Rows) for levels in _PACKED],
    nogil=True,
    fastmath=True,
    cache=True,
)
def products(
    codes: npt.NDArray[np.uint8], question: Floats, levels: Packed, similar: Floats
) -> None:
    """Write the dot product of each code with each token of the question.

    :param similar: filled; shape (codes, question tokens).
    """
    rows = np.empty((2, codes.shape[1] * levels.shape[1]), levels.dtype)
    both = np.empty((2, question.shape[0]), np.float32)
    last = len(codes) - 1
    for token in range(0, last + 1, 2):
        _decode(codes[token], levels, rows[0])
        _decode(codes[min(token + 1, last)], levels, rows[1])
        _compare(rows.view(np.float32), question, both)
        similar[token] = both[0]
        similar[min(token + 1, last)] = both[1]
