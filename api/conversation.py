"""Questions one after another: what is left out of one is taken from the one before."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import asdict, replace

from api.answer import Answer, Note
from api.answerer import Answerer
from api.answering import Event
from api.followup import resolve
from api.history import History
from api.phrases import phrase
from corpus.document import Language
from index.filters import Filters


class Conversations:
    """Answers questions in conversations and keeps what follow-ups and exports need."""

    def __init__(self, answerer: Answerer, history: History) -> None:
        self._answerer = answerer
        self._history = history

    def stream(
        self,
        text: str,
        language: Language | None,
        filters: Filters,
        conversation: str | None = None,
        *,
        as_is: bool = False,
    ) -> Iterator[Event]:
        """Answer a question step by step; the last event is the whole answer.

        :param conversation: the id that an earlier answer gave; a new one begins when None.
        :param as_is: take nothing from the question before.
        """
        before = self._history.last_question(conversation) if conversation and not as_is else None
        full = resolve(text, before)
        for event in self._answerer.stream(full or text, language, filters):
            if isinstance(event, Answer):
                yield self._kept(event, text, full, conversation, filters)
            else:
                yield event

    def answer(
        self,
        text: str,
        language: Language | None,
        filters: Filters,
        conversation: str | None = None,
        *,
        as_is: bool = False,
    ) -> Answer:
        """Answer a question."""
        *_, answer = self.stream(text, language, filters, conversation, as_is=as_is)
        if not isinstance(answer, Answer):
            raise TypeError("a stream ends with the answer")
        return answer

    def _kept(
        self,
        answer: Answer,
        text: str,
        full: str | None,
        conversation: str | None,
        filters: Filters,
    ) -> Answer:
        notes = answer.notes
        if full:
            told = phrase("understood", answer.language, question=full)
            notes = (Note("understood", told), *notes)
        whole = replace(
            answer,
            question=text,
            understood_as=full,
            conversation_id=conversation or uuid.uuid4().hex,
            notes=notes,
        )
        self._history.keep(whole, full or text, asdict(filters))
        return whole
