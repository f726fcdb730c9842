"""Follow-ups: what "Bagaimana dengan Sleman?" asks after another question.

>>> resolve("and in 2022?", "How many regions joined the programme in 2018?")
'How many regions joined the programme in 2022?'

A place, a year, a pillar or a regulation of the follow-up takes the place of the same in the
question before; where there was none, it is added. A question that stands on its own is left
alone. Rules, not a model: the reader sees the question in full and can undo it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.mentions import find_mentions
from corpus.pillars import pillars
from corpus.regions import gazetteer
from corpus.regulation import find_regulations
from index.terms import content_words

Span = tuple[int, int]

_JOINT = r"(?:lalu|terus|kemudian|dan|nah|and|then|so|ok(?:ay)?)"
_ABOUT = (
    r"(?:(?:bagaimana|gimana|bgmn)\s+(?:dengan|kalau|untuk|di|pada)|kalau|klo|kalo|untuk|utk|di|pada"
    r"|tahun|yang|(?:what|how)\s+about|about|for|in|of|the\s+one\s+in)"
)
_OPENING = re.compile(
    rf"^(?:{_JOINT}[\s,]+)*(?:{_ABOUT}\b\s*)*(?:(?:pilar|tahun|dengan)\b\s*)*", re.IGNORECASE
)
_BACK = re.compile(
    r"\b(?:(?<!apa )(?<!apakah )itu|tersebut|tsb|di sana|\w{3,}nya"
    r"|its|it|their|they|them|there|that|those|this)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/])(?:19|20)\d\d(?!\d)")
_FEW = 2  # content words that a follow-up has of its own, at the most
_MOST_WORDS = 6  # of a question that leans on "itu", "its"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a question names what it holds for."""

    places: tuple[Span, ...]
    years: tuple[Span, ...]
    pillars: tuple[Span, ...]
    regulations: tuple[Span, ...]

    def kinds(self) -> tuple[tuple[Span, ...], ...]:
        """Return the kinds in a fixed order."""
        return self.places, self.years, self.pillars, self.regulations


def resolve(text: str, before: str | None) -> str | None:
    """Return the question in full, or None where it stands on its own.

    :param before: the question before it in the conversation, in full.
    """
    if not before:
        return None
    frame = _frame(text)
    named = sum(len(kind) for kind in frame.kinds())
    own = len(_own_words(text, frame))
    if named and (own == 0 or (own < _FEW and _opening(text))):
        return _replaced(text, frame, before)
    if not named and own < _FEW and _BACK.search(text) and len(text.split()) <= _MOST_WORDS:
        subject = _subject(before)
        return f"{text.rstrip(' ?')} {subject}?" if subject else None
    return None


def _opening(text: str) -> str:
    found = _OPENING.match(text.strip())
    return found[0] if found else ""


def _own_words(text: str, frame: _Frame) -> list[str]:
    rest = text
    for start, end in sorted((s for kind in frame.kinds() for s in kind), reverse=True):
        rest = f"{rest[:start]} {rest[end:]}"
    return content_words(_OPENING.sub("", rest.strip()))


def _replaced(text: str, frame: _Frame, before: str) -> str:
    """Put what the follow-up names into the question before."""
    found = _frame(before)
    edits: list[tuple[Span, str]] = []
    added: list[str] = []
    for new, old in zip(frame.kinds(), found.kinds(), strict=True):
        if not new:
            continue
        words = " ".join(text[start:end] for start, end in new)
        if old:
            edits += [(old[0], words), *((span, "") for span in old[1:])]
        else:
            added.append(words)
    whole = before
    for (start, end), words in sorted(edits, reverse=True):
        whole = f"{whole[:start]}{words}{whole[end:]}"
    body = " ".join(whole.rstrip(" ?.").split())
    return f"{' '.join((body, *added))}?"


def _subject(before: str) -> str:
    """Return what a question is about: the names and places in it, else its last words."""
    names = re.findall(r"(?<![\w/-])[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*", before)
    opening = before.split(maxsplit=1)[0] if before.split() else ""
    told = [name for name in names if name != opening]
    return " ".join(dict.fromkeys(told)) or " ".join(content_words(before)[-3:])


def _frame(text: str) -> _Frame:
    regulations = tuple((found.start, found.end) for found in find_regulations(text))
    mentions = find_mentions(text, gazetteer()) or find_mentions(
        text, gazetteer(), ignore_case=True
    )
    years = (match.span() for match in _YEAR.finditer(text))
    return _Frame(
        places=tuple((mention.start, mention.end) for mention in mentions),
        years=tuple(span for span in years if not _inside(span, regulations)),
        pillars=tuple(_pillar_spans(text)),
        regulations=regulations,
    )


def _pillar_spans(text: str) -> Iterator[Span]:
    for pillar in pillars():
        names = [*pillar.name.values(), *(f"smart {name}" for name in (pillar.id,))]
        names += [f"pilar {pillar.name['id'].split()[0]}", f"{pillar.id} pillar"]
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        if match := re.search(rf"\b(?:{pattern})\b", text, re.IGNORECASE):
            yield match.span()


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(start <= span[0] < end for start, end in others)
