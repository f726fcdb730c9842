from __future__ import annotations

from pathlib import Path

from corpus.document import Document
from index.common import MANY
from index.passages import PassageStore
from index.splitter import split
from tests.documents import article

PLAN = "Pemerintah daerah menyusun rencana induk kota cerdas bersama para pemangku kepentingan."


def shared(store: PassageStore, document: Document) -> int:
    """Return how many documents share the first passage of one."""
    first = split(document)[0].id
    return store.get([first])[first][0].shared


def test_digests_that_say_the_like_of_many_places_are_not_common(tmp_path: Path) -> None:
    store = PassageStore(tmp_path / "passages.sqlite")
    for number in range(3):
        digest = article(PLAN, origin=f"digest:id/places/{number}", kind="digest")
        store.replace(digest, split(digest))
    store.mark_shared()
    assert shared(store, digest) == 1


def test_a_later_document_marks_the_earlier_ones_and_its_leaving_unmarks_them(
    tmp_path: Path,
) -> None:
    store = PassageStore(tmp_path / "passages.sqlite")
    plans = [article(PLAN, origin=f"https://a.example/{n}") for n in range(3)]
    for plan in plans[:2]:
        store.replace(plan, split(plan))
    store.mark_shared()
    assert shared(store, plans[0]) < MANY
    store.replace(plans[2], split(plans[2]))
    store.mark_shared()
    assert shared(store, plans[0]) == MANY
    store.remove(plans[1].id)
    store.mark_shared()
    assert shared(store, plans[0]) < MANY
