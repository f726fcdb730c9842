"""A DocumentCard: what a hit shows of its document, and how the passage store writes it down."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from functools import lru_cache
from typing import Any

from corpus.pillars import PILLAR_IDS
from corpus.tag import Tag

FIELDS = """
d.id, d.version, d.source, d.title, d.url, d.kind, d.language, d.published, d.pillars, d.regions,
    d.dimensions, d.tags
"""
"""Columns of the table of documents, ``d``, in the order of a card."""

_TEXTS_KEPT = 8_192  # of labels, as they are written


@dataclass(frozen=True, slots=True)
class DocumentCard:
    """What a hit shows of its document."""

    id: str
    version: str
    source: str
    title: str
    url: str | None
    kind: str
    language: str
    published: str | None
    pillars: tuple[str, ...]
    regions: tuple[str, ...]
    dimensions: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()


@lru_cache(_TEXTS_KEPT)
def card_of(*fields: Any) -> DocumentCard:  # noqa: ANN401 - as FIELDS lists them
    """Return a document; a search reads those of a hundred passages, mostly the same."""
    *plain, pillars, regions, dimensions, tags = fields
    told = (read_labels(pillars), read_labels(regions), read_labels(dimensions), read_tags(tags))
    return DocumentCard(*(*plain, *told))


def written_labels(tags: Iterable[Tag]) -> tuple[str, str]:
    """Return the pillars and the sub-dimensions among these tags, as JSON."""
    found = [tag.label for tag in tags]
    pillars = [label for label in found if label in PILLAR_IDS]
    return json.dumps(pillars), json.dumps([label for label in found if label not in PILLAR_IDS])


def written_tags(tags: Iterable[Tag]) -> str:
    """Return tags with their reasons, as JSON."""
    return json.dumps([astuple(tag) for tag in tags], ensure_ascii=False)


@lru_cache(_TEXTS_KEPT)
def read_labels(told: str) -> tuple[str, ...]:
    """Read labels; a search reads those of a hundred passages, mostly the same."""
    return tuple(json.loads(told))


@lru_cache(_TEXTS_KEPT)
def read_tags(told: str) -> tuple[Tag, ...]:
    """Read what `written_tags` wrote."""
    return tuple(Tag(*fields) for fields in json.loads(told))
