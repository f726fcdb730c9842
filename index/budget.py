"""How much text the model reads at once, and whether a passage is within it.

Letters and words tell enough: a token of running text holds three to four letters, one of
figures, capitals or signs fewer, and no token two words. That takes a twentieth of the time of
counting, and only what may be too long by it is counted (``benchmarks/budget.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from string import ascii_lowercase

LONGEST = 512  # tokens: what E5 models read

# Tokens a character. No passage of laws, plans, scans however badly read, digests and encyclopedia
# articles has more than the bound (benchmarks/budget.py).
_LOWER, _OTHER, _FOREIGN = 0.32, 0.86, 1.5
_OVERHEAD = 6  # the prefix "passage: " and the end marks
_NOT_LOWER = str.maketrans("", "", ascii_lowercase + " \n")


@dataclass(frozen=True, slots=True)
class Budget:
    """What fits the model.

    :ivar longest: how many tokens it reads, its prefix and end marks included.
    :ivar count: the model's own count of a text's tokens; without it the bound alone decides.
    """

    longest: int = LONGEST
    count: Callable[[str], int] | None = None

    def fits(self, text: str) -> bool:
        """Tell whether the model reads all of a text."""
        if tokens_at_most(text) <= self.longest:
            return True
        return self.count is not None and self.count(text) <= self.longest


def tokens_at_most(text: str) -> float:
    """Return a bound on the number of tokens, cheap and rather too high than too low."""
    rest = text.translate(_NOT_LOWER)
    foreign = 0 if text.isascii() else sum(1 for c in rest if ord(c) > 127)  # noqa: PLR2004
    spaces = text.count(" ")
    lower = len(text) - len(rest) - spaces
    words = spaces + text.count("\n") + 1  # what a scanner read of a stain is words of one letter
    return (
        max(lower * _LOWER, words) + (len(rest) - foreign) * _OTHER + foreign * _FOREIGN + _OVERHEAD
    )
