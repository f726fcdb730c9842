r"""The structure of a regulation: one reading for Markdown, PDF, HTML and plain text.

What a regulation consists of is written in its words: ``BAB``, ``Bagian``, ``Paragraf`` and
``Pasal`` head its body, ``Menimbang`` and ``MEMUTUSKAN`` its opening, ``PENJELASAN`` what
explains it (Law 12/2011, annex II, names these parts). The words are read on the lines of any
document, and inside a line where an extractor or a scanner lost the line break.

>>> law = "MEMUTUSKAN:\n\nBAB I UMUM\n\nPasal 1\n\nSatu.\n\nPasal 2 (1) Dua.\n\nPasal 3\n\nTiga."
>>> for section in sections(law):
...     print(*section.heading, "|", law[section.start : section.end].strip())
BAB I UMUM Pasal 1 | Satu.
BAB I UMUM Pasal 2 | (1) Dua.
BAB I UMUM Pasal 3 | Tiga.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.articlenumber import NONE, ArticleNumber, read_number
from corpus.document import Block, Document

EXPLANATION = "Penjelasan"
ANNEX = "Lampiran"
CLOSING = "Penutup"
ENACTING = "Menetapkan"

_ROOT, _BOOK, _CHAPTER, _PART, _PARAGRAPH, _ARTICLE, _POINT, _QUOTED, _OTHER = range(9)

DICTUM = (
    r"(?:PERTAMA|KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)"
    r"(?:\s?BELAS|\s?PULUH(?:\s[A-Z]+)?)?)"
)
"""A pattern of what heads the decisions of a decree."""

_ORDINAL = r"(?:Pertama|Ke[a-z]+)(?:\s+(?:Belas|Puluh)(?:\s+[KS]?e?[a-z]+)?)?"
# One set of first letters, then what may follow each: thirty times as fast as the same words as
# alternatives, since the engine skips to the letters.
_WORD = re.compile(
    r"[ABDKLMPTU](?:(?<=P)(?:as(?:a[l1Iit]|il)(?=[\s^\d]|[lI]\s)|ASAL\b|asal\s+[Dd]emi\b|aragraf[\s\d]|ENJE\S{2,6}N\b)"
    r"|(?<=[KP])E(?:RTAMA|SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SE)"
    r"|(?<=B)(?:AB[\sIVXL]|ab\s|ag(?:i|r|l|1|ri)an\s+[KP]|UKU\s|uku\s)|(?<=U)MUM\b|(?<=L)AMPIRAN\b"
    r"|(?<=D)i(?:tetap|sah|undang)kan\s+di\b|(?<=A)gar\s+s|(?<=T)AMBAHAN\s"
    r"|(?<=M)(?:e(?:nimbang|ngingat|mperhatikan)\b|EMUTUSKAN\b|\sE\sM\sU))"
)
_CANDIDATE = re.compile(
    r"\b(?:(?P<each>(?:PASAL\s+DEMI\s+PASAL|Pasal\s+[Dd]emi\s+Pasal)\b)"
    r"|(?P<article>(?:Pas(?:a[l1Iit]|il)|PASAL)(?=[\s^\d]|[lI]\s))"
    r"|(?P<chapter>(?:BAB\s*|Bab\s+)[IVXLCl1T]{1,7}[A-Z]?\b)"
    rf"|(?P<part>Bag(?:i|r|l|1|ri)an\s+{_ORDINAL}\b)"
    rf"|(?P<paragraph>Paragraf\s*(?:[\dlI]{{1,2}}\b|\s{_ORDINAL}\b))"
    r"|(?P<book>(?:BUKU|Buku)\s+(?:KE[A-Z]+|Ke[a-z]+)\b)"
    r"|(?P<explanation>PENJE\S{2,6}N(?=\s+(?:A\s?T\s?A\s?S\b|PERATURAN|UNDANG)))"
    r"|(?P<general>UMUM\b)"
    r"|(?P<annex>LAMPIRAN\b)"
    r"|(?P<closing>(?:Ditetapkan|Disahkan|Diundangkan)\s+di\b|Agar\s+(?:setiap|semua|supaya)\b)"
    rf"|(?P<dictum>{DICTUM}(?=[\s^]*[:;]))"
    r"|(?P<gazette>TAMBAHAN\s+(?:LEMBARAN|BERITA))"
    r"|(?P<opening>(?:Menimbang|Mengingat|Memperhatikan|MEMUTUSKAN|M\sE\sM\sU\sT\sU\sS\sK\sA\sN)\b))"
)
_POINTS = re.compile(
    r"\b(?P<point>\d{1,3})\.\s+(?:Ketentuan|Ketcntuan|Di\s?antara|Pasal|Judul|Penjelasan|Setelah"
    r"|BAB|Bab|Menambah|Mengubah|Bagian)\b"
    r"|^(?P<change>Ketentuan)\s(?=[^\n]{1,250}?\bdiubah\b)",  # its number was lost
    re.MULTILINE,
)
_ENUMERATOR = re.compile(r"\b[I1l]{1,2}\s?\.?\s+\Z")
_CAPITALS = re.compile(
    r"[\s.:^\-]*(?P<title>(?:(?!BAB\b|PASAL\b|LAMPIRAN\b|PENJELASAN\b|BUKU\b|UMUM\s*$)"
    r"[A-Z][A-Z,./()&'’\-]*(?=[\s^]|\Z)[\s^]*)+)"
)
_OWN_TITLE = re.compile(r"(?:[A-Z0-9][A-Z0-9,./()&'’\-\"“”]*(?=[\s^]|\Z)[\s^]*)+")
_SENTENCE_END = re.compile(r"(?:[.;:!?)”\"…_]|\b[Jj]elas|(?:\b[A-Z]{4,}))[\s^\"“_]*\Z")
_LISTED = re.compile(r"(?:^|[\s;:])(?:\d{1,2}|[a-z])[.)]\s*\Z")
_GOES_ON = re.compile(
    r"(?:,|\b(?:[Aa]yat|[Pp]asal|huruf|angka|nomor|dalam|pada|dan|atau|dengan|oleh|dari|dimaksud"
    r"|ketentuan|menurut|berdasarkan|sampai|serta|antara|Ketentuan))[\s^]*\Z"
)
_TEXT_FOLLOWS = re.compile(r"[\s^_.\-]*(?:\(|[A-Z“\"‘'\d])")
_DICTUM = re.compile(
    r"(?:^|[.;:])[\s^]*(?:KESATU|PERTAMA)\s*:(?s:.{1,20000}?)(?:^|[.;:])[\s^]*KEDUA\s*:",
    re.MULTILINE,
)
_FIRST_AYAT = re.compile(r"[\s^]*\([1lI]\)[\s^]+[A-Z]")  # a cited Pasal goes on with "ayat (1)"
_AYAT = re.compile(r"[\s^]*\(")
_CHANGES = re.compile(r"[\s^]*(?:Beberapa|Ketentuan|Dalam|Mengubah|Menambah|Di\s?antara)\b")
_EXPLAINED = re.compile(r"[\s^_.]*(?:up\b|jelas|[cC]ukup)")
_EXPLAINED_CHANGE = re.compile(r"[\s^]*(?:Angka|Pasal|[CG]ukup)\b")
_POINT_EXPLAINED = re.compile(r"\bAng\S{1,4}?\s?[\dO]{1,3}[\s^]*\Z")
_EXPLANATION_BEGINS = re.compile(r"[\s^]*(?:Ayat\s?\([1lI]|Huruf\s+a\b|Cukup\b)")
_CATCHWORD = re.compile(r"[\s^]*(?:…|\.\s?\.|\.\s*,\s*\.)")
_WHOLE = re.compile(r"[\s^._:\-]*(?=\n|\Z)")
_LONGEST_TITLE = 160  # characters of the name of a chapter or part
_LONGEST_OWN_TITLE = 700  # of a regulation, as its explanation repeats it
_NEAR = 60  # characters before a word that tell what it is
_FEWEST = 3  # articles that make a text without a kind a regulation
_PREAMBLE = 20_000  # characters within which a regulation says that it decides something


@dataclass(frozen=True, slots=True)
class Section:
    """``text[start:end]`` under one heading path; headings are in no section.

    :ivar article: the Pasal, ``"5A"``; one that an amending law quotes is ``"I/12"``.
    """

    start: int
    end: int
    heading: tuple[str, ...]
    article: str = ""


@dataclass(slots=True)
class _Mark:
    """A heading that was found: where it stands and what it opens."""

    start: int
    end: int
    level: int
    label: str
    article: ArticleNumber | None = None
    takes_title: bool = False


@dataclass(slots=True)
class _Reading:
    """How far a regulation is read.

    :ivar decides: whether it is a decree, whose decisions are headed KESATU and KEDUA.
    """

    text: str
    amending: bool
    region: str = ""
    last: ArticleNumber = NONE
    roman: str = ""
    decides: bool = False
    marks: list[_Mark] = field(default_factory=list)

    def enter(self, start: int, end: int, region: str, label: str = "") -> None:
        """Begin a part of the regulation that is no chapter of its body."""
        if region != self.region and region in (EXPLANATION, ANNEX):
            self.last, self.roman = NONE, ""
        self.region = region
        self.marks.append(_Mark(start, end, _ROOT, label or region))

    def opens_line(self, at: int) -> bool:
        """Tell whether nothing but marks of the scanner stands before on the line."""
        return not self.text[self.text.rfind("\n", 0, at) + 1 : at].strip(' ^_*"“-.')

    def before(self, at: int) -> str:
        """Return the words before, across the line's beginning."""
        return self.text[max(0, at - _NEAR) : at]

    def enumerated(self, at: int) -> int:
        """Return where a heading begins with the "II." before it."""
        number = _ENUMERATOR.search(self.text, max(0, at - 6), at)
        return number.start() if number else at

    def follows_title(self, at: int) -> bool:
        """Tell whether only the name of a chapter lies between the last heading and here."""
        if not self.marks or not self.marks[-1].takes_title:
            return False
        between = self.text[self.marks[-1].end : at]
        return len(between) <= _LONGEST_TITLE and not re.search(r"[.;:](?:\s|$)", between)


def is_regulation(document: Document) -> bool:
    """Tell whether a document is to be read as a regulation."""
    if document.kind in ("digest", "article"):
        return False
    found = sum(1 for _ in zip(range(_FEWEST), _lone_articles(document.text), strict=False))
    decides = re.search(r"MEMUTUSKAN|M E M U T U S K A N|Menimbang", document.text[:_PREAMBLE])
    if decides and _DICTUM.search(document.text, decides.end()):
        return True
    if document.kind == "regulation":  # one that lost its line breaks has articles all the same
        return found > 0 or (decides is not None and "Pasal " in document.text[decides.end() :])
    return found == _FEWEST and decides is not None


def _lone_articles(text: str) -> Iterator[re.Match[str]]:
    return re.finditer(r"^Pasal (?:\d+[A-Z]?|I{1,3})\b(?! ayat| huruf|,)", text, re.MULTILINE)


def begins(line: str) -> bool:
    """Tell whether a line of a regulation begins a block of its own."""
    return bool(_BEGINS.match(line))


def structural_lines(lines: Iterable[str]) -> list[str]:
    """Join the lines of a paragraph, except where one begins a part of a regulation."""
    joined: list[str] = []
    for line in lines:
        if joined and not begins(line) and not _LONE_ARTICLE.fullmatch(joined[-1]):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined


_LONE_ARTICLE = re.compile(r"[ *]*Pasal (?:\d+[A-Z]?|[IVX]+)[ *]*")
_BEGINS = re.compile(
    r"[\s^]*(?:(?:BAB|Bab|BUKU)\s+[IVXLCK]|Bagian\s+(?:Ke|Pertama)|Paragraf\s+\d|Pasa[l1I]\s+[\dIVX]"
    r"|PENJELASAN\b|LAMPIRAN\b|MEMUTUSKAN\b|Me(?:nimbang|ngingat|mperhatikan|netapkan)\b"
    r"|\(\w{1,3}\)\s|[a-z]{1,2}[.)]\s|\d{1,3}[.)]\s|I{1,3}\.\s|Ayat\s+\(|Huruf\s+[a-z]\b"
    rf"|(?:Ditetapkan|Disahkan|Diundangkan)\s+di\b|Cukup\b|{DICTUM}\s*:\s)"
)


def sections(text: str, blocks: Iterable[Block] = ()) -> list[Section]:
    """Return the sections of a regulation, in order; all but its headings is in one of them.

    :param blocks: a document's own blocks; headings among them that are no regulation's words
        stand below the Pasal or the annex that they are in.
    """
    reading = _Reading(text, amending=_amends(text))
    for match in _candidates(text, points=reading.amending):
        if reading.marks and match.start() < reading.marks[-1].end:
            continue
        _READERS[str(match.lastgroup)](reading, match)
    _give_titles(reading)
    marks = _with_other_headings(reading.marks, blocks, text)
    return list(_between(text, marks))


def _candidates(text: str, *, points: bool) -> Iterator[re.Match[str]]:
    words = (_CANDIDATE.match(text, word.start()) for word in _WORD.finditer(text))
    found = [match for match in words if match]
    if points:
        found += _POINTS.finditer(text)
        found.sort(key=re.Match.start)
    return iter(found)


def _amends(text: str) -> bool:
    """Tell a law that changes another: its title says so, its articles are Pasal I and II."""
    return bool(
        re.search(r"PERUBAHAN|Perubahan", text[:1_500])
        and re.search(r"Pasa[l1I](?:[\s^]+I|[lI])\b(?![\s^]+[\dl])", text[:60_000])
    )


def _read_article(reading: _Reading, match: re.Match[str]) -> None:
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
    begins_anew = article.number == 1 and not article.letter and not reading.amending
    if reading.region == CLOSING or (begins_anew and reading.last.number >= _FEWEST):
        if begins_anew and reading.region != ANNEX:
            reading.region, reading.last = EXPLANATION, NONE
            reading.marks.append(_Mark(at, at, _ROOT, EXPLANATION))
        elif reading.region == CLOSING:
            reading.region = ""
            reading.marks.append(_Mark(at, at, _ROOT, ""))
    elif reading.region not in (EXPLANATION, ANNEX, ""):
        reading.region = ""
        reading.marks.append(_Mark(at, at, _ROOT, ""))
    is_quoted = bool(reading.roman) and not article.roman
    level = _QUOTED if is_quoted else _ARTICLE
    reading.marks.append(_Mark(at, end, level, f"Pasal {article}", article))
    reading.last = NONE if article.roman else article
    reading.roman = article.roman or reading.roman


def _heads(
    reading: _Reading, article: ArticleNumber, at: int, end: int, *, opens: bool, whole: bool
) -> bool:
    """Tell a Pasal that heads its text from one that is cited."""
    before = reading.before(at)
    cited = _GOES_ON.search(before.rstrip()) is not None
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
    reading: _Reading, article: ArticleNumber, at: int, end: int, in_order: bool
) -> bool:
    """Tell the same of a Pasal inside a line, where its heading lost the line break."""
    text, before = reading.text, reading.before(at)
    cited = _GOES_ON.search(before.rstrip()) is not None
    ended = _SENTENCE_END.search(before) is not None or reading.follows_title(at)
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


def _read_chapter(reading: _Reading, match: re.Match[str]) -> None:
    at, end = match.span()
    opens = reading.opens_line(at)
    if reading.region == EXPLANATION or _GOES_ON.search(reading.before(at).rstrip()):
        return
    named = _CAPITALS.match(reading.text, end, end + _LONGEST_TITLE)
    if not opens and not (named and _SENTENCE_END.search(reading.before(at))):
        return
    level = _BOOK if match.lastgroup == "book" else _CHAPTER
    if reading.region not in (ANNEX, ""):
        reading.region = ""
        reading.marks.append(_Mark(at, at, _ROOT, ""))
    stop = named.end() if named else end
    number = match[0].split()[-1].removeprefix("BAB")  # a scanner's "BABIV" is BAB IV
    title = " ".join(reading.text[end:stop].replace("^", " ").split()).strip(" .:-")
    label = " ".join(part for part in (match[0][:4].strip("IVXLC "), number, title) if part)
    reading.marks.append(_Mark(at, stop, level, label, takes_title=True))


def _read_part(reading: _Reading, match: re.Match[str]) -> None:
    at, end = match.span()
    if reading.region == EXPLANATION or _GOES_ON.search(reading.before(at).rstrip()):
        return
    ended = _SENTENCE_END.search(reading.before(at)) or reading.follows_title(at)
    if not (reading.opens_line(at) or ended):
        return
    level = _PART if match.lastgroup == "part" else _PARAGRAPH
    kind = "Bagian" if match.lastgroup == "part" else "Paragraf"
    label = f"{kind} {' '.join(match[0].split()[1:]) or match[0][len(kind) :]}"
    reading.marks.append(_Mark(at, end, level, label, takes_title=True))


def _read_explanation(reading: _Reading, match: re.Match[str]) -> None:
    if reading.region == EXPLANATION or not (reading.last.number or reading.marks):
        return
    if _GOES_ON.search(reading.before(match.start()).rstrip()):
        return
    title = _OWN_TITLE.match(reading.text, match.end() + 1, match.end() + _LONGEST_OWN_TITLE)
    end = title.end() if title else match.end()
    # The title runs into the heading of the general part: "... TENTANG PAJAK I. UMUM".
    general = re.search(r"(?:\b[I1l]\s?\.?\s+)?\bUMUM\b", reading.text[match.end() : end])
    stop = match.end() + general.start() if general else end
    reading.enter(match.start(), stop, EXPLANATION)


def _read_each(reading: _Reading, match: re.Match[str]) -> None:
    if reading.last.number or reading.region in (EXPLANATION, CLOSING):
        reading.last = NONE
        reading.enter(reading.enumerated(match.start()), match.end(), EXPLANATION)


def _read_general(reading: _Reading, match: re.Match[str]) -> None:
    if reading.region != EXPLANATION or reading.last.number:
        return
    start = reading.enumerated(match.start())
    reading.marks.append(_Mark(start, match.end(), _ARTICLE, "Umum"))


def _read_annex(reading: _Reading, match: re.Match[str]) -> None:
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


def _read_dictum(reading: _Reading, match: re.Match[str]) -> None:
    """Begin a decision of a decree."""
    at = match.start()
    if reading.region != ENACTING or reading.last.number:
        return
    if reading.opens_line(at) or _SENTENCE_END.search(reading.before(at)):
        end = 1 + next(n for n in range(match.end(), len(reading.text)) if reading.text[n] in ":;")
        reading.marks.append(_Mark(at, end, _ARTICLE, f"Diktum {match[0]}"))
        reading.decides = True


def _read_closing(reading: _Reading, match: re.Match[str]) -> None:
    at = match.start()
    ended = reading.opens_line(at) or _SENTENCE_END.search(reading.before(at))
    body = reading.region == "" and reading.last.number
    if ended and (body or (reading.decides and reading.region == ENACTING)):
        reading.enter(at, at, CLOSING)


def _read_gazette(reading: _Reading, match: re.Match[str]) -> None:
    """After "TAMBAHAN LEMBARAN NEGARA" the last article that was explained is over."""
    at = match.start()
    if reading.region == EXPLANATION and reading.last.number:
        reading.marks.append(_Mark(at, at, _ROOT, EXPLANATION))


def _read_opening(reading: _Reading, match: re.Match[str]) -> None:
    at = match.start()
    if reading.last.number or reading.region in (EXPLANATION, ANNEX, CLOSING):
        return
    word = match[0] if match[0].startswith("Me") else ENACTING
    colon = re.match(r"[\s^]*:", reading.text[match.end() : match.end() + 4])
    if not (colon or reading.opens_line(at)):
        return
    reading.enter(at, match.end() + (colon.end() if colon else 0), word)


def _read_point(reading: _Reading, match: re.Match[str]) -> None:
    """Begin a numbered change of an amending law."""
    at = match.start()
    if not reading.amending or reading.region != "" or not reading.roman:
        return
    if reading.opens_line(at) or _SENTENCE_END.search(reading.before(at)):
        label = f"angka {match['point']}" if match["point"] else ""
        reading.marks.append(_Mark(at, at, _POINT, label))


_READERS = {
    "article": _read_article,
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


def _give_titles(reading: _Reading) -> None:
    """Let "Bagian Kesatu" and "BAB I" take the name that follows, up to the next heading."""
    text = reading.text
    for mark, after in pairwise([*reading.marks, _Mark(len(text), len(text), _ROOT, "")]):
        if not mark.takes_title:
            continue
        between = text[mark.end : after.start]
        name = between if len(between) <= _LONGEST_TITLE else between.split("\n\n")[0]
        if len(name) > _LONGEST_TITLE or re.search(r"[.;:](?:\s|$)", name) or "(1)" in name:
            continue
        mark.end += len(name.rstrip())
        mark.label = " ".join(f"{mark.label} {name}".replace("^", " ").split())


def _with_other_headings(marks: list[_Mark], blocks: Iterable[Block], text: str) -> list[_Mark]:
    taken = {text.rfind("\n", 0, mark.start) + 1 for mark in marks}
    others = [
        _Mark(b.start, b.end, _OTHER + b.level, " ".join(text[b.start : b.end].split()))
        for b in blocks
        if b.kind == "heading"
        and b.start not in taken
        and not any(mark.start < b.end and b.start < mark.end for mark in marks)
    ]
    return sorted([*marks, *others], key=lambda mark: mark.start) if others else marks


def _between(text: str, marks: list[_Mark]) -> Iterator[Section]:
    path: list[_Mark] = []
    start = 0
    for mark in [*marks, _Mark(len(text), len(text), _ROOT, "")]:
        if text[start : mark.start].strip(" \n^"):
            yield _section(path, start, mark.start)
        path = [above for above in path if above.level < mark.level]
        path.append(mark)
        start = mark.end


def _section(path: list[_Mark], start: int, end: int) -> Section:
    articles = [str(mark.article) for mark in path if mark.article]
    heading = tuple(mark.label for mark in path if mark.label)
    return Section(start, end, heading, "/".join(articles))
