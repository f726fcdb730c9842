"""`pilar tag`: corrections by id, told plainly, and refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.catalogue import Catalogue
from corpus.passage import Passage
from corpus.settings import load_settings
from index.embedder import Embedder
from index.filters import Filters
from index.indexer import update_index
from index.retriever import Retriever
from tests.documents import article
from ui.cli import app


@pytest.fixture
def document_id(catalogue: Catalogue) -> str:
    document = article("Bank sampah dibuka.")
    catalogue.put(document)
    return document.id


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["tag", *arguments])
    return done.exit_code, done.output


def test_a_document_is_corrected_listed_and_forgotten(document_id: str) -> None:
    code, told = run(document_id, "--add", "Smart Living", "--because", "Soal warga.")
    assert (code, told) == (
        0,
        "1 correction kept. Run `pilar index` for searches to see the change.\n",
    )
    assert f"+living  {document_id}  the whole document  Soal warga.  [applies]" in run("--list")[1]
    assert run(document_id, "--forget")[1].startswith("1 correction withdrawn.")
    assert run(document_id, "--forget") == (
        0,
        "No correction was kept for this id; nothing changed.\n",
    )
    assert "No tag was corrected so far." in run("--list")[1]


def test_a_correction_whose_text_is_gone_is_told(document_id: str, catalogue: Catalogue) -> None:
    from corpus.corrections import Corrections

    Corrections(catalogue).make(document_id, "Kata lama.", add=["waste"], remove=[], because="x")
    assert '"state": "text gone' in run("--list", "--json")[1]
    catalogue.withdraw(document_id)
    assert '"state": "document withdrawn"' in run("--list", "--json")[1]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--because", "x"], "Nothing is to be corrected"),
        (["--add", "waste"], "A correction needs its reason"),
        (["--add", "waste", "--remove", "waste", "--because", "x"], "added and removed at once"),
        (["--add", "wate", "--because", "x"], "Did you mean waste?"),
    ],
)
def test_what_cannot_be_done_is_refused(arguments: list[str], told: str, document_id: str) -> None:
    code, output = run(document_id, *arguments)
    assert code == 1
    assert told in output


def test_an_unknown_id_and_no_id_are_refused(tmp_path: Path) -> None:
    assert tmp_path.exists()
    assert "No passage and no document has the id 'abc'." in run("abc", "--add", "waste")[1]
    assert "Nothing to correct was named." in run()[1]


def test_a_corrected_passage_stays_so_after_a_rebuild_and_a_new_version(
    catalogue: Catalogue, embedder: Embedder
) -> None:
    words = "Warga menabung sampah plastik di bank sampah kelurahan setiap pekan."
    index = load_settings().index_dir

    def found(dimension: str) -> list[Passage]:
        searched = Retriever(catalogue, index, embedder)
        hits = searched.search("bank sampah", filters=Filters.named(dimensions=[dimension])).hits
        return [hit.passage for hit in hits]

    catalogue.put(article(words))
    update_index(catalogue, index, embedder)
    (wrong,) = found("waste")
    arguments = ["--add", "community", "--remove", "waste", "--because", "Soal gotong royong."]
    assert run(wrong.id, *arguments)[0] == 0
    longer = f"{words}\n\n# Berita lain\n\nPemerintah daerah membangun taman kota yang luas."
    for version, rebuild in ((words, True), (longer, False), (longer, True)):
        catalogue.put(article(version))
        update_index(catalogue, index, embedder, rebuild=rebuild)
        assert found("waste") == []
        (right,) = found("community")
        assert right.text == words
        assert {t.evidence for t in right.tags if t.reason == "maintainer"} == {arguments[-1]}
