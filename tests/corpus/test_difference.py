from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.catalogue import Catalogue
from corpus.difference import Difference, Piece, compare_versions, difference
from corpus.errors import UnknownNameError
from tests.documents import article

OLD = "Kota membangun 25 taman. Wali kota hadir. Acara selesai pukul 12."


def rebuilt(found: Difference, leaving_out: str) -> str:
    """Return one side of all changes, from their pieces."""
    pieces = (piece for change in found.changes for piece in change.pieces)
    return " ".join(piece.text for piece in pieces if piece.operation != leaving_out)


def test_a_reworded_sentence_is_told_word_by_word() -> None:
    found = difference(article(OLD), article(OLD.replace("25", "50")))
    (change,) = found.changes
    assert change.pieces == (
        Piece("same", "Kota membangun"),
        Piece("removed", "25"),
        Piece("added", "50"),
        Piece("same", "taman."),
    )
    assert (found.sentences_same, found.sentences_removed, found.sentences_added) == (2, 1, 1)


def test_a_sentence_that_came_and_one_that_went_are_whole() -> None:
    came = difference(article(OLD), article(f"{OLD} Warga senang."))
    assert came.changes[0].pieces == (Piece("added", "Warga senang."),)
    went = difference(article(OLD), article(OLD.replace(" Wali kota hadir.", "")))
    assert went.changes[0].pieces == (Piece("removed", "Wali kota hadir."),)


def test_both_sides_can_be_rebuilt_from_the_pieces() -> None:
    new = "Kota cerdas membangun 50 taman. Bupati tidak hadir. Acara selesai pukul 12."
    found = difference(article(OLD), article(new))
    assert rebuilt(found, "added") == "Kota membangun 25 taman. Wali kota hadir."
    assert rebuilt(found, "removed") == "Kota cerdas membangun 50 taman. Bupati tidak hadir."


def test_fields_that_differ_are_named() -> None:
    old = article(OLD, title="Lama", pillars=("living",))
    found = difference(old, replace(old, title="Baru", pillars=("living", "economy")))
    assert [(f.name, f.old, f.new) for f in found.fields] == [
        ("title", "Lama", "Baru"),
        ("pillars", "living", "living, economy"),
    ]
    assert found.changes == ()


def test_the_same_document_has_no_difference() -> None:
    assert difference(article(OLD), article(OLD)).is_empty


def test_the_current_version_is_compared_with_the_one_before(catalogue: Catalogue) -> None:
    texts = ["Satu taman.", "Dua taman.", "Tiga taman."]
    documents = [
        article(text, fetched_at=f"2021-0{n}-01T00:00:00+00:00") for n, text in enumerate(texts, 1)
    ]
    for document in documents:
        catalogue.put(document)
    (one, two, three), name = (d.version for d in documents), documents[0].id
    assert [v.version for v in catalogue.versions(name)] == [three, two, one]
    found = compare_versions(catalogue, name)
    assert (found.old, found.new) == (two, three)
    assert compare_versions(catalogue, name, one[:8], two[:8]).old == one
    with pytest.raises(UnknownNameError, match="no version before"):
        compare_versions(catalogue, name, new=one)
    with pytest.raises(UnknownNameError, match="names no versions"):
        compare_versions(catalogue, name, "zzz")


def test_a_document_that_returns_to_an_earlier_text_is_compared_with_the_one_between(
    catalogue: Catalogue,
) -> None:
    first = article("Satu taman.", fetched_at="2021-01-01T00:00:00+00:00")
    second = article("Dua taman.", fetched_at="2021-02-01T00:00:00+00:00")
    for document in (first, second, first):
        catalogue.put(document)
    found = compare_versions(catalogue, first.id)
    assert (found.old, found.new) == (second.version, first.version)


def test_a_document_is_found_by_id_prefix_and_address(catalogue: Catalogue) -> None:
    document = article(OLD)
    catalogue.put(document)
    assert catalogue.find(document.id) == document.id
    assert catalogue.find(document.id[:6]) == document.id
    assert catalogue.find(f"{document.origin}/?utm_source=x") == document.id
    with pytest.raises(UnknownNameError, match="No document 'ab'"):
        catalogue.find("ab")
