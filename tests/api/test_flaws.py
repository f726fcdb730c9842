from __future__ import annotations

import pytest

from api.flaws import differ_on_not, figure_flaws, name_flaws, reversed_word, strange_words, swapped
from tests.made import hit

EVIDENCE = "Pada 2017 ada 25 daerah, pada 2018 ada 50 daerah, menurut Kementerian Kominfo."

WRONG_FIGURES = {
    "Ada 75 daerah.": "75",
    "Ada 50 persen daerah.": "50",
    "Ada 50 juta daerah.": "50000000",
    "Pada 2016 gerakan ini dimulai.": "2016",
    "Pada 2018 ada 25 daerah.": "25, 2018",
}


@pytest.mark.parametrize(("sentence", "detail"), WRONG_FIGURES.items(), ids=WRONG_FIGURES)
def test_a_figure_that_the_evidence_does_not_give_is_a_flaw(sentence: str, detail: str) -> None:
    flaws = list(figure_flaws(sentence, EVIDENCE, [hit(EVIDENCE)]))
    assert detail in [flaw.detail for flaw in flaws]


RIGHT_FIGURES = ("Ada 50 daerah pada 2018.", "Lima puluh daerah ikut pada 2018.", "Ada 25 daerah.")


@pytest.mark.parametrize("sentence", RIGHT_FIGURES)
def test_a_figure_may_be_written_in_another_way(sentence: str) -> None:
    assert not list(figure_flaws(sentence, EVIDENCE, [hit(EVIDENCE)]))


def test_a_place_that_the_evidence_does_not_name_is_a_flaw() -> None:
    text = "Kabupaten Sleman menyusun masterplan."
    (flaw,) = name_flaws("Masterplan disusun Kota Batam.", text, [hit(text)])
    assert (flaw.kind, flaw.detail) == ("place", "Kota Batam")
    assert not list(name_flaws("Masterplan disusun Kabupaten Sleman.", text, [hit(text)]))


def test_a_name_that_the_evidence_does_not_hold_is_a_flaw() -> None:
    text = "Direktorat itu dijabat Aris Kurniawan."
    (flaw,) = name_flaws("Direktorat itu dijabat Budi Kurniawan.", text, [hit(text)])
    assert (flaw.kind, flaw.detail) == ("name", "Budi")


def test_a_word_of_matter_that_the_evidence_lacks_is_strange() -> None:
    assert list(strange_words("Masterplan itu memenangkan lomba.", "Masterplan itu disahkan."))
    assert not list(strange_words("Masterplan itu disahkan.", "Masterplan itu telah disahkan."))


OPPOSITES = (
    ("Angka stunting naik.", "Angka stunting turun menjadi 8 persen."),
    ("The figure rose.", "The figure fell to 8 per cent."),
)


@pytest.mark.parametrize(("sentence", "evidence"), OPPOSITES)
def test_the_opposite_of_the_evidence_is_found(sentence: str, evidence: str) -> None:
    assert reversed_word(sentence, evidence)
    assert reversed_word(evidence, evidence) is None


def test_figures_that_changed_places_are_found() -> None:
    evidence = "Sleman memiliki 25 desa dan Bantul memiliki 75 desa."
    assert swapped("Sleman memiliki 75 desa dan Bantul memiliki 25 desa.", evidence)
    assert swapped(evidence, evidence) is None


def test_a_not_on_one_side_alone_is_a_difference() -> None:
    assert differ_on_not("Sleman tidak ikut.", "Sleman ikut.")
    assert not differ_on_not("Sleman ikut.", "Sleman ikut.")
