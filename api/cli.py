"""The command `pilar ask`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import emit, reporting_errors, say, stdout
from index.cli import AsJson, Kinds, Pillars, Regions, YearFrom, YearTo

if TYPE_CHECKING:
    from api.answer import Answer, Citation


def register(app: typer.Typer) -> None:
    """Add this room's command."""
    app.command()(ask)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in Indonesian or English.")],
    lang: Annotated[
        str | None, typer.Option(help="Language of the answer: id or en; the question's if unset.")
    ] = None,
    pillar: Pillars = None,
    region: Regions = None,
    kind: Kinds = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with sentences from the corpus, each with its citation.

    Says so when the corpus does not hold the answer.

    Example: pilar ask "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
    """
    with reporting_errors(as_json=as_json):
        from api.service import open_service
        from corpus.document import LANGUAGES
        from corpus.errors import UnknownNameError
        from corpus.settings import load_settings
        from index.cli import ensure_index, open_embedder
        from index.filters import Filters

        settings = load_settings()
        language = next((known for known in LANGUAGES if known == lang), None)
        if lang is not None and language is None:
            raise UnknownNameError(f"There is no language {lang!r}.", "Known: id, en.")
        filters = Filters.named(
            pillar or (), region or (), kind or (), year_from=year_from, year_to=year_to
        )
        ensure_index(settings, quiet=as_json)
        service = open_service(settings, open_embedder(settings, quiet=as_json))
        answer = service.answerer.answer(question, language, filters)
        if as_json:
            emit(asdict(answer))
        else:
            _print(answer)


def _print(answer: Answer) -> None:
    from rich.text import Text

    out = stdout()
    for sentence in answer.sentences:
        marks = "".join(f"[{number}]" for number in sentence.citations)
        out.print(Text(f"{sentence.text} {marks}"))
    for note in answer.notes:
        out.print(Text(note.text, style="italic"))
    if answer.suggestions:
        say("")
        for suggestion in answer.suggestions:
            out.print(Text(f"  – {suggestion.title}"))
    if answer.citations:
        say("")
    for citation in answer.citations:
        out.print(Text(_line(citation), style="dim"))


def _line(citation: Citation) -> str:
    facts = [
        citation.title,
        f"p. {citation.page}" if citation.page else None,
        citation.published,
        citation.note,
        citation.url,
    ]
    return f"[{citation.number}] " + " · ".join(fact for fact in facts if fact)
