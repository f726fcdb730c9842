"""The commands `pilar document` and `pilar export-warc`: what the catalogue and archive hold."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.console import JSON_OPTION, emit, progress_bar, reporting_errors, say, stdout, table

if TYPE_CHECKING:
    from rich.text import Text

    from corpus.catalogue import Catalogue
    from corpus.difference import Difference, Piece

AsJson = Annotated[bool, JSON_OPTION]
_SHOWN = 12  # characters of a version; --from and --to take the beginning of one


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command("document")(document_command)
    app.command("export-warc")(export_warc_command)


def document_command(
    document: Annotated[
        str, typer.Argument(metavar="ID", help="Its id, the id's first characters, or its address.")
    ],
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what changed between two versions.")
    ] = False,
    from_version: Annotated[
        str | None, typer.Option("--from", metavar="V", help="The older version.")
    ] = None,
    to_version: Annotated[
        str | None, typer.Option("--to", metavar="V", help="The newer version.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show a document and its versions, or with --diff what changed between two of them.

    Without --from and --to, the version before the current one is compared with the current one.
    On a terminal, what went is red and struck through and what came is green; elsewhere they are
    [-so-] and {+so+}, as wdiff writes it.

    Example: pilar document https://aptika.kominfo.go.id/2018/11/apa-itu-smart-city/ --diff
    """
    with reporting_errors(as_json=as_json):
        from corpus.catalogue import Catalogue
        from corpus.errors import UnknownNameError
        from corpus.settings import load_settings

        settings = load_settings()
        if not settings.catalogue_path.exists():
            raise UnknownNameError(
                f"There is no catalogue in {settings.data_dir}.", "Run `pilar crawl` first."
            )
        catalogue = Catalogue(settings.catalogue_path)
        found = catalogue.find(document)
        if diff or from_version or to_version:
            _show_difference(_compare(catalogue, found, from_version, to_version), as_json=as_json)
        else:
            _show_document(catalogue, found, as_json=as_json)


def export_warc_command(
    file: Annotated[Path, typer.Argument(help="Where to write; compressed if it ends in .gz.")],
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Only these sources.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Write the archived pages and PDFs as a WARC file, which web archives can read.

    Every record is read back and its digest checked before the file is put in place.

    Example: pilar export-warc aptika.warc.gz aptika
    """
    with reporting_errors(as_json=as_json):
        from corpus.catalogue import Catalogue
        from corpus.rawstore import RawStore
        from corpus.settings import load_settings
        from corpus.warc import export_warc

        settings = load_settings()
        with progress_bar(hidden=as_json) as bar:
            task = bar.add_task("Exporting", total=None, unit="records")
            report = export_warc(
                file,
                Catalogue(settings.catalogue_path),
                RawStore(settings.raw_dir),
                sources or (),
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        if as_json:
            emit(asdict(report))
            return
        say(f"{report.records} records, {report.bytes / 1e6:.1f} MB unpacked, in {report.path}.")
        for origin in report.absent:
            say(f"  without archived bytes: {origin}")


def _compare(
    catalogue: Catalogue, document: str, from_version: str | None, to_version: str | None
) -> Difference:
    from corpus.difference import compare_versions

    return compare_versions(catalogue, document, from_version, to_version)


def _show_document(catalogue: Catalogue, document: str, *, as_json: bool) -> None:
    entry, versions = catalogue.entry(document), catalogue.versions(document)
    assert entry is not None
    if as_json:
        emit({**asdict(entry), "versions": [asdict(version) for version in versions]})
        return
    say(entry.title)
    state = (
        f"withdrawn {entry.withdrawn}"
        if entry.withdrawn
        else f"missing since {entry.missing[:19]}"
        if entry.missing
        else "active"
    )
    facts = {
        "id": entry.id,
        "origin": entry.origin,
        "source": entry.source,
        "kind": entry.kind,
        "language": entry.language,
        "published": entry.published or "undated",
        "first seen": entry.first_seen,
        "last seen": entry.last_seen,
        "state": state,
    }
    for name, value in facts.items():
        say(f"  {name:<11}{value}")
    rows = [
        [v.version[:_SHOWN], v.seen, f"{v.characters:,}", "current" if v.current else "", v.title]
        for v in versions
    ]
    table("Versions", ["version", "seen", "characters", "", "title"], rows)


def _show_difference(found: Difference, *, as_json: bool) -> None:
    from rich.text import Text

    if as_json:
        emit(asdict(found))
        return
    out = stdout()
    say(
        f"{found.old[:_SHOWN]} -> {found.new[:_SHOWN]}: "
        f"{found.sentences_removed} sentences removed, {found.sentences_added} added, "
        f"{found.sentences_same} the same."
    )
    for field in found.fields:
        line = Text(f"{field.name}: ")
        for operation, value in (("removed", field.old), ("added", field.new)):
            if value:
                line.append(_marked(operation, value, colour=out.is_terminal)).append(" ")
        out.print(line, soft_wrap=not out.is_terminal)
    for change in found.changes:
        out.print(Text(f"\n@ {change.heading}" if change.heading else "\n@", style="dim"))
        line = Text()
        for piece in change.pieces:
            line.append(_shown(piece, colour=out.is_terminal)).append(" ")
        out.print(line, soft_wrap=not out.is_terminal)


def _shown(piece: Piece, *, colour: bool) -> Text:
    return _marked(piece.operation, piece.text, colour=colour)


def _marked(operation: str, text: str, *, colour: bool) -> Text:
    from rich.text import Text

    safe = "".join(char if char.isprintable() or char == "\n" else "�" for char in text)
    if operation == "same":
        return Text(safe)
    if colour:
        return Text(safe, style="red strike" if operation == "removed" else "green")
    return Text(f"[-{safe}-]" if operation == "removed" else f"{{+{safe}+}}")
