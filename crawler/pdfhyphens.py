"""Words that were cut at a line's end, joined again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from corpus.glyphs import HYPHEN

_SHARED = 3  # letters that the halves of a doubled word share: lauk-pauk
_CUT = re.compile(rf"(\w*){HYPHEN}\s*(\w*)")
_WORD = re.compile(r"[\w-]+")


class Hyphens:
    """Tells a hyphen that belongs to a word from one that only cut it.

    "perundang/undangan" is perundang-undangan because the word doubles; "per/aturan" is
    peraturan. A word that stands uncut elsewhere in the document settles it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Learn the words of a document."""
        self._known = Counter(word for text in texts for word in _WORD.findall(text.lower()))

    def mend(self, text: str) -> str:
        """Join the words of a text that were cut."""
        return _CUT.sub(self._joined, text) if HYPHEN in text else text

    def _joined(self, match: re.Match[str]) -> str:
        left, right = match.groups()
        plain, hyphened = (left + right).lower(), f"{left}-{right}".lower()
        if self._known[plain] != self._known[hyphened]:
            keep = self._known[hyphened] > self._known[plain]
        else:
            keep = not right[:1].islower() or _doubles(left, right)
        return f"{left}-{right}" if keep else left + right


def _doubles(left: str, right: str) -> bool:
    left, right = left.lower(), right.lower()
    match = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return match.size >= max(_SHARED, min(len(left), len(right)) - 2)
