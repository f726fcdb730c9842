"""A Reader: reads a question and a sentence together, and says whether the one answers the other.

The lower layers of the shipped embedding model, changed a little by training on the practice papers
of evals/papers (`python -m evals.reading`): low-rank additions to their matrices (Hu et al. 2021)
and one row of weights that makes a number of the mean state. The additions are index/reader.npz.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from cachetools import LRUCache

from corpus.settings import DEFAULT_MODEL, Settings
from index.model import Progress, prepared_model, tokenizer_file, weights_file
from index.openvinoengine import compiled
from index.readermodel import WORDS, prepared_reader
from index.tokenizer import tokenizer_at
from index.weights import Weights

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_QUESTION, _HEADING, _SENTENCE = 44, 26, 74  # tokens at the most
_TITLE = 110  # characters
_BEGIN, _END = 0, 2  # tokens that enclose what is read
_PADDING = 1
_PREFIX = "query: "
_REMEMBERED = 4096  # pairs


@dataclass(frozen=True, slots=True)
class Told:
    """What a document tells, and where.

    :ivar title: of the document.
    :ivar heading: the headings above the sentence.
    """

    title: str
    heading: str
    sentence: str

    @property
    def place(self) -> str:
        """The title, and the headings where they say something else."""
        title = self.title[:_TITLE]
        if not self.heading or self.heading in title:
            return title
        return f"{title} › {self.heading[-_TITLE:]}"


def pair(tokenizer: Tokenizer, question: str, told: Told) -> list[int]:
    """Return the tokens that are read together."""

    def tokens(text: str, most: int) -> list[int]:
        found: list[int] = tokenizer.encode(text, add_special_tokens=False).ids[:most]
        return found

    asked = tokens(_PREFIX + " ".join(question.split()), _QUESTION)
    place = tokens(told.place, _HEADING)
    sentence = tokens(f". {told.sentence}", _SENTENCE)
    return [_BEGIN, *asked, _END, _END, *place, *sentence, _END]


class Reader:
    """The reader, ready to read. Safe to share between threads: calls take turns."""

    def __init__(
        self,
        folder: Path,
        tokenizer: Path,
        threads: int | None = None,
        remembered: int = _REMEMBERED,
    ) -> None:
        """Load a folder that index/readermodel.py prepared.

        :param tokenizer: the file of the shipped model's.
        :param threads: to compute with; all cores when not given.
        :param remembered: pairs whose log-odds are kept.
        :raises ModelError: when the folder does not hold a reader.
        """
        self._words = Weights(weights_file())
        self._tokenizer = tokenizer_at(tokenizer)
        self._request = compiled(folder / "reader.xml", threads).create_infer_request()
        self._turn = threading.Lock()
        self._remembered: LRUCache[tuple[str, Told], float] = LRUCache(remembered)

    @classmethod
    def open(cls, settings: Settings, progress: Progress | None = None) -> Reader:
        """Load the reader, preparing it on first use.

        :raises ModelError: when it is damaged.
        """
        folder = prepared_reader(settings.cache_dir, progress)
        if settings.embed_model == DEFAULT_MODEL:  # which has it in memory already
            tokenizer = prepared_model(settings.cache_dir, progress) / "tokenizer.json"
        else:
            tokenizer = tokenizer_file()
        return _opened(folder, tokenizer, settings.threads)

    def read(self, question: str, told: Sequence[Told]) -> list[float]:
        """Return, for each sentence, the log-odds that it answers the question."""
        with self._turn:
            keys = {one: (question, one) for one in told}
            known = {o: self._remembered[key] for o, key in keys.items() if key in self._remembered}
            if new := [one for one in keys if one not in known]:
                pairs = [pair(self._tokenizer, question, one) for one in new]
                known |= dict(zip(new, self._infer(pairs), strict=True))
            self._remembered.update({keys[one]: odds for one, odds in known.items()})
            return [known[one] for one in told]

    def _infer(self, pairs: Sequence[list[int]]) -> list[float]:
        longest = max(map(len, pairs))
        tokens = np.full((len(pairs), longest), _PADDING, np.int64)
        mask = np.zeros((len(pairs), longest), np.int64)
        for row, read in enumerate(pairs):
            tokens[row, : len(read)] = read
            mask[row, : len(read)] = 1
        vectors = self._words.rows(WORDS, tokens, self._words.shape.hidden)
        self._request.infer({"vectors": vectors, "mask": mask})
        found: list[float] = self._request.get_output_tensor(0).data.reshape(-1).tolist()
        return found


@cache
def _opened(folder: Path, tokenizer: Path, threads: int | None) -> Reader:
    return Reader(folder, tokenizer, threads)
