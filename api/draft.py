"""What a language model writes, read sentence by sentence while it comes in.

>>> reader = DraftReader()
>>> list(reader.feed("Lima puluh daerah ikut [E2]. Pada 2018 [E1]")) + list(reader.finish())
[DraftSentence(text='Lima puluh daerah ikut.', tokens=('E2',)), DraftSentence(text='Pada 2018', \
tokens=('E1',))]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.sentences import sentence_spans

_TOKENS = re.compile(r"\s*[\[(【]\s*(E\d+(?:\s*[,;]\s*E\d+)*)\s*[\])】]")
_TOKEN = re.compile(r"E\d+")
_TRAILING = re.compile(r"(?:\s*[\[(【]\s*E\d+(?:\s*[,;]\s*E\d+)*\s*[\])】])+[.]?")
_HALF_TOKEN = re.compile(r"\s*[\[(【][^\])】]*$")
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_DRESS = re.compile(r"^\s*(?:[-*•–]|#{1,6}|>|\d{1,2}[.)])\s+|[*_`#]{1,3}(?=\S)|(?<=\S)[*`]{1,3}")
_MARKUP = re.compile(r"<[^>]{0,200}>|!?\[([^\]]*)\]\([^)]*\)|https?://\S+|www\.\S+")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence that was written and the evidence tokens that it names, not yet checked."""

    text: str
    tokens: tuple[str, ...]


class DraftReader:
    """Takes pieces of text in, gives whole sentences out."""

    def __init__(self) -> None:
        self._text = ""
        self._given = 0

    def feed(self, piece: str) -> Iterator[DraftSentence]:
        """Yield the sentences that this piece completes."""
        self._text += piece
        yield from self._read(is_end=False)

    def finish(self) -> Iterator[DraftSentence]:
        """Yield what is left when nothing more comes."""
        yield from self._read(is_end=True)

    def _read(self, *, is_end: bool) -> Iterator[DraftSentence]:
        if not is_end and self._text.count("<think>") > self._text.count("</think>"):
            return
        text = _THINKING.sub("", self._text)
        while found := _next(text, self._given, is_end=is_end):
            start, self._given = self._given, found
            if sentence := _sentence(text[start:found]):
                yield sentence


def _next(text: str, start: int, *, is_end: bool) -> int | None:
    """Return where the sentence that begins at ``start`` ends, its tokens included.

    None while it may still go on: tokens follow the full stop as often as they go before it.
    """
    line_end = text.find("\n", start)
    line = text[start:line_end] if line_end >= 0 else text[start:]
    spans = list(sentence_spans(_TOKENS.sub(lambda m: " " * len(m[0]), line)))
    if spans and (len(spans) > 1 or line_end >= 0 or is_end):
        end = start + spans[0][1]
        trailing = _TRAILING.match(text, end)
        end = trailing.end() if trailing else end
        rest = text[end:]
        is_open = not rest.strip() or bool(_HALF_TOKEN.fullmatch(rest))
        if not is_open or is_end or line_end >= 0:
            return end
        return None
    if line_end >= 0:
        return line_end + 1
    return len(text) if is_end and start < len(text) else None


def _sentence(text: str) -> DraftSentence | None:
    tokens = tuple(
        dict.fromkeys(t for group in _TOKENS.findall(text) for t in _TOKEN.findall(group))
    )
    plain = _MARKUP.sub(lambda match: match[1] or "", _TOKENS.sub("", text))
    plain = " ".join(_DRESS.sub("", plain.strip()).split())
    plain = re.sub(r"\s+([.,;:!?])", r"\1", plain)
    if not any(letter.isalnum() for letter in plain):
        return None
    return DraftSentence(plain, tokens)
