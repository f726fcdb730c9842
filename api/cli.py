"""The commands `pilar ask`, `pilar compare` and `pilar binder`."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import emit, reporting_errors
from index.cli import AsJson, Kinds, Pillars, Regions, YearFrom, YearTo

if TYPE_CHECKING:
    from api.export.file import Exportable
    from api.export.memo import Memo
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
    app.command()(binder)


def ask(
    question: Annotated[str, typer.Argument(help="The question, in Indonesian or English.")],
    lang: Annotated[
        str | None,
        typer.Option(help="Language of the answer: id or en; by default the question's."),
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
        from api.export.memo import memo_of_answer
        from api.terminal import print_answer
        from index.filters import Filters

        language = language_named(lang)
        _check(export)
        filters = Filters.named(
            pillar or (), region or (), kind or (), year_from=year_from, year_to=year_to
        )
        service = _service(quiet=as_json)
        answer = service.answerer.answer(question, language, filters)
        _write(export, memo_of_answer(answer), answer)
        if as_json:
            emit(asdict(answer))
        else:
            print_answer(answer)


def compare(
    regions: Annotated[list[str], typer.Argument(metavar="REGION...", help="Two to five regions.")],
    pillar: Annotated[str | None, typer.Option(help="The pillar to compare them on.")] = None,
    question: Annotated[
        str | None,
        typer.Option(
            help="A question to ask about each region, instead of a pillar or together with one."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the columns: id (the default) or en.")
    ] = None,
    export: Export = None,
    as_json: AsJson = False,
) -> None:
    """Compare regions on a pillar or a question: a cited column each, empty without evidence.

    Example: pilar compare "Kota Semarang" Sleman --pillar living
    """
    with reporting_errors(as_json=as_json):
        from api.export.memo import memo_of_comparison
        from api.terminal import print_comparison

        language = language_named(lang) or "id"
        _check(export)
        comparison = _service(quiet=as_json).comparer.compare(regions, pillar, question, language)
        _write(export, memo_of_comparison(comparison), comparison)
        if as_json:
            emit(asdict(comparison))
        else:
            print_comparison(comparison)


def binder(
    region: Annotated[str, typer.Argument(metavar="REGION", help="A name or an official code.")],
    rubric: Annotated[
        str | None,
        typer.Option(
            help="Year of the evaluation whose dimensions to use: 2022 (baseline, output, outcome, "
            "impact, quick win), the default, or 2024 (without baseline)."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of the binder: id (the default) or en.")
    ] = None,
    export: Export = None,
    as_json: AsJson = False,
) -> None:
    """Gather the evidence for the evaluation of a region: each pillar, each dimension, the gaps.

    It quotes and cites; it gives no scores.

    Example: pilar binder "Kabupaten Sleman" --export sleman.docx
    """
    with reporting_errors(as_json=as_json):
        from api.export.memo import memo_of_binder
        from api.terminal import print_binder

        language = language_named(lang) or "id"
        _check(export)
        found = _service(quiet=as_json).bookbinder.bind(region, language, rubric)
        _write(export, memo_of_binder(found), found)
        if as_json:
            emit(asdict(found))
        else:
            print_binder(found)


def language_named(name: str | None) -> Language | None:
    """Return the language of an option.

    :raises UnknownNameError: when it is none of ours.
    """
    from corpus.document import LANGUAGES
    from corpus.errors import UnknownNameError

    language = next((known for known in LANGUAGES if known == name), None)
    if name is not None and language is None:
        raise UnknownNameError(f"There is no language {name!r}.", "Known: id, en.")
    return language


def _check(export: Path | None) -> None:
    """Refuse a wrong ending before the work, not after."""
    from api.export.file import format_of

    if export:
        format_of(export)


def _write(export: Path | None, memo: Memo, whole: Exportable) -> None:
    from api.export.file import write_export

    if export:
        write_export(export, memo, whole)


def _service(*, quiet: bool) -> Service:
    from api.service import open_service
    from corpus.settings import load_settings
    from index.cli import ensure_index, open_embedder, open_reader

    settings = load_settings()
    ensure_index(settings, quiet=quiet)
    models = open_embedder(settings, quiet=quiet), open_reader(settings, quiet=quiet)
    return open_service(settings, *models)
