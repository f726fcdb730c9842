"""A Link: a page that a listing names, with what the listing says of it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal, Self

LinkKind = Literal["article", "page", "pdf"]


@dataclass(frozen=True, slots=True)
class Link:
    """A page that a listing names.

    :ivar published: ISO date.
    :ivar modified: when it was last changed, as the listing writes it: the same words in the next
        crawl mean that it did not change.
    :ivar rest: where REST gives its content.
    :ivar short: the address that stays when the page is renamed: ``https://a.go.id/?p=12``.
    :ivar original: the address it is known under, where an archive's copy is fetched instead.
    :ivar title: what the listing calls it.
    :ivar categories: the names of its categories.
    """

    url: str
    kind: LinkKind = "article"
    published: str | None = None
    modified: str | None = None
    rest: str | None = None
    short: str | None = None
    original: str | None = None
    title: str = ""
    categories: tuple[str, ...] = ()
    pillars: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The address that the page is known under."""
        return self.original or self.url

    def is_since(self, day: date) -> bool:
        """Tell whether it changed on or after the day; a page without a date may have."""
        known = self.modified or self.published
        return known is None or known[:10] >= day.isoformat()

    def as_json(self) -> str:
        """Return it as one line; what is empty is left out."""
        return json.dumps({name: value for name, value in asdict(self).items() if value})

    @classmethod
    def from_json(cls, line: str) -> Self:
        """Return the link of a line."""
        values = json.loads(line)
        lists = {k: tuple(v) for k, v in values.items() if isinstance(v, list)}
        return cls(**{**values, **lists})
