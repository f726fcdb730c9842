"""Which sentences make up an answer, read off what the reader says of them."""

from __future__ import annotations

from dataclasses import replace

from api.choice import chosen_of, general_first, tells_of_all, with_certain
from api.question import understand
from tests.made import HELD, candidate, hit

GOAL = "Target indeks SPBE Kota Sagu pada 2025 adalah 2,80."
REACHED = "Indeks SPBE Kota Sagu pada 2025 mencapai 2,74."
BESIDE = "Kota Sagu mempunyai 212 kamera di 40 simpang."
TWO_THINGS = "Berapa target indeks SPBE Kota Sagu 2025 dan berapa yang tercapai?"


def chosen(question: str, **odds: float) -> list[str]:
    """Return what is chosen of three sentences, each worse than the one before by far."""
    said = {GOAL: 2.0, REACHED: odds["reached"], BESIDE: odds["beside"]}
    ranked = [
        replace(candidate(hit(text, name=f"d{n}")), read=read, maxsim=0.9 - 0.4 * n)
        for n, (text, read) in enumerate(said.items())
    ]
    return [one.text for one in chosen_of(understand(question, "id"), ranked)]


def test_a_question_that_asks_two_things_takes_each_sentence_that_answers() -> None:
    assert chosen(TWO_THINGS, reached=1.0, beside=-4.0) == [GOAL, REACHED]


def test_what_the_reader_denies_is_no_second_half() -> None:
    assert chosen(TWO_THINGS, reached=-1.0, beside=-4.0) == [GOAL]


def test_a_list_takes_no_sentence_on_one_region_along() -> None:
    pillars = candidate(hit("Enam pilar itu adalah governance, branding, dan economy."))
    of_one = candidate(hit("Satu pilar diampu Diskominfo Kota Sagu.", name="d2"), is_elsewhere=True)
    asked = understand("Sebutkan enam pilar smart city", "id")
    assert chosen_of(asked, [pillars, of_one]) == [pillars]
    assert chosen_of(asked, [pillars, replace(of_one, is_elsewhere=False)]) != [pillars]


def test_what_holds_everywhere_comes_first_and_takes_one_region_along() -> None:
    of_all = candidate(hit("Ada 6 pilar smart city."), read=1.5)
    of_one = candidate(hit("Kota Sagu punya 7 pilar.", name="d2"), is_elsewhere=True, read=3.0)
    assert of_one.score > of_all.score
    assert general_first([of_one, of_all]) == [of_all, of_one]
    assert general_first([of_all, of_one]) == [of_all, of_one]
    asked = understand("Berapa pilar smart city?", "id")
    assert chosen_of(asked, [of_all, of_one]) == [of_all, of_one]


def test_what_holds_everywhere_and_answers_worse_stays_behind() -> None:
    of_all = candidate(hit("Ada 6 pilar smart city."), read=-6.0)
    of_one = candidate(hit("Kota Sagu punya 7 pilar.", name="d2"), is_elsewhere=True, read=3.0)
    assert general_first([of_one, of_all]) == [of_one, of_all]


def test_the_second_thing_need_not_hold_for_the_year_of_the_first() -> None:
    waited = "Pada 2024 petani Kota Sagu menunggu alat selama 19 hari."
    now = "Waktu tunggu petani turun menjadi 12 hari."
    asked = "Berapa lama petani menunggu alat pada 2024, dan turun menjadi berapa sekarang?"
    lacking = replace(HELD, missing_frame=("2024",))
    ranked = [
        replace(candidate(hit(waited)), read=4.0),
        replace(candidate(hit(now, name="d2")), read=8.0, in_sentence=lacking),
    ]
    found = chosen_of(understand(asked, "id"), ranked)
    assert [one.text for one in found] == [waited, now]
    ranked[1] = replace(ranked[1], read=1.0)
    assert [one.text for one in chosen_of(understand(asked, "id"), ranked)] == [waited]


def test_a_title_that_names_both_things_tells_of_neither() -> None:
    led = "Dinas itu dipimpin Tobias Renggamala di Muarasari."
    of_both = candidate(hit(led, title="Evaluasi Sendangsari dan Muarasari"))
    of_one = candidate(hit("Dinasnya dipimpin Gunarto.", title="Masterplan Sendangsari", name="d2"))
    names = ["Sendangsari", "Muarasari"]
    assert not tells_of_all(names, [of_both])
    assert tells_of_all(names, [of_both, of_one])


def test_to_what_the_halves_told_comes_what_surely_answers_the_whole() -> None:
    said = {GOAL: 6.0, REACHED: 5.0, BESIDE: 2.0}
    whole = [replace(candidate(hit(t, name=t)), read=odds) for t, odds in said.items()]
    assert with_certain(whole[:1], whole) == whole[:2]
    assert with_certain(whole[:1], [replace(whole[1], read=None)]) == whole[:1]
    elsewhere = replace(whole[1], in_sentence=replace(HELD, missing_frame=("Kota Sagu",)))
    assert with_certain(whole[:1], [elsewhere]) == whole[:1]
    twin = hit("The index of Sagu reached 2.74.", kind="digest", language="en", name="t")
    assert with_certain(whole[:1], [replace(candidate(twin), read=9.0)]) == whole[:1]
