"""Days that a text names, in Indonesian or English, day before month.

>>> [day.first for day in find_dates("dibuka Rabu (3/7/2019), ditutup 12 Desember 2019")]
['2019-07-03', '2019-12-12']
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTH_NAMES = (
    "januari january jan",
    "februari pebruari february feb peb",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agt agu aug ags",
    "september sept sep",
    "oktober october okt oct",
    "november nopember nov nop",
    "desember december des dec",
)
MONTHS = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Month, as it is written in either language, lower case -> its number."""

ANY_MONTH = "|".join(sorted(MONTHS.keys() - {"nop"}, key=len, reverse=True))
"""A pattern for any of them; without "nop", which counts objects of a tax as well ("25 NOP")."""

_WEEKDAY_NAMES = (
    *("senin monday", "selasa tuesday", "rabu wednesday", "kamis thursday"),
    *("jumat jum'at jum’at friday", "sabtu saturday", "minggu ahad sunday"),
)
_WEEKDAYS = {name: n for n, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_EARLIEST, _LATEST = 1945, 2100

_ON = re.compile(r"\b(?:pada(?:\s+(?:hari|tanggal))?|on)\s+\Z", re.IGNORECASE)
_OF_A_RULE = re.compile(
    r"\b(?:di(?:tetapkan|undangkan|sahkan|tandatangani)|berlaku|signed|promulgated|enacted|dated)\b"
    r"[^.;]{0,40}\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 60  # characters

_MONTH = rf"(?:{ANY_MONTH}|nop)\b\.?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})"
_TO = r"\s*(?:[-–—]|s\.?/?d\.?|sampai(?:\s+dengan)?|hingga|dan|to|and)\s*"
_DATE = re.compile(
    rf"""(?<![\w/.,-])(?:{_WEEKDAY}(?:\s*[-–/]\s*\w+)?\s*[,]?\s*)?(?P<bracket>\()?
    (?: (?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)\b)?(?:{_TO}(?P<day2>\d{{1,2}}))?\s+
        (?P<month>{_MONTH})(?:\s*,?\s*(?P<year>\d{{4}}))?(?!\d)
      | (?P<en_month>{_MONTH})\s+(?P<en_day>\d{{1,2}})(?:st|nd|rd|th)?
        (?:{_TO}(?P<en_day2>\d{{1,2}}))?,?\s+(?P<en_year>\d{{4}})(?!\d)
      | (?P<n_day>\d{{1,2}})(?:[-–](?P<n_day2>\d{{1,2}}))?(?P<mark>[/.-])(?P<n_month>\d{{1,2}})
        (?:(?P=mark)(?P<n_year>\d{{4}}))?(?![\w/]|[.,-]\d)
      | (?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?!\d)
    )(?(bracket)\s*\))""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A day, or the days from one to another, named in ``text[start:end]``, half-open.

    :ivar first: ISO date.
    :ivar last: ISO date; the same as ``first`` for one day.
    :ivar weekday: whether the text names the day of the week too, as reports of events do.
    """

    start: int
    end: int
    first: str
    last: str
    weekday: bool


def find_dates(text: str, published: str | None = None) -> list[DateSpan]:
    """Return the days that a text names, in order.

    A date that does not exist ("31/2/2020") is none, nor is one whose weekday is another than
    the text says: one of the two is a slip, and nobody can tell which.

    :param published: ISO date of the text. "Selasa (14/2)" is then the last such day before it;
        without it a day without a year is left out.
    """
    return list(_dates(text, _iso_date(published)))


def find_events(text: str, published: str | None = None) -> tuple[DateSpan, ...]:
    """Return the days on which, as a text says, something took or takes place.

    Reports put them behind a weekday ("Rabu (3/7/2019)") or "pada" and "on"; the day of a rule
    ("ditetapkan pada tanggal 2 Mei 2018") is the rule's, not an event's.
    """
    return tuple(
        day
        for day in find_dates(text, published)
        if not _OF_A_RULE.search(text, max(0, day.start - _LOOK_BACK), day.start)
        and (day.weekday or _ON.search(text, max(0, day.start - _LOOK_BACK), day.start))
    )


def _dates(text: str, published: date | None) -> Iterator[DateSpan]:
    for match in _DATE.finditer(text):
        found = match.groupdict()
        if found["iso"]:
            first = last = _iso_date(found["iso"])
        else:
            day = int(found["day"] or found["en_day"] or found["n_day"])
            until = int(found["day2"] or found["en_day2"] or found["n_day2"] or day)
            named = (found["month"] or found["en_month"] or "").lower().rstrip(".")
            month = MONTHS[named] if named else int(found["n_month"])
            year = found["year"] or found["en_year"] or found["n_year"]
            if not year and not (found["weekday"] and published):
                continue  # "3/7" alone may be a fraction, and nobody knows of which year
            first = _day(int(year) if year else None, month, day, published)
            last = _day(first.year, month, until, None) if first else None
        if first is None or last is None or last < first:
            continue
        weekday = found["weekday"]
        if weekday and _WEEKDAYS[weekday.lower()] != first.weekday():
            continue
        yield DateSpan(match.start(), match.end(), str(first), str(last), weekday is not None)


def _day(year: int | None, month: int, day: int, published: date | None) -> date | None:
    try:
        if year is not None:
            return date(year, month, day) if _EARLIEST <= year <= _LATEST else None
        assert published is not None
        found = date(published.year, month, day)
        return found if found <= published else date(published.year - 1, month, day)
    except ValueError:
        return None


def _iso_date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
