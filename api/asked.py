"""What kind of thing a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from typing import Literal

from index.terms import content_words

Expects = Literal[
    "money",
    "day",
    "date",
    "place",
    "count",
    "contact",
    "person",
    "reason",
    "procedure",
    "definition",
    "list",
    "yesno",
    "anything",
]
"""The kind of thing that an answer must hold."""

_SUMS = (
    r"anggaran|belanja|pengeluaran|pagu|biaya|dana|harga|tarif|modal|omzet|pendapatan|denda"
    r"|nilai kontrak|budget|budgeted|cost|costs|spend|spent|spending|expenditure|rupiah|funding"
    r"|price|fares?|fees?|turnover|revenue"
    r"|income|fine|capital did"
)
_MEASURES = (
    r"(?:[\w-]+ ){0,3}(?:number|population|score|rate|area|length|height|size|percentage|share"
    r"|value|index|capacity)"
)
# In this order: "berapa anggaran" asks for money before it asks for a count.
_PATTERNS: tuple[tuple[Expects, str], ...] = (
    ("money", rf"\b(berapa|how (much|large|big)|what)\b.*\b({_SUMS})\b|\b({_SUMS})\b.*\bberapa\b"),
    ("day", r"\b(hari apa|(what|which) day)\b"),
    (
        "date",
        r"\b(kapan(kah)?|(tahun|tanggal|tgl) berapa|(what|which) (year|date))\b|^(since )?when\b"
        r"|^tanggal\b|\band when\b",
    ),
    (
        "count",
        r"(?<!nomor )\b(berapa(kah)?|how many|how much|how long|jumlah|banyaknya|number of"
        r"|what percentage)\b"
        rf"|\bwhat (is|was|are|were) (the |its )?{_MEASURES}\b"
        r"|\d\S*( \w+)? (atau|or) \d|\b(what|which) totals?\b",
    ),
    (
        "contact",
        r"\b(alamat|nomor (hp|telepon|telp|wa|whatsapp|ponsel)|no\.? hp|surel|e-?mail"
        r"|(phone|mobile|telephone) number|(home |e-?mail |postal )?address(es)?)\b",
    ),
    (
        "place",
        r"\b(di ?mana(kah)?|lokasi(nya)?|(kota|kabupaten|provinsi|daerah) mana)\b(?! saja)"
        r"|^where\b"
        r"|\b(which|what) (city|regency|province|region)\b",
    ),
    (
        "person",
        r"\b(siapa(kah)?|who(m|se)?|(which|what) (mayor|regent|governor|minister|vendor|"
        r"company|consultant|university))\b(?! saja)",
    ),
    (
        "procedure",
        r"\b(bagaimana (cara|langkah|prosedur|mekanisme|proses|tata cara)|(apa|gimana) caranya"
        r"|(cara|langkah|prosedur|tata cara) (me|mem|men|meng|meny|ber|peng|pem|pen)\w+"
        r"|how (do|can|does|should|to)\b(?!.* define))",
    ),
    ("reason", r"\b(mengapa|kenapa|apa (sebab|alasan)(nya)?|why)\b"),
    (
        "list",
        r"^tahapan\b|\b(apa saja|mana saja|siapa saja|sebutkan|daftar|what are|list|name the|"
        r"apa (dua|tiga|empat|lima|enam|tujuh|\d+)|what (two|three|four|five|six|seven|\d+)|"
        r"terdiri dari|"
        r"consists? of|made up of|isi(nya)?|which (two|three|four|five|six|ministries|regions|"
        r"cities|regencies|pillars|documents|indicators|partners))\b",
    ),
    (
        "definition",
        r"\b(apa(kah)? itu|apa yang dimaksud|apa arti|pengertian|definisi|mendefinisikan|"
        r"what is|what does .* (mean|call)|define|definition)\b",
    ),
    ("yesno", r"^(apakah|benarkah|betulkah|adakah|is|are|was|were|does|do|did|has|have|had|can)\b"),
)
_EXPECTS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PATTERNS)
_COUNTED = re.compile(
    r"\b(?:berapa(?:kah)?(?: (?:banyak|jumlah))?|how many|jumlah|banyaknya|number of)"
    r"\s+(?P<after>.+)"
    rf"|\bwhat (?:is|was|are|were) (?:the |its )?(?P<measure>{_MEASURES})\b"
    r"|\bwhat (?P<share>percentage)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?:is|are|was|were|has|have|had|does|do|did|can|will|would|of|in|at|on|for|from|with|by|per"
    r"|use|uses|used|took|take|takes|went|won|made|make|got|get|came|[a-z]+ed"
    r"|yang|di|pada|dalam|untuk|dari|milik|menurut|per|sudah|telah|akan|itu|ada)",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\b(berapa lama|how long)\b", re.IGNORECASE)
_JOINED = re.compile(
    r"\b(?:dan|and|&|serta)\s+(?:pada |di |by |in |on |from )?"
    r"(?:(?:tanggal |tahun )?(?:berapa|kapan|siapa|mana|dimana|mengapa|how|when|who|where|why))"
    r"|\b(?:kapan|siapa|when|who|where)\b.*\b(?:dan|and)\b.*"
    r"\b(?:berapa|kapan|siapa|mana|when|who|where)\b",
    re.IGNORECASE,
)
_ALSO = ("date", "place", "person", "money", "reason")
"""Kinds that a question may ask for beside the first: "kapan dan di mana"."""
_LATEST = re.compile(
    r"\b(terbaru|terkini|terakhir|saat ini|sekarang|hingga kini|latest|newest|most recent|current"
    r"|currently|now|today|so far)\b",
    re.IGNORECASE,
)
_LENGTHS = ("km", "kilometer", "kilometre", "kilometres", "meter", "metres")
_SPANS_OF_TIME = (
    "menit",
    "minute",
    "hari",
    "minggu",
    "bulan",
    "tahun",
    "jam",
    "day",
    "week",
    "month",
    "year",
    "hour",
)
_TIME_ALONE = re.compile(r"\bberapa lama\b", re.IGNORECASE)
_COUNTED_WORDS = 3  # after "how many": enough for "waste banks were", "kabupaten dan kota"


def expected_by(text: str) -> Expects:
    """Return the kind of thing that a question asks for."""
    return next((kind for kind, pattern in _EXPECTS if pattern.search(text)), "anything")


def also_expected_by(text: str) -> tuple[Expects, ...]:
    """Return the kinds of thing that a question asks for beside the first."""
    first = expected_by(text)
    kinds = (kind for kind, pattern in _EXPECTS if kind in _ALSO and pattern.search(text))
    return tuple(kind for kind in kinds if kind != first and _JOINED.search(text))


def asks_for_latest(text: str) -> bool:
    """Tell whether a question wants what holds now."""
    return bool(_LATEST.search(text))


def counted_by(text: str) -> tuple[str, ...]:
    """Return the words for what a question counts: those up to a verb, a preposition or a name."""
    if _HOW_LONG.search(text):
        return _SPANS_OF_TIME if _TIME_ALONE.search(text) else (*_SPANS_OF_TIME, *_LENGTHS)
    found = _COUNTED.search(text)
    if found is None:
        return ()
    if found["after"] is None:
        return tuple(content_words(found["measure"] or found["share"])[-1:])
    # A name follows the noun in Indonesian ("titik Wi-Fi") and goes before it in English.
    ends_at_name = not found[0].lower().startswith(("how many", "number of"))
    run: list[str] = []
    for word in found["after"].split()[:_COUNTED_WORDS]:
        if run and (_VERB.fullmatch(word) or (ends_at_name and word.istitle())):
            break
        run.append(word)
    return tuple(content_words(" ".join(run)))
