from __future__ import annotations

import pytest

from api.colloquial import spelled_out
from api.question import understand

SPELLED = {
    "brp kab yg ikut thn 2018?": "berapa kabupaten yang ikut tahun 2018?",
    "gimana caranya?": "bagaimana caranya?",
    "kpn sih smart kampung diresmiin": "kapan smart kampung diresmikan",
    "siapa yg dipimpin direktur": "siapa yang dipimpin direktur",
    "siapa yg memimpin dan menjamin": "siapa yang memimpin dan menjamin",
    "dpt brp duit": "dapat berapa uang",
    "Kab. Sleman": "Kabupaten Sleman",
    "TH 2018 di KAB": "TH 2018 di KAB",  # capitals throughout are an acronym
    "Berapa daerah yang ikut?": "Berapa daerah yang ikut?",
}


@pytest.mark.parametrize(("typed", "plain"), SPELLED.items(), ids=SPELLED)
def test_colloquial_words_are_spelled_out(typed: str, plain: str) -> None:
    assert spelled_out(typed) == plain


def test_a_question_typed_in_haste_asks_for_the_same() -> None:
    assert understand("brp daerah yg ikut 2018?").expects == "count"
    assert understand("kpn UU PDP berlaku?").expects == "date"


def test_the_question_is_kept_as_it_was_typed() -> None:
    question = understand("brp daerah yg ikut?")
    assert (question.text, question.plain) == ("brp daerah yg ikut?", "berapa daerah yang ikut?")
