from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from corpus.settings import Settings, load_settings
from evals.beir import BeirError, read_beir
from evals.retrieval import METRICS, SYSTEMS, beir_retriever, measure
from tests.conftest import CACHE_DIR

PASSAGES = {
    "p1": ("Bank sampah", "Warga Sleman menabung sampah di bank sampah dan menerima uang."),
    "p2": ("", "The city opened a clinic where residents book a doctor by phone."),
    "p3": ("Lampu", "Kota Magelang memasang lampu jalan pintar yang redup sendiri."),
}
QUERIES = {"q1": "Di mana warga menabung sampah?", "q2": "How do residents see a doctor?"}
QRELS = [("q1", "p1", 1), ("q2", "p2", 1), ("q2", "p3", 0)]


def write(folder: Path, *, header: bool = True, zipped: bool = False) -> Path:
    (folder / "qrels").mkdir(parents=True)
    rows = [{"_id": n, "title": title, "text": text} for n, (title, text) in PASSAGES.items()]
    corpus = "\n".join(json.dumps(row) for row in rows)
    if zipped:
        (folder / "corpus.jsonl.gz").write_bytes(gzip.compress(corpus.encode()))
    else:
        (folder / "corpus.jsonl").write_text(corpus)
    asked = [json.dumps({"_id": name, "text": text}) for name, text in QUERIES.items()]
    (folder / "queries.jsonl").write_text("\n".join(asked))
    lines = ["query-id\tcorpus-id\tscore"] if header else []
    lines += ["\t".join(map(str, row)) for row in QRELS]
    (folder / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n")
    return folder


@pytest.mark.parametrize("header", [True, False])
@pytest.mark.parametrize("zipped", [True, False])
def test_a_set_is_read_in_each_of_its_forms(tmp_path: Path, *, header: bool, zipped: bool) -> None:
    found = read_beir(write(tmp_path / "set", header=header, zipped=zipped))
    assert found.passages == PASSAGES
    assert found.queries == QUERIES
    assert found.qrels == {"q1": {"p1": 1}, "q2": {"p2": 1}}


def test_the_figures_are_those_of_a_search_that_finds_everything(tmp_path: Path) -> None:
    beir = read_beir(write(tmp_path / "set"))
    settings: Settings = load_settings(cache_dir=CACHE_DIR)
    with beir_retriever(beir, settings, cached=False, quiet=True) as retriever:
        figures = measure(beir, retriever)
    assert (figures["queries"], figures["passages"]) == (2, 3)
    assert list(figures["systems"]) == list(SYSTEMS)
    assert figures["systems"]["hybrid"] == dict.fromkeys(METRICS, 1.0)
    assert list(figures["systems"]["words"]) == list(METRICS)


BROKEN = {
    "no corpus": ("corpus.jsonl", None, "holds no corpus.jsonl"),
    "no qrels": ("qrels/test.tsv", None, "holds no qrels/test.tsv"),
    "a line that is no JSON": ("corpus.jsonl", "{}x", r"corpus.jsonl:1: not readable"),
    "a passage without id": ("corpus.jsonl", '{"text": "a"}', "_id is None"),
    "a passage that is not there": ("qrels/test.tsv", "q1\tp9\t1", "'p9' is not in the corpus"),
    "a judgement without score": ("qrels/test.tsv", "a\tb\t1\nq1 p1", "Expected query id"),
    "no question at all": ("queries.jsonl", "", "No question"),
}


@pytest.mark.parametrize(("file", "content", "told"), BROKEN.values(), ids=BROKEN)
def test_a_broken_set_is_told_in_one_line(
    tmp_path: Path, file: str, content: str | None, told: str
) -> None:
    folder = write(tmp_path / "set")
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content.replace("a\tb\t1", "q1\tp1\t1"))
    with pytest.raises(BeirError, match=told):
        read_beir(folder)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BeirError, match="There is no folder"):
        read_beir(tmp_path / "none")
