"""Evidence: the sentences of the passages found, and how well each answers a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from api.expectation import shows
from api.figures import figures
from api.match import Match, context_of, match
from api.nearness import Nearness, in_passage, nearest_words
from api.quantity import YEAR
from api.question import Question
from api.rarity import RarityOf
from api.statement import Quote
from api.statements import statements
from api.unit import units_in
from api.wording import occurs, stems_of
from corpus.document import LANGUAGES
from index.glossary import translations
from index.hit import Hit
from index.retriever import Retriever
from index.terms import stem, tokens
from index.tokens import TokenMatches

_MISTYPED = 0.86  # of letters in common, between a mistyped word and the one that was meant
_NEAR_A_NAME, _NEAR_A_NAME_ABROAD = 0.55, 0.45
"""Nearness at which a name stands there in another spelling; in another language, as a word that is
written with a capital there ("Regional Office")."""
_FEW_PASSAGES = 15  # that hold a word at the most for it to be a name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may become part of the answer; ``passage.text[start:end]``.

    :ivar agrees: it holds every figure that the question states: the six of "enam pilar".
    :ivar tokens: how the tokens of its passage match the question's, from a model that has them.
    :ivar is_elsewhere: its document is on one region, and the question names none.
    """

    hit: Hit
    start: int
    end: int
    text: str
    maxsim: float
    in_sentence: Match
    in_passage: Match
    shows_expected: float
    agrees: bool
    is_elsewhere: bool
    tokens: TokenMatches | None = None

    @property
    def quote(self) -> Quote:
        """The sentence where it stands."""
        return Quote(self.hit, self.start, self.end)

    @property
    def time(self) -> str:
        """The last year that it speaks of, else the day of its document; "" where none is told."""
        years, published = YEAR.findall(self.text), self.hit.document.published or ""
        return published if not years or published.startswith(max(years)) else max(years)

    @property
    def missing(self) -> tuple[str, ...]:
        """What rules the sentence out.

        A name may stand elsewhere in its passage; the year and the place must be its own.
        """
        return (*self.in_sentence.missing_frame, *self.in_passage.missing_names)

    @property
    def score(self) -> float:
        """The order of candidates; weights chosen on the questions of evals/, dev half."""
        return (
            self.maxsim
            + 0.5 * self.hit.scores.maxsim
            + 0.15 * self.in_sentence.coverage
            + 0.05 * self.in_passage.coverage
            + 0.15 * self.shows_expected
            + 0.15 * self.agrees
            - 0.05 * self.is_elsewhere
            - 0.10 * min(len(self.in_sentence.missing), 2)
            - 0.15 * min(len(self.in_passage.missing), 2)
        )


class EvidenceReader:
    """Reads hits sentence by sentence."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._passages = retriever.indexed()[1]
        self._rarity = RarityOf(retriever.passages_with, self._passages)

    def candidates(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return every sentence of the hits, best first."""
        matches = self._retriever.matches(question.plain, [hit.passage.id for hit in hits])
        weights = {word: self._weight(word) for word in question.words}
        names = self.names_of(question)
        found = []
        for hit in hits:
            told = matches.get(hit.passage.id)
            is_foreign = hit.passage.language not in (question.language, "mixed")
            whole = match(question, weights, hit.passage.text, hit)
            absent = tuple(self._absent(question, names, hit, told))
            whole = replace(whole, missing_names=(*whole.missing_names, *absent))
            for start, end in statements(hit.passage.text):
                text = hit.passage.text[start:end]
                found.append(
                    Candidate(
                        hit=hit,
                        start=start,
                        end=end,
                        text=text,
                        maxsim=told.maxsim(start, end) if told else 0.0,
                        in_sentence=match(
                            question, weights, text, hit, before=hit.passage.text[:start]
                        ),
                        in_passage=whole,
                        shows_expected=shows(question, text, is_foreign=is_foreign),
                        agrees=_agrees(question, text),
                        is_elsewhere=bool(hit.document.regions) and not question.regions,
                        tokens=told,
                    )
                )
        return sorted(found, key=lambda c: (-c.score, c.hit.rank, c.start))

    def _absent(
        self, question: Question, names: Sequence[str], hit: Hit, told: TokenMatches | None
    ) -> Iterator[str]:
        """Yield the names that a passage and its title neither hold nor come near to."""
        if not names:
            return
        words = stems_of(context_of(hit))
        asked = self._retriever.embedder.read_question(question.plain).spans
        is_foreign = hit.passage.language not in (question.language, "mixed")
        least = _NEAR_A_NAME_ABROAD if is_foreign else _NEAR_A_NAME
        places = {unit.lower() for unit in units_in(question.plain)}  # the same in any language
        for name in names:
            nearness = in_passage(told, asked, question, name) if told else 0.0
            is_near = nearness >= least and name not in places
            if not occurs(name, words) and not is_near:
                yield name.capitalize()

    def names_of(self, question: Question) -> list[str]:
        """Return the words of a question that must be names: capitals, and hardly ever met."""
        return [word for word in question.proper if self._is_rare(word)]

    def holds(self, hit: Hit, names: Sequence[str]) -> bool:
        """Tell whether a passage or its title holds all of some names."""
        words = stems_of(context_of(hit))
        return all(occurs(name, words) for name in names)

    def _is_rare(self, word: str) -> bool:
        counts = (self._retriever.passages_with(stem(word, lang)) for lang in LANGUAGES)
        most = max(_FEW_PASSAGES, self._passages // 100)
        return not translations(word) and max(counts) <= most

    def nearness(self, question: Question, candidate: Candidate) -> list[Nearness]:
        """Return, for each word of a question, how near the candidate comes to it."""
        if candidate.tokens is None:
            return []
        asked = self._retriever.embedder.read_question(question.plain).spans
        weights = {word: self._weight(word) for word in question.words}
        sentence = candidate.start, candidate.end
        return nearest_words(question, weights, candidate.tokens, asked, sentence)

    def unknown_words(self, question: Question, best: Candidate) -> list[str]:
        """Return the words of a question that no passage at all holds, in any form.

        A word mistyped is known by a word of the best passage that is nearly the same.
        """
        unknown = [word for word in question.words if not self._is_known(word)]
        near = tokens(context_of(best.hit)) if unknown else []
        return [word for word in unknown if not get_close_matches(word, near, 1, _MISTYPED)]

    def _is_known(self, word: str) -> bool:
        forms = {word, *translations(word)}
        return any(self._rarity(stem(w, lang)) is not None for w in forms for lang in LANGUAGES)

    def _weight(self, word: str) -> float:
        rarities = [self._rarity(stem(word, language)) for language in LANGUAGES]
        known = [value for value in rarities if value is not None]
        return min(known) if known else self._rarity.of_unknown


def _agrees(question: Question, text: str) -> bool:
    if not question.numbers:
        return False
    told = figures(text)
    return all(number.is_among(told) for number in question.numbers)
