from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from corpus.errors import IndexStateError
from corpus.settings import Settings
from index import tokens as module
from index.embedder import Embedder
from index.generation import live_name, open_live
from index.indexer import update_index
from index.late_interaction import centred
from index.quantiser import Bits, Quantiser
from index.tokens import TokenStore
from tests.documents import article
from tests.index.tokenstores import DIMENSIONS, filled, name, passage, vectors


@pytest.mark.parametrize(("bits", "at_least"), [(1, 0.75), (2, 0.90), (4, 0.98)])
def test_codes_keep_the_cosines(bits: Bits, at_least: float) -> None:
    told, asked = vectors(800), vectors(6, seed=1)
    quantiser = Quantiser.fitted(told, bits)
    offsets, question = quantiser.question(asked)
    found = quantiser.levels[quantiser.encode(told)].reshape(800, -1) @ question.T + offsets
    true = centred(told, quantiser.centre) @ centred(asked, quantiser.centre).T
    assert quantiser.encode(told).shape == (800, DIMENSIONS * bits // 8)
    assert np.corrcoef(found.ravel(), true.ravel())[0, 1] > at_least


def test_tokens_of_a_title_count_for_the_passage_and_for_no_sentence(tmp_path: Path) -> None:
    told = passage(1)
    told.spans[:4] = 0
    store = TokenStore(tmp_path)
    store.add([told, passage(2)])
    store.commit()
    match = store.matches(told.vectors[[2]], [told.id])[told.id]
    assert match.maxsim() > match.maxsim(0, 100)
    assert match.best()[0][0] >= 16


def test_a_passage_that_is_not_here_scores_nothing(tmp_path: Path) -> None:
    store = filled(tmp_path, range(3))
    assert store.scores(vectors(2), [name(1), name(50)])[1] == 0
    assert list(store.matches(vectors(2), [name(1), name(50)])) == [name(1)]
    assert not store.scores(vectors(0), [name(1)]).any()


def test_a_removed_passage_is_gone_and_the_others_score_as_before(tmp_path: Path) -> None:
    store = filled(tmp_path, range(10))
    names = [name(number) for number in range(1, 10)]
    before = store.scores(vectors(3, seed=5), names)
    store.remove([name(0), name(400)])
    store.commit()
    again = TokenStore(tmp_path)
    assert again.count == 9
    assert np.array_equal(again.scores(vectors(3, seed=5), names), before)


def test_what_was_never_committed_is_not_there(tmp_path: Path) -> None:
    store = filled(tmp_path, range(3))
    store.add([passage(7)])
    store.close()
    again = TokenStore(tmp_path)
    assert again.count == 3
    again.add([passage(8)])
    again.commit()
    assert again.scores(passage(8).vectors, [name(8)])[0] > 0.5


def test_dead_rows_are_tidied_away(tmp_path: Path) -> None:
    store = filled(tmp_path, range(30))
    full = sum(path.stat().st_size for path in tmp_path.glob("*.codes"))
    left = [name(number) for number in range(18, 30)]
    before = store.scores(vectors(3, seed=5), left)
    store.remove(name(number) for number in range(18))
    store.commit()
    assert sum(path.stat().st_size for path in tmp_path.glob("*.codes")) == full * 12 // 30
    assert np.array_equal(store.scores(vectors(3, seed=5), left), before)


def test_many_small_segments_become_few(tmp_path: Path) -> None:
    for number in range(20):
        filled(tmp_path, range(number, number + 1))
    store = TokenStore(tmp_path)
    assert store.count == 20
    assert len(list(tmp_path.glob("*.codes"))) <= module._MOST_SEGMENTS
    for number in range(20):
        assert store.scores(passage(number).vectors, [name(number)])[0] > 0.5


def test_a_damaged_table_is_told_in_one_line(tmp_path: Path) -> None:
    filled(tmp_path, range(3)).close()
    (tmp_path / "table.npy").write_bytes(b"nothing")
    with pytest.raises(IndexStateError, match=r"cannot be read.*--rebuild"):
        TokenStore(tmp_path)


def test_an_update_shares_the_segments_that_it_does_not_change(
    catalogue: Catalogue, tmp_path: Path, embedder: Embedder
) -> None:
    index_dir = tmp_path / "data" / "index"
    catalogue.put(article("Kabupaten Sleman membuka bank sampah.", "https://a.example/1"))
    update_index(catalogue, index_dir, embedder)
    first = index_dir / str(live_name(index_dir)) / "tokens" / "000001.codes"
    catalogue.put(article("Kota Magelang memasang lampu pintar.", "https://a.example/2"))
    update_index(catalogue, index_dir, embedder)
    second = index_dir / str(live_name(index_dir)) / "tokens" / "000001.codes"
    assert first != second
    assert first.samefile(second)
    shutil.rmtree(first.parent)
    live = open_live(index_dir, embedder.name)
    assert live.tokens.count == 2
    live.close()


def test_every_span_is_the_text_of_its_token(seed_settings: Settings, embedder: Embedder) -> None:
    live = open_live(seed_settings.index_dir, embedder.name)
    asked = embedder.read(["bank sampah"], "query")[0]
    assert ["bank sampah"[a:b].strip() for a, b in asked.spans] == ["bank", "sampah"]
    names = live.words.search("bank sampah", 5)
    for passage_id, (found, _) in live.passages.get(list(names)).items():
        match = live.tokens.matches(asked.tokens, [passage_id])[passage_id]
        assert match.spans.max() <= len(found.text)
        if "sampah" in found.text.lower():
            start, end, cosine = match.best()[1]
            around = found.text[max(start - 8, 0) : end + 8].lower()
            assert "sampah" in around
            assert cosine > 0.4
    live.close()
