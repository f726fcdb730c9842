"""Where the known families of sites put the text of a page.

Five layouts, tried in this order: a page of a law portal (JDIH), told by the labels of its table;
an article in an element that WordPress themes and government portals name alike; a bare
``<article>``; the column of a Bootstrap or Tailwind grid that holds the title; a list of teasers.
What fits none is left to trafilatura.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bs4 import Tag

from crawler.htmlhead import HEADINGS, folded
from crawler.soup import Soup

Family = Literal["regulation", "article", "column", "listing"]

# The first that fits wins.
_ROOTS = (
    "wp-block-post-content",
    "entry-content",
    "post-content",
    "td-post-content",
    "article-content",
    "single-content",
    "isi-berita",
    "isi_berita",
    "konten-berita",
    "detail-berita",
    "berita-detail",
    "news-content",
    "prose",  # Tailwind's typography, as Next.js sites use it
)
_ENOUGH = 40  # characters; an emptier root is the article only where no other is fuller
_PROSE = 200  # characters outside links; a column with less is a menu
_CARDS = 3  # so many teasers make a list
_TEASER = 600  # characters; a longer "card" is an article

_LABELS = re.compile(
    r"(?:jenis|bentuk|tipe|nomor|no\.?|tahun|judul|tentang|status|sumber|subjek|bahasa|bidang hukum"
    r"|t\.?e\.?u\.?|tempat penetapan|(?:tanggal|tgl\.?) (?:di)?(?:penetapan|tetapkan|pengundangan"
    r"|undangkan|berlaku)|penandatangan|pemrakarsa|lokasi|singkatan|abstrak)"
    r"(?:\W|$)(?:[\w/ .]{0,30})$",
    re.IGNORECASE,
)
_LONGEST_LABEL = 40  # characters
_LABELS_NEEDED = 4
_PAIR = 2

_ANY_HEADING = (*HEADINGS, "h5", "h6")
_COLUMN = re.compile(r"^(?:[a-z0-9]+:)?(?:col(?:-span)?(?:-[a-z]+)?-\d+|w-\d+/\d+|col)$")


@dataclass(frozen=True, slots=True)
class Found:
    """The element that holds a page's text, and the family that it was known by."""

    family: Family
    root: Tag


def find_layout(soup: Soup, title: Tag | None) -> Found | None:
    """Return where the text is; None where no known layout fits.

    :param title: the heading that shows the title.
    """
    if table := _regulation(soup):
        return Found("regulation", table)
    cards = _cards(soup)
    if root := _article(soup, {id(card) for card in cards}):
        return Found("article", root)
    if len(cards) >= _CARDS and (listing := _common_parent(cards)):
        return Found("listing", listing)
    if title is not None and (column := _column(title)):
        return Found("column", column)
    return None


def label_and_value(tag: Tag) -> tuple[str, str] | None:
    """Return ``("Nomor", "12")`` for an element that pairs a known label with its value."""
    parts = [child for child in tag.children if isinstance(child, Tag)]
    if len(parts) != _PAIR or not _is_label(parts[0]):
        return None
    return folded(parts[0].get_text(" ")).rstrip(" :"), folded(parts[1].get_text(" "))


def _is_label(tag: Tag) -> bool:
    text = tag.get_text(" ", strip=True)
    return len(text) <= _LONGEST_LABEL and _LABELS.match(folded(text)) is not None


def _regulation(soup: Soup) -> Tag | None:
    """Return what holds the labelled table of a law portal and the text beside it."""
    labels = [tag for tag in soup.named("th", "td", "dt", "div") if _labels_something(tag)]
    if len(labels) < _LABELS_NEEDED:
        return None
    holders = Counter(id(label.parent.parent) for label in labels if label.parent)
    holder, count = holders.most_common(1)[0]
    lists = Counter(id(label.parent) for label in labels)
    if lists and lists.most_common(1)[0][1] >= _LABELS_NEEDED:  # <dl>: the labels are siblings
        holder, count = lists.most_common(1)[0]
    if count < _LABELS_NEEDED:
        return None
    node = next(t for t in labels[0].parents if id(t) == holder) if holder else None
    while node is not None and node.parent is not None and not _is_outer(node.parent):
        node = node.parent
    return node


def _labels_something(tag: Tag) -> bool:
    if tag.name == "div" and (tag.find(True) is not None or tag.find_next_sibling() is None):
        return False
    return _is_label(tag)


def _is_outer(tag: Tag) -> bool:
    """Tell whether an element holds more than the page's own matter: columns, menus, forms."""
    if tag.name in ("body", "main", "html"):
        return True
    columns = [child for child in tag.children if isinstance(child, Tag) and _is_column(child)]
    return len(columns) > 1 or tag.find(("nav", "header", "footer", "aside")) is not None


def _is_column(tag: Tag) -> bool:
    return any(_COLUMN.match(str(name)) for name in tag.get_attribute_list("class") if name)


def _article(soup: Soup, cards: set[int]) -> Tag | None:
    candidates = []
    groups = [soup.with_class(name) for name in _ROOTS]
    groups += [
        [tag for tag in soup.tags if tag.get("itemprop") == "articleBody"],
        soup.named("article"),
    ]
    for group in groups:
        found = [tag for tag in group if id(tag) not in cards]
        found = [tag for tag in found if not any(id(parent) in cards for parent in tag.parents)]
        if found:
            candidates.append(max(found, key=lambda tag: len(tag.get_text())))
    full = (tag for tag in candidates if len(tag.get_text(" ", strip=True)) >= _ENOUGH)
    return next(full, candidates[0] if candidates else None)


def _cards(soup: Soup) -> list[Tag]:
    """Return the teasers of a page: short elements that open with a heading that is a link."""
    found = []
    for heading in soup.named(*_ANY_HEADING):
        link = heading.find("a") or heading.find_parent("a")
        if not isinstance(link, Tag) or not folded(heading.get_text()):
            continue
        card = next(_cards_around(heading), None)
        if card is not None and len(card.get_text(" ", strip=True)) <= _TEASER:
            found.append(card)
    return found


def _cards_around(heading: Tag) -> Iterator[Tag]:
    """Yield the elements around a heading that repeat among their siblings."""
    node: Tag | None = heading
    while node is not None and node.parent is not None:
        node = node.parent
        if node.name == "article" or (node.name in ("li", "div") and _repeats(node)):
            yield node


def _repeats(tag: Tag) -> bool:
    siblings = tag.parent.find_all(tag.name, recursive=False) if tag.parent else []
    alike = [s for s in siblings if s.get("class") == tag.get("class") and s.find(_ANY_HEADING)]
    return len(alike) >= _CARDS


def _common_parent(cards: list[Tag]) -> Tag | None:
    """Return the element that most of the teasers lie in, side by side."""
    holders = Counter(id(card.parent) for card in cards)
    holder, count = holders.most_common(1)[0]
    if count < _CARDS:
        return None
    return next(card.parent for card in cards if id(card.parent) == holder)


def _column(title: Tag) -> Tag | None:
    """Return the column of the grid that the title stands in, where it holds running text."""
    for parent in title.parents:
        if _is_column(parent) and _prose(parent) >= _PROSE:
            return parent
    return None


def _prose(tag: Tag) -> int:
    linked = sum(len(link.get_text()) for link in tag.find_all("a"))
    return len(tag.get_text(" ", strip=True)) - linked
