"""Dates as people write them, in both languages."""

from __future__ import annotations

import pytest

from api.writtendate import written_date


@pytest.mark.parametrize(
    ("iso", "indonesian", "english"),
    [
        ("2019-08-27", "27 Agustus 2019", "27 August 2019"),
        ("2026-11-02T08:00:00+00:00", "2 November 2026", "2 November 2026"),
        ("2019-08", "Agustus 2019", "August 2019"),
        ("2019", "2019", "2019"),
        ("2019-13", "2019-13", "2019-13"),
        ("belum pernah", "belum pernah", "belum pernah"),
        ("", "", ""),
    ],
)
def test_a_date_is_written_in_words(iso: str, indonesian: str, english: str) -> None:
    assert written_date(iso, "id") == indonesian
    assert written_date(iso, "en") == english
