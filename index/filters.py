"""What a search is narrowed to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.document import KINDS, LANGUAGES
from corpus.errors import UnknownNameError
from corpus.pillars import resolve_pillar
from corpus.regions import gazetteer


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

    @classmethod
    def named(
        cls,
        pillars: Iterable[str] = (),
        regions: Iterable[str] = (),
        kinds: Iterable[str] = (),
        languages: Iterable[str] = (),
        year_from: int | None = None,
        year_to: int | None = None,
    ) -> Filters:
        """Make filters from what a person typed: names, codes, variants, any case.

        :raises UnknownNameError: when there is no such pillar, region, kind or language.
        :raises AmbiguousNameError: when a region's name fits a Kota and a Kabupaten.
        """
        return cls(
            pillars=tuple(resolve_pillar(name).id for name in pillars),
            regions=tuple(gazetteer().resolve(name).code for name in regions),
            kinds=tuple(_one_of(name, KINDS, "kind") for name in kinds),
            languages=tuple(_one_of(name, LANGUAGES, "language") for name in languages),
            year_from=year_from,
            year_to=year_to,
        )

    def __bool__(self) -> bool:
        """Tell whether anything is narrowed at all."""
        return self != Filters()

    def sql(self) -> tuple[str, tuple[object, ...]]:
        """Return a condition over ``passages p`` and ``documents d``, and its values."""
        codes = [code for region in self.regions for code in gazetteer().within(region)]
        parts: list[tuple[str, list[object]]] = []
        if self.pillars:
            parts.append((_any_in("p.pillars", len(self.pillars)), [*self.pillars]))
        if codes:
            parts.append((_any_in("p.regions", len(codes)), [*codes]))
        if self.kinds:
            parts.append((f"d.kind IN ({_marks(len(self.kinds))})", [*self.kinds]))
        if self.languages:
            asked = dict.fromkeys((*self.languages, "mixed"))  # it counts for both
            parts.append((f"p.language IN ({_marks(len(asked))})", [*asked]))
        if self.year_from is not None:
            parts.append(("d.year >= ?", [self.year_from]))
        if self.year_to is not None:
            parts.append(("d.year <= ?", [self.year_to]))
        clause = " AND ".join(text for text, _ in parts) or "1"
        return clause, tuple(value for _, values in parts for value in values)


def _any_in(column: str, count: int) -> str:
    return f"EXISTS (SELECT 1 FROM json_each({column}) WHERE value IN ({_marks(count)}))"


def _marks(count: int) -> str:
    return ",".join("?" * count)


def _one_of(name: str, known: tuple[str, ...], what: str) -> str:
    if name.lower() not in known:
        raise UnknownNameError(f"There is no {what} {name!r}.", f"Known: {', '.join(known)}.")
    return name.lower()
