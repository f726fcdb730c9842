"""A memo as CSV: a row for each citation of each sentence, and one for each remark."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from api.answer import Citation
from api.export.memo import Memo, Section

COLUMNS = (
    *("section", "part", "sentence", "citation", "title", "page", "published", "url", "accessed"),
    *("archived_url", "quote", "remark"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(memo: Memo) -> str:
    """Return the memo as CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for row in _rows(memo):
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def _rows(memo: Memo) -> Iterator[dict[str, object]]:
    if memo.remark:
        yield {"remark": memo.remark}
    citations = {citation.number: citation for citation in memo.citations}
    for section in memo.sections:
        place: dict[str, object] = {"section": section.heading, "part": section.part}
        if section.remark:
            yield {**place, "remark": section.remark}
        yield from _cited(memo, section, place, citations)
    for note in memo.notes:
        yield {"remark": note}


def _cited(
    memo: Memo, section: Section, place: dict[str, object], citations: dict[int, Citation]
) -> Iterator[dict[str, object]]:
    for sentence in section.sentences:
        for number in sentence.citations:
            found = citations[number]
            yield {
                **place,
                "sentence": sentence.text,
                "citation": number,
                "title": found.title,
                "page": found.page,
                "published": found.published,
                "url": " ".join(memo.addresses(found)),
                "accessed": memo.accessed(found),
                "archived_url": memo.archived(found),
                "quote": " ".join(found.quote.split()),
                "remark": found.note,
            }


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: text from documents is data."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
