from __future__ import annotations

from pathlib import Path

import pytest

from corpus.regulation import find_regulations
from index.passages import PassageStore
from index.rules import named_outright
from index.splitter import split
from tests.documents import article

LAW = "\n\n".join(
    (
        "MEMUTUSKAN:",
        *(f"Pasal {n}\n\n(1) Isi {n}.\n\n(2) Lanjutan {n}." for n in range(1, 7)),
        "Ditetapkan di Jakarta",
        "PENJELASAN ATAS PERATURAN",
        "II. PASAL DEMI PASAL",
        "Pasal 5\n\nAyat (1) Yang dimaksud dengan isi adalah teks.",
    )
)
PERPRES = article(
    LAW,
    origin="file:x/perpres.md",
    kind="regulation",
    title="Peraturan Presiden Nomor 95 Tahun 2018 tentang SPBE",
)
NEWS = article(
    "Sleman menjalankan Perpres 95/2018 dan Perpres No. 95 Tahun 2018, juga UU 14/2008.",
    origin="https://a.example/1",
)


@pytest.fixture
def store(tmp_path: Path) -> PassageStore:
    opened = PassageStore(tmp_path / "passages.sqlite")
    for document in (PERPRES, NEWS):
        opened.replace(document, split(document))
    return opened


def test_a_pasal_is_looked_up_with_its_explanation_after_it(store: PassageStore) -> None:
    names = store.exact(find_regulations("Pasal 5 Perpres 95/2018"))
    found = [store.get([name])[name][0] for name in names]
    assert [(p.article, p.heading) for p in found] == [
        ("5", "Pasal 5"),
        ("5", "Penjelasan › Pasal 5"),
    ]
    assert "Isi 5" in found[0].text


def test_a_regulation_that_is_not_indexed_gives_nothing(store: PassageStore) -> None:
    assert store.exact(find_regulations("Pasal 5 Perpres 96/2018")) == []
    assert store.exact(find_regulations("Pasal 99 Perpres 95/2018")) == []


def test_documents_and_the_rules_that_they_cite_know_each_other(store: PassageStore) -> None:
    cited = {cited.key: (cited.times, cited.documents) for cited in store.cites(NEWS.id)}
    assert cited == {"perpres-95-2018": (2, (PERPRES.id,)), "uu-14-2008": (1, ())}
    assert [(c.document_id, c.times) for c in store.cited_by(PERPRES.id)] == [(NEWS.id, 2)]
    store.remove(NEWS.id)
    assert store.cited_by(PERPRES.id) == []


def test_a_question_about_a_rule_does_not_name_its_text() -> None:
    assert named_outright("Apa isi Pasal 5 Perpres 95/2018?")
    assert named_outright("Perpres 95/2018")
    assert not named_outright("Siapa yang menandatangani Perpres 95/2018 di Jakarta?")
