"""Whether a text holds a fact."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " "})


def holds(text: str, fact: Sequence[str]) -> bool:
    """Tell whether one of a fact's spellings stands in a text, as whole words and numbers.

    Case, typographic marks and runs of white space make no difference. ``"50"`` stands neither
    in ``"150"`` nor in ``"50.000"`` nor in ``"1,50"``; ``"1,25 miliar"`` stands in
    ``"Rp1,25 miliar"``.
    """
    plain = _plain(text)
    return any(_pattern(spelling).search(plain) for spelling in fact)


def missing_facts(text: str, facts: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the facts of which no spelling stands in a text."""
    return [tuple(fact) for fact in facts if not holds(text, fact)]


def _pattern(spelling: str) -> re.Pattern[str]:
    begins = r"(?:(?<!\w)|(?<=\brp))(?<!\d[.,])"
    ends = r"(?!\w)(?![.,]\d)"
    return re.compile(begins + re.escape(_plain(spelling)) + ends)


def _plain(text: str) -> str:
    return " ".join(text.translate(_PLAIN).lower().split())
