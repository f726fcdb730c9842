"""Whether a sentence is supported by the passages that it cites.

Four kinds of evidence, the strict ones first: every figure of the sentence stands in the passages
and belongs to the same year; every name and place does; neither says "not" where the other does
not; and its words, or what they mean, stand together in one place. What fails is told by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from api.figures import Figure, figures
from api.planted import is_planted, without_planted
from api.statement import Quote
from api.wording import occurs, stems_of
from corpus.language import detect_language
from corpus.mentions import find_mentions
from corpus.regions import gazetteer
from corpus.sentences import sentence_spans
from index.embedder import Embedder
from index.hit import Hit
from index.late_interaction import Centre, centred, maxsim
from index.terms import content_words

Flaw = Literal["uncited", "language", "figure", "year", "name", "place", "negation", "meaning"]

# Chosen by evals/support.py on one half of the seed topics; evals/RESULTS.md has the other half.
# Bias, weight of the share of words, weight of MaxSim. Within one language words decide, across
# languages the meaning does.
_SAME_LANGUAGE = (-16.6, 8.0, 14.0)
_OTHER_LANGUAGE = (-20.8, 3.2, 31.0)

_NAME = re.compile(r"(?<![\w/-])[A-Z][\w’'-]*\w")
_NOT = frozenset(
    "tidak bukan belum tanpa jangan batal gagal not no never without cannot none failed fails"
    " neither nor isn't wasn't doesn't didn't aren't weren't hasn't haven't".split()
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_CLAUSE = re.compile(r"[,;:()–—]|\b(?:dan|serta|sedangkan|sementara|and|while|but|tetapi)\b")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence may be shown.

    :ivar flaw: the first thing that it lacks, None when it is supported.
    :ivar detail: the figure, name or place at fault.
    :ivar quotes: what supports it, at most one run of text for each passage that does.
    """

    flaw: Flaw | None = None
    detail: str = ""
    quotes: tuple[Quote, ...] = ()

    @property
    def is_supported(self) -> bool:
        """Tell whether nothing is missing."""
        return self.flaw is None


@dataclass(frozen=True, slots=True)
class _Window:
    """A run of sentences that may support a sentence, and how close the two are."""

    quote: Quote
    coverage: float
    maxsim: float
    is_same_language: bool

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
            return Verdict("uncited")
        windows = self.windows(sentence, cited)
        alone = [self._check(sentence, [hit], windows) for hit in cited]
        supported = [verdict for verdict in alone if verdict.is_supported]
        if supported or len(cited) == 1:
            return next(iter(supported), alone[0])
        return self._check(sentence, cited, windows)

    def windows(self, sentence: str, cited: Sequence[Hit]) -> list[_Window]:
        """Return every window of the passages with its closeness to the sentence."""
        quotes = [Quote(hit, *span) for hit in cited for span in _spans(hit.passage.text)]
        if not quotes:
            return []
        told, *texts = self._embedder.embed_tokens(
            [sentence, *(quote.text for quote in quotes)], "document"
        )
        centre = self._centre()
        said, wanted = centred(told, centre), content_words(sentence)
        language = detect_language(sentence)
        return [
            _Window(
                quote,
                _share(wanted, f"{_context(quote.hit)} {quote.text}"),
                maxsim(said, centred(tokens, centre)),
                quote.hit.passage.language == language,
            )
            for quote, tokens in zip(quotes, texts, strict=True)
        ]

    def _check(self, sentence: str, cited: Sequence[Hit], windows: Sequence[_Window]) -> Verdict:
        whole = "\n".join(f"{_context(hit)}\n{without_planted(hit.passage.text)}" for hit in cited)
        for flaw in (*_figure_flaws(sentence, whole, cited), *_name_flaws(sentence, whole, cited)):
            return flaw
        best = [
            max((w for w in windows if w.quote.hit is hit), key=lambda w: w.score, default=None)
            for hit in cited
        ]
        near = [window for window in best if window is not None and window.score > 0]
        if not near:
            return Verdict("meaning")
        nearest = max(near, key=lambda window: window.score)
        if _differ_on_not(sentence, nearest.quote.text):
            return Verdict("negation")
        return Verdict(quotes=tuple(window.quote for window in near))


def _share(wanted: Sequence[str], text: str) -> float:
    words = stems_of(text)
    return sum(occurs(word, words) for word in wanted) / max(len(wanted), 1)


def _context(hit: Hit) -> str:
    return f"{hit.document.title}\n{hit.passage.heading}\n{hit.document.published or ''}"


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield every sentence and every two neighbours: what a summary draws together."""
    spans = list(sentence_spans(text))
    honest = [not is_planted(text[start:end]) for start, end in spans]
    yield from (span for span, ok in zip(spans, honest, strict=True) if ok)
    for number, (first, second) in enumerate(pairwise(spans)):
        if honest[number] and honest[number + 1]:
            yield first[0], second[1]


def _figure_flaws(sentence: str, whole: str, cited: Sequence[Hit]) -> Iterator[Verdict]:
    told = figures(whole)
    said = figures(sentence)
    for figure in sorted(said, key=lambda figure: figure.value):
        if not figure.is_among(told):
            yield Verdict("figure", figure.value)
    years = {figure.value for figure in said if figure.is_year}
    counts = [f for f in said if not f.is_year and f.kind in ("number", "percent", "money")]
    if len(years) != 1:
        return
    (year,) = years
    for figure in counts:
        known = [_years_of(figure, hit.passage.text) for hit in cited]
        beside = set().union(*known)
        if beside and year not in beside:
            yield Verdict("year", f"{figure.value}, {year}")


def _years_of(figure: Figure, text: str) -> set[str]:
    """Return the years that a text gives a figure for; nothing where it names no year beside it.

    In "25 daerah pada 2017, 50 pada 2018" the 50 belongs to 2018 alone: a clause with a year of
    its own keeps its figures for itself.
    """
    found: set[str] = set()
    for start, end in sentence_spans(text):
        sentence = text[start:end]
        if not figure.is_among(figures(sentence)):
            continue
        clauses = [c for c in _CLAUSE.split(sentence) if figure.is_among(figures(c))]
        own = {year for clause in clauses for year in _YEAR.findall(clause)}
        found |= own or set(_YEAR.findall(sentence))
    return found


def _name_flaws(sentence: str, whole: str, cited: Sequence[Hit]) -> Iterator[Verdict]:
    places = find_mentions(sentence, gazetteer())
    named = {code for mention in find_mentions(whole, gazetteer()) for code in mention.codes}
    named |= {code for hit in cited for code in (*hit.document.regions, *hit.passage.regions)}
    for mention in places:
        inside = {code for asked in mention.codes for code in gazetteer().within(asked)}
        if not inside & named:
            yield Verdict("place", mention.text)
    words = stems_of(whole)
    for match in _NAME.finditer(sentence):
        is_place = any(m.start <= match.start() < m.end for m in places)
        if is_place or _opens(sentence, match.start()):
            continue
        if not occurs(match[0].lower(), words) and content_words(match[0]):
            yield Verdict("name", match[0])


def _opens(sentence: str, position: int) -> bool:
    """Tell whether the word opens the sentence, where any word has a capital."""
    return not sentence[:position].strip(" \"'“‘(")


def _negations(text: str) -> bool:
    return bool(_NOT & {word.lower() for word in re.findall(r"[\w']+", text)})


def _differ_on_not(sentence: str, window: str) -> bool:
    """Tell whether one says what the other denies.

    A window of several clauses may hold a "not" that belongs to another clause: then only the
    clauses that share most of the sentence's words are asked.
    """
    wanted = set(content_words(sentence))

    def shared(clause: str) -> int:
        return sum(occurs(word, stems_of(clause)) for word in wanted)

    if _negations(sentence) == _negations(window):
        return False
    clauses = [clause for clause in re.split(r"[,;:.]", window) if clause.strip()]
    nearest = max(clauses, key=shared, default=window)
    return _negations(sentence) != _negations(nearest)
