from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.digest import seed_digests
from corpus.document import Block, Document
from index.budget import tokens_at_most
from index.embedder import Embedder
from index.pieces import LIMIT
from index.splitter import split
from tests.documents import article, paged

LONG_SENTENCE = "Kabupaten Sleman menata layanan publik " * 80 + "."
LONG_PARAGRAPH = "Kabupaten Sleman menata layanan publik dengan baik. " * 80


def test_a_passage_is_its_run_of_the_document() -> None:
    for document in seed_digests():
        for passage in split(document):
            assert document.text[passage.start : passage.end] == passage.text


@pytest.mark.parametrize("body", [LONG_SENTENCE, LONG_PARAGRAPH, "x" * 5_000])
def test_long_text_is_divided_and_nothing_is_lost(body: str) -> None:
    passages = split(article(body))
    assert max(len(passage.text) for passage in passages) <= LIMIT
    kept = "".join(passage.text for passage in passages)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", body)


@settings(deadline=None)  # the first text loads the languages
@given(st.lists(st.text(alphabet="ab. \n#-", min_size=1, max_size=60), max_size=8))
def test_any_text_is_kept_whole(parts: list[str]) -> None:
    document = article("\n\n".join(parts))
    letters = sum(not c.isspace() for p in split(document) for c in p.text)
    headings = [document.text[b.start : b.end] for b in document.blocks if b.kind == "heading"]
    in_headings = sum(not c.isspace() for heading in headings for c in heading)
    assert letters + in_headings == sum(not c.isspace() for c in document.text)


def test_a_passage_never_crosses_a_heading() -> None:
    passages = split(article("Awal.\n\n## Sampah\n\nSatu.\n\n## Energi\n\nDua."))
    assert [(p.heading, p.text) for p in passages] == [
        ("", "Awal."),
        ("Sampah", "Satu."),
        ("Energi", "Dua."),
    ]


def test_a_passage_never_crosses_a_page_and_knows_its_own() -> None:
    passages = split(_with_blocks(paged(["Halaman satu.", "", "Halaman tiga."])))
    assert [(p.page, p.text) for p in passages] == [(1, "Halaman satu."), (3, "Halaman tiga.")]


def test_ids_survive_a_change_elsewhere_in_the_document() -> None:
    before = split(article("## A\n\nTetap.\n\n## B\n\nLama."))
    after = split(article("## Baru\n\nTambahan.\n\n## A\n\nTetap.\n\n## B\n\nBaru."))
    assert before[0].id == after[1].id
    assert before[0].start != after[1].start
    assert before[1].id != after[2].id


def test_the_same_text_twice_has_two_ids() -> None:
    passages = split(article("## A\n\nSama.\n\n## A\n\nSama."))
    assert len({passage.id for passage in passages}) == 2


def test_the_title_is_part_of_the_identity_because_it_is_embedded() -> None:
    one, other = (split(article("Isi.", title=title))[0] for title in ("Satu", "Dua"))
    assert one.id != other.id


def test_passages_of_the_seed_fit_the_model(embedder: Embedder) -> None:
    tokens = [
        len(embedder.tokenize(passage.embedded_text(document.title)))
        for document in seed_digests()
        for passage in split(document)
    ]
    assert max(tokens) <= embedder.longest


def _with_blocks(document: Document) -> Document:
    """Let the pages of a test PDF stand as blocks, as the extractor makes them."""
    blocks = tuple(Block(p.start, p.end) for p in document.pages if p.end > p.start)
    return replace(document, blocks=blocks)


def test_the_bound_holds_for_what_a_scanner_read_of_a_stain(embedder: Embedder) -> None:
    stain = "a ee se = a T ae | es -. Ta wa — a a as ne ee. " * 12
    assert len(embedder.tokenize(stain)) <= tokens_at_most(stain)


def test_a_page_number_alone_gives_no_passage() -> None:
    document = _with_blocks(paged(["Awal.", "- 4 -", "85,17 persen"]))
    assert [p.text for p in split(document)] == ["Awal.", "85,17 persen"]


def test_contents_and_lists_of_sources_give_no_passage() -> None:
    kept = article("Awal.\n\nBAB I ........ 1\n\nAkhir.")
    first, second, third = kept.blocks
    blocks = (first, replace(second, kind="contents"), replace(third, kind="references"))
    assert [p.text for p in split(replace(kept, blocks=blocks))] == ["Awal."]


FILLING = "Kabupaten Sleman menata layanan publik dengan baik. " * 15


def test_a_list_stays_with_the_words_that_open_it() -> None:
    listed = "Syaratnya ialah:\n\n" + "\n".join(f"- berkas bernomor {n};" for n in range(9))
    *_, last = split(article(f"{FILLING}\n\n{listed}"))
    assert last.text.startswith("Syaratnya ialah:")
    assert last.text.endswith("bernomor 8;")


def test_a_table_stays_with_its_caption_and_its_head() -> None:
    rows = "\n".join(f"| Kecamatan Nomor {n} | {n},5 |" for n in range(9))
    table = f"Tabel 3. Dana (miliar rupiah)\n\n| Kecamatan | Dana |\n|---|---|\n{rows}"
    *_, last = split(article(f"{FILLING}\n\n{table}"))
    assert last.text.startswith("Tabel 3.")
    assert "Nomor 8" in last.text


def test_a_list_that_is_too_long_is_divided_between_its_items() -> None:
    listed = "\n".join(f"- berkas bernomor {n} dari kantor kecamatan;" for n in range(90))
    passages = split(article(f"Syaratnya ialah:\n\n{listed}"))
    assert max(len(passage.text) for passage in passages) <= LIMIT
    assert all(passage.text.endswith(";") for passage in passages)
