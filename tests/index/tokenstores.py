"""Token stores made for tests, of vectors that no model gave."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from index.late_interaction import unit
from index.quantiser import Bits
from index.tokens import PassageTokens, TokenStore

DIMENSIONS = 24


def vectors(count: int, seed: int = 0) -> npt.NDArray[np.float32]:
    """Token vectors that all lean one way, as a model's do."""
    noise = np.random.default_rng(seed).normal(size=(count, DIMENSIONS))
    return unit((noise + 2).astype(np.float32))


def passage(number: int, count: int = 9) -> PassageTokens:
    spans = np.array([(place * 4, place * 4 + 3) for place in range(count)], np.int32)
    return PassageTokens(name(number), vectors(count, seed=number), spans)


def name(number: int) -> str:
    return f"{number * 7_919:016x}"


def filled(folder: Path, numbers: range, bits: Bits = 2) -> TokenStore:
    store = TokenStore(folder, bits)
    store.add(passage(number) for number in numbers)
    store.commit()
    return store
