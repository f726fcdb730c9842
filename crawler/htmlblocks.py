"""The body of an article to blocks of text, without what a theme or an editor put around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, CData, Tag
from bs4.element import NavigableString, PageElement

from corpus.document import BlockKind

FoundBlock = tuple[BlockKind, int, str]

# Where WordPress themes, classic and block, put the article; the first that fits wins.
_ROOTS = (
    ".wp-block-post-content",
    ".entry-content",
    ".post-content",
    ".td-post-content",
    ".article-content",
    ".single-content",
    "[itemprop=articleBody]",
    "article",
)
_ENOUGH = 40  # characters; an emptier root is the article only where no other is fuller

_DEEPEST = 100  # nested elements that are told apart; real pages have some 30

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEAVES = frozenset(("p", "pre", "dt", "dd", "address"))
_BLOCKS = (
    frozenset(
        "article aside blockquote center details div dl fieldset figure footer header hr li main ol"
        " section table tbody td tfoot th thead tr ul".split()
    )
    | _LEAVES
    | frozenset(_HEADINGS)
)

_NOISE_TAGS = (
    "script style noscript template iframe object embed form nav aside footer button svg"
    " figcaption input select audio video"
).split()
_NOISE_CLASS = re.compile(
    r"(?:^|[-_])(?:share|sharing|sharedaddy|shares|social|sosmed|addtoany|a2a|heateor|ssba|related"
    r"|relatedposts|yarpp|caption|captions|breadcrumbs?|navigation|nav|pagination|comments?|respond"
    r"|meta|tags|tagcloud|print|printfriendly|pdfprnt|postviews|views|author-box|byline|newsletter"
    r"|widget|sidebar|screen-reader-text|sr-only|entry-header|entry-footer|post-title"
    r"|file__button|advert|adsbygoogle)(?:$|[-_])"
)
_NEUTRAL_CLASS = re.compile(r"^(?:wp-caption|has-|is-|align|size-|no-)|-nav$|^nav$")

_SEE_ALSO = re.compile(
    r"(?:lihat|baca|simak)\s+juga\b|(?:related|read)\s+(?:also|more)\s*:", re.IGNORECASE
)
_SEE_ALSO_END = re.compile(r"\(?(?:(?:lihat|baca|simak)\s+juga)\s*[:\-–]?\s*$", re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:print|cetak|share|bagikan|tweet|whatsapp|facebook|twitter|telegram|email|pin|like|views?"
    r"|unduh|download|share this|bagikan ini|like this|suka ini|loading)\W*(?:\d+)?\W*$",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"\((?:foto|photo|dok|dokumentasi|ilustrasi|sumber foto|gambar)\b[^()]*\)\W*$", re.IGNORECASE
)
_LONGEST_CAPTION = 400  # characters
_NEWSROOM = r"(?:Ditjen Aptika|Kominfo|Komdigi|Diskominfo\w*|Humas|Dinkominfo)"
_CITY = r"[A-Z][\w.'/-]*(?: [A-Z][\w.'/-]*){0,4}"
_DATELINE = re.compile(rf"{_CITY},\s*{_NEWSROOM}(?: [A-Z][\w.]*){{0,3}}\s*[-–—]+\s*(?=\S)")
_INITIALS = re.compile(
    r"(?P<before>^|[.!?\"'”’)])\s*\((?:[A-Za-z]{2,5})(?:\s*[/,&-]\s*[A-Za-z]{2,5}){0,3}\)\W*$"
)


def article_root(soup: BeautifulSoup) -> Tag | None:
    """Return the element that holds the article, or None where no known layout fits."""
    candidates = []
    for selector in _ROOTS:
        found = soup.select(selector)
        if found:
            candidates.append(max(found, key=lambda tag: len(tag.get_text())))
    full = (tag for tag in candidates if len(tag.get_text(" ", strip=True)) >= _ENOUGH)
    return next(full, candidates[0] if candidates else None)


def article_blocks(root: Tag, title: str) -> list[FoundBlock]:
    """Return the blocks of the article; takes out of ``root`` what is no text of it."""
    _remove_noise(root)
    blocks = list(_without_see_also(root))
    if blocks and blocks[0][0] == "heading" and blocks[0][2] == title:
        del blocks[0]  # bare <article> layouts repeat the title inside
    return tidy(blocks)


def tidy(blocks: list[FoundBlock]) -> list[FoundBlock]:
    """Take captions, buttons, dateline and the writer's initials out of blocks of text."""
    kept = [
        (kind, level, text)
        for kind, level, text in blocks
        if not (_BUTTON.match(text) or _SEE_ALSO.match(text) or _is_caption(text))
    ]
    if kept and kept[0][0] == "paragraph":
        kept[0] = ("paragraph", 0, _DATELINE.sub("", kept[0][2], count=1))
    if kept and kept[-1][0] == "paragraph":
        kept[-1] = ("paragraph", 0, _INITIALS.sub(r"\g<before>", kept[-1][2]))
    return [block for block in kept if block[2]]


def _is_caption(text: str) -> bool:
    return len(text) <= _LONGEST_CAPTION and bool(_CAPTION.search(text))


def _remove_noise(root: Tag) -> None:
    for tag in root.find_all(_NOISE_TAGS):
        tag.decompose()
    for tag in root.find_all(_is_noise):
        if not tag.decomposed:
            tag.decompose()
    for link in root.find_all("a"):
        before = link.previous_element
        if isinstance(before, NavigableString) and _SEE_ALSO_END.search(before):
            before.replace_with(_SEE_ALSO_END.sub("", before))
            link.decompose()


def _is_noise(tag: Tag) -> bool:
    if tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    names = [*tag.get_attribute_list("class"), tag.get("id")]
    return any(
        name == "wp-caption-text"
        or (_NOISE_CLASS.search(str(name)) and not _NEUTRAL_CLASS.search(str(name)))
        for name in names
        if name
    )


def _without_see_also(root: Tag) -> Iterator[FoundBlock]:
    """Yield the blocks, less the links that follow a bare "Lihat Juga:"."""
    links_expected: BlockKind | None = None
    for kind, level, text, is_link in _walk(root):
        if _SEE_ALSO.match(text):
            links_expected = "paragraph"
        elif links_expected and is_link and kind in ("item", links_expected):
            links_expected = "item"  # a list may go on, a second paragraph is text
        else:
            links_expected = None
            yield kind, level, text


def _walk(node: Tag, depth: int = 0) -> Iterator[tuple[BlockKind, int, str, bool]]:
    """Yield kind, level, text and whether all of it is a link, for every block under ``node``."""
    run: list[PageElement] = []
    inside: BlockKind = "item" if node.name == "li" else "paragraph"
    for child in node.children:
        if not (isinstance(child, Tag) and _is_block(child)):
            run.append(child)
            continue
        yield from _paragraphs(run, inside)
        run = []
        if child.name in _HEADINGS:
            yield from _paragraphs([child], "heading", _HEADINGS[child.name])
        elif child.name == "tr":
            cells = [_text([cell]) for cell in child.find_all(("td", "th"), recursive=False)]
            if any(cells):
                yield "row", 0, " | ".join(cells), False
        elif depth >= _DEEPEST:
            yield from _paragraphs([child], inside)
        elif child.name in _LEAVES and not _has_blocks(child):
            yield from _paragraphs(list(child.children), inside)
        else:
            yield from _walk(child, depth + 1)
    yield from _paragraphs(run, inside)


def _is_block(tag: Tag) -> bool:
    return tag.name in _BLOCKS or _has_blocks(tag)


def _has_blocks(tag: Tag) -> bool:
    return tag.find(_BLOCKS) is not None


def _paragraphs(
    nodes: list[PageElement], kind: BlockKind, level: int = 0
) -> Iterator[tuple[BlockKind, int, str, bool]]:
    """Yield the text of inline nodes; two line breaks in a row part paragraphs."""
    runs: list[list[PageElement]] = [[]]
    breaks = 0
    for node in nodes:
        if isinstance(node, Tag) and node.name == "br":
            breaks += 1
            runs[-1].append(node)
        elif isinstance(node, Tag) or str(node).strip():
            if breaks > 1:
                runs.append([])
            breaks = 0
            runs[-1].append(node)
    for run in runs:
        text = _text(run)
        if text:
            links = "".join(_text([node]) for node in run if _is_link(node))
            yield kind, level, text, links.replace(" ", "") == text.replace(" ", "")


def _is_link(node: PageElement) -> bool:
    """Tell whether the node is a link, or nothing but one in bold."""
    if not isinstance(node, Tag):
        return False
    links = [node] if node.name == "a" else node.find_all("a")
    return "".join(map(Tag.get_text, links)).split() == node.get_text().split() != []


def _text(nodes: list[PageElement]) -> str:
    """Return the words of the nodes; ``<br>`` and blocks part words, inline tags do not."""
    words: list[str] = []
    for node in nodes:
        for part in (node, *node.descendants) if isinstance(node, Tag) else (node,):
            if isinstance(part, Tag):
                words.append(" " if part.name == "br" or part.name in _BLOCKS else "")
            elif type(part) in (NavigableString, CData):  # comments and doctypes are subclasses
                words.append(str(part))
    return " ".join("".join(words).split())
