from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from corpus.catalogue import Catalogue
from corpus.errors import IndexStateError
from corpus.settings import Settings
from index import tokens as module
from index.embedder import Embedder
from index.generation import live_name, open_live
from index.indexer import update_index
from index.late_interaction import centred, maxsim, unit
from index.quantiser import Bits, Quantiser
from index.tokens import PassageTokens, TokenStore
from tests.documents import article

DIMENSIONS = 24


def vectors(count: int, seed: int = 0) -> npt.NDArray[np.float32]:
    """Token vectors that all lean one way, as a model's do."""
    noise = np.random.default_rng(seed).normal(size=(count, DIMENSIONS))
    return unit((noise + 2).astype(np.float32))


def passage(number: int, count: int = 9) -> PassageTokens:
    spans = np.array([(place * 4, place * 4 + 3) for place in range(count)], np.int32)
    return PassageTokens(name(number), vectors(count, seed=number), spans)


def name(number: int) -> str:
    return f"{number * 7_919:016x}"


def filled(folder: Path, numbers: range, bits: Bits = 2) -> TokenStore:
    store = TokenStore(folder, bits)
    store.add(passage(number) for number in numbers)
    store.commit()
    return store


@pytest.mark.parametrize(("bits", "at_least"), [(1, 0.75), (2, 0.90), (4, 0.98)])
def test_codes_keep_the_cosines(bits: Bits, at_least: float) -> None:
    told, asked = vectors(800), vectors(6, seed=1)
    quantiser = Quantiser.fitted(told, bits)
    offsets, question = quantiser.question(asked)
    found = quantiser.levels[quantiser.encode(told)].reshape(800, -1) @ question.T + offsets
    true = centred(told, quantiser.centre) @ centred(asked, quantiser.centre).T
    assert quantiser.encode(told).shape == (800, DIMENSIONS * bits // 8)
    assert np.corrcoef(found.ravel(), true.ravel())[0, 1] > at_least


def test_scores_are_the_maxsim_of_full_precision_within_the_codes_error(tmp_path: Path) -> None:
    store = filled(tmp_path, range(40), bits=4)
    asked = vectors(5, seed=99)
    centre = store.centre
    true = [
        maxsim(centred(asked, centre), centred(vectors(9, seed=number), centre))
        for number in range(40)
    ]
    found = store.scores(asked, [name(number) for number in range(40)])
    assert np.allclose(found, true, atol=0.05)
    assert np.corrcoef(found, true)[0, 1] > 0.98


def test_many_passages_scored_on_several_threads_score_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SCORING_THREADS", 3)
    store = filled(tmp_path, range(60))
    store.add(passage(number) for number in range(60, 110))  # in a segment of their own
    store.commit()
    asked = vectors(5, seed=99)
    names = [name(number) for number in np.random.default_rng(1).permutation(110).tolist()]
    assert [len(share) for share in module._shares(np.arange(60))] == [20, 20, 20]
    alone = [float(store.scores(asked, [one])[0]) for one in names]
    assert store.scores(asked, names).tolist() == pytest.approx(alone)


def test_matches_agree_with_scores_and_name_the_place(tmp_path: Path) -> None:
    store = filled(tmp_path, range(5))
    asked = passage(3).vectors[[6]]
    match = store.matches(asked, [name(3)])[name(3)]
    assert match.maxsim() == pytest.approx(store.scores(asked, [name(3)])[0], abs=1e-6)
    assert match.best()[0][:2] == (24, 27)
    assert match.maxsim(24, 27) == pytest.approx(match.maxsim(), abs=1e-6)
    assert match.maxsim(0, 7) < match.maxsim()


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


def test_threads_score_side_by_side(tmp_path: Path) -> None:
    store = filled(tmp_path, range(50))
    names = [name(number) for number in range(50)]
    alone = store.scores(vectors(7, seed=3), names)
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: store.scores(vectors(7, seed=3), names), range(40)):
            assert np.array_equal(found, alone)


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
