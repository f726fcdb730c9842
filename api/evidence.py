"""Evidence: the sentences of the passages found, and how well each answers a question."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from api.candidate import Candidate
from api.expectation import DEFINED, shows
from api.figures import Figure, figures
from api.focus import stretches
from api.likeness import NO_LIKENESS, AskedTokens, likenesses
from api.match import context_of, match
from api.nearness import Nearness, in_passage, nearest_words
from api.question import Question
from api.rarity import RarityOf
from api.realisation import is_other_side
from api.statements import statements
from api.unit import units_in
from api.wording import occurs, stems_of
from corpus.document import LANGUAGES
from index.glossary import expansions, translations
from index.hit import Hit
from index.reader import Reader
from index.retriever import Retriever
from index.terms import stem, tokens
from index.tokenmatches import TokenMatches

READ = 5
"""Stretches of text that the reader reads: more cost time, see evals/RESULTS.md."""

_VARIANT = re.compile(
    r"\b(?:varian|variasi|variants?|daftar\W.{0,40}berbeda|different list)\b", re.IGNORECASE
)
"""What calls itself a variant."""

_MISTYPED = 0.86  # of letters in common, between a mistyped word and the one that was meant
_NEAR_A_NAME, _NEAR_A_NAME_ABROAD = 0.55, 0.45
"""Nearness at which a name stands there in another spelling; in another language, as a word that is
written with a capital there ("Regional Office")."""
_FEW_PASSAGES = 15  # that hold a word at the most for it to be a name
_RARE, _OF_LONG_DOCUMENTS = 100, 20  # one passage in so many, likewise


class EvidenceReader:
    """Reads hits sentence by sentence."""

    def __init__(self, retriever: Retriever, reader: Reader) -> None:
        self._retriever = retriever
        self._reader = reader
        self._passages = retriever.indexed()[1]
        self._rarity = RarityOf(retriever.passages_with, self._passages)

    def candidates(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return every sentence of the hits, best first."""
        found = self.unread(question, hits)
        return sorted(self._read(question, sorted(found, key=_order)), key=_order)

    def unread(self, question: Question, hits: Sequence[Hit]) -> list[Candidate]:
        """Return every sentence of the hits, in their order, none shown to the reader."""
        matches = self._retriever.matches(question.plain, [hit.passage.id for hit in hits])
        weights = {word: self._weight(word) for word in question.words}
        names = self.names_of(question)
        asked = self._retriever.embedder.read_question(question.plain).spans
        tokens_asked = AskedTokens.of(question, weights, asked)
        asks_for_variant = bool(_VARIANT.search(question.plain))
        found = []
        for hit in hits:
            matched = matches.get(hit.passage.id)
            whole = match(question, weights, hit.passage.text, hit)
            absent = tuple(self._absent(question, names, hit, matched))
            whole = replace(whole, missing_names=(*whole.missing_names, *absent))
            strange = _strange(whole.missing_names, hit, hits)
            spans = statements(hit.passage.text)
            near = (
                likenesses(tokens_asked, matched, spans) if matched else [NO_LIKENESS] * len(spans)
            )
            for (start, end), likeness in zip(spans, near, strict=True):
                text = hit.passage.text[start:end]
                is_foreign = hit.passage.language not in (question.language, "mixed")
                before = hit.passage.text[:start]
                shown = shows(question, text, is_foreign=is_foreign)
                found.append(
                    Candidate(
                        hit=hit,
                        start=start,
                        end=end,
                        text=text,
                        language=question.language,
                        maxsim=matched.maxsim(start, end) if matched else 0.0,
                        likeness=likeness,
                        in_sentence=match(question, weights, text, hit, before=before),
                        in_passage=whole,
                        strange=strange,
                        shows_expected=shown,
                        is_definition=question.expects == "definition" and shown >= DEFINED,
                        agrees=_agrees(question, text),
                        is_other_side=is_other_side(question.plain, text),
                        is_variant=not asks_for_variant and bool(_VARIANT.search(text)),
                        is_elsewhere=bool(hit.document.regions) and not question.regions,
                        tokens=matched,
                    )
                )
        return found

    def _read(self, question: Question, found: Sequence[Candidate]) -> list[Candidate]:
        """Return candidates, the best of them read together with the question."""
        shown = stretches(found, READ)
        odds = self._reader.read(question.plain, [told for told, _ in shown])
        read = {
            id(candidate): one
            for (_, candidates), told in zip(shown, odds, strict=True)
            for candidate, one in zip(candidates, told, strict=True)
        }
        return _agreed([replace(c, read=read[id(c)]) if id(c) in read else c for c in found])

    def _absent(
        self, question: Question, names: Sequence[str], hit: Hit, matched: TokenMatches | None
    ) -> Iterator[str]:
        """Yield the names that a passage and its title neither hold nor come near to."""
        if not names:
            return
        words = stems_of(context_of(hit))
        asked = self._retriever.embedder.read_question(question.plain).spans
        is_foreign = hit.passage.language not in (question.language, "mixed")
        least = _NEAR_A_NAME_ABROAD if is_foreign else _NEAR_A_NAME
        places = {
            unit.name.lower() for unit in units_in(question.plain)
        }  # the same in any language
        for name in names:
            nearness = in_passage(matched, asked, question, name) if matched else 0.0
            is_near = nearness >= least and name not in places
            if not occurs(name, words) and not is_near:
                yield name.capitalize()

    def names_of(self, question: Question, *, though_met_often: bool = False) -> list[str]:
        """Return the words of a question that must be names: capitals, and hardly ever met.

        :param though_met_often: or as often as a long document repeats what it is about.
        """
        one_in = _OF_LONG_DOCUMENTS if though_met_often else _RARE
        return [word for word in question.proper if self._is_rare(word, one_in)]

    def holds(self, hit: Hit, names: Sequence[str]) -> bool:
        """Tell whether a passage or its title holds all of some names."""
        words = stems_of(context_of(hit))
        return all(occurs(name, words) for name in names)

    def _is_rare(self, word: str, one_in: int) -> bool:
        counts = (self._retriever.passages_with(stem(word, lang)) for lang in LANGUAGES)
        most = max(_FEW_PASSAGES, self._passages // one_in)
        is_listed = bool(translations(word) or expansions([word]))
        return not is_listed and max(counts) <= most

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


def _agreed(found: Sequence[Candidate]) -> list[Candidate]:
    """Give a sentence of a digest and its like in the other language one reading, the mean.

    Digests are written in both: of one source, one sentence in each with the same figures.
    """
    told: dict[tuple[str | None, frozenset[Figure]], list[Candidate]] = defaultdict(list)
    for one in found:
        held = frozenset(figures(one.text))
        if one.read is not None and one.hit.document.kind == "digest" and held:
            told[one.hit.document.url, held].append(one)
    means = {
        id(one): sum(o.read or 0.0 for o in alike) / len(alike)
        for alike in told.values()
        if len(alike) == len({o.hit.passage.language for o in alike}) > 1
        for one in alike
    }
    return [replace(one, read=means[id(one)]) if id(one) in means else one for one in found]


def _order(candidate: Candidate) -> tuple[float, int, int]:
    return -candidate.score, candidate.hit.rank, candidate.start


def _strange(names: Sequence[str], hit: Hit, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the names that no passage read of a hit's document holds."""
    if not names:
        return ()
    texts = [stems_of(one.passage.text) for one in hits if one.document.id == hit.document.id]
    return tuple(
        name
        for name in names
        if not any(all(occurs(word, held) for word in tokens(name)) for held in texts)
    )


def _agrees(question: Question, text: str) -> bool:
    if not question.numbers:
        return False
    told = figures(text)
    return all(number.is_among(told) for number in question.numbers)
