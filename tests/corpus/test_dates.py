"""Days in running text: day before month, checked against the calendar and the weekday."""

from __future__ import annotations

import pytest

from corpus.dates import find_dates, find_events

DATES = {
    "a_weekday_and_brackets": ("digelar Rabu (3/7/2019).", "2019-07-03"),
    "a_comma_before_the_brackets": ("Senin, (15/03/2021)", "2021-03-15"),
    "an_indonesian_month": ("12 Desember 2018", "2018-12-12"),
    "an_abbreviated_month": ("3 Agt 2022", "2022-08-03"),
    "a_day_before_the_month": ("7/12/2023", "2023-12-07"),
    "dots_and_dashes": ("12.05.2020 dan 13-05-2020", "2020-05-12 2020-05-13"),
    "iso": ("2019-07-03", "2019-07-03"),
    "english": ("July 3, 2019 and 3rd August 2019", "2019-07-03 2019-08-03"),
    "some_days": ("18-20 Juni 2019", "2019-06-18/2019-06-20"),
    "some_days_in_words": ("18 sampai dengan 20 Juni 2019", "2019-06-18/2019-06-20"),
    "two_weekdays": ("Selasa-Rabu (20-21/9/2022)", "2022-09-20/2022-09-21"),
    "a_day_that_does_not_exist": ("31/2/2020 dan 30 Februari 2021", ""),
    "a_month_that_does_not_exist": ("3/14/2020", ""),
    "another_weekday_than_the_calendar_s": ("Kamis (3/7/2019)", ""),
    "no_year": ("Selasa (14/2)", ""),
    "a_fraction": ("2/3 dari 45 daerah", ""),
    "a_letter_number": ("Nomor 188/32/2019 dan 223/HM/KOMINFO/11/2017", ""),
    "an_amount": ("Rp1.12.2020", ""),
    "a_version": ("versi 1.2.2020.4", ""),
    "an_address": ("10.12.2020.1", ""),
    "too_early": ("3 Juli 1066", ""),
}


@pytest.mark.parametrize(("text", "expected"), DATES.values(), ids=DATES)
def test_days_named(text: str, expected: str) -> None:
    found = [d.first if d.first == d.last else f"{d.first}/{d.last}" for d in find_dates(text)]
    assert " ".join(found) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2023-03-01", "2023-02-14"), ("2023-02-14", "2023-02-14"), ("2019-06-01", None)],
)
def test_a_day_without_a_year_is_the_last_before_posting(
    published: str, expected: str | None
) -> None:
    found = find_dates("dibuka Selasa (14/2)", published)
    assert [day.first for day in found] == ([expected] if expected else [])


EVENTS = {
    "a_report": ("Bimtek digelar Rabu (30/11/2022).", ["2022-11-30"]),
    "pada": ("Dibuka pada 12 Desember 2018.", ["2018-12-12"]),
    "pada_tanggal": ("Dibuka pada tanggal 12 Desember 2018.", ["2018-12-12"]),
    "english": ("It opened on 12 December 2018.", ["2018-12-12"]),
    "a_rule": ("Ditetapkan di Jakarta pada tanggal 2 Oktober 2018.", []),
    "a_number_with_its_day": ("Surat tanggal 5 Desember 2022", []),
    "a_day_alone": ("Jadwal: 8 Juni 2021", []),
}


@pytest.mark.parametrize(("text", "expected"), EVENTS.values(), ids=EVENTS)
def test_events_are_told_from_other_days(text: str, expected: list[str]) -> None:
    assert [event.first for event in find_events(text)] == expected


def test_offsets_are_half_open() -> None:
    text = "digelar Rabu (3/7/2019)."
    (day,) = find_dates(text)
    assert text[day.start : day.end] == "Rabu (3/7/2019)"
    assert day.weekday
