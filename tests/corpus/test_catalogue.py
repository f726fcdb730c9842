from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.catalogue import Catalogue
from corpus.errors import StorageError, UnknownNameError
from tests.documents import article, paged


def test_a_document_comes_back_as_it_was_put(catalogue: Catalogue) -> None:
    document = paged(["Satu.", "", "Tiga."], author="Diskominfo", published="2021-05")
    catalogue.put(document)
    assert catalogue.document(document.id) == document


def test_putting_the_same_document_again_changes_nothing(catalogue: Catalogue) -> None:
    assert [catalogue.put(article("Isi.")) for _ in range(2)] == ["new", "unchanged"]


def test_when_it_was_fetched_does_not_make_a_new_version(catalogue: Catalogue) -> None:
    first = article("Isi.", fetched_at="2021-01-01")
    catalogue.put(first)
    assert catalogue.put(replace(first, fetched_at="2022-01-01")) == "unchanged"


def test_an_earlier_version_stays_readable(catalogue: Catalogue) -> None:
    old, new = article("Dulu 25 daerah."), article("Kini 50 daerah.")
    catalogue.put(old)
    assert catalogue.put(new) == "changed"
    assert catalogue.document(old.id).text == "Kini 50 daerah."
    assert catalogue.document(old.id, old.version).text == "Dulu 25 daerah."


def test_a_withdrawn_document_is_kept_but_not_active(catalogue: Catalogue) -> None:
    document = article("Isi.")
    catalogue.put(document)
    assert catalogue.withdraw(document.id)
    assert not catalogue.withdraw(document.id), "a second time there is nothing to withdraw"
    assert catalogue.active() == {}
    assert catalogue.active_among([document.id]) == set()
    assert catalogue.document(document.id).text == "Isi."


def test_a_withdrawn_document_that_returns_is_new_again(catalogue: Catalogue) -> None:
    document = article("Isi.")
    catalogue.put(document)
    catalogue.withdraw(document.id)
    assert catalogue.put(document) == "new"
    assert list(catalogue.active()) == [document.id]


def test_an_unknown_document_is_an_error_that_names_it(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownNameError, match="No document 'feed'"):
        catalogue.document("feed")


def test_the_second_run_that_misses_a_document_withdraws_it(catalogue: Catalogue) -> None:
    document = article("Isi.")
    catalogue.put(document)
    assert [catalogue.miss(document.id, "run 1") for _ in range(2)] == ["missing", "missing"]
    assert list(catalogue.active()) == [document.id]
    assert catalogue.miss(document.id, "run 2") == "withdrawn"
    assert catalogue.active() == {}


def test_a_document_that_was_seen_between_two_misses_stays(catalogue: Catalogue) -> None:
    document = article("Isi.")
    catalogue.put(document)
    catalogue.miss(document.id, "run 1")
    catalogue.seen(document.id)
    assert catalogue.miss(document.id, "run 3") == "missing"


def test_readers_see_what_another_thread_wrote(catalogue: Catalogue) -> None:
    def put() -> None:
        catalogue.put(article("Isi."))
        catalogue.close()

    writer = threading.Thread(target=put)
    writer.start()
    writer.join()
    assert len(catalogue.active()) == 1


def test_a_file_that_is_no_catalogue_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    path.write_text("not a database, but long enough to look like a broken one" * 50)
    with pytest.raises(StorageError, match="cannot be used"):
        Catalogue(path)


def test_a_catalogue_of_a_newer_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(StorageError, match="newer Enam Pilar"):
        Catalogue(path)


def test_a_folder_that_cannot_be_made_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="a file is in the way"):
        Catalogue(tmp_path / "file" / "data" / "catalogue.sqlite")
