"""QuestionTokens: the tokens of a question, as the codes of passages are compared with them."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import numpy.typing as npt

from index.late_interaction import TokenVectors
from index.quantiser import Codes, Quantiser
from index.tokenmatches import Similarities

_THREADS = min(4, os.cpu_count() or 1)  # for one question
_WORTH_A_THREAD = 16  # passages: less is done sooner than handed over


class QuestionTokens:
    """A question made ready once for all the passages that it is compared with."""

    def __init__(self, question: TokenVectors, quantiser: Quantiser) -> None:
        """Bring a question into the form that the inner loops want.

        :param question: its token vectors, at least one, as the model gave them.
        :param quantiser: the one that the codes were made with.
        """
        from index.maxsim import AT_ONCE, packed

        self._count = len(question)
        self._offsets, vectors = quantiser.question(question)
        missing = -len(vectors) % AT_ONCE
        self._vectors = np.ascontiguousarray(np.pad(vectors, ((0, missing), (0, 0))))
        self._levels = packed(quantiser.levels)

    def maxsims(
        self, rows: npt.NDArray[np.void], codes: Callable[[int], Codes]
    ) -> npt.NDArray[np.float32]:
        """Return the MaxSim of each passage; 0 for one without tokens.

        :param rows: where the codes of each passage are: "segment", "start" and number of "tokens".
        :param codes: gives all codes of a segment; several threads call it.
        """
        from index.maxsim import maxima

        best = np.full((len(rows), len(self._vectors)), -2.0, np.float32)

        def score(number: int, inside: npt.NDArray[np.intp]) -> None:
            found = best[inside]
            starts = rows["start"][inside].astype(np.int64)
            counts = rows["tokens"][inside].astype(np.int64)
            maxima(codes(number), starts, counts, self._vectors, self._levels, found)
            best[inside] = found

        numbers, segments = np.unique(rows["segment"], return_inverse=True)
        shares = [
            (int(number), share)
            for place, number in enumerate(numbers)
            for share in _shares(np.flatnonzero(segments.ravel() == place))
        ]
        # The first share is scored here while others do the rest: the loop holds no lock.
        others = [_threads().submit(score, *share) for share in shares[1:]]
        score(*shares[0])
        for other in others:
            other.result()
        scores: npt.NDArray[np.float32] = (best[:, : self._count] + self._offsets).mean(axis=1)
        scores[rows["tokens"] == 0] = 0.0
        return scores

    def cosines(self, codes: Codes) -> Similarities:
        """Return the cosine of each code of a passage with each token of the question."""
        from index.maxsim import products

        similar = np.empty((len(codes), len(self._vectors)), np.float32)
        products(codes, self._vectors, self._levels, similar)
        return similar[:, : self._count] + self._offsets


def _shares(places: npt.NDArray[np.intp]) -> list[npt.NDArray[np.intp]]:
    """Share passages out between the threads; few are left in one piece."""
    parts = max(1, min(_THREADS, len(places) // _WORTH_A_THREAD))
    return np.array_split(places, parts)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_THREADS, "scoring")
