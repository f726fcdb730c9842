"""What OCR read of one page: words with their places, kept so that no page is read twice.

The words serve the crawler, which makes text of them, and the service, which marks a quote on
the page's picture.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from corpus.errors import disk_errors

DOUBTFUL = 75.0
"""Mean confidence of a page's words, in percent, below which its text is not to be trusted."""


class OcrWord(NamedTuple):
    """A word as it was read; its box in points from the page's lower left corner.

    :ivar line: the number of its line on the page.
    :ivar confidence: 0 to 100, Tesseract's own.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    line: int
    confidence: float


@dataclass(frozen=True)
class OcrPage:
    """A page as it was read; ``settings`` name what it was read with."""

    words: tuple[OcrWord, ...]
    settings: str

    @property
    def confidence(self) -> float:
        """The mean confidence, each word weighing as much as it has characters."""
        weights = [len(word.text) for word in self.words]
        total = sum(word.confidence * n for word, n in zip(self.words, weights, strict=True))
        return total / sum(weights) if weights else 100.0

    @property
    def is_doubtful(self) -> bool:
        """Whether a reader must be told not to trust the text."""
        return self.confidence < DOUBTFUL

    def lines(self) -> Iterator[tuple[OcrWord, ...]]:
        """Yield the lines."""
        for _, words in groupby(self.words, key=lambda word: word.line):
            yield tuple(words)


class OcrStore:
    """Keeps what OCR read: ``ocr/ba/7816bf…/0012.json`` is page 12 of the file of that hash."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, digest: str, page: int) -> OcrPage | None:
        """Return what was read of a page, or None where it was not or cannot be understood."""
        try:
            data: dict[str, Any] = json.loads(self._path(digest, page).read_bytes())
            words = tuple(OcrWord(*word) for word in data["words"])
            return OcrPage(words, str(data["settings"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, digest: str, page: int, found: OcrPage) -> None:
        """Keep what was read of a page; a kill leaves the old state or the new one."""
        path = self._path(digest, page)
        with disk_errors(self._folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(asdict(found), file, ensure_ascii=False, separators=(",", ":"))
                Path(name).replace(path)
            except BaseException:
                Path(name).unlink(missing_ok=True)
                raise

    def pages(self, digest: str) -> dict[int, OcrPage]:
        """Return every page of a file that was read, by its number."""
        numbers = sorted(
            int(path.stem) for path in self._path(digest, 0).parent.glob("[0-9]*.json")
        )
        found = ((number, self.get(digest, number)) for number in numbers)
        return {number: page for number, page in found if page is not None}

    def _path(self, digest: str, page: int) -> Path:
        return self._folder / digest[:2] / digest[2:] / f"{page:04}.json"
