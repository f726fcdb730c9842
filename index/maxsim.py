"""The inner loops of late interaction over codes, compiled by numba.

Compiled on first use and kept beside the code (or in the user's cache where that is read-only);
they let go of the interpreter's lock, so threads score side by side. The tokens of a question go
through in eights: one read of a passage's token serves eight products.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit, types

AT_ONCE = 8
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
def _compare(row: Floats, question: Floats, similar: Floats) -> None:
    """Write the dot products of one token with each token of the question."""
    for word in range(0, question.shape[0], AT_ONCE):
        one = two = three = four = five = six = seven = eight = np.float32(0)
        for dimension in range(question.shape[1]):
            value = row[dimension]
            one += question[word, dimension] * value
            two += question[word + 1, dimension] * value
            three += question[word + 2, dimension] * value
            four += question[word + 3, dimension] * value
            five += question[word + 4, dimension] * value
            six += question[word + 5, dimension] * value
            seven += question[word + 6, dimension] * value
            eight += question[word + 7, dimension] * value
        similar[word] = one
        similar[word + 1] = two
        similar[word + 2] = three
        similar[word + 3] = four
        similar[word + 4] = five
        similar[word + 5] = six
        similar[word + 6] = seven
        similar[word + 7] = eight


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
    row = np.empty(codes.shape[1] * levels.shape[1], levels.dtype)
    similar = np.empty(question.shape[0], np.float32)
    for passage in range(len(starts)):
        for token in range(starts[passage], starts[passage] + counts[passage]):
            _decode(codes[token], levels, row)
            _compare(row.view(np.float32), question, similar)
            for word in range(question.shape[0]):
                best[passage, word] = max(best[passage, word], similar[word])


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
    row = np.empty(codes.shape[1] * levels.shape[1], levels.dtype)
    for token in range(len(codes)):
        _decode(codes[token], levels, row)
        _compare(row.view(np.float32), question, similar[token])
