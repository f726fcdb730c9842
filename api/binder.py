"""A Binder: what the corpus holds for the evaluation of one region, and what it does not.

For each pillar and each dimension of a rubric the sentences that speak of it, cited; a cell
without evidence stays empty and says so. It gathers evidence and gives no scores.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.answer import Citation, Sentence
from api.answerer import Answerer
from api.candidate import Candidate
from api.citation import Numbering
from api.phrases import phrase
from api.rubric import EvaluationDimension, Rubric, rubric, rubric_years
from api.statement import Statement
from api.topic import is_on_pillar, is_on_region, told_once
from corpus.document import Language
from corpus.pillars import Pillar, pillars
from corpus.regions import Region, gazetteer
from index.filters import Filters

ACROSS = "all"
"""The chapter of what is on no pillar more than on another."""

_SENTENCES = 3  # in a cell


@dataclass(frozen=True, slots=True)
class Basis:
    """A fact that the rubric rests on.

    :ivar certainty: in words, as the reader is told it.
    """

    text: str
    certainty: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class BinderCell:
    """The evidence on one dimension of one pillar; no sentences where there is none.

    :ivar searched: passages that were read for it.
    """

    dimension: str
    label: str
    sentences: tuple[Sentence, ...]
    searched: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """One pillar with a cell for each dimension; what is on no pillar alone is ``all``."""

    pillar: str
    label: str
    cells: tuple[BinderCell, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A dimension of a pillar without evidence."""

    pillar: str
    dimension: str
    text: str


@dataclass(frozen=True, slots=True)
class Binder:
    """The chapters of one region, with citations numbered across all of them.

    :ivar region: official code.
    :ivar rubric: the year of the evaluation whose dimensions these are; ``dated`` when it was.
    :ivar rubrics: the years that there is a rubric of.
    :ivar remark: that the wording of the dimensions is ours, not the ministry's.
    """

    title: str
    language: Language
    region: str
    label: str
    rubric: str
    rubrics: tuple[str, ...]
    dated: str
    remark: str
    basis: tuple[Basis, ...]
    chapters: tuple[Chapter, ...]
    gaps: tuple[Gap, ...]
    citations: tuple[Citation, ...]
    timings_ms: dict[str, float] = field(default_factory=dict)


class Bookbinder:
    """Makes binders from one index."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def bind(self, region: str, language: Language = "id", year: str | None = None) -> Binder:
        """Gather what there is on a region.

        :param region: name or code.
        :param year: of the rubric.
        :raises UnknownNameError: when there is no such region or rubric.
        :raises AmbiguousNameError: when the name fits a Kota and a Kabupaten.
        """
        started = time.perf_counter()
        place, asked = gazetteer().resolve(region), rubric(year)
        gathering = _Gathering(self._answerer, place, asked, language)
        across = gathering.chapter(None)
        of_pillars = [gathering.chapter(pillar) for pillar in pillars()]
        return Binder(
            title=phrase("binder", language, region=gathering.label, year=asked.id),
            language=language,
            region=place.code,
            label=gathering.label,
            rubric=asked.id,
            rubrics=rubric_years(),
            dated=asked.dated,
            remark=phrase("binder_wording", language),
            basis=tuple(_basis(asked, language)),
            chapters=(across, *of_pillars),
            gaps=tuple(_gaps(of_pillars, language)),
            citations=tuple(gathering.citations),
            timings_ms={"total": round((time.perf_counter() - started) * 1000, 1)},
        )


class _Gathering:
    """The evidence on one region as it is gathered."""

    def __init__(
        self, answerer: Answerer, region: Region, asked: Rubric, language: Language
    ) -> None:
        self.citations: list[Citation] = []
        self.label = region.label_in(language)
        self._answerer = answerer
        self._region = region
        self._rubric = asked
        self._numbering: Numbering = answerer.numbering(language)

    def chapter(self, pillar: Pillar | None) -> Chapter:
        """Return the evidence on a pillar, or on none more than on another."""
        dimensions = self._rubric.dimensions
        if pillar is None:
            dimensions = (self._rubric.results, *dimensions)
        language = self._numbering.language
        return Chapter(
            pillar.id if pillar else ACROSS,
            pillar.name[language] if pillar else phrase("across_pillars", language),
            tuple(self._cell(pillar, dimension) for dimension in dimensions),
        )

    def _cell(self, pillar: Pillar | None, dimension: EvaluationDimension) -> BinderCell:
        language = self._numbering.language
        filters = Filters(
            regions=(self._region.code,), pillars=(pillar.id,) if pillar is not None else ()
        )
        topic = pillar.name[language] if pillar else "smart city"
        # The filter names the region: words that are the same for all are embedded once.
        read = self._answerer.read(f"{dimension.asks[language]} {topic}", language, filters)
        sentences = []
        for candidate in self._evidence(pillar, dimension, read.ranked):
            sentence, new = self._numbering.number(Statement.quoted(candidate.quote))
            sentences.append(sentence)
            self.citations += new
        return BinderCell(dimension.id, dimension.name[language], tuple(sentences), len(read.hits))

    def _evidence(
        self, pillar: Pillar | None, dimension: EvaluationDimension, ranked: Sequence[Candidate]
    ) -> list[Candidate]:
        """Return the best sentences that speak of a dimension of a pillar, none saying it twice.

        In the reader's language where there are any; a result of an evaluation is evidence of
        itself alone.
        """
        results = self._rubric.results
        fitting = [
            candidate
            for candidate in ranked
            if dimension.is_shown_by(candidate.text)
            and (dimension is results or not results.is_shown_by(candidate.text))
            and is_on_region(candidate, self._region)
            and is_on_pillar(candidate, pillar)
        ]
        return told_once(fitting, self._numbering.language)[:_SENTENCES]


def _gaps(chapters: Sequence[Chapter], language: Language) -> Iterator[Gap]:
    for chapter in chapters:
        for cell in chapter.cells:
            if not cell.sentences:
                names = f"{chapter.label}: {cell.label}"
                text = phrase("missing", language, names=names)
                yield Gap(chapter.pillar, cell.dimension, text)


def _basis(asked: Rubric, language: Language) -> Iterator[Basis]:
    for fact in asked.facts:
        certainty = phrase(f"certainty_{fact.certainty.lower()}", language)
        yield Basis(fact.text[language], certainty, fact.name, fact.url)
