"""How much single words and their order tell of the language of a phrase without grammar.

>>> [leaning("landfill gas capture") > 0, leaning("bank sampah Sleman") < 0]
[True, True]
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from math import log
from typing import TYPE_CHECKING

from corpus.document import LANGUAGES, Language

if TYPE_CHECKING:
    from lingua import LanguageDetector

    from corpus.mentions import Mention

_WORD = re.compile(r"[a-z']+")

# How words of each language are built.
_BUILT: dict[Language, re.Pattern[str]] = {
    "id": re.compile(
        r"(?:me(?:m[bp]|ng|ny|n[dcjt])[a-z]{3,}|ber[a-z]{4,}|di[a-z]{3,}kan|(?:pe|ke)[a-z]{3,}an"
        r"|[a-z]{3,}(?:nya|kan|kah))"
    ),
    "en": re.compile(
        r"[a-z]{3,}(?:ing|tion|tions|ment|ness|ies|ed|ly|ity|ous|ers|ence|ance|ship|ary|able)"
    ),
}
# Loan terms of several words, of which single words would mislead: "big data", "smart island".
_TERM = re.compile(
    r"\b(?:smart\s+\w*[^\Ws]|(?:super|mobile|web)\s+app|(?:command|call|data)\s+cent(?:er|re)"
    r"|quick\s+win|(?:open|big)\s+data|(?:city|place)\s+branding|cyber\s+city|digital\s+twin)\b"
)
# What goes before what it describes in English, after it in Indonesian, and is said in both.
_QUALITIES = frozenset("digital online offline modern global internal final open mobile".split())
# Parts of the names of regions that belong to one language.
_AREAS: dict[str, float] = {
    **dict.fromkeys("city regency province municipality west east north south".split(), 1.0),
    **dict.fromkeys("kota kabupaten kab provinsi prov barat timur utara selatan".split(), -1.0),
}

# In the detector's log odds; chosen on the first half of evals/language/questions-dev.jsonl.
_KNOWN = 4.0  # of a word that only one language uses
_SHAPED = 1.0  # of a word built as only one language builds them
_DETECTED = 3.0  # of any other word, at most
_LEAST = 1e-4  # a chance below this is taken for it


def leaning(text: str) -> float:
    """Return how much the words speak for English, as log odds; below 0 for Indonesian.

    Names of regions and loan words say nothing. The detector reads each word by itself, since it
    knows short phrases worse: joined, "oil spill cleanup" is Indonesian to it.
    """
    words, names = _apart(text)
    areas = (word for name in names for word in _WORD.findall(name.text.lower()))
    return sum(map(_english, words)) + sum(_AREAS.get(word, 0) for word in areas)


def head_is_last(text: str) -> bool:
    """Tell "Bandung open data portal" from "portal open data Bandung".

    What a phrase is about stands last in English and first in Indonesian.
    """
    _, names = _apart(text)
    for name in reversed(names):
        text = f"{text[: name.start]} @ {text[name.end :]}"
    kinds = [
        _part_of_phrase(word) for word in re.findall(r"@|#|[a-z']+", _TERM.sub("#", text.lower()))
    ]
    order = "".join(kinds)
    return bool(re.match(r"@.*[#n]|[#q]+@?n", order))


def _part_of_phrase(word: str) -> str:
    if word in "@#":
        return word
    return "q" if word in _QUALITIES else "n"


@lru_cache(maxsize=64)
def _apart(text: str) -> tuple[list[str], list[Mention]]:
    """Return the words, lower case, that are no loan terms, and the names of regions."""
    from corpus.mentions import find_mentions
    from corpus.regions import gazetteer

    names = find_mentions(text, gazetteer(), ignore_case=True)
    for name in reversed(names):
        text = f"{text[: name.start]} {text[name.end :]}"
    return _WORD.findall(_TERM.sub(" ", text.lower())), names


@lru_cache(maxsize=10_000)
def _english(word: str) -> float:
    known = listed_words("content_words.toml")
    if word in known["both"]:
        return 0
    built = [language for language in LANGUAGES if _BUILT[language].fullmatch(word)]
    shape = _SHAPED * (("en" in built) - ("id" in built))
    if word in known["en"] or word in known["id"]:
        return shape + (_KNOWN if word in known["en"] else -_KNOWN)
    return shape + max(-_DETECTED, min(_DETECTED, _detected(word)))


@cache
def listed_words(name: str) -> dict[str, frozenset[str]]:
    """Return the lists of words of a file of this room, by their names in it."""
    listed: dict[str, str] = tomllib.loads((files("corpus") / name).read_text("utf-8"))
    return {which: frozenset(words.split()) for which, words in listed.items()}


def _detected(word: str) -> float:
    """Return the detector's log odds of a word being English."""
    from lingua import Language as Lingua

    english = _detector().compute_language_confidence(word, Lingua.ENGLISH)
    return log(max(english, _LEAST)) - log(max(1 - english, _LEAST))


@cache
def _detector() -> LanguageDetector:
    from lingua import Language as Lingua
    from lingua import LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(Lingua.INDONESIAN, Lingua.ENGLISH).build()
