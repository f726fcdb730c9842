"""Regions side by side: a cited column each, found with equal effort, empty where nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from api.answer import Citation, Sentence
from api.answerer import Answerer
from api.candidate import Candidate
from api.phrases import phrase
from api.statement import Statement
from api.topic import is_on_pillar, is_on_region, told_once
from corpus.document import Language
from corpus.errors import PilarError
from corpus.pillars import Pillar, resolve_pillar
from corpus.regions import Region, gazetteer
from index.filters import Filters

FEWEST, MOST = 2, 5  # regions
_SENTENCES = 3  # on a pillar, for each region


class ComparisonError(PilarError):
    """The comparison asks for too few or too many regions, or for nothing."""

    code = "comparison"


@dataclass(frozen=True, slots=True)
class Column:
    """What was found on one region; no sentences where there is no evidence.

    :ivar region: official code.
    :ivar searched: passages that were read for it.
    """

    region: str
    label: str
    sentences: tuple[Sentence, ...]
    searched: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Columns in the order that was asked for, with citations numbered across all of them."""

    title: str
    language: Language
    pillar: str | None
    question: str | None
    columns: tuple[Column, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)


class Comparer:
    """Compares regions on a pillar, on a question, or on a question within a pillar."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def compare(
        self,
        regions: Sequence[str],
        pillar: str | None = None,
        question: str | None = None,
        language: Language = "id",
    ) -> Comparison:
        """Compare regions.

        :param regions: two to five names or codes.
        :param pillar: an id or name.
        :raises ComparisonError: for another number of regions, or neither pillar nor question.
        :raises UnknownNameError: when there is no such region or pillar.
        """
        found = [
            gazetteer().get(name) if name[:1].isdigit() else gazetteer().resolve(name)
            for name in regions
        ]
        codes = list(dict.fromkeys(region.code for region in found))
        if not FEWEST <= len(codes) <= MOST:
            raise ComparisonError(
                f"{len(codes)} different regions were named, expected {FEWEST} to {MOST}.",
                "Name each region once.",
            )
        if pillar is None and not (question or "").strip():
            raise ComparisonError(
                "Neither a pillar nor a question was given.", "Name one of them, or both."
            )
        topic = resolve_pillar(pillar) if pillar else None
        numbering = self._answerer.numbering(language)
        columns, citations = [], []
        for code in codes:
            region = gazetteer().get(code)
            statements, searched = self._on(region, topic, question, language)
            numbered = [numbering.number(statement) for statement in statements]
            citations += [citation for _, new in numbered for citation in new]
            label = region.label_in(language)
            sentences = tuple(sentence for sentence, _ in numbered)
            columns.append(Column(code, label, sentences, searched))
        names = ", ".join(column.label for column in columns)
        about = question or (topic.name[language] if topic else "")
        return Comparison(
            title=phrase("compared", language, about=about.strip(" ?"), names=names),
            language=language,
            pillar=topic.id if topic else None,
            question=question,
            columns=tuple(columns),
            citations=tuple(citations),
        )

    def _on(
        self, region: Region, pillar: Pillar | None, question: str | None, language: Language
    ) -> tuple[list[Statement], int]:
        """Return what answers for one region, and how many passages were read."""
        filters = Filters(
            regions=(region.code,), pillars=(pillar.id,) if pillar is not None else ()
        )
        if question:
            label = region.label_in(language)
            read = self._answerer.read(f"{question.rstrip(' ?')} {label}?", language, filters)
            chosen = list(read.chosen)
        else:
            topic = pillar.definition[language] if pillar else ""
            # The filter names the region: words that are the same for all are embedded once.
            read = self._answerer.read(topic, language, filters)
            on_it = (
                candidate
                for candidate in read.ranked
                if is_on_region(candidate, region)
                and (pillar is None or is_on_pillar(candidate, pillar))
            )
            chosen = _of_several_documents(told_once(on_it, language))
        return [Statement.quoted(candidate.quote) for candidate in chosen], len(read.hits)


def _of_several_documents(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the best sentences: of each document one, then further ones; in reading order."""
    firsts: dict[str, Candidate] = {}
    for candidate in candidates:
        firsts.setdefault(candidate.hit.document.id, candidate)
    others = [candidate for candidate in candidates if candidate not in firsts.values()]
    chosen = [*firsts.values(), *others][:_SENTENCES]
    documents = list(firsts)
    return sorted(chosen, key=lambda c: (documents.index(c.hit.document.id), c.quote.place))
