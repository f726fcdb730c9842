"""The choice of an answer's sentences among all that were found, best first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from api.candidate import Candidate
from api.clauses import asks_twice
from api.expectation import shows
from api.figures import figures
from api.quantity import YEAR
from api.question import Question
from api.sequence import going_on, list_of, listed_under
from api.unit import KINDS
from api.wording import occurs, stems_of
from corpus.regulation import find_regulations, same_regulation
from index.terms import content_words

_LONGEST_ANSWER = 3  # sentences
_LONGEST_TOGETHER = 4  # where two things are asked
_ENOUGH_FOR = {
    "count": 2,
    "money": 2,
    "date": 2,
    "person": 2,
    "definition": 2,
    "yesno": 2,
    "procedure": 5,
}
"""Sentences that settle a question of this kind; _LONGEST_ANSWER for any other."""

# Chosen on the dev half of evals/questions, see evals/RESULTS.md.
_MARGIN = 0.15  # of score below the best sentence that a further one may lie
_SECOND = 0.2  # of score below the best that what answers the second half of a question may lie
_SAME_WORDS = 0.75  # share of words that makes two sentences say the same
_OF_ITS_KIND = 0.5  # of what is expected, that a further sentence must show
_ANSWERS, _CERTAINLY = 0.0, 4.0  # log-odds of the reader
_SEVERAL = 2
_NEWER = 0.12  # of score below the best that newer evidence may lie, where the latest is asked for
_GENERAL = 0.1  # of score below the best that what holds everywhere may lie
_PAST = re.compile(
    r"\b(?:sebelumnya|semula|dahulu|dulu|previously|formerly|earlier)\b", re.IGNORECASE
)


def chosen_of(question: Question, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentences of the answer, best first, none saying what another says."""
    best = ranked[0]
    if listed := listed_under(question, ranked):
        return listed
    if question.expects in ("list", "procedure") and (whole := list_of(question, best, ranked)):
        return [whole]
    if asks_twice(question.plain):
        return _in_reading_order(_both(best, ranked))
    enough = 1 if question.is_latest else _ENOUGH_FOR.get(question.expects, _LONGEST_ANSWER)
    plainly = best.shows_expected if question.expects == "definition" else _OF_ITS_KIND
    chosen = [best]
    if question.expects == "procedure":
        chosen += going_on(best, ranked)[: enough - 1]
    for candidate in ranked[1:]:
        if len(chosen) >= enough or candidate.score < best.score - _MARGIN:
            break
        is_fit = candidate.shows_expected >= plainly and not candidate.missing
        is_same_language = candidate.hit.passage.language == best.hit.passage.language
        # Unless it is better, and stands here for what holds everywhere (general_first).
        is_worse = candidate.score < best.score
        is_beside = is_worse and candidate.is_elsewhere and not best.is_elsewhere
        if (
            is_fit
            and is_same_language
            and not is_beside
            and not any(alike(candidate, c) for c in chosen)
        ):
            chosen.append(candidate)
    return _in_reading_order(chosen)


def _both(best: Candidate, ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentence, and others of which the reader says that they answer too.

    The second thing asked need not hold for the year of the first.
    """
    chosen = [best]
    for candidate in ranked[1:]:
        least = _CERTAINLY if candidate.missing else _ANSWERS
        if candidate.read is None or candidate.read < least or not _lacks_years_alone(candidate):
            continue
        if len(chosen) < _LONGEST_ANSWER and not any(_repeats(candidate, c) for c in chosen):
            chosen.append(candidate)
    return chosen


def with_certain(chosen: Sequence[Candidate], ranked: Sequence[Candidate]) -> list[Candidate]:
    """Return sentences, and others of which the reader is certain that they answer the whole.

    What two halves of a question have told by themselves may leave out what only the whole names.
    A digest is written in both languages: its other half would say the same again.
    """
    found = list(chosen)
    for one in ranked:
        is_twin = one.is_foreign and one.hit.document.kind == "digest"
        is_told = any(_repeats(one, other) or one.text in other.text for other in found)
        is_fit = (one.read or 0.0) >= _CERTAINLY and _lacks_years_alone(one)
        if is_fit and not is_twin and not is_told and len(found) < _LONGEST_TOGETHER:
            found.append(one)
    return found


def _lacks_years_alone(candidate: Candidate) -> bool:
    return all(YEAR.fullmatch(missing) for missing in candidate.missing)


def _repeats(one: Candidate, other: Candidate) -> bool:
    """Tell whether a sentence says what another says: a target is not its result."""
    return alike(one, other) and figures(one.text) <= figures(other.text)


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """Keep the best first, but sentences of one passage in the order of its text."""
    passages = list(dict.fromkeys(candidate.hit.passage.id for candidate in chosen))
    return sorted(chosen, key=lambda c: (passages.index(c.hit.passage.id), c.start))


def second(asked: Question, ranked: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the sentences that answer the second half of a question, "kapan dan di mana"."""
    for candidate in ranked:
        if candidate.score < ranked[0].score - _SECOND:
            return
        if not candidate.missing and shows(asked, candidate.text) == 1:
            yield candidate


def newest_first(ranked: list[Candidate]) -> list[Candidate]:
    """Put the newest of the good sentences first; of one day, the better first."""
    good = [
        candidate
        for candidate in ranked
        if candidate.score >= ranked[0].score - _NEWER
        and candidate.missing == ranked[0].missing
        and candidate.shows_expected >= ranked[0].shows_expected
        and not _PAST.search(candidate.text)
    ]
    newest = sorted(good, key=lambda candidate: candidate.time[:4], reverse=True)
    return newest + [candidate for candidate in ranked if candidate not in good]


def general_first(ranked: list[Candidate]) -> list[Candidate]:
    """Put what holds everywhere before what holds for one region, where it is nearly as good.

    For a question after a number that names no place: how many pillars a smart city has is not
    what one city says of its own.
    """
    best = ranked[0]
    if not best.is_elsewhere:
        return ranked
    for candidate in ranked[1:]:
        is_near = candidate.score >= best.score - _GENERAL
        is_fit = candidate.shows_expected >= best.shows_expected and not candidate.missing
        if is_near and is_fit and not candidate.is_elsewhere:
            return [candidate, *(one for one in ranked if one is not candidate)]
    return ranked


def alike(one: Candidate, other: Candidate) -> bool:
    """Tell whether two sentences have most of their words in common."""
    first, second = set(one.text.lower().split()), set(other.text.lower().split())
    return len(first & second) >= _SAME_WORDS * min(len(first), len(second))


def tells_of_all(names: Sequence[str], chosen: Sequence[Candidate]) -> bool:
    """Tell whether some sentences, with the titles of their documents, hold all of some names.

    A title that names several of them leaves open which of them a sentence below it is about.
    """
    titles = {one.hit.document.title for one in chosen}
    clear = [title for title in titles if sum(_is_in(name, title) for name in names) < _SEVERAL]
    text = " ".join((*(one.text for one in chosen), *clear))
    return all(_is_in(name, text) for name in names)


def _is_in(name: str, text: str) -> bool:
    rules = [reference.key for reference in find_regulations(text)]
    if named := find_regulations(name):
        return any(same_regulation(named[0].key, key) for key in rules)
    words = [word for word in content_words(name) if word not in KINDS]
    return all(occurs(word, stems_of(text)) for word in words)
