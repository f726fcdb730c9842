"""A Placed: a passage as the stores of vectors and words take it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.document import PassageLanguage
from corpus.passage import embedded_text
from index.tags import tags_of


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage as the stores take it.

    :ivar row: its place in the files of vectors; a passage keeps it as long as it lives.
    :ivar text: what the model and the word index read.
    :ivar tags: what it can be filtered by.
    """

    row: int
    id: str
    language: PassageLanguage
    text: str
    tags: frozenset[str]


def placed_of(row: Mapping[str, Any]) -> Placed:
    """Return a passage from a row that holds its columns and those of its document."""
    columns = ("document_id", "language", "pillars", "regions", "dimensions")
    key = tuple(row[column] for column in columns)
    text = embedded_text(row["title"], row["heading"], row["text"])
    tags = tags_from(key, (row["kind"], row["source"], row["year"]))
    return Placed(row["row"], row["id"], row["language"], text, tags)


def tags_from(passage: tuple[str, ...], document: tuple[str, str, int | None]) -> frozenset[str]:
    """Return the tags of a passage.

    :param passage: its document's id, its language, and JSON lists of pillars, regions and
        sub-dimensions.
    :param document: its kind, source and year.
    """
    _, language, pillars, regions, dimensions = passage
    kind, source, year = document
    return tags_of(
        {
            "pillar": json.loads(pillars),
            "subdimension": json.loads(dimensions),
            "region": json.loads(regions),
            "language": [language],
            "kind": [kind],
            "source": [source],
            "year": [] if year is None else [year],
        }
    )
