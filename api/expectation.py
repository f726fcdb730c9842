"""Whether a sentence holds the kind of thing that a question expects."""

from __future__ import annotations

import re
from collections.abc import Callable

from api.question import Question
from api.wording import occurs, stems_of
from corpus.document import LANGUAGES
from index.glossary import translations
from index.terms import content_words, stem, tokens

_MONEY = re.compile(
    r"\bRp\s?\d|\b\d[\d.,]*\s*(?:rupiah|miliar|triliun|juta|billion|million|trillion)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FULL_DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d\b")
_PERSON = re.compile(r"[a-z,] (?:[A-Z][a-z]+ )?[A-Z][a-z]+")
_DEFINITION = re.compile(
    r"(?:\(?\w{1,3}[.)] )?(?P<source>(?:Menurut|According to) [^,]{2,60}, )?(?:the |a |an )?"
    r"(?P<subject>[^.,;:()]{2,60}?)(?: \([^)]*\))?"
    r" (?:adalah|ialah|merupakan|berarti|is|are|means)\b",
    re.IGNORECASE,
)
_ENUMERATION = re.compile(r"[,;:][^,;]+(?:[,;]| dan | and | serta )")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
OTHER_NUMBER = 0.5  # of a text that holds a number, but none of what is counted
_NEAR = 4  # words between a number and what it counts: "50 daerah", "48 per cent of all regions"


def shows(question: Question, text: str) -> float:
    """Return how plainly a text holds the kind of thing that a question expects.

    1 for the thing itself (a sum of money; a number of what is counted), 0.5 for something of
    its kind (any other number), 0 for nothing of it.
    """
    shown = _SHOWN.get(question.expects)
    return shown(question, text) if shown else 1.0


def _shows_money(_question: Question, text: str) -> float:
    return float(bool(_MONEY.search(text)))


def _shows_date(_question: Question, text: str) -> float:
    return 1.0 if _FULL_DATE.search(text) else 0.5 * bool(_YEAR.search(text))


def _shows_person(_question: Question, text: str) -> float:
    return float(bool(_PERSON.search(text)))


def _shows_list(_question: Question, text: str) -> float:
    return 1.0 if _ENUMERATION.search(text) else 0.5


def _shows_definition(question: Question, text: str) -> float:
    """Look whether the thing asked for is the subject of the sentence, best in its own right."""
    found = _DEFINITION.match(text)
    asked = stems_of(" ".join((*question.words, *question.names)))
    if found is None or not all(occurs(w, asked) for w in content_words(found["subject"])):
        return 0.5
    is_somebodys = found["source"] and not set(content_words(found["source"])) & asked
    return 0.8 if is_somebodys else 1.0


def _shows_count(question: Question, text: str) -> float:
    words = tokens(text)
    numbers = [
        place
        for place, word in enumerate(words)
        if _NUMBER.fullmatch(word) and word not in question.years and word not in question.words
    ]
    if not numbers:
        return 0.0
    counted = {form for word in question.counted for form in (word, *translations(word))}
    stems = {stem(form, language) for form in counted for language in LANGUAGES}
    counts = sum(_counts(words[place + 1 : place + 1 + _NEAR], stems) for place in numbers)
    if counts == 0:
        return OTHER_NUMBER
    # One figure is the answer; among several the reader has to choose.
    return 1.0 if counts == 1 else 0.8


def _counts(following: list[str], stems: set[str]) -> bool:
    return any(stem(word, language) in stems for word in following for language in LANGUAGES)


_SHOWN: dict[str, Callable[[Question, str], float]] = {
    "money": _shows_money,
    "date": _shows_date,
    "count": _shows_count,
    "person": _shows_person,
    "list": _shows_list,
    "definition": _shows_definition,
}
