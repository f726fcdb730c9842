"""Dates as people write them: "27 Agustus 2019", "August 2019", "2019"; ui/web/dates.js likewise.

>>> written_date("2019-08-27", "id")
'27 Agustus 2019'
"""

from __future__ import annotations

import re

from corpus.document import Language

_MONTHS: dict[Language, tuple[str, ...]] = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d{2}))?)?(?![\d-])", re.ASCII
)


def written_date(iso: str, language: Language) -> str:
    """Return a date in words.

    :param iso: ``2019``, ``2019-08``, ``2019-08-27``, or with a time; other text stays as it is.
    """
    found = _ISO.match(iso)
    if found is None:
        return iso
    parts = [found["year"]]
    if found["month"]:
        parts.append(_MONTHS[language][int(found["month"]) - 1])
    if found["day"]:
        parts.append(str(int(found["day"])))
    return " ".join(reversed(parts))
