"""Text that many documents share, found by MinHash (Broder 1997) over runs of three words.

Masterplans copy from each other and laws repeat their closing articles. Such text says little of
the one document that a question is about, so hits on it rank below what is particular. Each
passage keeps a signature; who shares with whom is worked out anew from all signatures after every
change, and marks the earlier documents too. Names of regions count as one word, whichever they
are: a plan that was copied from a neighbour's differs in them. How well that tells copies from
other text, and how long it takes: ``python benchmarks/common.py``.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from datasketch import MinHash
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from corpus.mentions import find_mentions
from corpus.regions import gazetteer
from index.terms import tokens

ALIKE = 0.7
"""Share of the word runs that two passages have in common to be nearly the same text."""

MANY = 3
"""Documents that hold a text before it is called common: two may be versions of one plan."""

_PERMUTATIONS = 64
_BANDS, _ROWS = 8, 8  # datasketch's optimum for a threshold of 0.7 with 64 permutations
_RUN = 3  # words

_PLACE = "wilayah"  # what stands for any name of a region

Signatures = npt.NDArray[np.uint32]
"""Shape (passages, 64)."""


def signature(text: str) -> bytes:
    """Return the signature of a text, 256 bytes."""
    words = tokens(without_places(text))
    runs = {" ".join(words[at : at + _RUN]).encode() for at in range(max(1, len(words) - _RUN + 1))}
    hashed = _empty().copy()
    hashed.update_batch(sorted(runs))
    return np.asarray(hashed.hashvalues, dtype=np.uint32).tobytes()


def stacked(signatures: Sequence[bytes]) -> Signatures:
    """Return signatures as one array."""
    return np.frombuffer(b"".join(signatures), dtype=np.uint32).reshape(-1, _PERMUTATIONS)


def documents_sharing(signatures: Signatures, documents: Iterable[int]) -> npt.NDArray[np.int64]:
    """Return, for each passage, how many documents hold its text or nearly it, its own included.

    Passages that fall into one bucket are compared with the bucket's first, not with each other:
    a closing article that a thousand laws repeat would make a million pairs.

    :param documents: a number of the document of each passage.
    """
    holders = np.fromiter(documents, dtype=np.int64)
    count = len(signatures)
    ones, others = [], []
    for band in range(_BANDS):
        part = np.ascontiguousarray(signatures[:, band * _ROWS : (band + 1) * _ROWS])
        keys = part.view(np.dtype((np.void, part.dtype.itemsize * _ROWS))).ravel()
        _, first, bucket = np.unique(keys, return_index=True, return_inverse=True)
        heads = first[bucket.ravel()]
        members = np.flatnonzero(heads != np.arange(count))
        alike = (signatures[members] == signatures[heads[members]]).mean(axis=1) >= ALIKE
        ones.append(members[alike])
        others.append(heads[members[alike]])
    one, other = np.concatenate(ones), np.concatenate(others)
    edges = coo_matrix((np.ones(len(one)), (one, other)), shape=(count, count))
    _, groups = connected_components(edges, directed=False)
    pairs = np.unique(np.stack([groups.astype(np.int64), holders], axis=1), axis=0)
    sharing: npt.NDArray[np.int64] = np.bincount(pairs[:, 0])[groups]
    return sharing


def without_places(text: str) -> str:
    """Return a text with the same word in place of every name of a region."""
    for mention in reversed(find_mentions(text, gazetteer())):
        text = f"{text[: mention.start]}{_PLACE}{text[mention.end :]}"
    return text


@cache
def _empty() -> MinHash:
    """Return a signature of nothing, whose permutations all others share."""
    return MinHash(num_perm=_PERMUTATIONS, hashfunc=zlib.crc32)
