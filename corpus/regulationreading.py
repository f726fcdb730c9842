"""How far a regulation is read: the headings found so far, and what stands around the next word.

The readers of headings ask it and add to it, each a mark of its own kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from corpus.articlenumber import NONE, ArticleNumber
from corpus.regulationtext import ANNEX, EXPLANATION

LONGEST_TITLE = 160
"""Characters of the name of a chapter or part."""

_ENUMERATOR = re.compile(r"\b[I1l]{1,2}\s?\.?\s+\Z")
_SENTENCE_END = re.compile(r"(?:[.;:!?)”\"…_]|\b[Jj]elas|(?:\b[A-Z]{4,}))[\s^\"“_]*\Z")
_GOES_ON = re.compile(
    r"(?:,|\b(?:[Aa]yat|[Pp]asal|huruf|angka|nomor|dalam|pada|dan|atau|dengan|oleh|dari|dimaksud"
    r"|ketentuan|menurut|berdasarkan|sampai|serta|antara|Ketentuan))[\s^]*\Z"
)
_NEAR = 60  # characters before a word that tell what it is


class Level(IntEnum):
    """What lies within what: a heading ends all that are of its level or a higher number."""

    ROOT = 0
    BOOK = 1
    CHAPTER = 2
    PART = 3
    PARAGRAPH = 4
    ARTICLE = 5
    POINT = 6
    QUOTED = 7
    OTHER = 8  # and on: a document's own headings, by their level


@dataclass(slots=True)
class Mark:
    """A heading that was found: where it stands and what it opens."""

    start: int
    end: int
    level: int
    label: str
    article: ArticleNumber | None = None
    takes_title: bool = False


@dataclass(slots=True)
class Reading:
    """How far a regulation is read.

    :ivar decides: whether it is a decree, whose decisions are headed KESATU and KEDUA.
    """

    text: str
    amending: bool
    region: str = ""
    last: ArticleNumber = NONE
    roman: str = ""
    decides: bool = False
    marks: list[Mark] = field(default_factory=list)

    def enter(self, start: int, end: int, region: str, label: str = "") -> None:
        """Begin a part of the regulation that is no chapter of its body."""
        if region != self.region and region in (EXPLANATION, ANNEX):
            self.last, self.roman = NONE, ""
        self.region = region
        self.marks.append(Mark(start, end, Level.ROOT, label or region))

    def opens_line(self, at: int) -> bool:
        """Tell whether nothing but marks of the scanner stands before on the line."""
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip(' ^_*"“-.')

    def before(self, at: int) -> str:
        """Return the words before, across the line's beginning."""
        return self.text[max(0, at - _NEAR) : at]

    def goes_on(self, at: int) -> bool:
        """Tell whether the words before lead to a citation: "dimaksud dalam Pasal 5"."""
        return _GOES_ON.search(self.before(at).rstrip()) is not None

    def sentence_ended(self, at: int) -> bool:
        """Tell whether a sentence ends before."""
        return _SENTENCE_END.search(self.before(at)) is not None

    def enumerated(self, at: int) -> int:
        """Return where a heading begins with the "II." before it."""
        number = _ENUMERATOR.search(self.text, max(0, at - 6), at)
        return number.start() if number else at

    def follows_title(self, at: int) -> bool:
        """Tell whether only the name of a chapter lies between the last heading and here."""
        if not self.marks or not self.marks[-1].takes_title:
            return False
        between = self.text[self.marks[-1].end : at]
        return len(between) <= LONGEST_TITLE and not re.search(r"[.;:](?:\s|$)", between)
