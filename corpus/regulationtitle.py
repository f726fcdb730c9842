"""The title of a regulation, read from how its text opens."""

from __future__ import annotations

import re

from corpus.regulation import find_regulations

_OPENING = 2_500  # characters: the title stands before what the regulation considers
_MISREAD = re.compile(r"(?<=NOMOR )[\dOIlL]{1,4}\b|(?<=TAHUN )[12][\dOIlLT]{3}\b")
_DIGITS = str.maketrans("OIlLT", "01117")
_SUBJECT = re.compile(
    r"\s+TENTANG\s+(?P<subject>.{5,400}?)"
    r"\s*(?=\n\n|DENGAN\s+RAHMAT|Menimbang|Mengingat|MENTERI\b.{0,60},\s|BUPATI\s|GUBERNUR\s"
    r"|PRESIDEN\s+REPUBLIK|WALI\s?KOTA\s|\Z)",
    re.DOTALL,
)
_SMALL = frozenset(
    "dan atau dengan dalam pada di ke dari untuk oleh atas tentang yang bagi sebagai serta".split()
)
_COUNTRY = re.compile(r"\s+REPUBLIK INDONESIA\b")
_CAPITALS = re.compile(r"PT|[IVX]{2,}|D[IK]I?|SPBE|ASN")
_WORD = re.compile(r"[^\W\d_]+")


def regulation_title(text: str) -> str:
    """Return the title that a regulation opens with, in ordinary case, or ``""``.

    ``PERATURAN PEMERINTAH REPUBLIK INDONESIA NOMOR 71 TAHUN 2019 TENTANG ...`` becomes
    ``Peraturan Pemerintah Nomor 71 Tahun 2019 tentang ...``. What only cites one has none.
    """
    opening = _MISREAD.sub(lambda match: match[0].translate(_DIGITS), text[:_OPENING])
    for found in find_regulations(opening):
        name = opening[found.start : found.end]
        subject = _SUBJECT.match(opening, found.end)
        if subject and name.isupper():
            words = f"{_COUNTRY.sub('', name)} tentang {subject['subject']}"
            return _WORD.sub(lambda match: _cased(match[0]), " ".join(words.split()))
    return ""


def _cased(word: str) -> str:
    if _CAPITALS.fullmatch(word):
        return word
    lower = word.lower()
    return lower if lower in _SMALL else lower.capitalize()
