"""Regions that a text names without speaking about them.

A report is about the regency that opened a service, not about the town of the ceremony, the city
that its officials visited, the home of a speaker, or the fifty members of a programme.
"""

from __future__ import annotations

import re
from typing import Literal

from corpus.mentions import Mention

Weight = Literal["about", "weak", "passing"]
"""``weak``: where something took place. It counts where the text is about no other region."""

_LOOK_BACK, _LOOK_AHEAD = 90, 40  # characters

_UNIT = (
    r"(?:(?:pemerintah|pemkab|pemkot|pemprov|dprd|bupati|wali\s?kota|gubernur|dinas\s+\w+|diskominfo"
    r"|kominfo|kabupaten|kab\.?|kota|provinsi|daerah|the|city|regency|of|government|komisi\s+\w)\s+)*"
)
_REST = r"[^.;:\n]{0,45}?"
_INTO = r"\b(?:ke|di|dari|kepada|pada|dengan|oleh|to|from|in|at|by|with)\s+"

_LEARNT = (
    r"\b(?:belajar|studi\s+(?:banding|tiru|komparasi)|berguru|menimba\s+ilmu|kunjungan(?:\s+kerja)?"
    r"|kunker|berkunjung|bertandang|bertolak|mengunjungi|melawat|study\s+(?:visit|tour)|visit(?:ed|s|ing)?"
    rf"|learn(?:ed|s|ing|t)?|benchmark\w*|replikasi|mereplikasi|diadopsi|mengadopsi)\b{_REST}{_INTO}"
)
_VISITOR = (
    r"\b(?:(?:rombongan|delegasi|tamu|tim|perwakilan|utusan|delegation|guests|visitors|delegates)"
    r"(?:\s+(?:dari|from|of))?|kunjungan(?:\s+kerja)?|studi\s+(?:banding|tiru)|menerima|hosted)\s+"
)
_COMPARED = (
    r"\b(?:seperti(?:\s+halnya)?|sebagaimana|layaknya|dibanding(?:kan)?(?:\s+dengan)?|ketimbang"
    r"|daripada|sama\s+(?:seperti|dengan)|mirip(?:\s+dengan)?|(?:ber)?beda\s+(?:dengan|dari)"
    r"|mencontoh|meniru|mengikuti\s+(?:jejak|langkah)|lebih\s+\w+\s+dari(?:pada)?|menyalip|menyusul"
    r"|mengungguli|di\s+atas|di\s+bawah|unlike|like|(?:as\s+)?compared\s+(?:with|to)|than|such\s+as"
    r"|similar\s+to|as\s+in|ahead\s+of|behind|following\s+the\s+example\s+of|modelled\s+on"
    r"|copied\s+from|disusul)\s+(?:(?:apa\s+)?yang\s+\w+\s+)?(?:di\s+|oleh\s+|in\s+|milik\s+)?"
)
_VENUE = (
    r"\b(?:hotel|gedung|aula|auditorium|kampus|balai|ballroom|kantor|ruang|graha|stadion|convention"
    r"|hall|cent(?:er|re)|room|kementerian|istana|universitas|mall?|resort)\b[^.;:\n]{0,50}"
    r"(?:,\s*|\bdi\s+|\bin\s+)"
)
_HELD = (
    r"\b(?:digelar|diselenggarakan|dilaksanakan|berlangsung|diadakan|bertempat|dihelat|diserahkan"
    r"|diterima|ditandatangani|bertemu|rapat\w*|rakor\w*|hadir|menghadiri|seminar|lokakarya|pameran"
    r"|konferensi|forum|bimtek|festival|upacara|malam\s+penghargaan|held|takes?\s+place"
    r"|took\s+place|met|signed|attended|ceremony|conference|workshop|exhibition|presented)\b"
    rf"{_REST}\b(?:di|in|at)\s+"
)
_ORIGIN = (
    r"\b(?:asal|kelahiran|lahir\s+di|berasal\s+dari|putr[ai]|perantau|alumni|alumnus|lulusan"
    r"|mahasiswa|peneliti|pakar|akademisi|dosen|guru\s+besar|konsultan|pegiat|warga\s+asal"
    r"|kampung\s+halaman\S*|native\s+of|born\s+in|comes?\s+from|hails?\s+from|graduate\s+of"
    r"|researcher|lecturer|expert|based\s+in|home\s?town)"
    r"(?:\s+(?:asal|dari|di|from|in|at))?\s+"
)
_FORMER = r"\b(?:mantan|eks|bekas|former)\s+"
_BESIDE = (
    r"\b(?:berbatasan|perbatasan|bertetangga|tetangganya|sebelah\s+\w+|berjarak|jarak|kilometer|km"
    r"|jam\s+(?:perjalanan|dari)|jurusan|rute|tol|kereta(?:\s+api)?|penerbangan|border(?:s|ed|ing)?"
    r"|neighbour\w*|(?:north|south|east|west)\s+of|hours?\s+from|distance|flight|train|railway)\b"
    r"[^.;:\n]{0,45}?(?:\s|[-–])"
)
_REPORTED = (
    r"\b(?:menurut\s+(?:pem)?berita\w*|diberitakan|dilaporkan|menurut\s+laporan|dikutip|according\s+to"
    rf"|(?:was|were|as)\s+reported|reports?\s+(?:by|from|on|of)|news\s+(?:of|from|about))\b{_REST}\s"
)
_PAPER = (
    r"\b(?-i:Bisnis|Radar|Tribun|Mimbar|ANTARA|Antara|Suara|Harian|Portal|Warta|Media|Kabar|Info"
    r"|Berita|Jawa Pos|Kompas|Viva|RRI|TVRI|Sinar|Pikiran Rakyat|Bank|Persib|Universitas)\s+"
)
_EXAMPLE = (
    r"\b(?:misalnya|contohnya|sebagai\s+contoh|for\s+(?:example|instance)|e\.g\.),?\s+"
    r"(?:\w+\s+){0,3}?(?:(?:di|in|at|oleh|by|dari|from)\s+)?"
)
_STREET = r"\b(?:jl|jln|jalan|alamat|street)\b\.?[^;\n]{0,70},\s*"
_AMONG = r"\b(?:se-|peringkat\s+\S+\s+(?:di|se)\s*|tingkat\s+|terbaik\s+(?:di|se)\s*)"

_BEFORE = re.compile(
    "|".join(
        f"(?:{pattern}){_UNIT}\\Z"
        for pattern in (
            _LEARNT,
            _VISITOR,
            _COMPARED,
            _ORIGIN,
            _FORMER,
            _BESIDE,
            _STREET,
            _VENUE,
            _REPORTED,
            _PAPER,
            _EXAMPLE,
        )
    ),
    re.IGNORECASE,
)
_WEAK = re.compile(rf"(?:{_HELD}|{_AMONG}){_UNIT}\Z", re.IGNORECASE)
_SEAT = re.compile(r"\b(?:di|ke|dari|in|at|to|from)\s+\Z", re.IGNORECASE)
_JAKARTA = frozenset(("31",))

_OPENS = re.compile(r"(?:^|\n|[.!?]\s)[\s\"“(]*\Z")
_DATELINE = re.compile(r"(?:,\s*[\w. ]{2,40}?|\s*\([\w. ]{2,20}\))?\s+[-–—]+\s")
_LETTER = re.compile(r",?\s+(?:tanggal\s+)?\d{1,2}\s+[A-Za-z]+\s+\d{4}\b")
_SIGNED_IN = re.compile(
    r"(?P<opening>(?:^|[.;:|])\s*)?"
    r"\bdi(?:tetapkan|undangkan|sahkan|keluarkan)\s+di\s*:?\s*\Z",
    re.IGNORECASE | re.MULTILINE,
)
_ON_A_DAY = re.compile(r"\s*,?\s*(?:pada\s+)?tanggal\b", re.IGNORECASE)


def weigh(text: str, mention: Mention) -> Weight:
    """Return whether the text speaks about a region that it names."""
    near = max(0, mention.start - _LOOK_BACK)
    line = max(near, text.rfind("\n", near, mention.start) + 1)
    if _is_place_of_signing(text, mention) or _opens_a_letter(text, mention):
        return "passing"
    if _BEFORE.search(text, line, mention.start):
        return "passing"
    if _WEAK.search(text, line, mention.start):
        return "weak"
    is_seat = {*mention.codes} <= _JAKARTA and mention.text.lower() == "jakarta"
    return "weak" if is_seat and _SEAT.search(text, line, mention.start) else "about"


def _opens_a_letter(text: str, mention: Mention) -> bool:
    """Tell a dateline ("Jakarta, Ditjen Aptika – ") and the head of a letter with its day."""
    if not _OPENS.search(text, max(0, mention.start - 4), mention.start):
        return False
    after = mention.end, mention.end + _LOOK_AHEAD
    is_line = mention.start == 0 or text[: mention.start].rstrip(' "“(').endswith("\n")
    return bool((is_line and _DATELINE.match(text, *after)) or _LETTER.match(text, *after))


def _is_place_of_signing(text: str, mention: Mention) -> bool:
    """Tell the closing formula, which opens a line or sentence or goes on with the day.

    "Zona yang ditetapkan di Sleman" does neither: it speaks about Sleman.
    """
    near = max(0, mention.start - _LOOK_BACK)
    formula = _SIGNED_IN.search(text, near, mention.start)
    if not formula:
        return False
    return formula["opening"] is not None or bool(_ON_A_DAY.match(text, mention.end))
