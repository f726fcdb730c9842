"""The Difference between two versions of a document: which sentences came, went or were reworded.

Sentences are matched first, by Ratcliff and Obershelp's method as Python's ``difflib`` has it;
within a run of sentences that differ, the words are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from corpus.catalogue import Catalogue
from corpus.document import Document
from corpus.errors import UnknownNameError
from corpus.sentences import sentence_spans

Operation = Literal["same", "removed", "added"]

_WORD = re.compile(r"\S+\s*")
_MOST_WORDS = 4_000  # of one run; a longer one was rewritten, and matching takes the square of it
_LEAST_ALIKE = 0.3  # share of words in common below which a run was replaced, not reworded
_FIELDS = ("title", "published", "author", "kind", "language", "url", "pillars", "regions")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both versions have, or one of them."""

    operation: Operation
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """Sentences that differ, word by word.

    :ivar heading: the heading above them, empty where there is none.
    """

    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, for example the title."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What separates an older version from a newer one."""

    old: str
    new: str
    fields: tuple[FieldChange, ...]
    changes: tuple[Change, ...]
    sentences_same: int
    sentences_removed: int
    sentences_added: int

    @property
    def is_empty(self) -> bool:
        """Whether a reader would notice nothing."""
        return not self.fields and not self.changes


def difference(old: Document, new: Document) -> Difference:
    """Compare two versions of a document."""
    before, after = _sentences(old), _sentences(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    starts = [start for start, _ in sentence_spans(new.text)]
    changes, same, removed, added = [], 0, 0, 0
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            same += b - a
            continue
        removed, added = removed + b - a, added + d - c
        place = starts[c] if c < len(starts) else len(new.text)
        pieces = tuple(_pieces(" ".join(before[a:b]), " ".join(after[c:d])))
        changes.append(Change(_heading(new, place), pieces))
    return Difference(
        old.version, new.version, tuple(_fields(old, new)), tuple(changes), same, removed, added
    )


def _sentences(document: Document) -> list[str]:
    text = document.text
    return [" ".join(text[start:end].split()) for start, end in sentence_spans(text)]


def _heading(document: Document, place: int) -> str:
    above = [b for b in document.blocks if b.kind == "heading" and b.start <= place]
    return document.text[above[-1].start : above[-1].end] if above else ""


def _fields(old: Document, new: Document) -> Iterator[FieldChange]:
    for name in _FIELDS:
        pair = [_plain(getattr(document, name)) for document in (old, new)]
        if pair[0] != pair[1]:
            yield FieldChange(name, *pair)


def _plain(value: object) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORD.findall(old), _WORD.findall(new)
    if not before or not after or not _is_reworded(before, after):
        yield from _piece("removed", before)
        yield from _piece("added", after)
        return
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _piece("same", after[c:d])
            continue
        yield from _piece("removed", before[a:b])
        yield from _piece("added", after[c:d])


def _is_reworded(before: Sequence[str], after: Sequence[str]) -> bool:
    if len(before) + len(after) > _MOST_WORDS:
        return False
    return SequenceMatcher(None, before, after, autojunk=False).ratio() >= _LEAST_ALIKE


def _piece(operation: Operation, words: Sequence[str]) -> Iterator[Piece]:
    if text := "".join(words).strip():
        yield Piece(operation, text)


def compare_versions(
    catalogue: Catalogue, document: str, old: str | None = None, new: str | None = None
) -> Difference:
    """Compare two versions of a document; without names, the one before with the current one.

    :param old: a version or its first characters.
    :param new: likewise.
    :raises UnknownNameError: when there is no such version, or only one.
    """
    versions = [version.version for version in catalogue.versions(document)]
    newer = _resolve(versions, new) if new else versions[0]
    if old is None:
        # The versions come newest first, so the one before another stands behind it.
        behind = versions[versions.index(newer) + 1 :]
        if not behind:
            raise UnknownNameError(
                f"Of {document} there is no version before {newer}.",
                "A second one is kept once a crawl finds that the document has changed.",
            )
        old = behind[0]
    older = _resolve(versions, old)
    return difference(catalogue.document(document, older), catalogue.document(document, newer))


def _resolve(versions: list[str], name: str) -> str:
    found = [version for version in versions if version.startswith(name)]
    if len(found) != 1:
        raise UnknownNameError(
            f"{name!r} names {len(found) or 'no'} versions of the document.",
            f"Known: {', '.join(versions)}.",
        )
    return found[0]
