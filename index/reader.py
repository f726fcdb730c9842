"""A Reader: reads a question and a stretch of text together, and says which sentences answer.

The lower layers of the shipped embedding model, changed a little by training on the practice papers
of evals/papers (`python -m evals.reading`): low-rank additions to their matrices (Hu et al. 2021)
and one row of weights that makes a number of a sentence's mean state. A sentence is judged among
its neighbours: "There are 48 of them." answers what the one before makes of it. The additions are
index/reader.npz.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from cachetools import LRUCache

from corpus.settings import Settings
from index.model import Progress
from index.openvinoengine import compiled, precision
from index.readermodel import prepared_reader
from index.tokenizer import PADDING, tokenizer_at, tokenizer_file
from index.weights import WORDS, Weights, weights_file

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_QUESTION, _HEADING, _TEXT = 44, 26, 160  # tokens at the most
_TITLE = 110  # characters
_BEGIN, _END = 0, 2  # tokens that enclose what is read
_PREFIX = "query: "
_LEAD = ". "  # between the place and the text
_TOKENS_APART, _SPANS_APART = 16, 8  # of shapes that are read in
_REMEMBERED = 4096  # stretches
_USUAL = range(80, 193)  # tokens of the longest of several stretches


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of what a document tells, and where.

    :ivar title: of the document.
    :ivar heading: the headings above the text.
    :ivar spans: of the sentences in ``text`` that are to be judged, in characters.
    """

    title: str
    heading: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, title: str, heading: str, sentence: str) -> Told:
        """Return a sentence without neighbours."""
        return cls(title, heading, sentence, ((0, len(sentence)),))

    @property
    def place(self) -> str:
        """The title, and the headings where they say something else."""
        title = self.title[:_TITLE]
        if not self.heading or self.heading in title:
            return title
        return f"{title} › {self.heading[-_TITLE:]}"


class Encoded(NamedTuple):
    """What is read at once.

    :ivar spans: of the sentences to be judged, in tokens.
    """

    tokens: list[int]
    spans: list[tuple[int, int]]


def encoded(tokenizer: Tokenizer, question: str, told: Told) -> Encoded:
    """Return the tokens that are read together."""

    def tokens(text: str, most: int) -> list[int]:
        found: list[int] = tokenizer.encode(text, add_special_tokens=False).ids[:most]
        return found

    asked = tokens(_PREFIX + " ".join(question.split()), _QUESTION)
    place = tokens(told.place, _HEADING)
    text = tokenizer.encode(_LEAD + told.text, add_special_tokens=False)
    offsets = text.offsets[:_TEXT]
    before = len(asked) + len(place) + 3
    spans = []
    for start, end in told.spans:
        inside = [
            number
            for number, (begin, finish) in enumerate(offsets)
            if finish > start + len(_LEAD) and begin < end + len(_LEAD)
        ]
        first, last = (inside[0], inside[-1]) if inside else (len(offsets) - 1,) * 2
        spans.append((before + first, before + last + 1))
    return Encoded([_BEGIN, *asked, _END, _END, *place, *text.ids[:_TEXT], _END], spans)


def padded(
    sequences: Sequence[Encoded],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.float32]]:
    """Return tokens, their mask and, for each sentence, the shares of tokens in its mean state.

    Shapes: (sequences, tokens) twice, (sequences, sentences, tokens). Rounded up, for OpenVINO
    prepares itself anew for each shape that it has not met, which takes longer than reading does.
    """
    longest = _rounded(max(len(one.tokens) for one in sequences), _TOKENS_APART)
    most = _rounded(max(len(one.spans) for one in sequences), _SPANS_APART)
    tokens = np.full((len(sequences), longest), PADDING, np.int64)
    mask = np.zeros((len(sequences), longest), np.int64)
    shares = np.zeros((len(sequences), most, longest), np.float32)
    for row, one in enumerate(sequences):
        tokens[row, : len(one.tokens)] = one.tokens
        mask[row, : len(one.tokens)] = 1
        for place, (start, end) in enumerate(one.spans):
            shares[row, place, start:end] = 1 / (end - start)
    return tokens, mask, shares


def _rounded(number: int, step: int) -> int:
    return -(-number // step) * step


class Reader:
    """The reader, ready to read. Safe to share between threads: calls take turns."""

    def __init__(
        self,
        folder: Path,
        threads: int | None = None,
        remembered: int = _REMEMBERED,
    ) -> None:
        """Load a folder that index/readermodel.py prepared.

        :param threads: to compute with; all cores when not given.
        :param remembered: questions with a stretch of text whose log-odds are kept.
        :raises ModelError: when the folder does not hold a reader.
        """
        self._words = Weights(weights_file())
        self._tokenizer = tokenizer_at(tokenizer_file())
        model = compiled(folder / "reader.xml", threads, precision())
        self._request = model.create_infer_request()
        self._turn = threading.Lock()
        self._remembered: LRUCache[tuple[str, Told], tuple[float, ...]] = LRUCache(remembered)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Reader:
        """Load the reader, preparing it on first use.

        :raises ModelError: when it is damaged.
        """
        return _opened(prepared_reader(settings.cache_dir, progress), settings.threads)

    def read(self, question: str, told: Sequence[Told]) -> list[tuple[float, ...]]:
        """Return, for each sentence of each stretch, the log-odds that it answers the question."""
        with self._turn:
            keys = {one: (question, one) for one in told}
            known = {o: self._remembered[key] for o, key in keys.items() if key in self._remembered}
            if new := [one for one in keys if one not in known]:
                reads = [encoded(self._tokenizer, question, one) for one in new]
                known |= dict(zip(new, self._infer(reads), strict=True))
            self._remembered.update({keys[one]: odds for one, odds in known.items()})
            return [known[one] for one in told]

    def get_ready(self, stretches: int) -> None:
        """Read once what is as long as stretches of text usually are, and no more in number.

        OpenVINO prepares itself anew for each shape; the first answers need not wait for it.
        """
        for tokens in range(_USUAL.start, _USUAL.stop, _TOKENS_APART):
            for sentences in (1, _SPANS_APART + 1):
                shape = Encoded([PADDING] * tokens, [(0, 1)] * sentences)
                with self._turn:
                    self._infer([shape] * stretches)

    def _infer(self, reads: Sequence[Encoded]) -> list[tuple[float, ...]]:
        tokens, mask, shares = padded(reads)
        vectors = self._words.rows(WORDS, tokens, self._words.shape.hidden)
        self._request.infer({"vectors": vectors, "mask": mask, "shares": shares})
        found = self._request.get_output_tensor(0).data
        return [
            tuple(odds[: len(one.spans)].tolist()) for odds, one in zip(found, reads, strict=True)
        ]


@cache
def _opened(folder: Path, threads: int | None) -> Reader:
    return Reader(folder, threads)
