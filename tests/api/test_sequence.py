"""Sentences that answer together, since they stand in one row."""

from __future__ import annotations

from dataclasses import replace

import pytest

from api.candidate import Candidate
from api.question import understand
from api.sequence import going_on, list_of, listed_under
from api.statements import statements
from index.hit import Hit
from tests.made import HELD, candidate, hit

STEPS = (
    "Warga mengisi formulir di kelurahan. Lurah memeriksa berkas dalam dua hari. "
    "Dinas menerbitkan kartu pada hari ketiga.\n\nKartu itu berlaku lima tahun di seluruh kota."
)
ARTICLE = (
    "(1) Kepala desa mengajukan permohonan kepada camat.\n\n"
    "(2) Camat meneruskan permohonan kepada bupati.\n\n"
    "Keputusan ini mulai berlaku pada tanggal ditetapkan."
)
AGREED = "Data banjir dibuka bersama. Pusat data dipakai bergantian mulai tahun depan."


def read(found: Hit, *, shown: float = 1.0) -> list[Candidate]:
    text = found.passage.text
    return [
        candidate(found, start=start, end=end, text=text[start:end], shows_expected=shown)
        for start, end in statements(text)
    ]


def texts(candidates: list[Candidate]) -> list[str]:
    return [candidate.text for candidate in candidates]


def test_the_steps_of_a_paragraph_go_on_to_its_end() -> None:
    best, *_ = ranked = read(hit(STEPS))
    assert texts(going_on(best, ranked)) == [
        "Lurah memeriksa berkas dalam dua hari.",
        "Dinas menerbitkan kartu pada hari ketiga.",
    ]


def test_numbered_paragraphs_go_on_as_long_as_they_are_numbered() -> None:
    best, *_ = ranked = read(hit(ARTICLE))
    assert texts(going_on(best, ranked)) == ["(2) Camat meneruskan permohonan kepada bupati."]


def under(heading: str, question: str, *, shown: float = 0.5) -> list[str]:
    found = hit(AGREED)
    found = replace(found, passage=replace(found.passage, heading=heading))
    return texts(listed_under(understand(question, "id"), read(found, shown=shown)))


def test_what_a_heading_announces_is_listed_whole() -> None:
    question = "Apa saja kesepakatan rapat lima daerah?"
    assert under("Notulen rapat › 3. Kesepakatan", question) == AGREED.replace(". P", ".|P").split(
        "|"
    )
    assert under("Notulen rapat › 2. Pembukaan", question) == []
    assert under("Notulen rapat › 3. Kesepakatan", "Kapan kesepakatan itu berlaku?") == []


def test_a_sentence_that_enumerates_what_is_asked_needs_no_heading() -> None:
    text = "Kesepakatan rapat itu ialah data terbuka, pusat data bersama, dan pelatihan."
    found = hit(text)
    found = replace(found, passage=replace(found.passage, heading="Kesepakatan"))
    question = understand("Apa saja kesepakatan rapat lima daerah?", "id")
    assert listed_under(question, read(found)) == []


def test_a_sentence_on_another_place_lists_nothing() -> None:
    elsewhere = replace(HELD, missing_frame=("Sagaru",))
    found = hit(AGREED)
    found = replace(found, passage=replace(found.passage, heading="Kesepakatan"))
    ranked = [replace(one, in_sentence=elsewhere) for one in read(found, shown=0.5)]
    assert listed_under(understand("Apa saja kesepakatan rapat?", "id"), ranked) == []


STEPS_OF_A_PAGE = "Masuk ke portal layanan kota.\nUnggah foto barang dari dua sisi.\nBayar di bank."


def asked_of_a_page(heading: str, question: str) -> list[str]:
    steps = hit(STEPS_OF_A_PAGE)
    steps = replace(steps, passage=replace(steps.passage, heading=heading, id="steps"))
    about = read(hit("Nata Angkut ialah layanan untuk menjemput barang besar."))
    return texts(listed_under(understand(question, "id"), [*about, *read(steps)]))


def test_steps_below_their_heading_are_given_whole() -> None:
    question = "Bagaimana cara memesan Nata Angkut?"
    assert asked_of_a_page("Nata Angkut \u203a 2. Tata cara", question) == [STEPS_OF_A_PAGE]
    assert asked_of_a_page("Cara memesan", question) == [STEPS_OF_A_PAGE]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("Nata Angkut \u203a Persyaratan", "Apa yang perlu disiapkan untuk Nata Angkut?"),
        ("Persyaratan", "What do I need to bring for Nata Angkut?"),
        ("Siapa yang dapat memesan", "Siapa saja yang boleh memakai Nata Angkut?"),
        ("Who may apply", "Who is eligible for Nata Angkut?"),
    ],
)
def test_a_section_of_a_service_page_is_found_by_what_it_is_for(
    heading: str, question: str
) -> None:
    assert asked_of_a_page(heading, question) == [STEPS_OF_A_PAGE]
    assert asked_of_a_page("Biaya", question) == []
    assert asked_of_a_page(heading, "Berapa biaya Nata Angkut?") == []


def test_a_list_is_found_by_one_of_its_items() -> None:
    about = read(hit("Nata Angkut ialah layanan untuk menjemput barang besar."))
    steps = read(hit(STEPS_OF_A_PAGE))
    second = next(one for one in steps if one.text.startswith("Unggah"))
    whole = list_of(LISTED, second, steps)
    assert whole is not None
    assert whole.text == STEPS_OF_A_PAGE
    assert list_of(LISTED, whole, steps) is None
    assert list_of(LISTED, about[0], about) is None


def test_steps_of_something_else_are_not_given() -> None:
    question = "Bagaimana cara memesan Nata Angkut?"
    assert asked_of_a_page("Cara mengajukan keberatan", question) == []
    assert asked_of_a_page("Biaya", question) == []


LISTED = understand("Apa saja bagian anggaran 2026?", "id")
TERMS = (
    "Dalam peraturan ini yang dimaksud dengan:\n\n"
    "1. Kamera Publik adalah kamera milik daerah yang merekam jalan.\n"
    "2. Zona Tenang adalah tempat yang tidak boleh direkam."
)
STAGES = TERMS.replace("Dalam peraturan ini yang dimaksud dengan", "Syaratnya sebagai berikut")


def test_the_item_of_a_list_is_told_with_all_of_it_a_term_alone() -> None:
    for text, whole in ((STAGES, STAGES), (TERMS, None)):
        ranked = read(hit(text))
        item = next(one for one in ranked if one.text.startswith("2. Zona"))
        found = list_of(LISTED, item, ranked)
        assert (found and found.text) == whole


def test_a_sentence_that_announces_parts_is_told_with_the_one_that_names_them() -> None:
    text = "Anggaran 2026 direncanakan Rp17 miliar. Dana itu dibagi untuk pasar, taman, dan kelas."
    found = hit(text)
    announced = candidate(found, end=39, text=text[:39], shows_expected=0.5)
    whole = candidate(found)
    assert list_of(LISTED, announced, [announced, whole]) is whole
    assert list_of(LISTED, replace(announced, shows_expected=1.0), [announced, whole]) is None
    steps = understand("Bagaimana cara membagi anggaran 2026?", "id")
    assert list_of(steps, announced, [announced, whole]) is None
