from __future__ import annotations

import pytest

from api.counting import SEVERAL, counting
from api.expectation import shows
from api.question import understand

PLAIN = 1.0
NOTHING = 0.0

SHOWN = (
    ("Berapa daerah yang ikut?", "Sebanyak 50 daerah ikut pada 2018.", PLAIN),
    ("Berapa daerah yang ikut?", "Gerakan ini dimulai pada 2017.", NOTHING),
    ("Berapa daerah yang ikut?", "Asesmen dibuka dengan 80 daerah yang diundang.", 0.5),
    ("Berapa daerah yang ikut?", "Sebanyak 50 daerah ada dalam daftar peserta.", PLAIN),
    ("Berapa daerah yang diundang?", "Asesmen dibuka dengan 80 daerah yang diundang.", PLAIN),
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
    ("Siapa Bupati Wukirjati?", "Bupati Ratna Adisari membuka forum itu.", PLAIN),
    (
        "Siapa Bupati Wukirjati?",
        "Ulasan ini ditulis untuk Bupati Wukirjati oleh Harapan Institute.",
        NOTHING,
    ),
    (
        "Siapa perancang logo Kota Balikpapan?",
        "Kota Balikpapan, Kalimantan Timur, punya logo.",
        NOTHING,
    ),
    ("Siapa yang menang?", "Kota Batam menang.", 0.5),
    ("Aplikasi itu dirancang dinas apa?", "Aplikasi itu dikembangkan di Temanggung.", 0.5),
    ("Kementerian apa yang menilai?", "Penilainya Kemendagri.", PLAIN),
    ("Why did only 50 join?", "The target for 2018 was 75 regencies.", NOTHING),
    ("Which minister came?", "The Ministry of Health held the Digital Farmers Fair.", NOTHING),
    ("Which minister came?", "The Minister of Health came.", PLAIN),
    (
        "In which village was the study done?",
        "A study in a village in Sidoarjo found this.",
        NOTHING,
    ),
    ("In which village was the study done?", "The study was done in Wage village.", PLAIN),
    ("Kepanjangan JAKI?", "JAKI adalah aplikasi warga Jakarta.", NOTHING),
    ("Kepanjangan JAKI?", "JAKI (Jakarta Kini) adalah aplikasi.", NOTHING),
    ("Kepanjangan SAKTI?", "SAKTI berarti sistem aplikasi terpadu.", PLAIN),
    ("Pasal berapa yang mengatur pelayanan?", "Hal itu diatur dalam Pasal 1 ayat (1).", PLAIN),
    ("Kapan ToT diadakan?", "ToT diadakan sebelum bimtek.", 0.5),
    ("Berapa aplikasi milik kota?", "Sebanyak 47 daerah telah memakai aplikasi kota.", 0.3),
    ("Berapa tahun quick win dijalankan?", "Quick win dijalankan dalam 1-2 tahun.", PLAIN),
    ("Berapa warga yang dilayani?", "Layanan itu melayani 4.205 orang.", PLAIN),
    ("Berapa skor SPBE nasional?", "Data disatukan dalam 8 Pusat Data Nasional.", 0.3),
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


def test_a_list_of_terms_defines_each_of_them() -> None:
    terms = "Istilah dalam dokumen ini:\n\na. Desa Sigap ialah desa yang menjawab aduan;\nb. Titik."
    assert shows(understand("Apa itu Desa Sigap?", "id"), terms) == 1
    assert shows(understand("Apa itu Titik Temu?", "id"), terms) < 1
