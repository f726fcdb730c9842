"""Questions one after another: what is taken from the one before, and how to undo it."""

from __future__ import annotations

from pathlib import Path

import pytest

from api.conversation import Conversations
from api.history import History
from api.service import Service
from index.filters import Filters

FIRST = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
NEXT = "kalau 2019?"
NONE = Filters()


@pytest.fixture
def conversations(seed_service: Service, tmp_path: Path) -> Conversations:
    return Conversations(seed_service.answerer, History(tmp_path / "history.sqlite", days=1))


def test_a_follow_up_is_answered_in_full_and_says_how_it_was_understood(
    conversations: Conversations,
) -> None:
    first = conversations.answer(FIRST, None, NONE)
    assert first.understood_as is None
    assert first.conversation_id
    second = conversations.answer(NEXT, None, NONE, first.conversation_id)
    assert second.question == NEXT
    assert second.understood_as == FIRST.replace("2018", "2019")
    assert second.conversation_id == first.conversation_id
    assert second.notes[0].code == "understood"
    assert "25" in second.sentences[0].text


def test_a_third_question_leans_on_the_second_as_it_was_understood(
    conversations: Conversations,
) -> None:
    talk = conversations.answer(FIRST, None, NONE).conversation_id
    conversations.answer(NEXT, None, NONE, talk)
    third = conversations.answer("dan 2017?", None, NONE, talk)
    assert third.understood_as == FIRST.replace("2018", "2017")


def test_as_it_is_a_question_takes_nothing_from_before(conversations: Conversations) -> None:
    talk = conversations.answer(FIRST, None, NONE).conversation_id
    conversations.answer(NEXT, None, NONE, talk)
    undone = conversations.answer(NEXT, None, NONE, talk, as_is=True)
    assert undone.understood_as is None
    assert undone.question == NEXT
    assert undone.conversation_id == talk
    assert all(note.code != "understood" for note in undone.notes)


def test_another_conversation_knows_nothing_of_this_one(conversations: Conversations) -> None:
    conversations.answer(FIRST, None, NONE)
    assert conversations.answer(NEXT, None, NONE).understood_as is None
    assert conversations.answer(NEXT, None, NONE, "never-heard-of").understood_as is None
