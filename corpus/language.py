"""Which of the two languages a text is written in, or that it holds both."""

from __future__ import annotations

import re

from corpus.document import LANGUAGES, Language, PassageLanguage
from corpus.wordlanguage import head_is_last, leaning, listed_words

_ENOUGH = 2_000  # characters: more text changes the verdict of no document, only the time
_WORD = re.compile(r"[a-z']+")

_UNIT = re.compile(r"[^\n.;:!?|]+")  # a clause, a line, a cell
_MIXED_SHARE = 0.15  # of the words that tell a language; less is a quotation or a name
_MIXED_WORDS = 3  # function words at least, in clauses of the lesser language


def detect_language(text: str, default: Language = "id") -> Language:
    """Return ``"id"`` or ``"en"``; ``default`` when the text holds no words to tell by.

    Function words decide where one language has more of them: names and loan words ("smart
    city", "Kulon Progo") outweigh the rest of a short question. The other words decide next.
    """
    text = text[:_ENOUGH]
    counts = _counts(_WORD.findall(text.lower()))
    if counts["id"] != counts["en"]:
        return max(LANGUAGES, key=lambda language: counts[language])
    english = leaning(text)
    if not english:
        return default
    return "en" if english > 0 else "id"


def question_language(text: str) -> Language:
    """Return the language of what a person typed; Indonesian in case of doubt.

    Where all words are loans, their order tells.

    >>> question_language("portal open data Jakarta"), question_language("Jakarta open data portal")
    ('id', 'en')
    """
    return detect_language(text, default="en" if head_is_last(text) else "id")


def passage_language(text: str, default: Language = "id") -> PassageLanguage:
    """Return the language of a passage; ``"mixed"`` where much of it is in each of the two.

    A name, a term or a short quotation in the other language makes no passage mixed.
    """
    counts = _counts(_WORD.findall(text.lower()))
    if min(counts.values()) >= _MIXED_WORDS and _is_mixed(text):
        return "mixed"
    return detect_language(text, default)


def function_words() -> dict[Language, frozenset[str]]:
    """Return the function words and question words of each language."""
    listed = listed_words("function_words.toml")
    return {"id": listed["id"], "en": listed["en"]}


def _counts(words: list[str]) -> dict[Language, int]:
    known = function_words()
    return {language: sum(map(known[language].__contains__, words)) for language in LANGUAGES}


def _is_mixed(text: str) -> bool:
    totals: dict[Language, int] = dict.fromkeys(LANGUAGES, 0)
    for clause in _UNIT.findall(text.lower()):
        counts = _counts(_WORD.findall(clause))
        if counts["id"] != counts["en"]:
            language = max(LANGUAGES, key=lambda code: counts[code])
            totals[language] += counts[language]
    lesser = min(totals.values())
    return lesser >= _MIXED_WORDS and lesser >= _MIXED_SHARE * sum(totals.values())
