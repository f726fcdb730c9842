"""Whether a text speaks of a word, in whatever form and language."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import LANGUAGES
from index.glossary import translations
from index.terms import TEXTS_KEPT, stem, tokens


@lru_cache(TEXTS_KEPT)
def stems_of(text: str) -> frozenset[str]:
    """Return the words of a text and their stems in both languages."""
    words = {part for word in tokens(text) for part in (word, *word.split("-"))}
    return frozenset(words | {stem(word, lang) for word in words for lang in LANGUAGES})


def occurs(word: str, words: frozenset[str]) -> bool:
    """Tell whether a lower-case word, a form of it or its translation is among ``stems_of``."""
    return not _forms(word).isdisjoint(words)


@lru_cache(TEXTS_KEPT)
def _forms(word: str) -> frozenset[str]:
    """Return a word, its translations and the stems of all of them."""
    forms = {word, *translations(word)}
    return frozenset(forms | {stem(form, lang) for form in forms for lang in LANGUAGES})


def alike(one: str, other: str, share: float) -> bool:
    """Tell whether two texts say the same: the shorter one's words stand in the other.

    :param share: of the words, 0 to 1.
    """
    first, second = set(tokens(one)), set(tokens(other))
    return len(first & second) >= share * min(len(first), len(second))
