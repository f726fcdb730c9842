"""The provinces, regencies and cities of Indonesia, by code and by name.

>>> gazetteer().resolve("Kab. Magelang").code
'33.08'
>>> gazetteer().get("33.74").label_en
'Semarang City'
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from corpus.document import Language
from corpus.errors import AmbiguousNameError, UnknownNameError

Kind = Literal["province", "kabupaten", "kota"]

# The words that tell a kind: of the area, or of who governs it.
KIND_OF: dict[str, Kind] = {
    **dict.fromkeys(("kabupaten", "kab", "pemkab", "bupati"), "kabupaten"),
    **dict.fromkeys(("regency", "regencies", "regent"), "kabupaten"),
    **dict.fromkeys(("kota", "kotamadya", "kodya", "pemkot", "walikota"), "kota"),
    **dict.fromkeys(("city", "cities", "municipality", "mayor"), "kota"),
    **dict.fromkeys(("provinsi", "propinsi", "prov", "pemprov", "gubernur"), "province"),
    **dict.fromkeys(("province", "provinces", "governor"), "province"),
}


@dataclass(frozen=True, slots=True)
class Region:
    """A province, regency or city, with its official code.

    :ivar code: the Ministry of Home Affairs' code: ``"33"``, ``"33.08"``.
    :ivar name: the official name without its kind: ``"Magelang"``, ``"Jawa Tengah"``.
    :ivar aliases: other names in use: ``("Central Java", "Jateng")``.
    """

    code: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all names in use, the official one first."""
        return (self.name, *self.aliases)

    @property
    def label(self) -> str:
        """Return ``'Kabupaten Sleman'``, ``'Kota Magelang'`` or ``'Provinsi Jawa Barat'``."""
        return f"{'Provinsi' if self.kind == 'province' else self.kind.capitalize()} {self.name}"

    @property
    def label_en(self) -> str:
        """Return ``'Sleman Regency'``, ``'Magelang City'`` or ``'West Java Province'``.

        Only provinces are translated: officials keep "Luwu Utara Regency" in English.
        """
        if self.kind == "province":
            english = re.compile(r"(?:North|South|East|West|Central|Highland)|.* Islands$")
            return f"{next(filter(english.match, self.aliases), self.name)} Province"
        return f"{self.name} {'Regency' if self.kind == 'kabupaten' else 'City'}"

    def label_in(self, language: Language) -> str:
        """Return the label in a language."""
        return self.label if language == "id" else self.label_en

    @property
    def province_code(self) -> str:
        """Return the code of the province: ``"33"`` for Kabupaten Magelang and for Jawa Tengah."""
        return self.code[:2]


class Gazetteer:
    """All regions, by code and by name.

    :param regions: for the whole country take ``gazetteer()``.
    """

    def __init__(self, regions: Iterable[Region]) -> None:
        self.regions = tuple(regions)
        self._by_code = {region.code: region for region in self.regions}
        by_key: defaultdict[str, dict[str, Region]] = defaultdict(dict)
        for region in self.regions:
            for name in region.names:
                by_key[name_key(name)][region.code] = region
        self._by_key = {key: tuple(found.values()) for key, found in by_key.items()}

    @classmethod
    def load(cls) -> Gazetteer:
        """Read the regions that ship with this package."""
        lines = files("corpus").joinpath("regions.csv").read_text(encoding="utf-8").splitlines()
        return cls(
            Region(
                code=row["code"],
                kind=cast("Kind", row["kind"]),
                name=row["name"],
                aliases=tuple(filter(None, row["aliases"].split(";"))),
            )
            for row in csv.DictReader(lines)
        )

    def get(self, code: str) -> Region:
        """Return the region with this code.

        :raises UnknownNameError: if there is none.
        """
        if code not in self._by_code:
            message = f"No region has the code {code!r}."
            raise UnknownNameError(message, "Codes look like 33 or 33.08.")
        return self._by_code[code]

    def named(self, name: str) -> tuple[Region, ...]:
        """Return the regions with this name, in any case, spaced or not: two for ``"magelang"``."""
        return self._by_key.get(name_key(name), ())

    def resolve(self, name: str) -> Region:
        """Return the one region that a person means by ``name``.

        :param name: a code, a name or an alias, with or without its kind, in any case: ``34.04``,
            ``kab. sleman``, ``Sleman Regency``, ``Jabar``.
        :raises UnknownNameError: if nothing has this name; tells the nearest names.
        :raises AmbiguousNameError: if several regions share it, as Kota and Kabupaten Magelang do.
        """
        if name.strip() in self._by_code:
            return self._by_code[name.strip()]
        kinds, key = self._split_kind(name)
        named = self._by_key.get(key, ())
        fitting = [region for region in named if not kinds or region.kind in kinds]
        if not fitting:
            raise self._unknown(name, key, named)
        if len(fitting) > 1:
            message = f"{name.strip()!r} may mean {_choice(fitting)}."
            raise AmbiguousNameError(message, "Say which, by its full name or its code.")
        return fitting[0]

    def within(self, code: str) -> tuple[str, ...]:
        """Return the codes of the region and of all it holds: ``("31", "31.01", ...)``.

        :raises UnknownNameError: if no region has this code.
        """
        region = self.get(code)
        if region.kind != "province":
            return (code,)
        inside = (r.code for r in self.regions if r.province_code == code and r.code != code)
        return (code, *inside)

    def _split_kind(self, name: str) -> tuple[frozenset[Kind], str]:
        """Take the kind off: ``"Magelang Regency"`` gives ``({"kabupaten"}, "magelang")``.

        Only as far as needed: "Lima Puluh Kota" and "Kota Waringin Barat" keep their "Kota".
        """
        words = [word for word in re.findall(r"[^\W_]+", name.lower()) if word != "of"]
        kinds: set[Kind] = set()
        key = name_key(name)
        while words and key not in self._by_key:
            place = 0 if words[0] in KIND_OF else -1
            if words[place] not in KIND_OF:
                break
            kinds.add(KIND_OF[words.pop(place)])
            key = "".join(words)
        return frozenset(kinds), key

    def _unknown(self, name: str, key: str, named: tuple[Region, ...]) -> UnknownNameError:
        near = named or tuple(
            {
                r.code: r
                for k in get_close_matches(key, self._by_key, cutoff=0.7)
                for r in self._by_key[k]
            }.values()
        )
        remedy = f"Did you mean {_choice(near)}?" if near else "Try 'Kabupaten Sleman' or '34.04'."
        return UnknownNameError(f"No region is called {name.strip()!r}.", remedy)


@cache
def gazetteer() -> Gazetteer:
    """Return the regions of Indonesia: 38 provinces, 416 regencies, 98 cities."""
    return Gazetteer.load()


def name_key(name: str) -> str:
    """Return what the spellings of a name have in common: ``"kulonprogo"``."""
    return re.sub(r"[\W_]+", "", name).lower()


def _choice(regions: Iterable[Region]) -> str:
    return " or ".join(f"{region.label} ({region.code})" for region in regions)
