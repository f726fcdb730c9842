"""A memo as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from api.export.memo import Memo

# What Markdown would read as markup; text from documents must stay text.
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~])|^(\d+)([.)])|^([-+=])", re.MULTILINE)


def to_markdown(memo: Memo) -> str:
    """Return the memo in CommonMark with footnotes as GitHub and Pandoc read them."""
    return "\n".join(_lines(memo)).rstrip() + "\n"


def _lines(memo: Memo) -> Iterator[str]:
    yield f"# {escaped(memo.title)}\n"
    for section in memo.sections:
        if section.heading:
            yield f"## {escaped(section.heading)}\n"
        if section.remark:
            yield f"*{escaped(section.remark)}*\n"
        for sentence in section.sentences:
            numbers = "".join(f"[^{number}]" for number in sentence.citations)
            yield f"{escaped(sentence.text)}{numbers}\n"
    for note in memo.notes:
        yield f"> {escaped(note)}\n"
    for citation in memo.citations:
        yield f"[^{citation.number}]: {escaped(memo.footnote(citation))}"
        yield f"    “{escaped(' '.join(citation.quote.split()))}”\n"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is."""

    def escape(match: re.Match[str]) -> str:
        if match[2]:
            return f"{match[2]}\\{match[3]}"
        return f"\\{match[1] or match[4]}"

    return _SPECIAL.sub(escape, " ".join(text.split()))
