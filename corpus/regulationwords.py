"""The words that may head a part of a regulation, wherever they stand in its text.

Whether one does head a part, or is only cited, is for the readers of headings to tell
(``corpus/articleheading.py``, ``corpus/partheadings.py``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.regulationtext import DICTUM

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


def heading_words(text: str, *, points: bool) -> Iterator[re.Match[str]]:
    """Return what may be a heading, in order; the last group of a match names its kind.

    :param points: whether the numbered changes of an amending law are among them.
    """
    words = (_CANDIDATE.match(text, word.start()) for word in _WORD.finditer(text))
    found = [match for match in words if match]
    if points:
        found += _POINTS.finditer(text)
        found.sort(key=re.Match.start)
    return iter(found)
