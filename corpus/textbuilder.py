"""Building a document's text block by block, keeping the offsets."""

from __future__ import annotations

import re

from corpus.document import Block, BlockKind

_SPACE = re.compile(r"\s+")


class TextBuilder:
    r"""Collects blocks into one text and remembers where each of them lies.

    >>> builder = TextBuilder()
    >>> builder.add("Pasal 1", "heading", level=2)
    Block(start=0, end=7, kind='heading', level=2)
    >>> builder.add("Dalam  undang-undang ini:")
    Block(start=9, end=33, kind='paragraph', level=0)
    >>> builder.text
    'Pasal 1\n\nDalam undang-undang ini:'
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []

    def add(self, text: str, kind: BlockKind = "paragraph", level: int = 0) -> Block | None:
        """Append a block with its white space folded; None when nothing is left of it."""
        text = _SPACE.sub(" ", text).strip()
        if not text:
            return None
        if self._blocks:
            together = kind == self._blocks[-1].kind and kind in ("item", "row")
            self._append("\n" if together else "\n\n")
        block = Block(self._length, self._length + len(text), kind, level)
        self._append(text)
        self._blocks.append(block)
        return block

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks so far, in order."""
        return tuple(self._blocks)

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
