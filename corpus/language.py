"""Which of the two languages a text is written in, or that it holds both."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.document import LANGUAGES, Language, PassageLanguage

if TYPE_CHECKING:
    from lingua import LanguageDetector

_ENOUGH = 2_000  # characters: more text changes the verdict of no document, only the time
_WORD = re.compile(r"[a-z']+")

# Both languages use these; they tell nothing, and a detector takes them for English.
_LOAN = frozenset(
    "smart city command center quick win masterplan data e government governance branding economy"
    " living society environment startup dashboard super app online digital bimtek open hotspot"
    " fintech marketplace server cloud internet website portal award internet wi fi cctv gps qris"
    " program forum indonesia".split()
)
# How words of each language are built; half the weight of a word that is known.
_BUILT: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:me(?:m[bp]|ng|ny|n[dcjt])[a-z]{3,}|ber[a-z]{4,}|di[a-z]{3,}kan|(?:pe|ke)[a-z]{3,}an"
        r"|[a-z]{3,}(?:nya|kan|kah))"
    ),
    "en": re.compile(
        r"[a-z]{3,}(?:ing|tion|tions|ment|ness|ies|ed|ly|ity|ous|ers|ence|ance|ship|ary|able)"
    ),
}

_UNIT = re.compile(r"[^\n.;:!?|]+")  # a clause, a line, a cell
_MIXED_SHARE = 0.15  # of the words that tell a language; less is a quotation or a name
_MIXED_WORDS = 3  # function words at least, in clauses of the lesser language


def detect_language(text: str, default: Language = "id") -> Language:
    """Return ``"id"`` or ``"en"``; ``default`` when the text holds no words to tell by.

    Function words decide where one language has more of them: names and loan words ("smart
    city", "Kulon Progo") outweigh the rest of a short question. Words of
    matter that only one language uses, and how words are built, decide next, and a detector what
    is left, without the loan words and the names of regions.
    """
    text = text[:_ENOUGH]
    counts = _counts(_WORD.findall(text.lower()))
    if counts["id"] != counts["en"]:
        return max(LANGUAGES, key=lambda language: counts[language])
    rest = _without_names(text)
    for language in LANGUAGES:
        known, built = _content_words()[language], _BUILT[language]
        counts[language] = sum(2 * (w in known) + bool(built.fullmatch(w)) for w in rest)
    if counts["id"] != counts["en"]:
        return max(LANGUAGES, key=lambda language: counts[language])
    return _detected(" ".join(rest) or text) or default


def passage_language(text: str, default: Language = "id") -> PassageLanguage:
    """Return the language of a passage; ``"mixed"`` where much of it is in each of the two.

    A name, a term or a short quotation in the other language makes no passage mixed.
    """
    counts = _counts(_WORD.findall(text.lower()))
    if min(counts.values()) >= _MIXED_WORDS and _is_mixed(text):
        return "mixed"
    return detect_language(text, default)


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


@cache
def function_words() -> dict[Language, frozenset[str]]:
    """Return the function words and question words of each language."""
    return _listed("function_words.toml")


@cache
def _content_words() -> dict[Language, frozenset[str]]:
    return _listed("content_words.toml")


def _listed(name: str) -> dict[Language, frozenset[str]]:
    listed = tomllib.loads((files("corpus") / name).read_text("utf-8"))
    return {language: frozenset(listed[language].split()) for language in LANGUAGES}


def _without_names(text: str) -> list[str]:
    """Return the words, lower case, that are neither loans nor the names of regions."""
    from corpus.mentions import find_mentions
    from corpus.regions import gazetteer

    for mention in reversed(find_mentions(text, gazetteer(), ignore_case=True)):
        text = text[: mention.start] + text[mention.end :]
    return [word for word in _WORD.findall(text.lower()) if word not in _LOAN]


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
