"""An element of a page to blocks of text: headings, paragraphs, items and rows."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import CData, Tag
from bs4.element import NavigableString, PageElement

from corpus.document import BlockKind
from crawler.htmlhead import folded
from crawler.htmllayout import label_and_value
from crawler.newsroom import SEE_ALSO, FoundBlock

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


def element_blocks(root: Tag, title: str) -> tuple[list[FoundBlock], list[str]]:
    """Return the blocks of an element from which noise was taken, and the titles it refers to.

    What stands before the title, and the title itself, are no text.
    """
    blocks, related = _Walk(root).without_see_also()
    for number, (kind, _, text) in enumerate(blocks):
        if kind == "heading" and text == title:
            return blocks[number + 1 :], related
    return blocks, related


class _Walk:
    """One pass over an element; which tags hold blocks is found once, from the inside out."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._holders: set[int] = set()
        for block in root.find_all(_BLOCKS):
            for parent in block.parents:
                if id(parent) in self._holders:
                    break
                self._holders.add(id(parent))
                if parent is root:
                    break

    def without_see_also(self) -> tuple[list[FoundBlock], list[str]]:
        """Return the blocks, less the links that follow a bare "Lihat Juga:", and those links."""
        kept: list[FoundBlock] = []
        related: list[str] = []
        links_expected: BlockKind | None = None
        for kind, level, text, is_link in self._walk(self._root):
            if match := SEE_ALSO.match(text):
                links_expected = "paragraph"
                if title := text[match.end() :].strip(" :-–"):
                    related.append(title)
            elif links_expected and is_link and kind in ("item", links_expected):
                links_expected = "item"  # a list may go on, a second paragraph is text
                related.append(text)
            else:
                links_expected = None
                kept.append((kind, level, text))
        return kept, related

    def _walk(self, node: Tag, depth: int = 0) -> Iterator[tuple[BlockKind, int, str, bool]]:
        """Yield kind, level, text and whether all of it is a link, for every block in ``node``."""
        run: list[PageElement] = []
        inside: BlockKind = "item" if node.name == "li" else "paragraph"
        term = ""  # a <dt> that waits for its <dd>
        for child in node.children:
            if not (isinstance(child, Tag) and self._is_block(child)):
                run.append(child)
                continue
            yield from _paragraphs(run, inside)
            run = []
            if child.name in _HEADINGS:
                yield from _paragraphs([child], "heading", _HEADINGS[child.name])
            elif child.name == "dt":
                term = _text([child]).rstrip(" :")
            elif child.name == "dd" and term:
                yield "row", 0, f"{term} | {_text([child])}", False
                term = ""
            elif child.name == "tr":
                yield from self._row(child)
            elif child.name == "div" and (pair := label_and_value(child)):
                yield "row", 0, " | ".join(pair), False
            elif depth >= _DEEPEST:
                yield from _paragraphs([child], inside)
            elif child.name in _LEAVES and id(child) not in self._holders:
                yield from _paragraphs(list(child.children), inside)
            else:
                yield from self._walk(child, depth + 1)
        yield from _paragraphs(run, inside)

    def _row(self, row: Tag) -> Iterator[tuple[BlockKind, int, str, bool]]:
        cells = [_text([cell]) for cell in row.find_all(("td", "th"), recursive=False)]
        cells = [cell for cell in cells if cell != ":"]  # "Nomor | : | 12"
        if any(cells):
            yield "row", 0, " | ".join(cells), False

    def _is_block(self, tag: Tag) -> bool:
        return tag.name in _BLOCKS or id(tag) in self._holders


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
    return folded("".join(words))
