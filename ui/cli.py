"""The `pilar` command: the rooms' commands under one name."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

import api.cli
import corpus.cli
import crawler.cli
import evals.cli
import index.cli
from corpus.console import emit, reporting_errors, say
from index.cli import AsJson, Regions

app = typer.Typer(
    name="pilar",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Enam Pilar: knowledge base and bilingual search over Indonesian smart-city policy.",
    epilog="Settings are environment variables: PILAR_DATA_DIR, PILAR_CACHE_DIR, "
    "PILAR_EMBED_MODEL, ...; `pilar doctor --json` shows the values in force.",
)
crawler.cli.register(app)
corpus.cli.register(app)
index.cli.register(app)
api.cli.register(app)
evals.cli.register(app)


@app.command()
def coverage(
    region: Regions = None,
    pillar: Annotated[str | None, typer.Option(help="Only this pillar.")] = None,
    lang: Annotated[
        str | None, typer.Option(help="Language of labels and gaps: id or en (the default).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Count the documents on each region by pillar and year, and tell what is missing.

    What is missing: masterplans, pillars, scans that could not be read well, documents that are
    gone from their source, sources that cannot be read. --json gives all; with --region, regions
    without any document have a row too.

    Example: pilar coverage --region "Jawa Tengah"
    """
    with reporting_errors(as_json=as_json):
        from api.gaps import coverage_report
        from api.terminal import print_coverage
        from corpus.catalogue import Catalogue
        from corpus.settings import load_settings
        from crawler.health import facts
        from crawler.sourcefile import load_sources
        from index.coverage import live_cards

        language = api.cli.language_named(lang) or "en"
        settings = load_settings()
        sources = facts(settings, load_sources(settings))
        index.cli.ensure_index(settings, quiet=as_json)
        catalogue = Catalogue(settings.catalogue_path)
        cards, poorly_read = live_cards(settings.index_dir, catalogue)
        report = coverage_report(
            cards,
            catalogue,
            tuple(region or ()),
            pillar,
            language,
            poorly_read=poorly_read,
            sources=sources,
            stale_after=settings.stale_after,
        )
        if as_json:
            emit(report)
        else:
            print_coverage(report, language)


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
    workers: Annotated[
        int,
        typer.Option(
            min=1, max=64, help="Processes that answer; each holds the model, about 0.5 GB."
        ),
    ] = 1,
) -> None:
    """Serve the chat page and the API.

    An empty data folder is filled from the seed digests first; an index that is missing is built.
    """
    with reporting_errors(as_json=False):
        from corpus.settings import load_settings
        from ui.serve import build_app, listen, run

        settings = load_settings()
        listener = listen(host or settings.host, settings.port if port is None else port)
        with listener:
            index.cli.ensure_index(settings)
            web = build_app(settings) if workers == 1 else None
            address, bound, *_ = listener.getsockname()
            shown = f"[{address}]" if ":" in address else address
            say(f"Enam Pilar answers on http://{shown}:{bound} (stop with Ctrl+C).")
            run(web, listener, workers)


@app.command()
def doctor(as_json: AsJson = False) -> None:
    """Check the model, the stores, OCR and the disk; each line ok, or a problem and its remedy."""
    with reporting_errors(as_json=as_json):
        from corpus.settings import load_settings
        from ui.doctor import examine

        settings = load_settings()
        results = []
        for check in examine(settings):
            results.append(check)
            if not as_json:
                say(f"{'ok     ' if check.ok else 'problem'}  {check.name}: {check.detail}")
        if as_json:
            checks = [asdict(check) for check in results]
            emit({"settings": settings.effective(), "checks": checks})
        if not all(check.ok for check in results):
            raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()
