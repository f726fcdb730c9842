"""A memo as a Word file.

python-docx makes no true footnotes: they stand at the end, numbered as in the text.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from api.export.memo import Memo, Section
from api.phrases import dated, phrase
from corpus.document import Language

if TYPE_CHECKING:
    from docx.document import Document as File

_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML 1.0
_LONGEST_PROPERTY = 255  # characters


def to_docx(memo: Memo) -> bytes:
    """Return the bytes of a .docx file."""
    from docx import Document

    file = Document()
    file.core_properties.title = _clean(memo.title)[:_LONGEST_PROPERTY]
    file.core_properties.author = "Enam Pilar"
    file.core_properties.language = memo.language
    file.add_heading(_clean(memo.title), level=1)
    _remark(file, memo.remark)
    heading = ""
    for section in memo.sections:
        if section.heading and section.heading != heading:
            file.add_heading(_clean(section.heading), level=2)
        heading = section.heading
        _section(file, section, memo.language)
    for note in memo.notes:
        _remark(file, note)
    if memo.citations:
        file.add_heading(phrase("sources", memo.language), level=2)
    for citation in memo.citations:
        file.add_paragraph(_clean(f"[{citation.number}] {memo.footnote_text(citation)}"))
        quote = " ".join(citation.quote.split())
        file.add_paragraph(_clean(f"“{quote}”"), style="Quote")
    _remark(file, memo.colophon)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _section(file: File, section: Section, language: Language) -> None:
    if section.part:
        file.add_heading(_clean(section.part), level=3)
    _remark(file, section.remark)
    for sentence in section.sentences:
        paragraph = file.add_paragraph(_clean(dated(sentence, language)))
        for number in sentence.citations:
            paragraph.add_run(f"[{number}]").font.superscript = True


def _remark(file: File, text: str) -> None:
    if text:
        file.add_paragraph().add_run(_clean(text)).italic = True


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
