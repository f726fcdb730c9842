"""How answers, comparisons, binders and coverage look in a terminal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.text import Text

from api.answer import Answer, Citation, Sentence
from api.binder import Binder
from api.comparison import Comparison
from api.phrases import dated, phrase, phrase_of_topics
from api.writtendate import written_date
from corpus.console import say, stdout, table
from corpus.document import Language


def print_answer(answer: Answer) -> None:
    """Print the sentences, what is to be known of them, and their sources."""
    out = stdout()
    for sentence in answer.sentences:
        out.print(_cited(sentence, answer.language))
    for note in answer.notes:
        out.print(Text(note.text, style="italic"))
    if answer.suggestions:
        say("")
        for suggestion in answer.suggestions:
            out.print(Text(f"  – {suggestion.title}"))
    if answer.topics:
        out.print(Text(phrase_of_topics(answer.topics, answer.language)))
    _print_sources(answer.citations, answer.language)


def print_comparison(comparison: Comparison) -> None:
    """Print one region after the other, and the sources of all."""
    out = stdout()
    for column in comparison.columns:
        out.print(Text(column.label, style="bold"))
        _print_evidence(column.sentences, comparison.language, indent=2)
        say("")
    _print_sources(comparison.citations, comparison.language)


def print_binder(binder: Binder) -> None:
    """Print each pillar with its dimensions, the gaps in words, and the sources."""
    out = stdout()
    out.print(Text(binder.title, style="bold"))
    out.print(Text(binder.remark, style="italic"))
    for chapter in binder.chapters:
        say("")
        out.print(Text(chapter.label, style="bold"))
        for cell in chapter.cells:
            out.print(Text(f"  {cell.label}", style="underline"))
            _print_evidence(cell.sentences, binder.language, indent=4)
    _print_sources(binder.citations, binder.language)


def print_coverage(report: dict[str, Any], language: Language) -> None:
    """Print a row for each region, and what is missing."""
    region, documents, gaps = (
        phrase(f"column_{name}", language) for name in ("region", "documents", "gaps")
    )
    columns = [region, documents, *report["pillars"], gaps]
    rows = [
        [
            row["label"],
            row["documents"],
            *(_cell(row["pillars"].get(name)) for name in report["pillars"]),
            "\n".join(gap["text"] for gap in row["gaps"]),
        ]
        for row in report["regions"]
    ]
    table(phrase("coverage", language), columns, rows)
    if scans := report["unread_scans"]:
        say(phrase("unread_scans", language, count=str(len(scans))))


def _print_evidence(sentences: Iterable[Sentence], language: Language, *, indent: int) -> None:
    out, space = stdout(), " " * indent
    shown = False
    for sentence in sentences:
        out.print(Text(space).append_text(_cited(sentence, language)))
        shown = True
    if not shown:
        out.print(Text(f"{space}{phrase('no_evidence', language)}", style="italic"))


def _cited(sentence: Sentence, language: Language) -> Text:
    marks = "".join(f"[{number}]" for number in sentence.citations)
    return Text(f"{dated(sentence, language)} {marks}")


def _print_sources(citations: Iterable[Citation], language: Language) -> None:
    out = stdout()
    for position, citation in enumerate(citations):
        if not position:
            say("")
        out.print(Text(_line(citation, language), style="dim"))


def _line(citation: Citation, language: Language) -> str:
    facts = [
        citation.title,
        phrase("page", language, number=str(citation.page)) if citation.page else None,
        written_date(citation.published or "", language),
        citation.note,
        citation.url,
    ]
    return f"[{citation.number}] " + " · ".join(fact for fact in facts if fact)


def _cell(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return "-"
    years = "\n".join(f"{year}: {count}" for year, count in cell["years"].items())
    undated = cell["documents"] - sum(cell["years"].values())
    return "\n".join(filter(None, (years, f"?: {undated}" if undated else "")))
