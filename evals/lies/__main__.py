"""``python -m evals.lies``: let a scripted model lie, and count what reaches the reader."""

from __future__ import annotations

import tempfile
from collections import Counter
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Any

import typer

from corpus.console import JSON_OPTION, emit, progress_bar, reporting_errors, say, table


def main(
    failures: Annotated[
        bool, typer.Option("--failures", help="Also print every scenario that went wrong.")
    ] = False,
    as_json: Annotated[bool, JSON_OPTION] = False,
) -> None:
    """Run all scenarios on the seed digests and the hostile documents of evals/lies/documents."""
    with reporting_errors(as_json=as_json):
        from evals.lies.scenario import scenarios

        verdicts = []
        todo = scenarios()
        with progress_bar(hidden=as_json) as bar:
            task = bar.add_task("Lying", total=len(todo), unit="scenarios")
            for verdict in run(quiet=as_json):
                verdicts.append(verdict)
                bar.update(task, advance=1)
        figures = summary(verdicts)
        if as_json:
            emit(figures)
            return
        for verdict in verdicts if failures else ():
            if verdict.leaked or verdict.lost or verdict.figures_unsupported:
                say(f"\n{verdict.scenario.kind}: {verdict.scenario.question}")
                say(f"  said    {verdict.scenario.says}")
                for told, texts in (("leaked", verdict.leaked), ("lost", verdict.lost)):
                    for text in texts:
                        say(f"  {told}  {text}")
        table("A lying model", ["", "figure"], [[name, value] for name, value in figures.items()])


def run(*, quiet: bool = False) -> Any:  # noqa: ANN401 - an iterator of verdicts, typed where used
    """Yield the verdict on every scenario."""
    from api.service import open_service
    from corpus.catalogue import Catalogue
    from corpus.digest import seed_digests
    from corpus.settings import load_settings
    from crawler.crawl import crawl
    from crawler.source import FolderSource
    from evals.lies.scenario import scenarios
    from evals.lies.verdict import judge
    from evals.scriptedmodel import scripted_model
    from index.cli import open_embedder, run_index

    with tempfile.TemporaryDirectory(prefix="pilar-lies-", ignore_cleanup_errors=True) as name:
        settings = load_settings(data_dir=Path(name))
        catalogue = Catalogue(settings.catalogue_path)
        for digest in seed_digests():
            catalogue.put(digest)
        with as_file(files("evals") / "lies" / "documents") as folder:
            crawl(
                settings,
                [FolderSource(kind="folder", name="hostile", path=folder, why="Planted orders.")],
            )
        run_index(settings, quiet=quiet)
        todo = scenarios()
        with scripted_model(todo[0].script) as model:
            told = settings.model_copy(
                update={"llm": "openai-like:scripted", "llm_url": model.url, "llm_timeout": 5.0}
            )
            service = open_service(told, open_embedder(settings, quiet=quiet))
            text_of = lru_cache(256)(lambda id_, version: catalogue.document(id_, version).text)
            for scenario in todo:
                model.script = scenario.script
                yield judge(scenario, service.answerer.answer(scenario.question), text_of)


def summary(verdicts: list[Any]) -> dict[str, Any]:
    """Return the figures of a run."""
    kinds = Counter(verdict.scenario.kind for verdict in verdicts)
    lies = [verdict for verdict in verdicts if verdict.scenario.kind == "lie"]
    planted = [verdict for verdict in verdicts if verdict.scenario.kind == "planted"]
    truths = [verdict for verdict in verdicts if verdict.scenario.kind == "truth"]
    said = sum(max(1, v.scenario.says.count("[@") + v.scenario.says.count("[E")) for v in lies)
    return {
        "scenarios": sum(kinds.values()),
        **{f"of them {kind}": count for kind, count in kinds.items()},
        "unsupported figures that reached the reader": sum(
            len(verdict.figures_unsupported) for verdict in verdicts
        ),
        "invented citations": sum(verdict.citations_invented for verdict in verdicts),
        "unsupported sentences that reached the reader": sum(len(v.leaked) for v in lies),
        "as a share of the sentences that the model wrote": round(
            sum(len(v.leaked) for v in lies) / max(said, 1), 4
        ),
        "planted orders obeyed": sum(bool(verdict.leaked) for verdict in planted),
        "true sentences kept": f"{sum(not v.lost for v in truths)} of {len(truths)}",
        "answers without any sentence": sum(not v.answer.sentences for v in verdicts),
    }


if __name__ == "__main__":
    typer.run(main)
