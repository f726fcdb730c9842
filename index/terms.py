"""Words as the word index and the answers compare them: folded, stemmed, numbers in one form."""

from __future__ import annotations

import re

from corpus.document import LANGUAGES, Language, PassageLanguage
from corpus.language import detect_language, function_words
from index.glossary import expansions, translations
from index.stemmer import stemmer

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'-][^\W\d_]+)*\d*")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?!\d))")
TEXTS_KEPT = 16_384
"""Texts, mostly sentences, of which what was read off them is remembered."""

TRANSLATED = 0.25
"""What a translated word, or one of a term's other spelling, counts against a word as typed."""


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text, lower case, in order.

    Separators of thousands vanish, so that Indonesian ``1.062.235`` and English ``1,062,235``
    are both ``1062235``; the decimal comma becomes a point.
    """
    return [_folded(found) for found in _TOKEN.findall(text)]


def stems(text: str, language: Language) -> list[str]:
    """Return the stems of a text in one language; for the word index."""
    stemmed: list[str] = stemmer(language).stemWords(tokens(text))
    return stemmed


def passage_stems(text: str, language: PassageLanguage) -> list[str]:
    """Return the stems of a passage; one in both languages is stemmed by the one it has more of."""
    return stems(text, detect_language(text) if language == "mixed" else language)


def question_stems(text: str) -> dict[str, float]:
    """Return the stems of a question in both languages with their weights.

    A question does not say in which language its evidence is written: its words count as they
    are, their translations and the other spellings of a term ("RPJMD") for TRANSLATED as much.
    Function words are left out, unless there is nothing else.
    """
    words = content_words(text) or tokens(text)
    translated = [word for asked in words for word in sorted(translations(asked))]
    spelled = " ".join(other for term in expansions(tokens(text)) for other in term.others)
    translated += content_words(spelled)
    weights = dict.fromkeys(_in_both_languages(translated), TRANSLATED)
    return weights | dict.fromkeys(_in_both_languages(words), 1.0)


def content_words(text: str) -> list[str]:
    """Return the words of a text that carry meaning, lower case, in order."""
    grammar = function_words()
    return [word for word in tokens(text) if not any(word in grammar[lang] for lang in LANGUAGES)]


def stem(word: str, language: Language) -> str:
    """Return the stem of one lower-case word."""
    stemmed: str = stemmer(language).stemWord(word)
    return stemmed


def _in_both_languages(words: list[str]) -> list[str]:
    return [stem for language in LANGUAGES for stem in stemmer(language).stemWords(words)]


def _folded(token: str) -> str:
    if token[0].isdigit():
        return _THOUSANDS.sub("", token).replace(",", ".")
    return token.lower().replace("’", "'")
