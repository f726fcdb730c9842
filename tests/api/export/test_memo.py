"""What a memo says, whatever its form."""

from __future__ import annotations

import pytest

from api.answer import Status
from api.export.memo import Memo, memo_of_answer
from api.writtendate import written_date
from tests.api.export.conftest import NEWS, OTHER_NEWS, SERVICE, answered


def test_a_footnote_names_title_page_date_address_day_of_access_and_archived_copy(
    memo: Memo,
) -> None:
    assert memo.footnote_text(memo.citations[0]) == (
        "Laporan evaluasi. hlm. 7 (iii). 14 Desember 2018. "
        f"{NEWS}. Diakses 2 November 2026. "
        f"Salinan arsip: {SERVICE}/v1/documents/d1/file?version=v1."
    )


def test_a_digest_names_every_source_of_the_sentence_and_the_day_of_export(memo: Memo) -> None:
    told = memo.footnote_text(memo.citations[1])
    assert told.count(NEWS) == 1
    assert OTHER_NEWS in told
    assert f"Diakses {written_date(str(memo.made), memo.language)}" in told
    assert "Salinan arsip" not in told


def test_a_refusal_says_so_and_what_is_near(refusal: Memo) -> None:
    assert refusal.title == "Berapa daerah yang ikut pada 2031?"
    assert refusal.remark == "Tidak dimuat."
    assert refusal.notes == (
        "Tidak ada: 2031.",
        "Pertanyaan yang ditulis: Berapa daerah yang ikut?",
        "Dokumen terdekat: Angkatan 2018; Angkatan 2019.",
    )


@pytest.mark.parametrize("status", ["partial", "not_found", "out_of_scope", "conflicting"])
def test_every_state_but_found_is_told_before_the_first_sentence(status: Status) -> None:
    assert len(memo_of_answer(answered(status=status)).remark) > 20
    assert memo_of_answer(answered()).remark == ""
