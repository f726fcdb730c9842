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
    "reference",
    "meaning",
    "definition",
    "list",
    "yesno",
    "anything",
]
"""The kind of thing that an answer must hold."""

_SUMS = (
    r"anggaran|belanja|pengeluaran|pagu|biaya|dana|harga|tarif|modal|omzet|pendapatan|denda|uang"
    r"|nilai (?:kontrak|transaksi|penjualan|investasi|proyek|(?:\w+ ){1,2}(?:yang )?(?:di|ter)jual)"
    r"|budget|budgeted|cost|costs|spend|spent|spending|expenditure|rupiah|funding|money|worth"
    r"|price|fares?|fees?|turnover|revenue|income|fine|capital did"
)
_VALUES = (
    r"(?:number|population|score|rate|area|length|height|size|percentage|share|proportion|value"
    r"|index|capacity|range|rank|ranking|time|duration|speed|target|average|total)"
)
_MEASURES = rf"(?:[\w-]+ ){{0,3}}{_VALUES}"
_NUMBERED = r"pasal|ayat|bab|halaman|nomor|article|paragraph|chapter|page"
_LETTERS = r"surat|letter|decree|regulation|law|circular|keputusan|peraturan|undang-undang"
_SHARES = r"(?:share|percentage|proportion|per ?cent)"
# In this order: "berapa anggaran" asks for money before it asks for a count.
_PATTERNS: tuple[tuple[Expects, str], ...] = (
    ("count", rf"\b(?:what|which) {_SHARES}\b|\b(?:berapa (?:besar )?)?(?:persen|persentase)\b"),
    (
        "money",
        rf"^(?!.*\b(?:used for|for what|untuk apa)\b).*"
        rf"(?:\b(berapa|how (much|large|big|high)|what)\b.*\b({_SUMS})\b|\b({_SUMS})\b.*\bberapa\b)"
        rf"|^(total |realisasi |besar(an)? )?({_SUMS})\b(?!.*\b(apa|siapa|mana|kapan|atau|yang mana)\b)",
    ),
    ("day", r"\b(hari apa|(what|which) day)\b"),
    (
        "date",
        r"\b(kapan(kah)?|(tahun|tanggal|tgl) berapa|(what|which) (year|date)s?)\b|^(since )?when\b"
        r"|^tanggal\b|\band when\b|, when (will|did|does|is|was|must|can)\b|\b(from|until|since|by) when\b"
        r"|\b(launch|start|opening) date\b|\b(pada )?periode (apa|berapa)\b|\b(for|which) (what )?years\b",
    ),
    (
        "reference",
        rf"\b({_NUMBERED}) berapa\b|\b(?:which|what) ({_NUMBERED})\b"
        rf"|\b(?:nomor|number of (?:the|this)) ({_LETTERS})\b",
    ),
    (
        "count",
        r"(?<!nomor )(?<!periode )(?<!versi )(?<!edisi )\b(berapa(kah)?|how many|how much|how long|jumlah|banyaknya|number of"
        r"|what percentage)\b"
        rf"|\bwhat (is|was|are|were) (the |its )?{_MEASURES}\b"
        rf"|\b(what|which) ([\w-]+ ){{0,3}}{_VALUES} (is|was|did|does|has|had|set|will)\b"
        rf"|\bhow (did|has|does|have) .*\b{_VALUES}\b.* (change|develop|rise|fall|grow)"
        r"|\bhow often\b|^(target|total|persentase)\b"
        r"|^(?!.*\b(apa|apakah|siapa|mana|kapan|mengapa|kenapa|bagaimana|saja|atau|nggak|tidak)\b)"
        r".*\b(nilai|skor|indeks|angka|peringkat|panjang|luas|rata-?rata|rata2)\b"
        r"|\d\S*( \w+)? (atau|or) \d|\b(what|which) totals?\b"
        r"|^progres(s|nya)?\b|\bhow far (along|advanced)\b|\bsejauh mana progres",
    ),
    (
        "contact",
        r"\b(alamat|nomor (hp|telepon|telp|wa|whatsapp|ponsel)|no\.? hp|surel|e-?mail"
        r"|(phone|mobile|telephone) number|(home |e-?mail |postal )?address(es)?)\b",
    ),
    (
        "place",
        r"\b(di ?mana(kah)?|lokasi(nya)?"
        r"|(desa|kelurahan|kecamatan|sekolah|gedung|kota|kabupaten|provinsi|daerah) mana)\b"
        r"(?! saja)"
        r"|^where\b"
        r"|\b(which|what) (city|regency|province|region|villages?|districts?|schools?"
        r"|buildings?)\b",
    ),
    (
        "person",
        r"\b(siapa(kah)?|who(m|se)?|name of the (\w+ ){0,2}(regent|mayor|governor|minister|head|director)"
        r"|(dinas|kementerian|instansi|kampus|universitas|lembaga|badan|ditjen|opd) (apa|mana)"
        r"|(which|what) (agency|ministry|office|department|institution|universities|directorate)"
        r"|(which|what) (mayor|regent|governor|minister|vendor|"
        r"company|consultant|university))\b(?! saja|['’]s)",
    ),
    (
        "procedure",
        r"\b(bagaimana (cara|langkah|prosedur|mekanisme|proses|tata cara)|(apa|gimana) caranya"
        r"|(cara|langkah|prosedur|tata cara) (me|mem|men|meng|meny|ber|peng|pem|pen)\w+"
        r"|how (do|can|does|should|to)\b(?!.* (define|work)\b))"
        r"|^how (is|are) .*\b(\w+ed|made|sent|put|drawn up|set up)\b|\b(what|which) steps\b"
        r"|\bwhat (must|should) .* do\b|\bwhat (does|do) .* (have|need) to\b|\bwhat happens\b"
        r"|\bapa (yang|yg) (harus|perlu|terjadi|dilakukan)\b|(?<!saja )\b(urutan|alur|langkah)\b"
        r"|^bagaimana (warga|masyarakat|dinas|desa|daerah|pedagang|petani|nelayan|pelaku|peserta|laporan"
        r"|aduan|pengaduan|permohonan|usulan|temuan|hasil)\b(?!.*\bbekerja\b)",
    ),
    (
        "reason",
        r"\b(mengapa|kenapa|apa (sebab|alasan|penyebab)(nya)?|why|for what reasons?)\b|^what caused\b",
    ),
    (
        "list",
        r"^tahapan\b|\b(apa saja|mana saja|siapa saja|sebutkan|daftar|what are|list|name the|"
        r"apa (dua|tiga|empat|lima|enam|tujuh|\d+)|what (two|three|four|five|six|seven|\d+)|"
        r"terdiri dari|"
        r"consists? of|made up of|isi(nya)?|which (two|three|four|five|six|ministries|regions|"
        r"cities|regencies|pillars|documents|indicators|partners))\b"
        r"|\b(apa|apakah) (syarat|persyaratan|tujuan|temuan|kelemahan|kendala|hambatan|tugas|fungsi"
        r"|manfaat|keluhan|kesepakatan|pelajaran|rekomendasi|saran|prinsip|kriteria|sub-?dimensi)\b"
        r"|\b(?:which|what) (?!(?:is|was|does|has|basis|status|process|address|index|class|business"
        r"|this|its|as|years|times?)\b)(?:[\w-]+ ){0,2}?(?!(?:is|was|does|has|its|this|as|us|plus)\b)"
        r"[a-z-]{2,}(?:[^siu\W]s|ies|criteria)\b(?=.*\b(?:do|did|does|are|were|have|had|must|can|may|should"
        r"|belong|support\w*|take|make|lie|help\w*)\b)",
    ),
    (
        "meaning",
        r"\b(kepanjangan(nya)?|singkatan|akronim|stands? for|abbreviat\w+|acronym|full name"
        r"|full form)\b",
    ),
    (
        "definition",
        r"\b(apa(kah)? itu|apa yang dimaksud|apa arti|pengertian"
        r"|definisi|mendefinisikan|meant by|meaning of|cara kerja"
        r"|how (do|does|did) .* work|bagaimana .* bekerja"
        r"|itu (sebenarnya )?(apa|(program|aplikasi|kegiatan|layanan|sistem|standar) (\w+ )?(untuk )?apa)"
        r"|what (kind|sort) of (app|application|programme|program|service|system|thing) is"
        r"|what does .* do(?!\s+to\b)(?=\?|$)|"
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
    r"|yang|di|pada|dalam|untuk|dari|milik|menurut|per|sudah|telah|akan|itu|ada"
    r"|tahun|th|(?:19|20)\d\d)",
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
_ASKING: dict[Expects, str] = {
    "count": "jumlah jumlahnya banyaknya number far along progres progress progresnya",
    "place": "lokasi lokasinya letak letaknya terletak tempat tempatnya location located",
    "definition": "arti artinya definisi pengertian bekerja kerja meaning definition define work",
    "meaning": "kepanjangan kepanjangannya singkatan akronim arti stand stands acronym full name",
    "date": "tanggal tahun date year",
    "reference": "nomor number",
    "list": "sebutkan daftar list name",
    "person": "nama namanya name",
}
"""Words of a question that only tell what kind of thing it asks for, as "lokasinya di mana"."""
_COUNTED_WORDS = 3  # after "how many": enough for "waste banks were", "kabupaten dan kota"


def expected_by(text: str) -> Expects:
    """Return the kind of thing that a question asks for."""
    return next((kind for kind, pattern in _EXPECTS if pattern.search(text)), "anything")


def asking_words(kind: Expects) -> frozenset[str]:
    """Return the words that only ask for a kind of thing, which evidence need not hold."""
    return frozenset(_ASKING.get(kind, "").split())


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
