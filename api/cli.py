"""The commands `pilar ask`, `pilar compare` and `pilar coverage`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.console import emit, reporting_errors, say, stdout, table
from index.cli import AsJson, Kinds, Pillars, Regions, YearFrom, YearTo

if TYPE_CHECKING:
    from api.answer import Answer, Citation
    from api.comparison import Comparison
    from api.service import Service
    from corpus.document import Language

Export = Annotated[
    Path | None,
    typer.Option(help="Also write it to this file: .docx, .md, .csv or .json, with footnotes."),
]


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command()(ask)
    app.command()(compare)
    app.command()(coverage)


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
    export: Export = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question with sentences from the corpus, each with its citation.

    Says so when the corpus does not hold the answer.

    Example: pilar ask "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
    """
    with reporting_errors(as_json=as_json):
        from api.export.file import format_of, write_export
        from api.export.memo import memo_of_answer
        from index.filters import Filters

        language = _language(lang)
        if export:
            format_of(export)  # a wrong ending is told before the work, not after
        filters = Filters.named(
            pillar or (), region or (), kind or (), year_from=year_from, year_to=year_to
        )
        service = _service(quiet=as_json)
        answer = service.answerer.answer(question, language, filters)
        if export:
            write_export(export, memo_of_answer(answer), answer)
        if as_json:
            emit(asdict(answer))
        else:
            _print(answer)


def compare(
    regions: Annotated[list[str], typer.Argument(metavar="REGION...", help="Two to five regions.")],
    pillar: Annotated[str | None, typer.Option(help="The pillar to compare them on.")] = None,
    question: Annotated[
        str | None, typer.Option(help="A question to ask of each; in the place of a pillar or too.")
    ] = None,
    lang: Annotated[str | None, typer.Option(help="Language of the columns: id or en.")] = None,
    export: Export = None,
    as_json: AsJson = False,
) -> None:
    """Compare regions on a pillar or a question: a cited column each, empty without evidence.

    Example: pilar compare "Kota Semarang" Sleman --pillar living
    """
    with reporting_errors(as_json=as_json):
        from api.export.file import format_of, write_export
        from api.export.memo import memo_of_comparison

        language = _language(lang) or "id"
        if export:
            format_of(export)
        comparison = _service(quiet=as_json).comparer.compare(regions, pillar, question, language)
        if export:
            write_export(export, memo_of_comparison(comparison), comparison)
        if as_json:
            emit(asdict(comparison))
        else:
            _print_comparison(comparison)


def coverage(
    region: Regions = None,
    pillar: Annotated[str | None, typer.Option(help="Only this pillar.")] = None,
    as_json: AsJson = False,
) -> None:
    """Count the documents on each region by pillar, and tell what is missing.

    Example: pilar coverage --region "Jawa Tengah"
    """
    with reporting_errors(as_json=as_json):
        from api.gaps import coverage_report
        from corpus.catalogue import Catalogue
        from corpus.settings import load_settings
        from index.cli import ensure_index
        from index.coverage import live_cards

        settings = load_settings()
        ensure_index(settings, quiet=as_json)
        catalogue = Catalogue(settings.catalogue_path)
        cards = live_cards(settings.index_dir, catalogue)
        report = coverage_report(cards, catalogue, tuple(region or ()), pillar)
        if as_json:
            emit(report)
        else:
            _print_coverage(report)


def _language(name: str | None) -> Language | None:
    from corpus.document import LANGUAGES
    from corpus.errors import UnknownNameError

    language = next((known for known in LANGUAGES if known == name), None)
    if name is not None and language is None:
        raise UnknownNameError(f"There is no language {name!r}.", "Known: id, en.")
    return language


def _service(*, quiet: bool) -> Service:
    from api.service import open_service
    from corpus.settings import load_settings
    from index.cli import ensure_index, open_embedder

    settings = load_settings()
    ensure_index(settings, quiet=quiet)
    return open_service(settings, open_embedder(settings, quiet=quiet))


def _print_comparison(comparison: Comparison) -> None:
    from rich.text import Text

    from api.phrases import phrase

    out = stdout()
    for column in comparison.columns:
        out.print(Text(column.label, style="bold"))
        for sentence in column.sentences:
            marks = "".join(f"[{number}]" for number in sentence.citations)
            out.print(Text(f"  {sentence.text} {marks}"))
        if not column.sentences:
            out.print(Text(f"  {phrase('no_evidence', comparison.language)}", style="italic"))
        say("")
    for citation in comparison.citations:
        out.print(Text(_line(citation), style="dim"))


def _print_coverage(report: dict[str, Any]) -> None:
    columns = ["region", "documents", *report["pillars"], "gaps"]
    rows = [
        [
            row["label"],
            row["documents"],
            *(_cell(row["pillars"].get(name)) for name in report["pillars"]),
            ", ".join(gap["code"].replace("_", " ") for gap in row["gaps"]),
        ]
        for row in report["regions"]
    ]
    table("Coverage: documents (newest)", columns, rows)
    if report["unread_scans"]:
        say(f"{len(report['unread_scans'])} scanned documents could not be read; see --json.")


def _cell(cell: dict[str, Any] | None) -> str:
    if cell is None:
        return "-"
    return (
        f"{cell['documents']} ({cell['newest'][:4]})" if cell["newest"] else str(cell["documents"])
    )


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
