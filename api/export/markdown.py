"""A memo as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.answer import Citation
from api.export.memo import Memo
from api.phrases import dated

# What Markdown would read as markup; text from documents must stay text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~&])|^(\d+)([.)])|^([-+=])", re.MULTILINE)
_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def to_markdown(memo: Memo) -> str:
    """Return the memo in CommonMark with footnotes as GitHub and Pandoc read them."""
    return "\n".join(_lines(memo)).rstrip() + "\n"


def _lines(memo: Memo) -> Iterator[str]:
    yield f"# {escaped(memo.title)}\n"
    if memo.remark:
        yield f"*{escaped(memo.remark)}*\n"
    heading = ""
    for section in memo.sections:
        if section.heading and section.heading != heading:
            yield f"## {escaped(section.heading)}\n"
        heading = section.heading
        if section.part:
            yield f"### {escaped(section.part)}\n"
        if section.remark:
            yield f"*{escaped(section.remark)}*\n"
        for sentence in section.sentences:
            numbers = "".join(f"[^{number}]" for number in sentence.citations)
            yield f"{escaped(dated(sentence, memo.language))}{numbers}\n"
    for note in memo.notes:
        yield f"> {escaped(note)}\n"
    yield f"*{escaped(memo.colophon)}*\n"
    for citation in memo.citations:
        yield f"[^{citation.number}]: {_footnote(memo, citation)}"
        yield f"    “{escaped(' '.join(citation.quote.split()))}”\n"


def _footnote(memo: Memo, citation: Citation) -> str:
    parts = []
    for text, address in memo.footnote(citation):
        parts.append(" ".join(filter(None, (escaped(text), _link(address)))))
    return ". ".join(parts) + "."


def _link(address: str) -> str:
    """Return an address that can be followed; one that Markdown cannot hold stays text."""
    return f"<{address}>" if _PLAIN_ADDRESS.fullmatch(address) else escaped(address)


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""

    def escape(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[2]}\\{match[3]}"
        return f"\\{match[1] or match[4]}"

    return _SPECIAL.sub(escape, " ".join(text.split()))
