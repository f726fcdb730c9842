"""A Claim: the figures that a sentence gives for what is asked, when they hold, and by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property
from itertools import takewhile

from api.candidate import Candidate
from api.counting import counting
from api.figures import Figure, figures
from api.quantity import Quantity
from api.question import Question
from api.wording import occurs, stems_of
from corpus.mentions import find_mentions
from corpus.regions import gazetteer

_SAYS = (
    r"(?:menyebut|disebut|menulis|memuat|memasukkan|mencatat|menyatakan|melaporkan|menghitung"
    r"|gives?|says?|said|names?|named|writes?|reports?|puts?|lists?|counts?|counted|records?)"
)
_TELLS = re.compile(
    r"\bsumber(?:-sumber)? berbeda\b|\bberbeda antar|\btidak (?:cocok|sepakat|sama)\b"
    r"|\b(?:di)?(?:sebut|catat|muat)(?:kan)? berbeda\b|\bangka lain\b|\bother figures?\b"
    r"|\bberbeda dari (?:angka )?\d|\b(?:unlike|different from|differs from|against) (?:the )?\d"
    r"|\bsedangkan (?:laporan|sumber|berita) lain\b|\b(?:while|but) another (?:report|source)\b"
    rf"|\b(?:sedangkan|tetapi|namun)\b.{{0,120}}\b{_SAYS}"
    rf"|\b(?:while|whereas|but)\b.{{0,120}}\b{_SAYS}\b"
    r"|\bsources (?:disagree|differ)\b|\bdiffer(?:s|ent)? (?:between|among|too)\b"
    r"|\bdo not agree\b|\b(?:is|are|was|were) (?:given|reported|told|put) differently\b"
    r"|\bgive[ns]? (?:different|in \w+ ways)\b",
    re.IGNORECASE | re.DOTALL,
)
_TWICE = re.compile(
    r"\b(?:berapa|how many|how much)\b.*\b(?:berapa|how many|how much)\b", re.IGNORECASE
)
_ASKS_YEAR = re.compile(
    r"\b(?:tahun|angkatan|kohort) (?:berapa|mana)\b|\b(?:which|what)\b.{0,20}\b(?:year|cohort)\b"
    r"|\b(?:19|20)\d\d (?:atau|or) (?:19|20)\d\d\b",
    re.IGNORECASE,
)
_ASKS_TIME = re.compile(
    r"\b(?:tanggal|tgl|date)\b|\b(?:in|on|pada) \w+ (?:or|atau) ", re.IGNORECASE
)
_ASKS_FIGURE = re.compile(
    r"\b(?:jumlah|angka|total|indeks|skor|nilai|persen\w*|figures?|numbers?|totals?|score|index)\b",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\b(?:menurut|according to|dikutip dari|as reported by) (?P<cited>[^,.;()]{3,80}?)"
    r"(?= pada | on | in |[,.;()]|$)"
    rf"|^(?P<speaking>[^,;]{{3,90}}?) (?:juga |also )?{_SAYS}\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d/])")
_SAID_ON = re.compile(
    r"\b(?:menurut|according to)\b[^,.;]*?\b(?:pada|on|in)\b[^,.;]*?\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_DAYS = re.compile(r"\b\d{1,2}\s?(?:[-–]|sampai|hingga|to)\s?\d{1,2} [A-Z][a-z]+")  # "18-20 Juni"
_IN_BRACKETS = re.compile(r"\([^()]*\b(?:19|20)\d\d\)")  # the day of an article, mostly
_PART_OF = re.compile(r"di antaranya|diantaranya|of (?:them|which|these)")
_CLAUSE = re.compile(r"[,;.]\s")
_WHOLE = ("dari", "of")  # "141 dari 514": what goes before the number that others are a part of
_ROUNDED_TO, _ROUNDED_BY = 1000, Decimal("0.05")
_ROUGHLY = re.compile(
    r"\b(?:sekitar|kira-kira|kurang lebih|hampir|lebih dari|lebih kurang|about|around|some|nearly"
    r"|almost|over|more than|roughly|approximately)\s+(?:Rp\.?\s?)?\d",
    re.IGNORECASE,
)
_KINDS = {
    "date": ("date",),
    "count": ("number", "percent"),
    "money": ("money",),
    "yesno": ("number", "money", "percent", "date"),
    "anything": ("number", "money", "percent", "date"),
}
"""What is expected -> the kinds of figures that sources can differ in."""


@dataclass(frozen=True)
class Claim:
    """A sentence as a claim: the figures that it gives for what is asked, when, and by whom."""

    question: Question
    candidate: Candidate

    @cached_property
    def figures(self) -> frozenset[Figure]:
        """The figures for what is asked; one of a plain claim."""
        question, text = self.question, self.candidate.text
        if question.expects == "count":
            return frozenset(f for q in _aptest(question, text) for f in figures(q.text))
        if question.expects == "money":
            return frozenset(self.told_in(_aptest_clause(question, text)))
        if question.expects == "date" and not _DAYS.search(text):
            return frozenset(self.told_in(_aptest_clause(question, _IN_BRACKETS.sub(" ", text))))
        return frozenset()

    @cached_property
    def all_figures(self) -> frozenset[Figure]:
        """Every figure of the kind asked for, whatever it counts."""
        return frozenset(self.told_in(self.candidate.text))

    def told_in(self, text: str) -> Iterator[Figure]:
        """Yield the figures of a part of the sentence that are of the kind asked for."""
        kinds = _KINDS.get(self.question.expects, ())
        if _ASKS_TIME.search(self.question.plain):
            kinds = ("date",)
        for figure in figures(text):
            if figure.kind in kinds and not figure.is_year:
                yield figure

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the sentence speaks of, else that asked for or that of its document."""
        text = _SAID_ON.sub(" ", self.candidate.text)
        told = frozenset(_YEAR.findall(text)) or frozenset(self.question.years)
        return told or frozenset({(self.candidate.hit.document.published or "")[:4]})

    @property
    def is_rough(self) -> bool:
        """Whether the sentence gives a rough figure: "sekitar 3.500"."""
        return bool(_ROUGHLY.search(self.candidate.text))

    @cached_property
    def places(self) -> frozenset[str]:
        """The codes of the places that the sentence names."""
        found = find_mentions(self.candidate.text, gazetteer())
        return frozenset(code for mention in found for code in mention.codes)

    @cached_property
    def source(self) -> str:
        """Whom the sentence names as its source; "" where it names nobody."""
        found = _SOURCE.search(self.candidate.text)
        return (found["cited"] or found["speaking"] or "").lower() if found else ""

    def tells(self) -> bool:
        """Tell whether the sentence itself gives the figures of several sources.

        Not of one on a single region where the question names none: they differ on that region.
        """
        if self.candidate.is_elsewhere or not _TELLS.search(self.candidate.text):
            return False
        if _ASKS_YEAR.search(self.question.plain):
            return len(self.years) > 1
        return len(self.all_figures) > 1

    def contradicts(self, other: Claim) -> bool:
        """Tell whether two claims give one figure each, of two sources for one time."""
        if len(self.figures) != 1 or len(other.figures) != 1:
            return False
        (own,), (others,) = self.figures, other.figures
        is_same_case = self._is_of_same_time(other) and self.is_of_same_place(other)
        roughly = self.is_rough or other.is_rough
        is_one_figure = own.kind != others.kind or is_same(own, others, roughly=roughly)
        return is_same_case and self.is_of_other_source(other) and not is_one_figure

    def _is_of_same_time(self, other: Claim) -> bool:
        if self.question.expects == "date":
            return True
        asked = frozenset(self.question.years)
        return self.years == other.years or (bool(asked) and asked == self._when == other._when)

    @property
    def _when(self) -> frozenset[str]:
        """The years of the clauses that give the figures; where they have none, of all."""
        return self.years_beside(self.figures) or self.years

    def years_beside(self, given: frozenset[Figure]) -> frozenset[str]:
        """Return the years of the clauses that hold some figures."""
        clauses = _CLAUSE.split(_SAID_ON.sub(" ", self.candidate.text))
        return frozenset(_YEAR.findall(" ".join(c for c in clauses if given & figures(c))))

    def is_of_same_place(self, other: Claim) -> bool:
        """Tell whether both are on one place; the day of one is not that of all."""
        is_on_one = bool(self.places) != bool(other.places) and not self.question.regions
        if self.question.expects == "date" and is_on_one:
            return False
        return not self.places or not other.places or bool(self.places & other.places)

    def is_of_other_source(self, other: Claim) -> bool:
        """Tell whether two claims stand in two documents, or name two sources."""
        if self.candidate.hit.document.id != other.candidate.hit.document.id:
            return True
        return bool(self.source and other.source) and self.source != other.source


def _aptest_clause(question: Question, text: str) -> str:
    """Return the clause that holds most of what is asked: "diluncurkan pada 9 Mei, berlaku ..."."""
    clauses = _CLAUSE.split(text)
    return max(clauses, key=lambda one: sum(occurs(w, stems_of(one)) for w in question.words))


def are_among(told: frozenset[Figure], others: frozenset[Figure]) -> bool:
    """Tell whether all of some figures stand among others."""
    return all(any(is_same(figure, other) for other in others) for figure in told)


def is_same(one: Figure, other: Figure, *, roughly: bool = False) -> bool:
    """Tell whether two figures may say the same: "Maret 2019" and "6 Maret 2019".

    :param roughly: one of them is given as a rough one.
    """
    is_date = one.kind == other.kind == "date"
    if is_date and (one.value.startswith(other.value) or other.value.startswith(one.value)):
        return True
    is_one_kind = one.kind == other.kind
    return one == other or (is_one_kind and _is_rounded(one.value, other.value, roughly=roughly))


def _is_rounded(one: str, other: str, *, roughly: bool) -> bool:
    """Tell whether one of two amounts is the other with less care: 18 thousand and 18,260.

    Only in thousands, where nothing says that it is: 120 regions are not 118.
    """
    try:
        rough, exact = sorted((Decimal(one), Decimal(other)), key=_digits)
    except InvalidOperation:
        return False
    if _digits(rough) == _digits(exact):
        return False
    step = Decimal(1).scaleb(exact.adjusted() - _digits(rough) + 1)
    is_near = abs(exact - rough) <= rough * _ROUNDED_BY
    is_rough = roughly or step >= _ROUNDED_TO
    return is_rough and is_near and exact.quantize(step, ROUND_HALF_UP) == rough


def _digits(amount: Decimal) -> int:
    """Return how many digits an amount is told with."""
    return len(amount.normalize().as_tuple().digits)


def _aptest(question: Question, text: str) -> list[Quantity]:
    """Return the quantities that count what is asked best: "26 electric buses", not "88 buses"."""
    counts = [
        q
        for q in counting(question, text)
        if q.before[-1:] not in [(word,) for word in _WHOLE]
        and not _PART_OF.match(" ".join(q.after[:2]))
    ]
    most = max((_aptness(question, quantity) for quantity in counts), default=0)
    return [quantity for quantity in counts if _aptness(question, quantity) == most]


def _aptness(question: Question, quantity: Quantity) -> int:
    near = stems_of(" ".join(takewhile(lambda word: not word[0].isdigit(), quantity.after)))
    return sum(occurs(word, near) for word in question.counted)


def asks_for_figure(question: Question) -> bool:
    """Tell whether a question asks for one thing that sources can give different figures for."""
    if _TWICE.search(question.plain):
        return False  # two figures for two things
    asks = (_ASKS_YEAR, _ASKS_TIME, _ASKS_FIGURE)
    if question.expects in ("yesno", "anything"):
        return bool(question.numbers) or any(one.search(question.plain) for one in asks)
    return question.expects in _KINDS
