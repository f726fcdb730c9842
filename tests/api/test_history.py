"""What is kept of questions and answers, and when it is forgotten."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.answer import Note
from api.history import History
from corpus.errors import StorageError
from tests.api.export.conftest import answered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite"


def test_an_answer_comes_back_as_it_was(path: Path) -> None:
    answer = answered(notes=(Note("missing", "Tidak ada: 2031."),), conversation_id="c1")
    History(path, days=30).keep(answer, answer.question, {})
    assert History(path, days=30).answer("a1") == answer
    assert History(path, days=30).answer("other") is None


def test_the_newest_question_of_a_conversation_is_the_one_before(path: Path) -> None:
    history = History(path, days=30)
    for name, question in (("a1", "Pertama?"), ("a2", "Kedua, lengkap?")):
        history.keep(answered(id=name, conversation_id="c1"), question, {})
    history.keep(answered(id="a3", conversation_id="c2"), "Lain?", {})
    assert history.last_question("c1") == "Kedua, lengkap?"
    assert history.last_question("c3") is None


def test_what_is_older_than_the_setting_is_forgotten_and_feedback_stays(path: Path) -> None:
    history = History(path, days=30)
    history.keep(answered(conversation_id="c1"), "Lama?", {})
    history.rate("a1", "good", "Terima kasih.")
    with sqlite3.connect(path) as db:
        old = (datetime.now(UTC) - timedelta(days=31)).isoformat()
        db.execute("UPDATE answers SET asked = ?", (old,))
    db.close()
    history.keep(answered(id="a2", conversation_id="c1"), "Baru?", {})
    history = History(path, days=30)
    assert history.answer("a1") is None
    assert history.answer("a2")
    with sqlite3.connect(path) as db:
        assert db.execute("SELECT rating, comment FROM feedback").fetchall() == [
            ("good", "Terima kasih.")
        ]
    db.close()


def test_with_no_days_nothing_is_kept(path: Path) -> None:
    history = History(path, days=0)
    history.keep(answered(conversation_id="c1"), "Apa?", {})
    assert history.answer("a1") is None
    assert history.last_question("c1") is None


def test_a_damaged_file_is_one_clear_error(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"this is no database" * 100)
    with pytest.raises(StorageError, match="Delete the file"):
        History(path, days=30)
