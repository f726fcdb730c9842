"""Whether a sentence is supported by the passages that it cites.

Four kinds of evidence, the strict ones first: every figure of the sentence stands in the passages
and belongs to the same year; every name and place does; neither says "not" where the other does
not; and its words, or what they mean, stand together in one place, each figure beside what it
counts. What fails is told by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from api.figures import Figure
from api.flaws import (
    Flaw,
    counts_in,
    differ_on_not,
    figure_flaws,
    name_flaws,
    reversed_word,
    strange_words,
    swapped,
)
from api.planted import is_planted, without_planted
from api.statement import Quote
from api.wording import occurs, stems_of
from corpus.language import detect_language
from corpus.sentences import sentence_spans
from index.embedder import Embedder
from index.hit import Hit
from index.late_interaction import Centre, centred, maxsim
from index.terms import content_words

# Chosen on one half of the seed topics: a sentence of a digest against its twin in the other
# language and against its neighbours; evals/RESULTS.md has the other half. Bias, weight of the
# share of words, weight of MaxSim. Within one language words decide, across languages the meaning.
_SAME_LANGUAGE = (-16.6, 8.0, 14.0)
_OTHER_LANGUAGE = (-20.8, 3.2, 31.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown.

    :ivar flaw: the first thing that it lacks, None when it is supported.
    :ivar quotes: what supports it, at most one run of text for each passage that does.
    """

    flaw: Flaw | None = None
    quotes: tuple[Quote, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether nothing is missing."""
        return self.flaw is None


@dataclass(frozen=True, slots=True)
class Window:
    """A run of sentences that may support a sentence, and how close the two are.

    :ivar is_single: it is one sentence, not two.
    """

    quote: Quote
    coverage: float
    maxsim: float
    is_same_language: bool
    is_single: bool

    @property
    def score(self) -> float:
        """Above 0 it means the same."""
        bias, per_coverage, per_maxsim = (
            _SAME_LANGUAGE if self.is_same_language else _OTHER_LANGUAGE
        )
        return bias + per_coverage * self.coverage + per_maxsim * self.maxsim


class SupportChecker:
    """Compares sentences with the passages they cite."""

    def __init__(self, embedder: Embedder, centre: Callable[[], Centre]) -> None:
        """Compare by a model's token vectors.

        :param centre: gives the centre of the live index.
        """
        self._embedder = embedder
        self._centre = centre

    def check(self, sentence: str, cited: Sequence[Hit]) -> Verdict:
        """Return whether the cited passages, with their titles and headings, say the sentence.

        One passage that says all of it is cited alone; several are only where each adds something.
        """
        if not cited:
            return Verdict(Flaw("uncited"))
        windows = self._compared(sentence, cited)
        alone = [self._check(sentence, [hit], windows) for hit in cited]
        supported = [verdict for verdict in alone if verdict.is_supported]
        if supported or len(cited) == 1:
            return next(iter(supported), alone[0])
        return self._check(sentence, cited, windows)

    def _compared(self, sentence: str, cited: Sequence[Hit]) -> list[Window]:
        """Return every window of the passages with its closeness to the sentence."""
        quotes = [
            (Quote(hit, start, end), single)
            for hit in cited
            for start, end, single in _spans(hit.passage.text)
        ]
        said, *texts = self._embedder.embed_tokens(
            [sentence, *(quote.text for quote, _ in quotes)], "document"
        )
        centre, wanted = self._centre(), content_words(sentence)
        own, language = centred(said, centre), detect_language(sentence)
        windows = []
        for (quote, is_single), text in zip(quotes, texts, strict=True):
            windows.append(
                Window(
                    quote,
                    coverage=_share(wanted, f"{_context(quote.hit)} {quote.text}"),
                    maxsim=maxsim(own, centred(text, centre)),
                    is_same_language=quote.hit.passage.language in (language, "mixed"),
                    is_single=is_single,
                )
            )
        return windows

    def _check(self, sentence: str, cited: Sequence[Hit], windows: Sequence[Window]) -> Verdict:
        whole = "\n".join(f"{_context(hit)}\n{without_planted(hit.passage.text)}" for hit in cited)
        for flaw in (*figure_flaws(sentence, whole, cited), *name_flaws(sentence, whole, cited)):
            return Verdict(flaw)
        mine = [window for window in windows if any(window.quote.hit is hit for hit in cited)]
        best = [
            max((w for w in mine if w.quote.hit is hit), key=lambda w: w.score, default=None)
            for hit in cited
        ]
        near = [window for window in best if window is not None and window.score > 0]
        if not near:
            return Verdict(Flaw("meaning"))
        for flaw in self._mismatches(sentence, whole, mine, near):
            return Verdict(flaw)
        return Verdict(quotes=tuple(window.quote for window in near))

    def _mismatches(
        self, sentence: str, whole: str, windows: Sequence[Window], near: Sequence[Window]
    ) -> Iterator[Flaw]:
        """Yield what the sentence says otherwise than the evidence that is nearest to it."""
        if any(window.is_same_language for window in near):
            yield from strange_words(sentence, whole)
        if misplaced := _misplaced(sentence, windows):
            yield Flaw("figure", misplaced.value)
        singles = [window for window in windows if window.is_single]
        single = max(singles, key=lambda window: window.score)
        if figure := swapped(sentence, single.quote.text):
            yield Flaw("figure", figure)
        if word := reversed_word(sentence, whole):
            yield Flaw("meaning", word)
        nearest = max(near, key=lambda window: window.score)
        if differ_on_not(sentence, nearest.quote.text):
            yield Flaw("negation")


def _misplaced(sentence: str, windows: Sequence[Window]) -> Figure | None:
    """Return a figure that the evidence gives for something else.

    The sentence that comes nearest to what is said counts something too, but none of the figures
    that are said: "50 daerah ikut; targetnya 75" does not tell that 75 took part.
    """
    said = counts_in(sentence)
    singles = [(window, counts_in(window.quote.text)) for window in windows if window.is_single]
    others = [w.score for w, told in singles if told and not any(f.is_among(told) for f in said)]
    for figure in sorted(said, key=lambda figure: figure.value):
        holders = [w.score for w, told in singles if figure.is_among(told)]
        if holders and max(others, default=min(holders)) > max(holders):
            return figure
    return None


def _share(wanted: Sequence[str], text: str) -> float:
    words = stems_of(text)
    return sum(occurs(word, words) for word in wanted) / max(len(wanted), 1)


def _context(hit: Hit) -> str:
    return f"{hit.document.title}\n{hit.passage.heading}\n{hit.document.published or ''}"


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield every sentence and every two neighbours, which a summary draws together."""
    spans = list(sentence_spans(text))
    honest = [not is_planted(text[start:end]) for start, end in spans]
    yield from ((*span, True) for span, ok in zip(spans, honest, strict=True) if ok)
    for number, (first, second) in enumerate(pairwise(spans)):
        if honest[number] and honest[number + 1]:
            yield first[0], second[1], False
