from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import StorageError
from evals.failure import failures
from evals.history import history_path, recall, remember
from evals.outcome import Outcome
from evals.page import page, write_page
from evals.run import Run, run_of
from tests.evals.made import RIGHT, TARGET, answered, outcome, question, refused


def outcomes() -> list[Outcome]:
    hostile = question(id="q2", text="<script>alert(1)</script>?", why="Markup in a question.")
    return [
        outcome(question(), answered(RIGHT)),
        outcome(hostile, answered(TARGET)),
        outcome(question("not_found", id="q3", language="en"), refused()),
    ]


def run(name: str = "dev") -> Run:
    return run_of(name, outcomes(), model="m", seconds=1.0)


class Reader(HTMLParser):
    """Notes what a page would fetch and whether its tags close."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.scripts = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href") and value]


@pytest.fixture(scope="module")
def written() -> str:
    return page(run(), outcomes(), failures(outcomes()), [run().record(), run().record()])


def test_the_page_needs_nothing_beside_it(written: str) -> None:
    reader = Reader()
    reader.feed(written)
    assert reader.scripts == 0
    assert all(address.startswith("#") for address in reader.fetched)
    assert "@import" not in written


def test_the_page_tells_figures_plots_history_and_failures(written: str) -> None:
    assert written.count("<svg") == 4
    assert "answerable: all facts in the answer" in written
    assert "near-miss" in written
    assert "Markup in a question." in written
    assert "50 (missing)" in written
    assert len(re.findall(r"<tr><td>\d{4}-\d\d-\d\d \d\d:\d\d</td>", written)) == 2


def test_what_documents_and_questions_say_is_escaped(written: str) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in written


def test_a_locked_set_shows_no_single_answer() -> None:
    locked = page(run("test"), outcomes(), [], [run("test").record()])
    assert "What went wrong" not in locked
    assert "Markup in a question." not in locked
    assert "locked half" in locked


def test_the_page_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "reports" / "run.html"
    write_page(target, run(), outcomes(), [], [run().record()])
    assert target.read_text("utf-8").rstrip().endswith("</html>")
    assert [path.name for path in target.parent.iterdir()] == ["run.html"]
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StorageError):
        write_page(tmp_path / "file" / "run.html", run(), outcomes(), [], [run().record()])


def test_runs_are_remembered_by_set_and_a_broken_line_loses_nothing(tmp_path: Path) -> None:
    path = history_path(None, tmp_path / "data")
    assert recall(path, "dev") == []
    remember(path, run())
    remember(path, run("test"))
    with path.open("a") as file:
        file.write('{"set": "dev", "da\n[]\n')
    remember(path, run())
    found: list[dict[str, Any]] = recall(path, "dev")
    assert len(found) == 2
    assert found[0]["whole"]["figures"]["fact_recall"]["of"] == 2
    assert history_path(tmp_path / "own.jsonl", tmp_path) == tmp_path / "own.jsonl"
