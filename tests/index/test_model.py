from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError, SettingsError
from corpus.settings import load_settings
from index import model, openvinoengine
from index.embedder import Embedder
from index.model import prepared_model, self_test
from index.prepared import verify
from index.weights import Weights
from tests.conftest import CACHE_DIR
from tests.smallmodels import sentence_model


@pytest.fixture
def copied_model(tmp_path: Path, embedder: Embedder) -> Path:
    """A cache folder of this test's own, with the prepared model in it."""
    assert embedder.dimensions == 384, "the session's model is prepared first"
    source = prepared_model(CACHE_DIR)
    shutil.copytree(source, tmp_path / "models" / source.name)
    return tmp_path


def test_the_prepared_model_agrees_with_the_reference_engine(embedder: Embedder) -> None:
    assert embedder.name.startswith("multilingual-e5-small")
    assert self_test(prepared_model(CACHE_DIR)) >= 0.999


@pytest.mark.parametrize("precision", ["f32", "bf16"])
def test_it_agrees_on_processors_with_and_without_bfloat16(
    precision: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the processor has no bfloat16 of its own, OpenVINO computes it another way."""
    for module in (openvinoengine, model):
        monkeypatch.setattr(module, "precision", lambda: precision)
    folder = prepared_model(tmp_path)
    assert folder.name.endswith("-bf16") == (precision == "bf16")
    assert self_test(folder) >= 0.999


def test_vectors_have_length_one_and_keep_the_order(embedder: Embedder) -> None:
    texts = ["sampah", "Kabupaten Sleman menetapkan rencana induk. " * 9, "energi"]
    vectors = embedder.embed(texts, "document")
    assert vectors.shape == (3, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = embedder.embed([texts[2]], "document")[0]
    assert vectors[2] @ alone > 0.999


def test_a_question_is_embedded_otherwise_than_a_passage(embedder: Embedder) -> None:
    asked, told = (embedder.embed(["bank sampah"], kind)[0] for kind in ("query", "document"))
    assert asked @ told < 0.999


def test_getting_ready_is_remembered_for_nobody(embedder: Embedder) -> None:
    known = embedder.read_question.cache_info().currsize
    embedder.get_ready()
    assert embedder.read_question.cache_info().currsize == known


def test_no_texts_give_no_vectors(embedder: Embedder) -> None:
    assert embedder.embed([], "query").shape == (0, 384)


def test_both_languages_share_one_space(embedder: Embedder) -> None:
    asked = embedder.embed_question("How is waste managed?")
    near, far = embedder.embed(["Pengelolaan sampah kota", "Festival budaya daerah"], "document")
    assert asked @ near > asked @ far


def test_a_cut_file_is_refused_with_its_name(copied_model: Path) -> None:
    weights = next(copied_model.rglob("model.bin"))
    weights.write_bytes(weights.read_bytes()[:1000])
    with pytest.raises(ModelError, match=r"model\.bin has 1000 bytes"):
        prepared_model(copied_model)


def test_a_flipped_byte_is_found_by_the_checksum(copied_model: Path) -> None:
    weights = next(copied_model.rglob("model.bin"))
    content = bytearray(weights.read_bytes())
    content[5_000_000] ^= 0xFF
    weights.write_bytes(content)
    with pytest.raises(ModelError, match="does not match its checksum"):
        verify(prepared_model(copied_model))


def test_weights_of_another_form_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.bin"
    path.write_bytes(b"GGUF" + bytes(200))
    with pytest.raises(ModelError, match="expected a file that begins with E5S1"):
        Weights(path)


def test_a_missing_weights_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        Weights(tmp_path / "none.bin")


@pytest.mark.parametrize("name", ["./no-such-folder", "no-such-user/no-such-model"])
def test_a_model_that_is_not_there_is_one_clear_line(name: str) -> None:
    with pytest.raises(ModelError) as error:
        Embedder.open(load_settings(embed_model=name))
    assert "\n" not in str(error.value)
    assert "PILAR_EMBED_MODEL" in str(error.value)


def test_any_sentence_transformers_folder_works(tmp_path: Path, embedder: Embedder) -> None:
    folder = sentence_model(tmp_path / "small-e5")
    other = Embedder.open(load_settings(embed_model=str(folder)))
    assert other.name.startswith(str(folder))
    assert other.name != embedder.name
    vectors = other.embed(["bank sampah", "energi"], "document")
    assert vectors.shape == (2, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert not np.allclose(vectors[0], other.embed(["bank sampah"], "query")[0]), "E5's prefixes"
    assert other.embed_tokens(["bank sampah"], "document")[0].shape[1] == 32


def test_a_folder_without_weights_is_refused(copied_model: Path) -> None:
    folder = next((copied_model / "models").iterdir())
    with pytest.raises(ModelError, match="cannot be loaded"):
        # The shipped folder keeps no full-precision weights, which the default engine wants.
        Embedder.open(load_settings(embed_model=str(folder)))


def test_a_setting_that_is_no_number_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PILAR_PORT", "lots")
    with pytest.raises(SettingsError, match="PILAR_PORT is 'lots'"):
        load_settings()
