"""The number of a Pasal as it was printed, read from what a scanner made of it.

Scanned laws write "Pasal 1O", "Pasal 2T", "Pasal 1 1A" and "Pasal ^2lB". Articles follow one
another, so the number that is due decides what the characters stand for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

# What scanners take each digit and each letter of an inserted article for.
_LIKE = {
    "0": "0OoQ", "1": "1IlLiT!|", "2": "2Zz", "3": "3", "4": "4", "5": "5Ss", "6": "6b",
    "7": "7T", "8": "8BE", "9": "9gq", "A": "A", "B": "BE8", "C": "C", "D": "D", "E": "E",
    "F": "F", "G": "G", "H": "H",
}  # fmt: skip
_GAP = r"[\s^]?"
_CLEAN = re.compile(
    r"[\s^]*(?P<number>\d{1,3})(?:(?P<letter>[A-Z]{1,2})(?![A-Za-z0-9]))?(?![\dA-Za-z])"
    r"(?![\s^]+\d{1,2}(?![\d.)]))"
)
# "Pasal 1 ^1 (1)" in a law that quotes articles out of turn
_APART = re.compile(r"[\s^]*(?P<number>\d{1,2}[\s^]+\d)(?P<letter>[A-Z]?)(?=\s+\()")
_SPACED = re.compile(r"[\s^]*(?P<number>\d{1,3})\s(?P<letter>[A-Z])(?=\s+(?:[A-Z(]|$))")
# "Pasall" is what a scanner makes of an amending law's Pasal I.
_ROMAN = re.compile(r"(?:[\s^]*(?=[IV])|(?=l\s))(?P<roman>l|I{1,3}|IV|V|VI{1,3})(?![\w.])")
FURTHEST = 3
"""How many articles in a row may be missing before a number within a line is not believed."""


@dataclass(frozen=True, slots=True)
class ArticleNumber:
    """``Pasal 5A`` is number 5 with letter A; ``roman`` is the I of an amending law's Pasal I."""

    number: int
    letter: str = ""
    roman: str = ""

    def __str__(self) -> str:
        return self.roman or f"{self.number}{self.letter}"

    def follows(self, last: ArticleNumber) -> bool:
        """Tell whether this article may come after ``last``, a few missing ones allowed."""
        if self.number == last.number:
            return bool(self.letter) and self.letter > last.letter
        return 0 < self.number - last.number <= FURTHEST

    def next(self) -> tuple[ArticleNumber, ...]:
        """Return the articles that may come next, the likeliest first."""
        letter = chr(ord(self.letter[-1]) + 1) if self.letter else "A"
        return (
            ArticleNumber(self.number + 1),
            *((ArticleNumber(self.number, letter),) if self.number and letter in _LIKE else ()),
            *(ArticleNumber(self.number + step) for step in range(2, FURTHEST + 1)),
        )


NONE = ArticleNumber(0)
"""Before the first article."""


def read_number(
    text: str, at: int, last: ArticleNumber, *, amending: bool
) -> tuple[ArticleNumber, int] | None:
    """Read the number that stands at ``text[at:]``; return it and where it ends.

    :param last: the article before; number 0 at the beginning.
    :param amending: whether the text has a ``Pasal I``.
    """
    if amending and (roman := _ROMAN.match(text, at)):
        return ArticleNumber(0, roman=roman["roman"].replace("l", "I")), roman.end()
    clean = _CLEAN.match(text, at)
    found = ArticleNumber(int(clean["number"]), clean["letter"] or "") if clean else None
    spaced = _SPACED.match(text, at)
    if spaced and int(spaced["number"]) == last.number:
        return ArticleNumber(last.number, spaced["letter"]), spaced.end()
    if clean and found and (found.follows(last) or _plain(clean[0])):
        return found, clean.end()
    for due in last.next():
        if match := _likeness(str(due)).match(text, at):
            return due, match.end()
    if apart := _APART.match(text, at):
        digits = re.sub(r"\D", "", apart["number"])
        return ArticleNumber(int(digits), apart["letter"]), apart.end()
    return (found, clean.end()) if clean and found else None


def _plain(printed: str) -> bool:
    return printed.strip(" ^\n").isdigit()


@cache
def _likeness(printed: str) -> re.Pattern[str]:
    characters = _GAP.join(f"[{re.escape(_LIKE[character])}]" for character in printed)
    return re.compile(rf"[\s^.]*{characters}(?![\dA-Za-z])(?!\s\d{{1,2}}(?![\d.)]))")
