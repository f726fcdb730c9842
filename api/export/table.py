"""A memo as CSV: a row for each citation of each sentence."""

from __future__ import annotations

import csv
from io import StringIO

from api.export.memo import Memo

COLUMNS = (
    *("section", "sentence", "citation", "title", "page", "published", "url", "accessed"),
    *("archived_url", "quote"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(memo: Memo) -> str:
    """Return the memo as CSV with a byte order mark, so that Excel reads it as UTF-8."""
    out = StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    citations = {citation.number: citation for citation in memo.citations}
    for section in memo.sections:
        if section.remark:
            writer.writerow([_cell(section.heading), _cell(section.remark)])
        for sentence in section.sentences:
            for number in sentence.citations:
                found = citations[number]
                facts = [found.title, found.page, found.published, found.url]
                facts += [(found.fetched_at or str(memo.made))[:10], found.archived_url]
                facts += [" ".join(found.quote.split())]
                row = [section.heading, sentence.text, number, *facts]
                writer.writerow([_cell(cell) for cell in row])
    return out.getvalue()


def _cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula: text from documents is data."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
