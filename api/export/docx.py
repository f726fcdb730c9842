"""A memo as a Word file. Footnotes stand at the end, numbered as in the text."""

from __future__ import annotations

import re
from io import BytesIO

from api.export.memo import Memo
from api.phrases import phrase

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0


def to_docx(memo: Memo) -> bytes:
    """Return the bytes of a .docx file."""
    from docx import Document

    file = Document()
    file.core_properties.title = _clean(memo.title)[:255]
    file.core_properties.author = "Enam Pilar"
    file.add_heading(_clean(memo.title), level=1)
    for section in memo.sections:
        if section.heading:
            file.add_heading(_clean(section.heading), level=2)
        if section.remark:
            file.add_paragraph().add_run(_clean(section.remark)).italic = True
        for sentence in section.sentences:
            paragraph = file.add_paragraph(_clean(sentence.text))
            for number in sentence.citations:
                paragraph.add_run(f"[{number}]").font.superscript = True
    for note in memo.notes:
        file.add_paragraph().add_run(_clean(note)).italic = True
    if memo.citations:
        file.add_heading(phrase("sources", memo.language), level=2)
    for citation in memo.citations:
        file.add_paragraph(_clean(f"[{citation.number}] {memo.footnote(citation)}"))
        quote = " ".join(citation.quote.split())
        file.add_paragraph(_clean(f"“{quote}”"), style="Quote")
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
