"""What a PDF is called and what kind of document it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import unquote

from corpus.document import Kind

_LONGEST = 200  # characters: a title, not an abstract
_COVER = 400  # characters: a first page with less is a cover, and its words the title

_ISSUER = r"(?: (?!NOMOR\b)[A-Z/&.,()-]+){0,9}"  # "BUPATI SLEMAN", "MENTERI DALAM NEGERI"
_FORM = rf"UNDANG-UNDANG|(?:PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT EDARAN|QANUN){_ISSUER}"
_LAW = re.compile(
    rf"(?:^|\s)(?P<form>{_FORM})(?: REPUBLIK INDONESIA)?"
    r"\s+NOMOR\s*:?\s*(?P<number>[\w./-]+(?: [-–—] ?\w+| [A-Z])?)"
    r"\s+TAHUN\s+(?P<year>\d{4})\s+TENTANG\s+(?P<subject>.+?)"
    r"(?=\s+DENGAN RAHMAT|\s+PRESIDEN REPUBLIK|\s+MENTERI |\s+GUBERNUR |\s+BUPATI |\s+WALI ?KOTA "
    r"|\s+KEPALA |\s+MENIMBANG|\s+[Mm]enimbang|$)",
)
_MASTERPLAN = re.compile(r"master\s?plan|rencana induk", re.IGNORECASE)
_REGULATION = re.compile(
    r"^(undang-undang|peraturan|keputusan|instruksi|qanun|surat edaran"
    r"|(uu|pp|perpres|permen\w*|perda|perbup|perwali?|perwal|pergub|inpres|keppres)\b)",
    re.IGNORECASE,
)
_FILE_ENDING = re.compile(r"\.(docx?|rtf|pdf|pptx?|xlsx?|indd|odt|pub|cdr|tmp)$", re.IGNORECASE)
_PROGRAM = re.compile(r"^(Microsoft (Word|PowerPoint|Excel)|Print) - ", re.IGNORECASE)
_UNFIT = re.compile(
    r"^(untitled.*|document\d*|doc\d*|scan\w*|img\w*|\W*|\d+|new .*|.{1,4})$", re.IGNORECASE
)
_EMPTY_WORDS = re.compile(
    r"\b(silakan|klik|unduh|download|di ?sini|here|lihat|baca|file|pdf|dokumen|lampiran|this|link"
    r"|selengkapnya|berikut|ini|click|view|\d+([.,]\d+)? ?[km]b)\b|\W",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "dan atau di ke dari yang untuk dengan pada dalam tentang atas oleh serta bagi".split()
)
_ABBREVIATIONS = frozenset(
    "spbe apbn apbd rpjmd rpjmn rpjpd rkpd opd asn pns bumn bumd tik ri dki ntb ntt dprd dpr"
    " skp".split()
)


@dataclass(frozen=True, slots=True)
class Guess:
    """Title and kind; ``year`` when a regulation says it."""

    title: str
    kind: Kind
    year: str | None = None


def guess(pages: list[str], metadata: str, hint: str, name: str) -> Guess:
    """Return the title and kind of a PDF.

    In this order: a title in the metadata that is fit; the name that a regulation gives itself on
    page one; the words of the link; a file name left in the metadata; the cover; the file's name.

    :param pages: the text of the first pages.
    """
    metadata = _PROGRAM.sub("", " ".join(metadata.split()))
    first = pages[0] if pages else ""
    law = _LAW.search(" ".join(first.split()))
    bare = _FILE_ENDING.sub("", metadata)
    title = next(
        filter(
            None,
            (
                metadata if bare == metadata and is_fit(metadata) else "",
                _law_title(law) if law else "",
                " ".join(hint.split()) if says_something(hint) else "",
                bare if is_fit(bare) else "",
                _cover(first),
                title_from_name(name),
            ),
        )
    )[:_LONGEST]
    return Guess(title, _kind(title, law is not None), law["year"] if law else None)


def is_fit(title: str) -> bool:
    """Tell whether a title from metadata names the document rather than a template or scan."""
    return not _UNFIT.match(title)


def says_something(link_text: str) -> bool:
    """Tell whether the words of a link name what it leads to: not "Unduh di sini (PDF)"."""
    return len(_EMPTY_WORDS.sub("", link_text)) > 4  # noqa: PLR2004 - "RPJMD" does


def _law_title(law: re.Match[str]) -> str:
    form = _capitalised(law["form"].removesuffix(" REPUBLIK INDONESIA"))
    subject = _capitalised(law["subject"].strip(" .,"))
    number = re.sub(r"\s*[-–—]\s*", "-", law["number"])  # "400.10.11 - 6098", as scanners read it
    return f"{form} Nomor {number} Tahun {law['year']} tentang {subject}"


def _capitalised(words: str) -> str:
    """Return ``UNDANG-UNDANG TENTANG SPBE`` as ``Undang-Undang tentang SPBE``."""
    written = " ".join(map(_capitalised_word, words.split()))
    return written.replace("Menteri dalam Negeri", "Menteri Dalam Negeri")


def _capitalised_word(word: str) -> str:
    bare = word.strip("().,").lower()
    if bare in _SMALL:
        return word.lower()
    if bare in _ABBREVIATIONS or not word.isupper():
        return word
    return re.sub(r"[^\W\d_]+", lambda part: part[0].capitalize(), word)


def _cover(first: str) -> str:
    """Return the words of a cover as a title, or nothing where page one is no cover."""
    lines = [line.strip() for line in first.splitlines() if len(line.strip()) > 1]
    if not lines or len(first) > _COVER:
        return ""
    title = lines[0]
    for line in lines[1:]:
        if len(title) + len(line) >= _LONGEST:
            break
        title += f" {line}"
    return _capitalised(title)


def title_from_name(name: str) -> str:
    """Return a file's name as words: the last resort for a title."""
    stem = PurePosixPath(unquote(name)).stem
    return " ".join(re.split(r"[\s_+-]+", stem)).strip() or name


def _kind(title: str, is_law: bool) -> Kind:
    if is_law or _REGULATION.match(title):
        return "regulation"
    return "masterplan" if _MASTERPLAN.search(title) else "report"
