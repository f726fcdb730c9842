"""What a theme or an editor puts around and into an article: taken out, and kept where it tells."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bs4 import Tag
from bs4.element import NavigableString

from crawler.htmlhead import folded

_TAGS = (
    "script style noscript template iframe object embed form nav aside footer button svg"
    " input select audio video"
).split()
_CAPTIONS = re.compile(r"(?:^|[-_])captions?(?:$|[-_])|^wp-caption-text$")
_WORDS = re.compile(
    r"(?:^|[-_])(?:share|sharing|sharedaddy|shares|social|sosmed|addtoany|a2a|heateor|ssba|related"
    r"|relatedposts|yarpp|breadcrumbs?|navigation|nav|pagination|comments?|respond"
    r"|meta|tags|tagcloud|print|printfriendly|pdfprnt|postviews|views|author-box|byline|newsletter"
    r"|widget|sidebar|screen-reader-text|sr-only|entry-header|entry-footer|post-title"
    r"|file__button|password-message|password-form|advert|adsbygoogle|adspot|ad-rec|a-rec"
    r"|wp-block-query|wp-block-post-date"
    r"|bagikan|terkait|lainnya|komentar|terbaru|populer|berkas|dilihat)(?:$|[-_])"
)
_NEUTRAL = re.compile(r"^(?:wp-caption$|has-|is-|align|size-|no-)|-nav$|^nav$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEE_ALSO_END = re.compile(r"\(?(?:(?:lihat|baca|simak)\s+juga)\s*[:\-–]?\s*$", re.IGNORECASE)
_BADGE = re.compile(r"(?:^|[-_])(?:badge|tanggal|date|label|kategori|category)(?:$|[-_])")
_MORE = re.compile(
    r"[\W]*(?:(?:baca\s+)?(?:selengkapnya|lebih lanjut)|read more|continue reading|lihat detail"
    r"|detail|unduh|download)\b",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 400  # characters


@dataclass(slots=True)
class Aside:
    """What stood beside the text: captions of pictures, titles of other pages."""

    captions: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)


def remove_noise(root: Tag, *, is_listing: bool = False) -> Aside:
    """Take out of ``root`` what is no text of the page.

    :param is_listing: a list of teasers keeps its titles, which would be noise in an article, and
        loses what stands beside each: the day, the badge, "Selengkapnya".
    """
    aside = Aside()
    if is_listing:
        _strip_teasers(root)
    for tag in root.find_all(_TAGS):
        tag.decompose()
    for tag in root.find_all(True):
        if tag.decomposed:
            continue
        if _is_caption(tag):
            text = folded(tag.get_text(" "))
            if 0 < len(text) <= _LONGEST_CAPTION:
                aside.captions.append(text)
            tag.decompose()
        elif _is_noise(tag, is_listing=is_listing):
            tag.decompose()
    for link in root.find_all("a"):
        before = link.previous_element
        if isinstance(before, NavigableString) and _SEE_ALSO_END.search(before):
            aside.related.append(folded(link.get_text(" ")))
            before.replace_with(_SEE_ALSO_END.sub("", before))
            link.decompose()
    return aside


def _strip_teasers(root: Tag) -> None:
    for tag in root.find_all(("a", "time", "small", "span")):
        if tag.decomposed:
            continue
        beside = tag.name in ("time", "small") or any(_BADGE.search(name) for name in _names(tag))
        if beside or (tag.name == "a" and _MORE.match(tag.get_text(strip=True))):
            tag.decompose()


def _is_caption(tag: Tag) -> bool:
    if tag.name == "figcaption":
        return True
    if any(_CAPTIONS.search(name) and name != "wp-caption" for name in _names(tag)):
        return True
    return tag.name in ("p", "small", "em", "span") and _is_under_picture(tag)


def _is_under_picture(tag: Tag) -> bool:
    """Tell a short text that shares its box with a picture and with nothing else."""
    box = tag.parent
    if box is None or box.name not in ("div", "center", "figure") or tag.find("a"):
        return False
    before = tag.find_previous_sibling()
    if not isinstance(before, Tag) or tag.find_next_sibling() is not None:
        return False
    pictured = before.find("img") is not None and not before.get_text(strip=True)
    return (
        (before.name in ("img", "picture") or pictured)
        and len(box.find_all(True, recursive=False)) == 2  # noqa: PLR2004 - picture and text
        and len(tag.get_text()) <= _LONGEST_CAPTION
    )


def _is_noise(tag: Tag, *, is_listing: bool) -> bool:
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    return any(
        _WORDS.search(name)
        and not _NEUTRAL.search(name)
        and not (is_listing and ("title" in name or "entry-header" in name))
        for name in _names(tag)
    )


def _names(tag: Tag) -> list[str]:
    """Return the class names and the id; ``BagikanBar_x`` becomes ``bagikan-bar_x``."""
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return [_CAMEL.sub("-", str(name)).lower() for name in names if name]
