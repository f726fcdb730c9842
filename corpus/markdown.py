"""Markdown with front matter: the form of the seed digests and of files handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import frontmatter
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.document import Attribution, Block, BlockKind
from corpus.errors import DocumentError
from corpus.regulationtext import structural_lines
from corpus.textbuilder import TextBuilder

_MARK = re.compile(r"(?:\[\^\d+\])+")
_ARTICLE = re.compile(r"^[ #*]*Pasal \d+[A-Z]?[ *]*$", re.MULTILINE)
_FEW_ARTICLES = 3
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Markdown:
    """A Markdown file as text: marks such as ``[^1]`` have become attributions."""

    meta: dict[str, Any]
    text: str
    blocks: tuple[Block, ...]
    attributions: tuple[Attribution, ...]


def read_markdown(source: str, name: str) -> Markdown:
    """Read a Markdown file.

    :param name: the file's name, for error messages.
    :raises DocumentError: when the front matter is not YAML.
    """
    try:
        meta, body = frontmatter.parse(source)
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise DocumentError(
            f"{name}{line}: the front matter is not valid YAML.",
            "Quote values that hold a colon.",
        ) from error
    builder = TextBuilder()
    attributions: list[Attribution] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    for kind, level, text in _blocks(tokens, regulation=_has_articles(body)):
        clean, spans = _take_marks(text)
        block = builder.add(clean, kind, level)
        if block is not None:
            attributions += _placed(spans, block)
    return Markdown(meta, builder.text, builder.blocks, tuple(attributions))


def _blocks(  # noqa: PLR0912 - a match over token types is one decision
    tokens: Sequence[Token], *, regulation: bool
) -> Iterator[tuple[BlockKind, int, str]]:
    """Yield kind, heading level and text of every block of text.

    Markdown takes "1." for a mark of its own and lines without a gap for one paragraph. In a
    regulation "Pasal 5" on a line is a heading, and "7." the number that others cite: there the
    numbers of lists are kept, and the lines that begin something.
    """
    depth_of_list = 0
    level = 0
    number = ""
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                depth_of_list += 1
            case "bullet_list_close" | "ordered_list_close":
                depth_of_list -= 1
            case "list_item_open" if regulation and token.info:
                number = f"{token.info}{token.markup} "
            case "heading_open":
                level = int(token.tag[1])
            case "heading_close":
                level = 0
            case "tr_open":
                row = []
            case "tr_close":
                yield "row", 0, " | ".join(row or ())
                row = None
            case "fence" | "code_block":
                yield "paragraph", 0, token.content
            case "html_block" if regulation:
                yield "paragraph", 0, _TAG.sub(" ", token.content)
            case "inline" if row is not None:
                row.append(_plain(token))
            case "inline" if level:
                yield "heading", level, _plain(token)
            case "inline":
                first, *more = _lines(token) if regulation else [_plain(token)]
                yield ("item" if depth_of_list else "paragraph"), 0, number + first
                yield from (("paragraph", 0, line) for line in more)
                number = ""


def _has_articles(body: str) -> bool:
    """Tell a regulation, whose lines are its structure, from text with lines of any length."""
    return len(_ARTICLE.findall(body)) >= _FEW_ARTICLES


def _lines(inline: Token) -> list[str]:
    """Return the text of a paragraph, divided where a line begins a part of a regulation."""
    lines = [""]
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append("")
        else:
            lines[-1] += child.content
    return structural_lines(lines)


def _plain(inline: Token) -> str:
    breaks = {"softbreak": " ", "hardbreak": " "}
    return "".join(breaks.get(child.type, child.content) for child in inline.children or ())


def _take_marks(text: str) -> tuple[str, list[tuple[int, int, tuple[int, ...]]]]:
    """Remove the marks; return the rest and, for each run before a mark, its reference numbers."""
    text = re.sub(r"\s+", " ", text).strip()
    clean = ""
    spans: list[tuple[int, int, tuple[int, ...]]] = []
    position = 0
    for match in _MARK.finditer(text):
        start = len(clean)
        clean += text[position : match.start()]
        numbers = tuple(int(found) - 1 for found in _NUMBER.findall(match.group()))
        spans.append((start, len(clean), numbers))
        position = match.end()
    return clean + text[position:], spans


def _placed(spans: list[tuple[int, int, tuple[int, ...]]], block: Block) -> Iterator[Attribution]:
    for start, end, numbers in spans:
        yield Attribution(block.start + start, min(block.start + end, block.end), numbers)
