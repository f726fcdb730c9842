"""Memos made for tests, with all that a hostile document can hold."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from api.answer import Answer, Citation, Note, Sentence, Source, Suggestion
from api.export.memo import Memo, memo_of_answer

HOSTILE = '=HYPERLINK("https://evil.example";"klik") <script>alert(1)</script> *tebal* [tautan](x)'
NEWS = "https://a.example/berita/1"
OTHER_NEWS = "https://b.example/berita_2"
SERVICE = "https://pilar.example"


def citation(number: int = 1, **fields: Any) -> Citation:
    values: dict[str, Any] = {
        "document_id": f"d{number}",
        "version": "v1",
        "title": "Laporan evaluasi",
        "kind": "report",
        "url": NEWS,
        "archived_url": f"/v1/documents/d{number}/file?version=v1",
        "page": 7,
        "page_label": "iii",
        "heading": "",
        "quote": "Sebanyak 50 daerah ikut.",
        "start": 0,
        "end": 24,
        "published": "2018-12-14",
        "fetched_at": "2026-11-02T08:00:00+00:00",
        "language": "id",
        "is_digest": False,
        "note": None,
        "references": (),
    }
    return Citation(number=number, **{**values, **fields})


def answered(**fields: Any) -> Answer:
    values: dict[str, Any] = {
        "id": "a1",
        "status": "found",
        "question": "Berapa daerah yang ikut?",
        "language": "id",
        "sentences": (
            Sentence("Sebanyak 50 daerah ikut.", "id", (1,)),
            Sentence(HOSTILE, "id", (1, 2)),
        ),
        "citations": (
            citation(1),
            citation(
                2,
                title=HOSTILE,
                quote=HOSTILE,
                archived_url=None,
                page=None,
                fetched_at=None,
                references=(Source("A", NEWS, None), Source("B", OTHER_NEWS, None)),
            ),
        ),
    }
    return Answer(**{**values, **fields})


@pytest.fixture
def memo() -> Memo:
    return memo_of_answer(answered(), SERVICE)


@pytest.fixture
def refusal() -> Memo:
    answer = answered(
        status="not_found",
        sentences=(),
        citations=(),
        understood_as="Berapa daerah yang ikut pada 2031?",
        notes=(Note("not_found", "Tidak dimuat."), Note("missing", "Tidak ada: 2031.")),
        suggestions=(Suggestion("Angkatan 2018", "d1"), Suggestion("Angkatan 2019", "d2")),
    )
    return memo_of_answer(replace(answer), SERVICE)
