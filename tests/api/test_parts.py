from __future__ import annotations

import pytest

from api.parts import asks_for_each, parts_of
from api.question import understand

PARTS = {
    "Kapan Kabupaten Sleman dan Kota Batam ikut?": [
        "Kapan Kabupaten Sleman ikut?",
        "Kapan Kota Batam ikut?",
    ],
    "Bandingkan jumlah CCTV Kota Semarang dengan Kota Surabaya": [
        "jumlah CCTV Kota Semarang?",
        "jumlah CCTV Kota Surabaya?",
    ],
    "berapa daerah peserta pada 2017, 2018, dan 2019?": [
        "berapa daerah peserta pada 2017?",
        "berapa daerah peserta pada 2018?",
        "berapa daerah peserta pada 2019?",
    ],
    "Sebutkan quick win Kabupaten Garut 2024 dan Kota Magelang 2019": [
        "Sebutkan quick win Kabupaten Garut 2024?",
        "Sebutkan quick win Kota Magelang 2019?",
    ],
    "Bandingkan anggaran Kabupaten Sagaru dan Kota Paluta": [
        "anggaran Kabupaten Sagaru?",
        "anggaran Kota Paluta?",
    ],
    "Mana yang lebih banyak desanya, Kabupaten Sagaru atau Kabupaten Paluta?": [
        "Berapa desanya, Kabupaten Sagaru?",
        "Berapa desanya, Kabupaten Paluta?",
    ],
    "Apa beda smart branding dengan smart economy?": [
        "Apa itu smart branding?",
        "Apa itu smart economy?",
    ],
    "how do smart living and smart society differ": [
        "What is smart living?",
        "What is smart society?",
    ],
    "Berapa besar bantuan Desa Sagu per desa dan berapa desa penerimanya pada 2024?": [
        "Berapa besar bantuan Desa Sagu per desa?",
        "berapa desa penerimanya pada 2024 Desa Sagu?",
    ],
    "Kapan Tangerang LIVE dan Jogja Smart Service diluncurkan?": [
        "Kapan Tangerang LIVE diluncurkan?",
        "Kapan Jogja Smart Service diluncurkan?",
    ],
    "When were the MoUs of the 2022 and the 2024 cohorts signed?": [
        "When were the MoUs of the 2022 cohorts signed?",
        "When were the MoUs of the 2024 cohorts signed?",
    ],
    "Bandingkan sampah ke TPA utara dan TPA selatan Kabupaten Nusajati pada 2022": [
        "sampah ke TPA utara Kabupaten Nusajati pada 2022?",
        "sampah ke TPA selatan Kabupaten Nusajati pada 2022?",
    ],
    "Was the fibre network or the co-working space of 2019 larger?": [
        "Was the fibre network of 2019 larger?",
        "Was the co-working space of 2019 larger?",
    ],
    "Siapa penasihat gerakan 2017 dan kementerian apa yang menjadi mitra pada 2021?": [
        "Siapa penasihat gerakan 2017?",
        "kementerian apa yang menjadi mitra pada 2021?",
    ],
    "Tanggal berapa asesmen untuk angkatan 2017 dan untuk angkatan 2018?": [
        "Tanggal berapa asesmen untuk angkatan 2017?",
        "Tanggal berapa asesmen untuk angkatan 2018?",
    ],
    "Siapa yang lebih dulu dievaluasi, Kotamobagu atau Tabanan?": [
        "Kapan dievaluasi, Kotamobagu?",
        "Kapan dievaluasi, Tabanan?",
    ],
    "Who was evaluated first, Kotamobagu or Tabanan?": [
        "When was evaluated, Kotamobagu?",
        "When was evaluated, Tabanan?",
    ],
    "Which had the better SPBE index in 2023, Lintangasri or Balangkusuma?": [
        "What was the SPBE index in 2023, Lintangasri?",
        "What was the SPBE index in 2023, Balangkusuma?",
    ],
    "Compare the number of villages in Lintangasri with that in Balangkusuma.": [
        "the number of villages in Lintangasri?",
        "the number of villages in Balangkusuma?",
    ],
    "Siapa Kepala Dinas Komunikasi dan Informatika di Argasari dan siapa di Bumisari?": [
        "Siapa Kepala Dinas Komunikasi dan Informatika di Argasari?",
        "Siapa Kepala Dinas Komunikasi dan Informatika di Bumisari?",
    ],
    "What are the names of Bantul's heritage quick win and Wonosobo's local food one?": [
        "What are the names of Bantul's heritage quick win?",
        "What are the names of Wonosobo's local food one?",
    ],
    "Sobo Aksi di Wonosobo dan Serasi di Garut masing-masing program apa?": [
        "Sobo Aksi di Wonosobo program apa?",
        "Serasi di Garut program apa?",
    ],
    "Berapa ambulans yang hendak dihubungkan Siaga Sagu dan berapa yang sudah terhubung?": [
        "Berapa ambulans yang hendak dihubungkan Siaga Sagu?",
        "berapa ambulans yang sudah terhubung Siaga Sagu?",
    ],
    "How many services does Sagu Kita offer and how many of them are dormant?": [
        "How many services does Sagu Kita offer?",
        "how many services are dormant Sagu Kita?",
    ],
    "Which reaches further, the soil sensor or the weather sensor?": [
        "Which reaches further, the soil sensor?",
        "Which reaches further, the weather sensor?",
    ],
    "Siapa Bupati Sleman dan Wali Kota Magelang?": [
        "Siapa Bupati Sleman?",
        "Siapa Wali Kota Magelang?",
    ],
    "Mengapa Qlue Jakarta dan JAKI Bandung ditutup?": [
        "Mengapa Qlue Jakarta ditutup?",
        "Mengapa JAKI Bandung ditutup?",
    ],
    "Who was the first mayor of Bandung and Cimahi?": [
        "Who was the first mayor of Bandung?",
        "Who was the first mayor of Cimahi?",
    ],
    "Which ministry has the highest budget in 2018 and 2019?": [
        "Which ministry has the highest budget in 2018?",
        "Which ministry has the highest budget in 2019?",
    ],
    "Kapan Tirta Adil, Panen Jelas, dan Sagu Kita diluncurkan?": [
        "Kapan Tirta Adil diluncurkan?",
        "Kapan Panen Jelas diluncurkan?",
        "Kapan Sagu Kita diluncurkan?",
    ],
    "Siapa Wali Kota Bandung dan Surabaya pada 2019?": [
        "Siapa Wali Kota Bandung pada 2019?",
        "Siapa Wali Kota Surabaya pada 2019?",
    ],
    "What are Sleman's and Bantul's quick wins?": [
        "What are Sleman's quick wins?",
        "What are Bantul's quick wins?",
    ],
    "How many public displays does Sagu have and how many are broken?": [
        "How many public displays does Sagu have?",
        "how many public displays are broken Sagu?",
    ],
    "What is the Ministry of Communication and Informatics?": [],
    "Apa Visi dan Misi Kabupaten Sagu?": [],
    "Apa hubungan Kominfo dan Bappenas?": [],
    "Berapa daerah yang ikut antara tahun 2017 dan 2019?": [],
    "Siapa Kepala Dinas Komunikasi dan Informatika Bumisari?": [],
    "Kapan asesmen untuk angkatan 2022 dan berapa kab/kota pesertanya?": [],
    "Apa saja alat dan bahan untuk membuat peta jalan?": [],
    "Kapan UU PDP berlaku?": [],
    "Siapa penemu inovasi Labu Bali di Wonosobo?": [],
    "Berapa daerah ikut pada 2018?": [],
}


@pytest.mark.parametrize(("text", "parts"), PARTS.items(), ids=PARTS)
def test_a_question_about_several_things_has_a_part_for_each(text: str, parts: list[str]) -> None:
    assert [part.text for part in parts_of(understand(text))] == parts


def test_a_part_carries_the_name_as_it_was_written() -> None:
    parts = parts_of(understand("Apa beda Perpres 95/2018 dan Perpres 39/2019?"))
    assert [part.name for part in parts] == ["Perpres 95/2018", "Perpres 39/2019"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bandingkan CCTV Kota Semarang dengan Kota Surabaya", True),
        ("Siapa penasihat gerakan 2017 dan kementerian apa yang menjadi mitra pada 2021?", True),
        ("Kapan Kabupaten Sleman dan Kota Batam ikut?", False),
    ],
)
def test_a_comparison_and_two_questions_need_every_part(text: str, *, expected: bool) -> None:
    assert asks_for_each(understand(text)) is expected
