"""How far two texts agree, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, lower case."""
    return re.findall(r"\w+", text.lower())


def token_f1(found: Iterable[str], gold: Iterable[str]) -> float:
    """Return the harmonic mean of precision and recall over words with their counts.

    The measure of SQuAD (Rajpurkar et al. 2016), without its dropping of articles.
    """
    got, expected = Counter(found), Counter(gold)
    common = (got & expected).total()
    return 2 * common / (got.total() + expected.total()) if common else 0.0
