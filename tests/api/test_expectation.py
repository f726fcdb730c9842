from __future__ import annotations

import pytest

from api.expectation import SEVERAL, counting, shows
from api.question import understand

PLAIN = 1.0
NOTHING = 0.0

SHOWN = (
    ("Berapa daerah yang ikut?", "Sebanyak 50 daerah ikut pada 2018.", PLAIN),
    ("Berapa daerah yang ikut?", "Gerakan ini dimulai pada 2017.", NOTHING),
    ("How many villages are ready?", "Sebanyak 41 desa siap.", PLAIN),
    ("Berapa desa tersambung?", "Jaringan menjangkau 115 dari 189 desa.", SEVERAL),
    ("Berapa anggaran command center?", "Dianggarkan Rp1,25 miliar.", PLAIN),
    ("Berapa anggaran literasi digital?", "Sasarannya 50 juta orang sampai 2024.", NOTHING),
    ("Kapan MoU diteken?", "MoU ditandatangani pada 15 Mei 2019.", PLAIN),
    ("Kapan SIPRAJA mulai?", "SIPRAJA diluncurkan pada 2019.", SEVERAL),
    ("Hari apa Ngopi Bro diadakan?", "Ngopi Bro adalah forum bincang.", NOTHING),
    ("Hari apa Ngopi Bro diadakan?", "Ngopi Bro digelar setiap Jumat malam.", PLAIN),
    ("Siapa direkturnya?", "Direktorat itu dijabat Aris Kurniawan.", PLAIN),
    ("Siapa yang menang?", "Peserta mendapat hadiah.", NOTHING),
    ("Mengapa dipindahkan?", "Evaluasi dipindahkan karena pandemi.", PLAIN),
    ("Mengapa dipindahkan?", "Evaluasi berlangsung di Bali.", NOTHING),
    ("What is the population of Nusantara?", "Nusantara is built in 4 stages.", 0.3),
    ("Berapa wisatawan Danau Toba?", "Smart city diterapkan di 8 kabupaten.", 0.3),
    ("Berapa aplikasi pemerintah?", "Jumlah aplikasi pemerintah: 27.400 menurut Aptika.", PLAIN),
    ("alamat rumah Farid Subkhan", "Panduan disusun Farid Subkhan.", NOTHING),
    ("Kota mana yang menang?", "Jawa Barat dan Kota Madiun menang.", PLAIN),
    ("Kota mana yang menang?", "Jawa Barat menang.", 0.3),
    ("Berapa daerah ikut sampai sekarang?", "Jumlah daerah menjadi 251 daerah.", PLAIN),
    ("Berapa daerah ikut sampai sekarang?", "Sebanyak 10 daerah ikut pada 2024.", 0.7),
    ("Apa itu Sibaku?", "Sibaku adalah sistem informasi bank sampah.", PLAIN),
)


@pytest.mark.parametrize(("question", "text", "expected"), SHOWN)
def test_how_plainly_a_sentence_shows_what_is_asked_for(
    question: str, text: str, expected: float
) -> None:
    assert shows(understand(question), text) == pytest.approx(expected)


def test_the_mayor_whose_office_the_question_names_is_not_an_answer() -> None:
    question = understand("Siapa wali kota yang menetapkan Perwal 43/2020?")
    assert shows(question, "Masterplan ditetapkan dengan Peraturan Wali Kota Nomor 43.") < SEVERAL


def test_what_is_counted_tells_which_of_two_numbers_is_meant() -> None:
    question = understand("Berapa kamera CCTV di Kota Semarang?")
    told = counting(question, "Semarang memiliki 10.693 kamera CCTV di 177 kelurahan.")
    assert [quantity.text for quantity in told] == ["10.693"]
