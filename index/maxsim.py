"""The inner loops of late interaction over codes, compiled by numba.

Compiled on first use and kept beside the code (or in the user's cache where that is read-only);
they let go of the interpreter's lock, so threads score side by side. The tokens of a question go
through in fours: one read of a passage's token serves four products.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit, types

AT_ONCE = 4
"""A question's tokens are filled up to a multiple of this with rows of zeros."""

_Codes = types.Array(types.uint8, 2, "C", readonly=True)
_Rows = types.Array(types.float32, 2, "C")
_Row = types.Array(types.float32, 1, "C")
_Places = types.Array(types.int64, 1, "C")

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@njit(
    types.void(types.Array(types.uint8, 1, "C", readonly=True), _Rows, _Rows, _Row, _Row),
    nogil=True,
    fastmath=True,
    cache=True,
)
def _compare(
    code: npt.NDArray[np.uint8], question: Floats, levels: Floats, row: Floats, similar: Floats
) -> None:
    """Write the dot products of one code with each token of the question; ``row`` is scratch."""
    in_byte = levels.shape[1]
    for place in range(len(code)):
        level = levels[code[place]]
        for part in range(in_byte):
            row[place * in_byte + part] = level[part]
    for word in range(0, question.shape[0], 4):
        one = two = three = four = np.float32(0)
        for dimension in range(question.shape[1]):
            value = row[dimension]
            one += question[word, dimension] * value
            two += question[word + 1, dimension] * value
            three += question[word + 2, dimension] * value
            four += question[word + 3, dimension] * value
        similar[word] = one
        similar[word + 1] = two
        similar[word + 2] = three
        similar[word + 3] = four


@njit(
    types.void(_Codes, _Places, _Places, _Rows, _Rows, _Rows),
    nogil=True,
    fastmath=True,
    cache=True,
)
def maxima(
    codes: npt.NDArray[np.uint8],
    starts: Integers,
    counts: Integers,
    question: Floats,
    levels: Floats,
    best: Floats,
) -> None:
    """Write, for each passage and token of the question, the largest dot product.

    :param starts: the first row of each passage in ``codes``; ``counts``: how many rows.
    :param question: shape (question tokens, dimensions), a multiple of AT_ONCE tokens.
    :param levels: what each byte of a code stands for.
    :param best: filled; shape (passages, question tokens). It must hold small values before.
    """
    row = np.empty(question.shape[1], np.float32)
    similar = np.empty(question.shape[0], np.float32)
    for passage in range(len(starts)):
        for token in range(starts[passage], starts[passage] + counts[passage]):
            _compare(codes[token], question, levels, row, similar)
            for word in range(question.shape[0]):
                best[passage, word] = max(best[passage, word], similar[word])


@njit(
    types.void(_Codes, _Rows, _Rows, _Rows),
    nogil=True,
    fastmath=True,
    cache=True,
)
def products(
    codes: npt.NDArray[np.uint8], question: Floats, levels: Floats, similar: Floats
) -> None:
    """Write the dot product of each code with each token of the question.

    :param similar: filled; shape (codes, question tokens).
    """
    row = np.empty(question.shape[1], np.float32)
    for token in range(len(codes)):
        _compare(codes[token], question, levels, row, similar[token])
