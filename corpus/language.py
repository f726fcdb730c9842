"""Which of the two languages a text is written in."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.document import LANGUAGES, Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

_ENOUGH = 2_000  # characters: more text changes the verdict of no document, only the time
_WORD = re.compile(r"[a-z']+")


def detect_language(text: str, default: Language = "id") -> Language:
    """Return ``"id"`` or ``"en"``; ``default`` when the text holds no words to tell by.

    Function words decide where one language has more of them: names and loan words ("smart
    city", "Kulon Progo") outweigh the rest of a short question. A detector decides otherwise.
    """
    words = _WORD.findall(text[:_ENOUGH].lower())
    counts = {
        language: sum(word in known for word in words)
        for language, known in function_words().items()
    }
    if counts["id"] != counts["en"]:
        return max(LANGUAGES, key=lambda language: counts[language])
    return _detected(text[:_ENOUGH]) or default


@cache
def function_words() -> dict[Language, frozenset[str]]:
    """Return the function words and question words of each language."""
    listed = tomllib.loads((files("corpus") / "function_words.toml").read_text("utf-8"))
    return {language: frozenset(listed[language].split()) for language in LANGUAGES}


def _detected(text: str) -> Language | None:
    from lingua import Language as Lingua

    found = _detector().detect_language_of(text)
    if found is None:
        return None
    return "en" if found is Lingua.ENGLISH else "id"


@cache
def _detector() -> LanguageDetector:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.INDONESIAN, Lingua.ENGLISH).build()
