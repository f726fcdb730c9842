from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelError
from index.embedder import Embedder
from index.model import prepared_model
from index.openvinoengine import OpenVinoEngine
from tests.conftest import CACHE_DIR


@pytest.fixture(scope="module")
def engine(embedder: Embedder) -> OpenVinoEngine:
    assert embedder.longest == 512, "the session's model is prepared first"
    return OpenVinoEngine(prepared_model(CACHE_DIR))


def test_a_text_that_is_too_long_is_cut_and_keeps_its_marks(engine: OpenVinoEngine) -> None:
    text = "bank sampah " * 600
    assert len(engine.tokenize(text)) > engine.longest
    output = engine.run([text], "document")
    assert output.tokens.shape == (1, engine.longest, engine.dimensions)
    assert output.special[0].nonzero()[0].tolist() == [0, engine.longest - 1]


def test_filling_up_is_no_part_of_a_text(engine: OpenVinoEngine) -> None:
    short, long = "energi", "Kabupaten Sleman menetapkan rencana induk kota cerdas."
    output = engine.run([short, long], "document")
    length = len(engine.tokenize(short))
    assert output.special[0, length - 1 :].all(), "the end mark, and filling after it"
    alone = engine.run([short], "document").vectors[0]
    beside = output.vectors[0]
    assert beside @ alone / np.linalg.norm(beside) / np.linalg.norm(alone) > 0.999


def test_tokens_know_where_they_stand(engine: OpenVinoEngine) -> None:
    text = "bank sampah"
    output = engine.run([text], "document")
    start, end = output.spans[0][~output.special[0]][0]
    assert text[start:end].strip() == "bank"


def test_a_folder_that_is_no_model_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded") as error:
        OpenVinoEngine(tmp_path)
    assert "\n" not in str(error.value)
