from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from corpus.settings import Settings, load_settings
from index import openvinoengine, readermodel
from index import reader as reader_module
from index.reader import Reader, Told, encoded
from index.readermodel import prepared_reader, with_additions
from index.tokenizer import tokenizer_at, tokenizer_file
from index.weights import WORDS, Weights, weights_file
from tests.conftest import CACHE_DIR

PLAN = "Rencana Aksi Kota Cerdas Kabupaten Banjarwangi 2024"
CAMERAS = Told.of(PLAN, "Keamanan", "Sebanyak 212 kamera dipasang di 40 simpang sampai akhir 2024.")
COST = Told.of(PLAN, "Keamanan", "Biaya pemasangan kamera Rp3,4 miliar ditanggung APBD kabupaten.")
KIOSKS = "Rumah Kabar adalah kios tempat warga Banjarwangi membaca pengumuman."
NUMBER = "Jumlahnya 48 buah."
NEIGHBOURS = Told(
    PLAN, "", f"{KIOSKS} {NUMBER}", ((0, len(KIOSKS)), (len(KIOSKS) + 1, len(KIOSKS) + 19))
)
_PLAIN = 3.0  # log-odds
HEAD = Told.of(PLAN, "Lembaga", "Tim pelaksana dipimpin oleh Kepala Bappeda, Sri Rahayu Kinanti.")


@pytest.fixture(scope="module")
def settings() -> Settings:
    return load_settings(cache_dir=CACHE_DIR)


@pytest.fixture(scope="module")
def reader(settings: Settings) -> Reader:
    return Reader.open(settings)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Berapa kamera yang sudah ada di Banjarwangi?", CAMERAS),
        ("How much did Banjarwangi pay for its cameras?", COST),
        ("Who leads the smart city team of Banjarwangi?", HEAD),
    ],
)
def test_the_sentence_that_answers_is_put_first(reader: Reader, question: str, right: Told) -> None:
    told = [CAMERAS, COST, HEAD]
    odds = [one for (one,) in reader.read(question, told)]
    *_, second, first = sorted(odds)
    assert told[odds.index(first)] == right
    assert first - second > _PLAIN


def test_a_sentence_is_judged_by_what_its_neighbours_make_of_it(reader: Reader) -> None:
    question = "Ada berapa Rumah Kabar di Banjarwangi?"
    [(kiosks, number)] = reader.read(question, [NEIGHBOURS])
    [(alone,)] = reader.read(question, [Told.of(PLAN, "", NUMBER)])
    assert number > max(kiosks, alone)


def test_the_spans_of_sentences_are_found_in_the_tokens() -> None:
    tokenizer = tokenizer_at(tokenizer_file())
    read = encoded(tokenizer, "Ada berapa?", NEIGHBOURS)
    texts = [tokenizer.decode(read.tokens[start:end]) for start, end in read.spans]
    assert texts == [KIOSKS, NUMBER]


def test_what_no_sentence_tells_is_held_less_likely(reader: Reader) -> None:
    told = [CAMERAS, COST, HEAD]
    asked = reader.read("Berapa kamera yang sudah ada di Banjarwangi?", told)
    untold = reader.read("Perusahaan mana yang memasang kamera di Banjarwangi?", told)
    assert max(untold) < max(asked)


def test_the_same_is_said_alone_and_beside_others() -> None:
    fresh = Reader(prepared_reader(CACHE_DIR))
    question = "Siapa ketua tim Banjarwangi?"
    together = fresh.read(question, [HEAD, CAMERAS, COST])
    again = fresh.read(question, [COST, HEAD])
    alone = Reader(prepared_reader(CACHE_DIR)).read(question, [HEAD])
    assert again == [together[2], together[0]], "remembered"
    assert alone[0] == pytest.approx(together[0], abs=0.3)
    assert fresh.read(question, []) == []


def test_what_is_remembered_may_be_forgotten_while_more_is_read() -> None:
    fresh = Reader(prepared_reader(CACHE_DIR), remembered=2)
    question = "Siapa ketua tim Banjarwangi?"
    first = fresh.read(question, [HEAD, CAMERAS])
    assert fresh.read(question, [HEAD, COST, CAMERAS])[0] == first[0]


@pytest.mark.parametrize("precision", ["f32", "bf16"])
def test_the_prepared_reader_says_what_full_precision_says(
    precision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the processor has no bfloat16 of its own, OpenVINO computes it another way."""
    import torch

    for module in (openvinoengine, readermodel, reader_module):
        monkeypatch.setattr(module, "precision", lambda: precision)
    reader = Reader(prepared_reader(tmp_path))

    model, judge = with_additions(Path(str(files("index"))) / "reader.npz")
    question = "Berapa biaya kamera Banjarwangi?"
    told = [CAMERAS, COST, HEAD, NEIGHBOURS]
    for one, odds in zip(told, reader.read(question, told), strict=True):
        read = encoded(tokenizer_at(tokenizer_file()), question, one)
        with torch.no_grad():
            states = model.eval()(input_ids=torch.tensor([read.tokens])).last_hidden_state[0]
            means = [states[start:end].mean(0) for start, end in read.spans]
            expected = [float(judge(mean)) for mean in means]
        assert odds == pytest.approx(expected, abs=0.5)


def test_rows_of_a_packed_table_are_those_of_the_whole() -> None:
    weights = Weights(weights_file())
    width = weights.shape.hidden
    whole = weights.tensor(WORDS, weights.shape.vocabulary, width)
    places = np.array([[0, 2, 250_000], [17, 4_711, 1]])
    assert np.array_equal(weights.rows(WORDS, places, width), whole[places])


def test_what_is_too_long_is_cut_and_the_question_is_kept() -> None:
    tokenizer = tokenizer_at(tokenizer_file())
    question, told = "apa saja " * 200, Told.of("judul " * 99, "bab " * 99, "kalimat " * 300)
    read = encoded(tokenizer, question, told)
    assert len(read.tokens) <= 240
    [(start, end)] = read.spans
    assert start < end < len(read.tokens)
    text = tokenizer.decode(read.tokens)
    assert all(word in text for word in ("query: apa", "judul", "kalimat"))


def test_the_heading_is_read_where_it_adds_something() -> None:
    assert Told.of("Laporan", "Anggaran › 2024", "x").place == "Laporan › Anggaran › 2024"
    assert Told.of("Laporan Anggaran", "Anggaran", "x").place == "Laporan Anggaran"
    assert Told.of("Laporan", "", "x").place == "Laporan"


def test_a_damaged_reader_is_refused(tmp_path: Path, reader: Reader) -> None:
    assert reader.read("Apa?", [HEAD])
    source = prepared_reader(CACHE_DIR)
    copied = tmp_path / "models" / source.name
    shutil.copytree(source, copied)
    (copied / "reader.bin").write_bytes(b"short")
    with pytest.raises(ModelError, match=r"reader\.bin has 5 bytes"):
        prepared_reader(tmp_path)


def test_getting_ready_changes_no_answer() -> None:
    fresh = Reader(prepared_reader(CACHE_DIR))
    before = fresh.read("Berapa biaya kamera?", [COST])
    fresh.get_ready(2)
    again = Reader(prepared_reader(CACHE_DIR))
    again.get_ready(2)
    assert again.read("Berapa biaya kamera?", [COST]) == before
