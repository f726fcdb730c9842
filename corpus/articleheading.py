"""The heading of a Pasal, told from the many places where one is cited.

Most often it has a line to itself. Where an extractor or a scanner lost the line break, the words
around it decide, and the number that is due.
"""

from __future__ import annotations

import re

from corpus.articlenumber import NONE, ArticleNumber, read_number
from corpus.regulationreading import Level, Mark, Reading
from corpus.regulationtext import ANNEX, CLOSING, ENACTING, EXPLANATION, FEWEST

_LISTED = re.compile(r"(?:^|[\s;:])(?:\d{1,2}|[a-z])[.)]\s*\Z")
_TEXT_FOLLOWS = re.compile(r"[\s^_.\-]*(?:\(|[A-Z“\"‘'\d])")
_FIRST_AYAT = re.compile(r"[\s^]*\([1lI]\)[\s^]+[A-Z]")  # a cited Pasal goes on with "ayat (1)"
_AYAT = re.compile(r"[\s^]*\(")
_CHANGES = re.compile(r"[\s^]*(?:Beberapa|Ketentuan|Dalam|Mengubah|Menambah|Di\s?antara)\b")
_EXPLAINED = re.compile(r"[\s^_.]*(?:up\b|jelas|[cC]ukup)")
_EXPLAINED_CHANGE = re.compile(r"[\s^]*(?:Angka|Pasal|[CG]ukup)\b")
_POINT_EXPLAINED = re.compile(r"\bAng\S{1,4}?\s?[\dO]{1,3}[\s^]*\Z")
_EXPLANATION_BEGINS = re.compile(r"[\s^]*(?:Ayat\s?\([1lI]|Huruf\s+a\b|Cukup\b)")
_CATCHWORD = re.compile(r"[\s^]*(?:…|\.\s?\.|\.\s*,\s*\.)")
_WHOLE = re.compile(r"[\s^._:\-]*(?=\n|\Z)")


def read_article(reading: Reading, match: re.Match[str]) -> None:
    """Begin the Pasal that a word heads, where it does."""
    text, at = reading.text, match.start()
    found = read_number(text, match.end(), reading.last, amending=reading.amending)
    if found is None or _CATCHWORD.match(text, found[1]):
        return
    article, end = found
    # What a scanner made of "Pasal 1": only that has an ayat, and no Pasal I comes twice.
    if article.roman and (article.roman == reading.roman or _AYAT.match(text, end)):
        article = ArticleNumber(1)
    opens = reading.opens_line(at)
    whole = opens and _WHOLE.match(text, end) is not None
    if not _heads(reading, article, at, end, opens=opens, whole=whole):
        return
    _enter_its_part(reading, article, at)
    is_quoted = bool(reading.roman) and not article.roman
    level = Level.QUOTED if is_quoted else Level.ARTICLE
    reading.marks.append(Mark(at, end, level, f"Pasal {article}", article))
    reading.last = NONE if article.roman else article
    reading.roman = article.roman or reading.roman


def _enter_its_part(reading: Reading, article: ArticleNumber, at: int) -> None:
    """Leave the opening or the closing for the body; a second Pasal 1 begins the explanation."""
    begins_anew = article.number == 1 and not article.letter and not reading.amending
    if reading.region == CLOSING or (begins_anew and reading.last.number >= FEWEST):
        if begins_anew and reading.region != ANNEX:
            reading.region, reading.last = EXPLANATION, NONE
            reading.marks.append(Mark(at, at, Level.ROOT, EXPLANATION))
        elif reading.region == CLOSING:
            reading.enter(at, at, "")
    elif reading.region not in (EXPLANATION, ANNEX, ""):
        reading.enter(at, at, "")


def _heads(
    reading: Reading, article: ArticleNumber, at: int, end: int, *, opens: bool, whole: bool
) -> bool:
    """Tell a Pasal that heads its text from one that is cited."""
    before = reading.before(at)
    cited = reading.goes_on(at)
    in_order = article.roman != "" or article.follows(reading.last)
    if whole:
        return in_order or not cited
    if reading.region in (ANNEX, CLOSING) and not (article.number == 1 and opens):
        return False
    explained = reading.region == EXPLANATION and _EXPLAINED.match(reading.text, end)
    if not (explained or _TEXT_FOLLOWS.match(reading.text, end)):
        return False
    if _LISTED.search(before) and not reading.amending:
        return False
    if reading.amending and re.search(r"[:”\"“][\s^\"“]*\Z", before):  # a quotation begins
        in_order = True
    return in_order and not cited if opens else _heads_within(reading, article, at, end, in_order)


def _heads_within(
    reading: Reading, article: ArticleNumber, at: int, end: int, in_order: bool
) -> bool:
    """Tell the same of a Pasal inside a line, where its heading lost the line break."""
    text, before = reading.text, reading.before(at)
    cited = reading.goes_on(at)
    ended = reading.sentence_ended(at) or reading.follows_title(at)
    if reading.region == EXPLANATION:
        if article.roman:
            return ended and _EXPLAINED_CHANGE.match(text, end) is not None
        if _POINT_EXPLAINED.search(before):
            return True
        # Whatever a scanner left before it.
        return in_order and (ended or (not cited and bool(_EXPLANATION_BEGINS.match(text, end))))
    if article.roman:
        return ended and reading.region == ENACTING and _CHANGES.match(text, end) is not None
    if not cited and _FIRST_AYAT.match(text, end):
        return in_order or reading.last.number < article.number
    return in_order and ended
