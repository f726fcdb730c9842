from __future__ import annotations

import pytest

from api.asked import also_expected_by, asks_for_latest, counted_by, expected_by

EXPECTED = {
    "Hari apa Ngopi Bro diadakan?": "day",
    "Di mana kantor sekretariat ASCN?": "place",
    "Kota mana peringkat pertama RKCI 2021?": "place",
    "Mengapa evaluasi dipindahkan ke Bali?": "reason",
    "Why was the evaluation moved?": "reason",
    "Bagaimana cara menyusun masterplan?": "procedure",
    "How do regions apply?": "procedure",
    "What is the population of Nusantara?": "count",
    "What is the price of SNI ISO 37120?": "money",
    "Which mayor issued the regulation?": "person",
    "Apakah Kota Bandung ikut?": "yesno",
    "Perpres nomor berapa yang mengatur organisasi Komdigi?": "reference",
    "Siapa saja anggota dewan smart city?": "list",
    "kepanjangan JAKI": "meaning",
    "What does SPBE stand for?": "meaning",
    "How does the pairing scheme work?": "definition",
    "How far along is the app?": "count",
    "What is the name of the Regent of Batang?": "person",
    "Which regent's regulation is it?": "anything",
    "What is the number of the letter?": "reference",
    "Berapa belanja kota cerdas?": "money",
    "How high is the fine?": "money",
    "Which agency designed the app?": "person",
    "Berapa nilai beras yang dijual?": "money",
    "Di desa mana penelitian itu?": "place",
    "What share of the reports came from women?": "count",
    "What is the average response time of the app?": "count",
    "How often does the council meet?": "count",
    "Nilai indeks smart city Kota Kediri 2022": "count",
    "Dalam evaluasi itu nilai Kediri atau Batu yang lebih tinggi?": "anything",
    "Total biaya pelaksanaan masterplan": "money",
    "What will the budget be used for?": "anything",
    "Sampai kapan masa berlakunya, dan pada periode berapa?": "date",
    "From when can the card be used?": "date",
    "What conditions must a village meet?": "list",
    "What was discussed?": "anything",
    "Apa syarat bagi desa pengusul?": "list",
    "Petani harus memenuhi syarat apa supaya boleh ikut?": "list",
    "What was on the agenda of the meeting?": "list",
    "Apa tahapan bimtek?": "list",
    "Walk me through getting the card": "procedure",
    "Bagaimana warga meminta rekaman CCTV?": "procedure",
    "How is the support applied for?": "procedure",
    "Bagaimana caranya ikut kelas itu?": "procedure",
    "Tarum Siaga itu aplikasi untuk apa?": "definition",
    "What does the control centre do?": "definition",
    "What caused the delay?": "reason",
    "Perusahaan mana yang membuat aplikasinya?": "person",
}


@pytest.mark.parametrize(("text", "kind"), EXPECTED.items(), ids=EXPECTED)
def test_the_kind_of_thing_that_a_question_asks_for(text: str, kind: str) -> None:
    assert expected_by(text) == kind


COUNTED = {
    "Berapa wisatawan Danau Toba pada 2021?": ("wisatawan",),
    "How many waste banks were there?": ("waste", "banks"),
    "How many tourists visited Lake Toba?": ("tourists",),
    "How many midwives use the app?": ("midwives",),
    "What is the population of Nusantara?": ("population",),
    "Apa itu quick win?": (),
    "Berapa aplikasi tahun 2023?": ("aplikasi",),
}


@pytest.mark.parametrize(("text", "words"), COUNTED.items(), ids=COUNTED)
def test_what_is_counted_ends_where_a_verb_or_a_name_begins(
    text: str, words: tuple[str, ...]
) -> None:
    assert counted_by(text) == words


def test_a_question_may_ask_for_two_things() -> None:
    assert also_expected_by("Kapan dan di mana MoU 2019 ditandatangani?") == ("place",)
    assert also_expected_by("Kapan MoU 2019 ditandatangani di Jakarta?") == ()


def test_what_holds_now_is_asked_for_in_many_words() -> None:
    assert asks_for_latest("Siapa direktur yang sekarang membidangi smart city?")
    assert asks_for_latest("What is the latest figure?")
    assert not asks_for_latest("Berapa daerah yang ikut pada 2018?")
