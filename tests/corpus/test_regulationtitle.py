from __future__ import annotations

from corpus.regulationtitle import regulation_title


def test_a_regulation_is_called_as_it_opens() -> None:
    text = (
        "SALINAN PERATURAN BUPATI SLEMAN NOMOR 1O TAHUN 2OL8 TENTANG KOTA CERDAS DAN DATA\n\n"
        "DENGAN RAHMAT TUHAN YANG MAHA ESA"
    )
    assert regulation_title(text) == (
        "Peraturan Bupati Sleman Nomor 10 Tahun 2018 tentang Kota Cerdas dan Data"
    )


def test_text_that_cites_a_regulation_is_not_called_after_it() -> None:
    assert regulation_title("Rencana ini sesuai Perpres 95/2018 TENTANG SPBE.") == ""
