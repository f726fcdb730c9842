from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from corpus.settings import Settings, load_settings
from index.model import tokenizer_file, weights_file
from index.reader import Reader, Told, pair
from index.readermodel import WORDS, prepared_reader, with_additions
from index.tokenizer import tokenizer_at
from index.weights import Weights
from tests.conftest import CACHE_DIR

PLAN = "Rencana Aksi Kota Cerdas Kabupaten Banjarwangi 2024"
CAMERAS = Told(PLAN, "Keamanan", "Sebanyak 212 kamera dipasang di 40 simpang sampai akhir 2024.")
COST = Told(PLAN, "Keamanan", "Biaya pemasangan kamera Rp3,4 miliar ditanggung APBD kabupaten.")
_PLAIN = 3.0  # log-odds
HEAD = Told(PLAN, "Lembaga", "Tim pelaksana dipimpin oleh Kepala Bappeda, Sri Rahayu Kinanti.")


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
    odds = reader.read(question, told)
    *_, second, first = sorted(odds)
    assert told[odds.index(first)] == right
    assert first - second > _PLAIN


def test_what_no_sentence_tells_is_held_less_likely(reader: Reader) -> None:
    told = [CAMERAS, COST, HEAD]
    asked = reader.read("Berapa kamera yang sudah ada di Banjarwangi?", told)
    untold = reader.read("Perusahaan mana yang memasang kamera di Banjarwangi?", told)
    assert max(untold) < max(asked)


def test_the_same_is_said_alone_and_beside_others() -> None:
    fresh = Reader(prepared_reader(CACHE_DIR), tokenizer_file())
    question = "Siapa ketua tim Banjarwangi?"
    together = fresh.read(question, [HEAD, CAMERAS, COST])
    again = fresh.read(question, [COST, HEAD])
    alone = Reader(prepared_reader(CACHE_DIR), tokenizer_file()).read(question, [HEAD])
    assert again == [together[2], together[0]], "remembered"
    assert alone[0] == pytest.approx(together[0], abs=0.3)
    assert fresh.read(question, []) == []


def test_what_is_remembered_may_be_forgotten_while_more_is_read() -> None:
    fresh = Reader(prepared_reader(CACHE_DIR), tokenizer_file(), remembered=2)
    question = "Siapa ketua tim Banjarwangi?"
    first = fresh.read(question, [HEAD, CAMERAS])
    assert fresh.read(question, [HEAD, COST, CAMERAS])[0] == first[0]


def test_eight_bits_say_what_full_precision_says(reader: Reader) -> None:
    import torch

    model, judge = with_additions(Path(str(files("index"))) / "reader.npz")
    question = "Berapa biaya kamera Banjarwangi?"
    for told, odds in zip(
        (CAMERAS, COST, HEAD), reader.read(question, [CAMERAS, COST, HEAD]), strict=True
    ):
        tokens = torch.tensor([pair(tokenizer_at(tokenizer_file()), question, told)])
        with torch.no_grad():
            states = model.eval()(input_ids=tokens).last_hidden_state.mean(1)
            assert odds == pytest.approx(float(judge(states)), abs=0.5)


def test_rows_of_a_packed_table_are_those_of_the_whole() -> None:
    weights = Weights(weights_file())
    width = weights.shape.hidden
    whole = weights.tensor(WORDS, weights.shape.vocabulary, width)
    places = np.array([[0, 2, 250_000], [17, 4_711, 1]])
    assert np.array_equal(weights.rows(WORDS, places, width), whole[places])


def test_what_is_too_long_is_cut_and_the_question_is_kept() -> None:
    tokenizer = tokenizer_at(tokenizer_file())
    question, told = "apa saja " * 200, Told("judul " * 99, "bab " * 99, "kalimat " * 200)
    read = pair(tokenizer, question, told)
    assert len(read) <= 150
    text = tokenizer.decode(read)
    assert all(word in text for word in ("query: apa", "judul", "kalimat"))


def test_the_heading_is_read_where_it_adds_something() -> None:
    assert Told("Laporan", "Anggaran › 2024", "x").place == "Laporan › Anggaran › 2024"
    assert Told("Laporan Anggaran", "Anggaran", "x").place == "Laporan Anggaran"
    assert Told("Laporan", "", "x").place == "Laporan"


def test_a_damaged_reader_is_refused(tmp_path: Path, reader: Reader) -> None:
    assert reader.read("Apa?", [HEAD])
    source = prepared_reader(CACHE_DIR)
    copied = tmp_path / "models" / source.name
    shutil.copytree(source, copied)
    (copied / "reader.bin").write_bytes(b"short")
    with pytest.raises(ModelError, match=r"reader\.bin has 5 bytes"):
        prepared_reader(tmp_path)
