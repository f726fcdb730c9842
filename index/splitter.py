"""Documents to passages: along the structure, never across a page, never editing the text."""

from __future__ import annotations

import re
from collections import Counter

from corpus.document import Document, PassageLanguage
from corpus.ids import passage_id
from corpus.language import passage_language
from corpus.passage import Passage, embedded_text
from index.budget import Budget
from index.pieces import pieces
from index.tagger import tag

# What the explanation of a law says of most articles: "Ayat (1) Cukup jelas." It answers nothing,
# and so short a text would be found by its title alone. Scanners write "Cukup ^jelas", "up jelas".
_SAYS_NOTHING = re.compile(
    r"Pasal \S+|Ayat ?\(?\w{1,3}\)?|Huruf ?\w{1,2}|Angka \w{1,3}"
    r"|(?:\b[CG]\S{1,5}p|\bup)[\s^]+[jJ]\S{2,5}",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]{3}")
_PAGE_NUMBER = re.compile(r"\W*\d{1,4}\W*")  # "- 4 -", where a scan's pages were too few to tell


def split(document: Document, budget: Budget | None = None) -> list[Passage]:
    """Return the passages of a document, in order.

    Pages without text give none, nor do tables of contents and lists of sources, nor does an
    explanation that says no more than "Cukup jelas", nor a number alone.

    :param budget: what fits the model; without one, what surely does.
    """
    occurrences: Counter[str] = Counter()
    passages = []
    for piece in pieces(document, budget or Budget()):
        text = document.text[piece.start : piece.end]
        if _says_nothing(text):
            continue
        heading = " › ".join(piece.heading)
        embedded = embedded_text(document.title, heading, text)
        tags = tag(document, heading, text)
        page = piece.page
        passages.append(
            Passage(
                id=passage_id(document.id, embedded, occurrences[embedded]),
                document_id=document.id,
                version=document.version,
                start=piece.start,
                end=piece.end,
                text=text,
                heading=heading,
                page=page.number if page else None,
                page_label=page.label if page else None,
                method=page.method if page else "native",
                language=_language(document, text),
                pillars=tags.pillars,
                regions=tags.regions,
                article=piece.article,
            )
        )
        occurrences[embedded] += 1
    return passages


def _says_nothing(text: str) -> bool:
    if _PAGE_NUMBER.fullmatch(text):
        return True
    return "elas" in text and not _LETTERS.search(_SAYS_NOTHING.sub("", text))


def _language(document: Document, text: str) -> PassageLanguage:
    if document.kind == "digest":
        return document.language
    return passage_language(text, default=document.language)
