"""A parsed page whose elements are found by name and class without walking the page again."""

from __future__ import annotations

import re
from collections import defaultdict

from bs4 import BeautifulSoup, Tag

_DRESSING = re.compile(
    r"<(style|svg)\b[^>]*>.*?</\1\s*>|<script\b(?![^>]*ld\+json)[^>]*>.*?</script\s*>",
    re.IGNORECASE | re.DOTALL,
)


def without_dressing(markup: str) -> str:
    """Return a page without its styles, drawings and programs: half of most pages, and no text.

    What the page says of itself in ``<script type="application/ld+json">`` stays.
    """
    return _DRESSING.sub("", markup)


class Soup:
    """One parse of a page, and its elements by class name.

    A CSS selector or a search by BeautifulSoup walks the whole page each time, at some 5 µs an
    element; themes are told apart by some forty names.

    :ivar tags: every element, in order.
    """

    def __init__(self, markup: str) -> None:
        self.tree = BeautifulSoup(markup, "lxml")
        self.tags = [tag for tag in self.tree.descendants if isinstance(tag, Tag)]
        self._by_class: defaultdict[str, list[Tag]] = defaultdict(list)
        for tag in self.tags:
            for name in tag.attrs.get("class", ()):
                self._by_class[name].append(tag)

    def with_class(self, *names: str) -> list[Tag]:
        """Return the elements with the first of these class names that any element has."""
        return next((self._by_class[name] for name in names if name in self._by_class), [])

    def named(self, *names: str) -> list[Tag]:
        """Return the elements of these names, in order: ``named("h1", "h2")``."""
        return [tag for tag in self.tags if tag.name in names]

    def classes(self) -> list[str]:
        """Return all class names of the page."""
        return list(self._by_class)
