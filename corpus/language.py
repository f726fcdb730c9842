"""Which of the two languages a text is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.document import Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

_ENOUGH = 2_000  # characters: more text changes the verdict of no document, only the time


def detect_language(text: str, default: Language = "id") -> Language:
    """Return ``"id"`` or ``"en"``; ``default`` when the text holds no words to tell by."""
    from lingua import Language as Lingua  # noqa: PLC0415 - its models load on first use

    found = _detector().detect_language_of(text[:_ENOUGH])
    if found is None:
        return default
    return "en" if found is Lingua.ENGLISH else "id"


@cache
def _detector() -> LanguageDetector:
    from lingua import Language as Lingua  # noqa: PLC0415
    from lingua import LanguageDetectorBuilder  # noqa: PLC0415

    return LanguageDetectorBuilder.from_languages(Lingua.INDONESIAN, Lingua.ENGLISH).build()
