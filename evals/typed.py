"""A question as it is typed in haste: without capitals, without its mark, with a slip of the keys.

The reader is shown some of its lessons so, for it has to read the like.
"""

from __future__ import annotations

import random

from api.colloquial import spelled_out

_LOWER, _UNMARKED, _SLIPPED = 0.22, 0.27, 0.08  # shares of the questions
_LONG = 6  # letters of a word in which keys slip


def typed(question: str, chance: random.Random) -> str:
    """Return a question in the words that are searched for, at times as if typed in haste."""
    text = spelled_out(question)
    drawn = chance.random()
    if drawn < _UNMARKED:
        text = text.rstrip(" ?.!")
    if drawn < _LOWER:
        text = text.lower()
    return _slipped(text, chance) if chance.random() < _SLIPPED else text


def _slipped(text: str, chance: random.Random) -> str:
    """Leave out a letter of a long word, or change two about."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) >= _LONG and word.isalpha()]
    if not long:
        return text
    place = chance.choice(long)
    word = words[place]
    at = chance.randrange(1, len(word) - 2)
    kept = word[at + 1] + word[at] if chance.random() < 1 / 2 else word[at + 1]
    words[place] = word[:at] + kept + word[at + 2 :]
    return " ".join(words)
