"""The inner loop of exact search over vectors in 8 bits, compiled by numba.

It lets go of the interpreter's lock, so that questions are answered side by side.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from numba import njit


@njit(nogil=True, fastmath=True, cache=True)
def dot_products(
    values: npt.NDArray[np.int8],
    steps: npt.NDArray[np.float32],
    rows: npt.NDArray[np.int64],
    asked: npt.NDArray[np.int16],
    out: npt.NDArray[np.float32],
) -> None:
    """Write the dot product of ``asked`` with each of the rows.

    :param values: shape (all rows, at least as many columns as ``asked``).
    :param steps: what 1 stands for, by row.
    :param out: filled; shape (rows,).
    """
    for place in range(len(rows)):
        row = rows[place]
        total = np.int32(0)
        for dimension in range(len(asked)):
            total += np.int32(values[row, dimension]) * np.int32(asked[dimension])
        out[place] = np.float32(total) * steps[row]
