"""The commands `pilar index` and `pilar search`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.console import (
    JSON_OPTION,
    emit,
    progress_bar,
    reporting_errors,
    say,
    stages,
    stderr,
    stdout,
)
from index.tagcli import tag

if TYPE_CHECKING:
    from corpus.settings import Settings
    from corpus.tag import Tag
    from index.embedder import Embedder
    from index.hit import Highlight, Hit, SearchResult
    from index.indexer import IndexReport
    from index.model import Progress
    from index.reader import Reader

Pillars = Annotated[
    list[str] | None,
    typer.Option(
        "--pillar",
        help="Only this pillar: governance, branding, economy, living, "
        "society or environment, in either language. May be repeated.",
    ),
]
Dimensions = Annotated[
    list[str] | None,
    typer.Option(
        "--dimension",
        help="Only this sub-dimension of a pillar, for example waste, health or tourism. "
        "May be repeated.",
    ),
]
Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        help='Only this region: a name ("Kab. Magelang", Sleman, Jabar) '
        "or an official code. A province includes its regencies. May be repeated.",
    ),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        help="Only this kind: digest, article, page, regulation, masterplan "
        "or report. May be repeated.",
    ),
]
Sources = Annotated[
    list[str] | None,
    typer.Option("--source", help="Only from this source, as `pilar sources` lists it."),
]
YearFrom = Annotated[int | None, typer.Option(help="Published in this year or later.")]
YearTo = Annotated[int | None, typer.Option(help="Published in this year or earlier.")]
AsJson = Annotated[bool, JSON_OPTION]


def register(app: typer.Typer) -> None:
    """Add this room's commands."""
    app.command(name="index")(index)
    app.command()(search)
    app.command()(tag)


def index(
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Build all anew, for example with another model.")
    ] = False,
    seed: Annotated[
        bool,
        typer.Option(
            "--seed",
            help="Add the seed digests even if the data folder already holds other documents.",
        ),
    ] = False,
    wait: Annotated[
        bool, typer.Option("--wait", help="Wait while another run writes to the data folder.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring the search index in step with what was crawled.

    Only passages that are new or changed are embedded. Searches go on meanwhile and see the new
    index once it is complete.
    """
    with reporting_errors(as_json=as_json):
        from corpus.catalogue import Catalogue
        from corpus.digest import sync_seed
        from corpus.settings import load_settings

        settings = load_settings()
        sync_seed(settings.data_dir, Catalogue(settings.catalogue_path), wanted=seed)
        report = run_index(settings, rebuild=rebuild, quiet=as_json, wait=wait)
        if as_json:
            emit(asdict(report))
        else:
            say(
                f"{report.documents} documents, {report.passages} passages indexed: "
                f"{report.embedded} embedded, {report.removed} removed, {report.seconds:.1f} s."
            )


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in Indonesian or English.")],
    pillar: Pillars = None,
    region: Regions = None,
    kind: Kinds = None,
    year_from: YearFrom = None,
    year_to: YearTo = None,
    source: Sources = None,
    dimension: Dimensions = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many hits.")] = 10,
    explain: Annotated[bool, typer.Option(help="Show scores, filters and timings.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find passages.

    Example: pilar search "bank sampah" --pillar environment --region DIY
    """
    with reporting_errors(as_json=as_json):
        from corpus.catalogue import Catalogue
        from corpus.settings import load_settings
        from index.filters import Filters
        from index.retriever import Retriever

        settings = load_settings()
        filters = Filters.named(
            pillar or (),
            region or (),
            kind or (),
            year_from=year_from,
            year_to=year_to,
            sources=source or (),
            dimensions=dimension or (),
        )
        ensure_index(settings, quiet=as_json)
        retriever = Retriever.open(
            settings, Catalogue(settings.catalogue_path), open_embedder(settings, quiet=as_json)
        )
        result = retriever.search(query, k=k, filters=filters, explain=explain)
        if as_json:
            emit(search_json(result, filters if explain else None))
        else:
            _print_hits(result, explain=explain)


def ensure_index(settings: Settings, *, quiet: bool = False) -> None:
    """Make the first index where there is none; an empty data folder gets the seed digests."""
    from corpus.catalogue import Catalogue
    from corpus.digest import sync_seed
    from index.generation import live_name

    if live_name(settings.index_dir) is not None:
        return
    taken = sync_seed(settings.data_dir, Catalogue(settings.catalogue_path))
    if not quiet:
        told = f"{taken} seed digests taken in; building" if taken else "Building"
        stderr().print(f"{told} the index in {settings.index_dir}.")
    run_index(settings, quiet=quiet)


def run_index(
    settings: Settings, *, rebuild: bool = False, quiet: bool = False, wait: bool = False
) -> IndexReport:
    """Update the index with a progress bar, holding the write lock."""
    from corpus.catalogue import Catalogue
    from corpus.lock import writing

    with writing(settings.data_dir, "pilar index", wait=wait):
        from index.indexer import update_index
        from index.stores.backend import backend_of

        embedder = open_embedder(settings, quiet=quiet)
        with progress_bar(hidden=quiet) as bar:
            return update_index(
                Catalogue(settings.catalogue_path),
                settings.index_dir,
                embedder,
                backend=backend_of(settings),
                rebuild=rebuild,
                token_bits=settings.token_bits,
                progress=stages(bar, "passages"),
            )


def open_embedder(settings: Settings, *, quiet: bool = False) -> Embedder:
    """Load the embedding model, with a bar while the shipped one is prepared for the first time."""
    from index.embedder import Embedder

    with _preparing(quiet=quiet) as show:
        return Embedder.open(settings, show)


def open_reader(settings: Settings, *, quiet: bool = False) -> Reader:
    """Load the reader, with a bar while it is prepared for the first time."""
    from index.reader import Reader

    with _preparing(quiet=quiet) as show:
        return Reader.open(settings, show)


@contextmanager
def _preparing(*, quiet: bool) -> Iterator[Progress]:
    """Show a bar from the first step that is told."""
    with progress_bar(hidden=quiet) as bar:
        task = None

        def show(step: str, share: float) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task(step, total=100, unit="%")
            bar.update(task, description=step, completed=int(share * 100))

        yield show


def search_json(result: SearchResult, explained: object = None) -> dict[str, Any]:
    """Return a search result in the form of ``GET /v1/search``."""
    document: dict[str, Any] = {
        "query": result.query,
        "language": result.language,
        "total": result.total,
        "hits": [hit_json(hit) for hit in result.hits],
        "facets": result.facets,
    }
    if explained is not None:
        document["explain"] = {
            "filters": asdict(explained),  # type: ignore[call-overload]
            "timings_ms": result.timings_ms,
            **(asdict(result.explanation) if result.explanation else {}),
            "scores": [asdict(hit.scores) for hit in result.hits],
            "tags": [
                {
                    "passage": [tag.json() for tag in hit.passage.tags],
                    "document": [tag.json() for tag in hit.document.tags],
                }
                for hit in result.hits
            ],
        }
    return document


def hit_json(hit: Hit) -> dict[str, Any]:
    """Return a hit in the form that architecture and API promise."""
    passage, document = hit.passage, hit.document
    return {
        "rank": hit.rank,
        "score": round(hit.scores.fused, 4),
        "passage": {
            name: getattr(passage, name)
            for name in ("id", "text", "heading", "page", "page_label", "start", "end", "language")
        },
        "document": {
            name: getattr(document, name)
            for name in (
                "id",
                "title",
                "url",
                "kind",
                "published",
                "language",
                "pillars",
                "dimensions",
                "regions",
                "version",
            )
        },
    }


def _told(tags: Iterable[Tag]) -> str:
    """Tell tags with their confidence and reason: "waste 0.93 (words: bank sampah)"."""
    return ", ".join(
        f"{tag.label} {tag.confidence:.2f} ({tag.reason}{f': {tag.evidence}' * bool(tag.evidence)})"
        for tag in tags
    )


def _print_hits(result: SearchResult, *, explain: bool) -> None:
    from rich.text import Text

    out = stdout()
    if not result.hits:
        say("Nothing was found. Try fewer filters or other words.")
    told = result.explanation.highlights if result.explanation else ((),) * len(result.hits)
    for hit, highlights in zip(result.hits, told, strict=True):
        place = f", p. {hit.passage.page}" if hit.passage.page else ""
        out.print(Text(f"{hit.rank:>2}  {hit.document.title}{place}", style="bold"))
        facts = f"{hit.document.kind} · {hit.document.published or 'undated'}"
        out.print(Text(f"    {facts} · {hit.document.url or 'local file'}", style="dim"))
        if explain:
            for line in _why(hit, highlights):
                out.print(Text(f"    {line}", style="cyan"))
        out.print(Text(f"    {' '.join(hit.passage.text.split())[:300]}\n"))
    if explain and result.explanation:
        for sentence in (result.explanation.formula, *result.explanation.named):
            say(sentence)
        stages = ", ".join(f"{name} {value:.1f} ms" for name, value in result.timings_ms.items())
        say(f"Time: {stages}")


def _why(hit: Hit, highlights: Sequence[Highlight]) -> Iterator[str]:
    """Yield how a hit was scored, in words."""
    scores = hit.scores
    by_vector, by_words = _ranked(scores.vector_rank), _ranked(scores.word_rank)
    yield (
        f"score {scores.fused:.3f} = maxsim {scores.maxsim:.3f} + words {scores.words:.1f}, boosts"
        f" {sum(boost.value for boost in scores.boosts):.2f}; vectors: {by_vector}, cosine"
        f" {scores.cosine:.3f}; words: {by_words}"
    )
    for boost in scores.boosts:
        yield f"+{boost.value:.2f} because {boost.reason}"
    if scores.reranked is not None:
        yield f"reranker {scores.reranked:.3f}"
    if highlights:
        pairs = (f"{match.text} ({match.asked}, {match.cosine:.2f})" for match in highlights)
        yield f"matching words: {'; '.join(pairs)}"
    if hit.passage.tags:
        yield f"about {_told(hit.passage.tags)}"


def _ranked(rank: int | None) -> str:
    return f"rank {rank}" if rank else "not among the hits"
