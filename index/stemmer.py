"""The Snowball stemmers of the two languages."""

from __future__ import annotations

from functools import cache

import Stemmer

from corpus.document import Language

_NAMES: dict[Language, str] = {"id": "indonesian", "en": "english"}


@cache
def stemmer(language: Language) -> Stemmer.Stemmer:
    """Return the stemmer of a language; it takes lower-case words.

    >>> stemmer("en").stemWord("plans"), stemmer("id").stemWord("penyusunan")
    ('plan', 'susun')
    """
    return Stemmer.Stemmer(_NAMES[language])
