"""Plan and realisation: neither is told by the other."""

from __future__ import annotations

import pytest

from api.realisation import is_other_side


@pytest.mark.parametrize(
    ("asked", "text", "is_other"),
    [
        ("Berapa realisasi biaya tim 2025?", "Pada 2025 dianggarkan Rp780 juta.", True),
        ("How much did it really cost?", "The plan foresaw Rp5 billion.", True),
        ("Berapa target 2026?", "Pada 2026 terpasang 26 titik.", True),
        ("Berapa realisasi biaya tim 2025?", "Dari target Rp780 juta terserap Rp610 juta.", False),
        ("Berapa target dan realisasi 2025?", "Pada 2025 dianggarkan Rp780 juta.", False),
        ("Berapa biaya tim 2025?", "Pada 2025 dianggarkan Rp780 juta.", False),
        ("Berapa realisasi biaya tim 2025?", "Biaya tim Rp610 juta.", False),
        ("Berapa yang direalisasikan?", "Dinas menganggarkan Rp780 juta.", True),
        ("Berapa program Rencana Induk?", "Program itu terlaksana di 42 desa.", False),
    ],
)
def test_a_plan_does_not_tell_the_result_nor_the_result_the_plan(
    asked: str, text: str, *, is_other: bool
) -> None:
    assert is_other_side(asked, text) is is_other
