"""The six pillars (enam pilar) of an Indonesian smart city, and the names people give them.

>>> [pillar.id for pillar in pillars()]
['governance', 'branding', 'economy', 'living', 'society', 'environment']
>>> resolve_pillar("Smart People").name["id"]
'Masyarakat Cerdas'
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, Literal, get_args

from corpus.document import LANGUAGES, Language
from corpus.errors import UnknownNameError

PillarId = Literal["governance", "branding", "economy", "living", "society", "environment"]
PILLAR_IDS: tuple[PillarId, ...] = get_args(PillarId)  # the official order


@dataclass(frozen=True, slots=True)
class SubDimension:
    """One of the three parts of a pillar: ``waste`` is part of ``environment``.

    :ivar name: by language: ``name["id"] == "Tata kelola sampah dan limbah"``.
    :ivar keywords: lower-case words and phrases that passages on it use, by language.
    """

    id: str
    name: Mapping[Language, str] = field(hash=False)
    keywords: Mapping[Language, tuple[str, ...]] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the six pillars.

    :ivar name: by language: ``name["en"] == "Smart Society"``.
    :ivar definition: one sentence, by language.
    :ivar keywords: lower-case words and phrases that passages on the pillar use, by language.
    :ivar variants: other names for it, in either language: ``("people", "community", ...)``.
    :ivar dimensions: its three parts.
    """

    id: PillarId
    name: Mapping[Language, str] = field(hash=False)
    definition: Mapping[Language, str] = field(hash=False)
    keywords: Mapping[Language, tuple[str, ...]] = field(hash=False)
    variants: tuple[str, ...]
    dimensions: tuple[SubDimension, ...]


@cache
def pillars() -> tuple[Pillar, ...]:
    """Return the six pillars in their official order."""
    by_id = {entry["id"]: _pillar(entry) for entry in _read()["pillar"]}
    return tuple(by_id[pillar_id] for pillar_id in PILLAR_IDS)


@cache
def cross_cutting() -> Mapping[str, tuple[str, ...]]:
    """Return what some sources call a pillar but all six rest on, each with its names.

    Today one: ``{"infrastructure": ("infrastructure", "infrastruktur", ...)}``.
    """
    entries: dict[str, list[str]] = _read()["cross_cutting"]
    return {name: tuple(variants) for name, variants in entries.items()}


@cache
def dimensions() -> Mapping[str, Pillar]:
    """Return the eighteen sub-dimension ids in their official order, each with its pillar."""
    return {part.id: pillar for pillar in pillars() for part in pillar.dimensions}


def resolve_pillar(name: str) -> Pillar:
    """Return the pillar that a person or a source means by ``name``.

    :param name: an id, a name or a variant, with or without "smart", in any case:
        ``living``, ``Smart Mobility``, ``kehidupan cerdas``.
    :raises UnknownNameError: if no pillar has this name; lists the six.
    """
    names, key = _names(), _key(name)
    if key in names:
        return names[key]
    for topic, variants in cross_cutting().items():
        if key in map(_key, variants):
            message = f"{name.strip()!r} is no pillar: {topic} is readiness for all six."
            raise UnknownNameError(message, f"The pillars are {_listing()}.")
    near = get_close_matches(key, names, n=1, cutoff=0.75)
    guess = f"Did you mean {names[near[0]].id}? " if near else ""
    message = f"No pillar is called {name.strip()!r}."
    raise UnknownNameError(message, f"{guess}The pillars are {_listing()}.")


def resolve_label(name: str) -> str:
    """Return the id of the pillar or sub-dimension that a person means.

    An id means itself: ``mobility`` is the sub-dimension, though Smart Mobility is also a name
    of the pillar ``living``.

    :raises UnknownNameError: if there is neither; lists what there is.
    """
    if name in dimensions():
        return name
    try:
        return resolve_pillar(name).id
    except UnknownNameError:
        return resolve_dimension(name)


def resolve_dimension(name: str) -> str:
    """Return the id of a sub-dimension, by its id or its name in either language, in any case.

    :raises UnknownNameError: if there is none; lists the eighteen.
    """
    known = {
        _key(called): part.id
        for pillar in pillars()
        for part in pillar.dimensions
        for called in (part.id, *part.name.values())
    }
    if _key(name) in known:
        return known[_key(name)]
    near = get_close_matches(_key(name), known, n=1, cutoff=0.75)
    guess = f"Did you mean {known[near[0]]}? " if near else ""
    raise UnknownNameError(
        f"No sub-dimension is called {name.strip()!r}.",
        f"{guess}They are {', '.join(dimensions())}.",
    )


@cache
def _names() -> Mapping[str, Pillar]:
    """Return every pillar by the key of every name it has."""
    return {
        _key(name): pillar
        for pillar in pillars()
        for name in (pillar.id, *pillar.name.values(), *pillar.variants)
    }


def _key(name: str) -> str:
    """Return what spellings have in common: ``"people"`` for "Smart-People", "Pilar Smart people".

    "Smart" goes because any name may come with it or without.
    """
    words = re.findall(r"[^\W_]+", name.lower())
    return " ".join(word for word in words if word not in {"smart", "pilar", "pillar", "dimensi"})


def _listing() -> str:
    return ", ".join(PILLAR_IDS)


def _read() -> dict[str, Any]:
    return tomllib.loads(files("corpus").joinpath("pillars.toml").read_text(encoding="utf-8"))


def _pillar(entry: dict[str, Any]) -> Pillar:
    return Pillar(
        id=entry["id"],
        name=_by_language(entry["name"]),
        definition=_by_language(entry["definition"]),
        keywords=_keywords(entry),
        variants=tuple(entry["variants"]),
        dimensions=tuple(
            SubDimension(part["id"], _by_language(part["name"]), _keywords(part))
            for part in entry["dimensions"]
        ),
    )


def _keywords(entry: dict[str, Any]) -> Mapping[Language, tuple[str, ...]]:
    return {code: tuple(entry["keywords"][code]) for code in LANGUAGES}


def _by_language(texts: Mapping[str, str]) -> Mapping[Language, str]:
    return {code: texts[code] for code in LANGUAGES}
