"""The command `pilar tag`: what a maintainer corrects about pillars and sub-dimensions."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.console import JSON_OPTION, emit, reporting_errors, say

if TYPE_CHECKING:
    from corpus.catalogue import Catalogue
    from corpus.corrections import Correction
    from corpus.settings import Settings


def tag(
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="PASSAGE_OR_DOCUMENT", help="An id, as `pilar search --json` shows it."
        ),
    ] = None,
    add: Annotated[
        list[str] | None,
        typer.Option("--add", help="A pillar or sub-dimension that it is about. May be repeated."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", help="One that it is not about. May be repeated."),
    ] = None,
    because: Annotated[
        str, typer.Option(help="Why, in one sentence; needed with --add or --remove.")
    ] = "",
    forget: Annotated[
        bool, typer.Option("--forget", help="Withdraw the corrections of this id.")
    ] = False,
    show: Annotated[bool, typer.Option("--list", help="List all corrections.")] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Correct the pillars of a passage or a document.

    A correction is kept by the passage's words and outlives re-indexing and re-crawling. It shows
    in searches after the next `pilar index`, which embeds nothing anew for it.

    Example: pilar tag 0f3c9a --add waste --remove living --because "It is about refuse."
    """
    with reporting_errors(as_json=as_json):
        from corpus.catalogue import Catalogue
        from corpus.errors import PilarError
        from corpus.settings import load_settings

        settings = load_settings()
        catalogue = Catalogue(settings.catalogue_path)
        if show or target is None:
            if not show:
                raise PilarError(
                    "Nothing to correct was named.",
                    "Give the id of a passage or a document, or --list.",
                )
            _list(catalogue, as_json=as_json)
            return
        document_id, quote = _found(settings, catalogue, target)
        if forget:
            _forget(catalogue, document_id, quote, as_json=as_json)
            return
        made = _make(catalogue, (document_id, quote), add or [], remove or [], because)
        if as_json:
            emit([asdict(one) for one in made])
        else:
            say(f"{_counted(len(made))} kept. Run `pilar index` for searches to see the change.")


def _found(settings: Settings, catalogue: Catalogue, target: str) -> tuple[str, str]:
    """Return the id of a document, and the words of the passage if one was named."""
    from corpus.errors import UnknownNameError
    from index.generation import live_name
    from index.passages import PassageStore

    if catalogue.entry(target) is not None:
        return target, ""
    live = live_name(settings.index_dir)
    if live is not None:
        store = PassageStore(settings.index_dir / live / "passages.sqlite")
        found = store.get([target])
        store.close()
        if target in found:
            passage, _ = found[target]
            return passage.document_id, passage.text
    raise UnknownNameError(
        f"No passage and no document has the id {target!r}.",
        "`pilar search QUERY --json` shows both ids of every hit.",
    )


def _make(
    catalogue: Catalogue, place: tuple[str, str], add: list[str], remove: list[str], because: str
) -> list[Correction]:
    from corpus.corrections import Corrections
    from corpus.errors import PilarError
    from corpus.pillars import resolve_label

    wanted = list(dict.fromkeys(resolve_label(name) for name in add))
    unwanted = list(dict.fromkeys(resolve_label(name) for name in remove))
    if both := [label for label in wanted if label in unwanted]:
        raise PilarError(f"{both[0]} is to be added and removed at once.", "Name it once.")
    if not wanted and not unwanted:
        raise PilarError("Nothing is to be corrected.", "Give --add or --remove, or --forget.")
    if not because.strip():
        raise PilarError("A correction needs its reason.", 'Give --because "...".')
    document_id, quote = place
    corrections = Corrections(catalogue)
    corrections.make(document_id, quote, add=wanted, remove=unwanted, because=because.strip())
    labels = {*wanted, *unwanted}
    return [
        one for one in corrections.of(document_id) if one.quote == quote and one.label in labels
    ]


def _forget(catalogue: Catalogue, document_id: str, quote: str, *, as_json: bool) -> None:
    from corpus.corrections import Corrections

    count = Corrections(catalogue).withdraw(document_id, quote)
    if as_json:
        emit({"forgotten": count})
    elif count:
        say(f"{_counted(count)} withdrawn. Run `pilar index` for searches to see the change.")
    else:
        say("No correction was kept for this id; nothing changed.")


def _counted(corrections: int) -> str:
    return f"{corrections} correction{'s' * (corrections != 1)}"


def _list(catalogue: Catalogue, *, as_json: bool) -> None:
    from corpus.corrections import Corrections

    made = Corrections(catalogue).of()
    states = [_state(catalogue, one) for one in made]
    if as_json:
        listed: list[dict[str, Any]] = [
            {**asdict(one), "state": state} for one, state in zip(made, states, strict=True)
        ]
        emit(listed)
        return
    if not made:
        say("No tag was corrected so far.")
    for one, state in zip(made, states, strict=True):
        sign = "+" if one.wanted else "-"
        where = f'"{" ".join(one.quote.split())[:60]}..."' if one.quote else "the whole document"
        say(f"{sign}{one.label}  {one.document_id}  {where}  {one.because}  [{state}]")


def _state(catalogue: Catalogue, correction: Correction) -> str:
    """Tell whether a correction finds its text: applies, text gone, or document withdrawn."""
    from corpus.corrections import find_quote

    entry = catalogue.entry(correction.document_id)
    if entry is None or entry.withdrawn:
        return "document withdrawn"
    document = catalogue.document(correction.document_id)
    if correction.quote and find_quote(document, correction.quote) is None:
        return "text gone: the document no longer holds these words"
    return "applies"
