"""The steps of an answer as they happen: what a stream shows, and the whole at its end."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from api.answer import Answer, Citation, Note, Sentence, Status, Suggestion, Topic
from api.citation import Numbering
from api.phrases import phrase
from api.question import Question
from api.statement import Statement

Stage = Literal["searching", "writing", "checking"]
Event = Stage | Citation | Sentence | Answer
"""In a stream: stages, then each citation before the first sentence that needs it, the answer."""


@dataclass
class Answering:
    """An answer that is being made."""

    question: Question
    numbering: Numbering
    sentences: list[Sentence] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def state(self, statement: Statement) -> Iterator[Event]:
        """Add a sentence; yield what is new."""
        sentence, new = self.numbering.number(statement)
        self.citations += new
        self.sentences.append(sentence)
        yield from new
        yield sentence

    def note(self, code: str, **values: str) -> None:
        """Add something that the reader should know, once."""
        if all(note.code != code for note in self.notes):
            self.notes.append(Note(code, phrase(code, self.question.language, **values)))

    def end(
        self,
        status: Status,
        *,
        suggestions: Sequence[Suggestion] = (),
        topics: Sequence[Topic] = (),
        model: str | None = None,
    ) -> Answer:
        """Return the whole answer."""
        return Answer(
            id=uuid.uuid4().hex,
            status=status,
            question=self.question.text,
            language=self.question.language,
            sentences=tuple(self.sentences),
            citations=tuple(self.citations),
            notes=tuple(self.notes),
            suggestions=tuple(suggestions),
            topics=tuple(topics),
            model=model,
        )
