"""What a terminal shows, in the language that was asked for."""

from __future__ import annotations

import pytest

from api.terminal import print_answer, print_coverage
from corpus.document import Language
from tests.api.export.conftest import answered

REPORT = {
    "pillars": ["living"],
    "regions": [{"label": "Sleman", "documents": 2, "pillars": {}, "gaps": []}],
    "unread_scans": [{"title": "Pindaian"}],
}
HEADINGS: list[tuple[Language, list[str]]] = [
    ("id", ["Cakupan: dokumen menurut tahun", "daerah", "dokumen", "kekurangan", "tidak terbaca"]),
    ("en", ["Coverage: documents by year", "region", "documents", "gaps", "could not be read"]),
]


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")


def test_a_source_tells_page_and_date_in_the_language_of_the_answer(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_answer(answered())
    assert "[1] Laporan evaluasi · hlm. 7 · 14 Desember 2018 · " in capsys.readouterr().out
    print_answer(answered(language="en"))
    assert "[1] Laporan evaluasi · p. 7 · 14 December 2018 · " in capsys.readouterr().out


@pytest.mark.parametrize(("language", "words"), HEADINGS)
def test_the_headings_of_a_coverage_are_in_its_language(
    language: Language, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    print_coverage(REPORT, language)
    told = capsys.readouterr().out
    assert all(word in told for word in words)
