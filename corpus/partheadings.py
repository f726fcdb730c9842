"""The headings of a regulation but those of its Pasal: chapters, its opening, what explains it.

Each reader is given a word that may head a part, and adds the mark of that part where it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from corpus.articlenumber import NONE
from corpus.regulationreading import LONGEST_TITLE, Level, Mark, Reading
from corpus.regulationtext import ANNEX, CLOSING, ENACTING, EXPLANATION

_CAPITALS = re.compile(
    r"[\s.:^\-]*(?P<title>(?:(?!BAB\b|PASAL\b|LAMPIRAN\b|PENJELASAN\b|BUKU\b|UMUM\s*$)"
    r"[A-Z][A-Z,./()&'’\-]*(?=[\s^]|\Z)[\s^]*)+)"
)
_OWN_TITLE = re.compile(r"(?:[A-Z0-9][A-Z0-9,./()&'’\-\"“”]*(?=[\s^]|\Z)[\s^]*)+")
_LONGEST_OWN_TITLE = 700  # of a regulation, as its explanation repeats it


def _read_chapter(reading: Reading, match: re.Match[str]) -> None:
    at, end = match.span()
    opens = reading.opens_line(at)
    if reading.region == EXPLANATION or reading.goes_on(at):
        return
    named = _CAPITALS.match(reading.text, end, end + LONGEST_TITLE)
    if not opens and not (named and reading.sentence_ended(at)):
        return
    level = Level.BOOK if match.lastgroup == "book" else Level.CHAPTER
    if reading.region not in (ANNEX, ""):
        reading.enter(at, at, "")
    stop = named.end() if named else end
    number = match[0].split()[-1].removeprefix("BAB")  # a scanner's "BABIV" is BAB IV
    title = " ".join(reading.text[end:stop].replace("^", " ").split()).strip(" .:-")
    label = " ".join(part for part in (match[0][:4].strip("IVXLC "), number, title) if part)
    reading.marks.append(Mark(at, stop, level, label, takes_title=True))


def _read_part(reading: Reading, match: re.Match[str]) -> None:
    at, end = match.span()
    if reading.region == EXPLANATION or reading.goes_on(at):
        return
    ended = reading.sentence_ended(at) or reading.follows_title(at)
    if not (reading.opens_line(at) or ended):
        return
    level = Level.PART if match.lastgroup == "part" else Level.PARAGRAPH
    kind = "Bagian" if match.lastgroup == "part" else "Paragraf"
    label = f"{kind} {' '.join(match[0].split()[1:]) or match[0][len(kind) :]}"
    reading.marks.append(Mark(at, end, level, label, takes_title=True))


def _read_explanation(reading: Reading, match: re.Match[str]) -> None:
    if reading.region == EXPLANATION or not (reading.last.number or reading.marks):
        return
    if reading.goes_on(match.start()):
        return
    title = _OWN_TITLE.match(reading.text, match.end() + 1, match.end() + _LONGEST_OWN_TITLE)
    end = title.end() if title else match.end()
    # The title runs into the heading of the general part: "... TENTANG PAJAK I. UMUM".
    general = re.search(r"(?:\b[I1l]\s?\.?\s+)?\bUMUM\b", reading.text[match.end() : end])
    stop = match.end() + general.start() if general else end
    reading.enter(match.start(), stop, EXPLANATION)


def _read_each(reading: Reading, match: re.Match[str]) -> None:
    if reading.last.number or reading.region in (EXPLANATION, CLOSING):
        reading.last = NONE
        reading.enter(reading.enumerated(match.start()), match.end(), EXPLANATION)


def _read_general(reading: Reading, match: re.Match[str]) -> None:
    if reading.region != EXPLANATION or reading.last.number:
        return
    start = reading.enumerated(match.start())
    reading.marks.append(Mark(start, match.end(), Level.ARTICLE, "Umum"))


def _read_annex(reading: Reading, match: re.Match[str]) -> None:
    ended = reading.region in (CLOSING, EXPLANATION, ANNEX)
    names = re.match(
        r"\s*(?:[IVX\d]+\b|PERATURAN|UNDANG|KEPUTUSAN|INSTRUKSI|:|\n|\Z|PERA)",
        reading.text[match.end() : match.end() + 20],
    )
    if not (ended and names):
        return
    number = re.match(r"\s+([IVX]+)\b", reading.text[match.end() : match.end() + 8])
    label = f"{ANNEX} {number[1]}" if number else ANNEX
    end = match.end() + (number.end() if number else 0)
    reading.enter(match.start(), end, ANNEX, label)


def _read_dictum(reading: Reading, match: re.Match[str]) -> None:
    """Begin a decision of a decree."""
    at = match.start()
    if reading.region != ENACTING or reading.last.number:
        return
    if reading.opens_line(at) or reading.sentence_ended(at):
        end = 1 + next(n for n in range(match.end(), len(reading.text)) if reading.text[n] in ":;")
        reading.marks.append(Mark(at, end, Level.ARTICLE, f"Diktum {match[0]}"))
        reading.decides = True


def _read_closing(reading: Reading, match: re.Match[str]) -> None:
    at = match.start()
    ended = reading.opens_line(at) or reading.sentence_ended(at)
    body = reading.region == "" and reading.last.number
    if ended and (body or (reading.decides and reading.region == ENACTING)):
        reading.enter(at, at, CLOSING)


def _read_gazette(reading: Reading, match: re.Match[str]) -> None:
    """After "TAMBAHAN LEMBARAN NEGARA" the last article that was explained is over."""
    at = match.start()
    if reading.region == EXPLANATION and reading.last.number:
        reading.marks.append(Mark(at, at, Level.ROOT, EXPLANATION))


def _read_opening(reading: Reading, match: re.Match[str]) -> None:
    at = match.start()
    if reading.last.number or reading.region in (EXPLANATION, ANNEX, CLOSING):
        return
    word = match[0] if match[0].startswith("Me") else ENACTING
    colon = re.match(r"[\s^]*:", reading.text[match.end() : match.end() + 4])
    if not (colon or reading.opens_line(at)):
        return
    reading.enter(at, match.end() + (colon.end() if colon else 0), word)


def _read_point(reading: Reading, match: re.Match[str]) -> None:
    """Begin a numbered change of an amending law."""
    at = match.start()
    if not reading.amending or reading.region != "" or not reading.roman:
        return
    if reading.opens_line(at) or reading.sentence_ended(at):
        label = f"angka {match['point']}" if match["point"] else ""
        reading.marks.append(Mark(at, at, Level.POINT, label))


READERS: Mapping[str, Callable[[Reading, re.Match[str]], None]] = {
    "chapter": _read_chapter,
    "book": _read_chapter,
    "part": _read_part,
    "paragraph": _read_part,
    "explanation": _read_explanation,
    "each": _read_each,
    "general": _read_general,
    "annex": _read_annex,
    "closing": _read_closing,
    "dictum": _read_dictum,
    "gazette": _read_gazette,
    "opening": _read_opening,
    "point": _read_point,
    "change": _read_point,
}
"""By the kind of word, as ``heading_words`` names them."""
