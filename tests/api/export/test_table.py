"""A memo as CSV, read back."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest

from api.answer import Sentence
from api.export.memo import Memo, Section
from api.export.table import COLUMNS, to_csv
from tests.api.export.conftest import HOSTILE, NEWS, OTHER_NEWS, SERVICE, citation


def _rows(memo: Memo) -> list[dict[str, str]]:
    written = to_csv(memo)
    assert written.startswith("\ufeff"), "Excel knows UTF-8 by it"
    return list(csv.DictReader(StringIO(written.removeprefix("\ufeff"), newline="")))


def test_there_is_a_row_for_each_citation_of_each_sentence(memo: Memo) -> None:
    rows = _rows(memo)
    assert tuple(rows[0]) == COLUMNS
    assert [row["citation"] for row in rows] == ["1", "1", "2"]
    assert rows[0]["url"] == NEWS
    assert rows[0]["archived_url"] == f"{SERVICE}/v1/documents/d1/file?version=v1"
    assert rows[0]["accessed"] == "2026-11-02"
    assert rows[2]["url"] == f"{NEWS} {OTHER_NEWS}"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "  @"])
def test_no_cell_is_taken_for_a_formula(memo: Memo, first: str) -> None:
    text = f"{first}1+1"
    cited = citation(title=text, quote=text, published=text, note=text)
    section = Section(text, (Sentence(text, "id", (1,)),), text, text)
    rows = _rows(replace(memo, remark=text, sections=(section,), notes=(text,), citations=(cited,)))
    cells = [cell for row in rows for cell in row.values()]
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    assert f"'{text}" in cells


def test_quotes_commas_and_line_ends_come_back_as_they_were(memo: Memo) -> None:
    assert _rows(memo)[1]["sentence"] == f"'{HOSTILE}"


def test_a_section_without_evidence_has_a_row_that_says_so(memo: Memo) -> None:
    empty = replace(memo, sections=(Section("Sleman", (), "Tidak ditemukan bukti."),))
    assert _rows(empty)[0] == {
        **dict.fromkeys(COLUMNS, ""),
        "section": "Sleman",
        "remark": "Tidak ditemukan bukti.",
    }


def test_a_refusal_is_more_than_a_head(refusal: Memo) -> None:
    assert _rows(refusal)[0]["remark"] == "Tidak dimuat."
