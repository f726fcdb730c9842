"""What a search is narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from corpus.document import KINDS, LANGUAGES
from corpus.errors import UnknownNameError
from corpus.pillars import resolve_dimension, resolve_pillar
from corpus.regions import gazetteer

Dimension = Literal["pillar", "subdimension", "region", "kind", "language", "source", "year"]
"""What a passage can be narrowed by."""
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)

FIRST_YEAR = 1900
LAST_YEAR = 2200
NO_YEAR = "year:none"


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions that all hold; within one of them any value will do.

    :ivar regions: official codes as asked for; a province includes its regencies and cities.
    """

    pillars: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None
    subdimensions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @classmethod
    def named(
        cls,
        pillars: Iterable[str] = (),
        regions: Iterable[str] = (),
        kinds: Iterable[str] = (),
        languages: Iterable[str] = (),
        year_from: int | None = None,
        year_to: int | None = None,
        sources: Iterable[str] = (),
        dimensions: Iterable[str] = (),
    ) -> Filters:
        """Make filters from what a person typed: names, codes, variants, any case.

        :param dimensions: sub-dimensions of pillars.
        :raises UnknownNameError: when there is no such pillar, region, kind, language or
            sub-dimension.
        :raises AmbiguousNameError: when a region's name fits a Kota and a Kabupaten.
        """
        return cls(
            pillars=tuple(resolve_pillar(name).id for name in pillars),
            regions=tuple(gazetteer().resolve(name).code for name in regions),
            kinds=tuple(_one_of(name, KINDS, "kind") for name in kinds),
            languages=tuple(_one_of(name, LANGUAGES, "language") for name in languages),
            year_from=year_from,
            year_to=year_to,
            sources=tuple(sources),
            subdimensions=tuple(resolve_dimension(name) for name in dimensions),
        )

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed at all."""
        return self != Filters()

    def groups(self) -> tuple[frozenset[str], ...]:
        """Return the conditions as tags: of every group a passage must carry at least one."""
        codes = [code for region in self.regions for code in gazetteer().within(region)]
        found = [
            tagged("pillar", self.pillars),
            tagged("subdimension", self.subdimensions),
            tagged("region", codes),
            tagged("kind", self.kinds),
            # A passage in both counts for either.
            tagged("language", (*self.languages, "mixed") if self.languages else ()),
            tagged("source", self.sources),
        ]
        if self.year_from is not None or self.year_to is not None:
            first = max(self.year_from or FIRST_YEAR, FIRST_YEAR)
            last = min(LAST_YEAR if self.year_to is None else self.year_to, LAST_YEAR)
            # A range that holds no year still is a condition, which nothing meets.
            found.append(tagged("year", range(first, last + 1)) or frozenset({NO_YEAR}))
        return tuple(group for group in found if group)


def tagged(dimension: Dimension, values: Iterable[object]) -> frozenset[str]:
    """Return the tags of some values: ``pillar:living``."""
    return frozenset(f"{dimension}:{value}" for value in values)


def _one_of(name: str, known: tuple[str, ...], what: str) -> str:
    if name.lower() not in known:
        raise UnknownNameError(f"There is no {what} {name!r}.", f"Known: {', '.join(known)}.")
    return name.lower()
