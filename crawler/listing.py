"""A Listing: how the pages of a source were found, and whether those are all it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Listing:
    """How the pages of a source were found.

    :ivar method: ``rest``, ``sitemap``, ``feed``, ``pages``, ``counter``, ``addresses``,
        ``archive`` or ``script``.
    :ivar complete: whether it names everything that the site has.
    :ivar notes: why not, and what else a maintainer should know.
    """

    method: str = ""
    complete: bool = True
    notes: list[str] = field(default_factory=list)

    def fall_short(self, reason: str) -> None:
        """Note why the listing does not name everything."""
        self.complete = False
        if reason not in self.notes:
            self.notes.append(reason)


class ListingError(ValueError):
    """A listing that is not in the form that it should have."""


def iso_day(value: object) -> str | None:
    """Return the day that an ISO date or time begins with."""
    match = _ISO_DATE.match(value) if isinstance(value, str) else None
    return match.group() if match else None
