from __future__ import annotations

from pathlib import Path

from corpus.catalogue import Catalogue
from tests.documents import article

ONE, OTHER = (
    article("Kota cerdas untuk semua.", origin=f"https://{site}.example/berita", source=site)
    for site in ("a", "b")
)


def test_a_text_from_two_places_is_indexed_once_and_keeps_both(catalogue: Catalogue) -> None:
    for _ in range(2):  # a second crawl changes nothing
        catalogue.put(ONE)
        catalogue.put(OTHER)
        assert len(catalogue.active()) == 2
        assert len(catalogue.distinct()) == 1
    origins = {entry.origin for entry in catalogue.same_text(OTHER.id)}
    assert origins == {ONE.origin, OTHER.origin}
    assert catalogue.same_text(ONE.id)[0].id in catalogue.distinct()
    assert catalogue.document(OTHER.id).text == ONE.text
    assert len(catalogue.rows("SELECT * FROM texts")) == 1


def test_when_the_place_that_is_indexed_goes_the_other_takes_over(catalogue: Catalogue) -> None:
    catalogue.put(ONE)
    catalogue.put(OTHER)
    (first,) = catalogue.distinct()
    catalogue.withdraw(first)
    assert catalogue.distinct().keys() == {ONE.id, OTHER.id} - {first}


def test_documents_without_text_are_never_taken_for_each_other(catalogue: Catalogue) -> None:
    for name in ("x", "y"):
        catalogue.put(article("", origin=f"file:s/{name}.pdf"))
    assert len(catalogue.distinct()) == 2


def test_a_changed_text_is_its_own_again(catalogue: Catalogue) -> None:
    catalogue.put(ONE)
    catalogue.put(OTHER)
    catalogue.put(article("Kota cerdas untuk sebagian.", origin=OTHER.origin, source="b"))
    assert len(catalogue.distinct()) == 2


def test_it_outlives_closing(tmp_path: Path) -> None:
    for document in (ONE, OTHER):
        opened = Catalogue(tmp_path / "catalogue.sqlite")
        opened.put(document)
        opened.close()
    again = Catalogue(tmp_path / "catalogue.sqlite")
    assert len(again.distinct()) == 1
    again.close()
