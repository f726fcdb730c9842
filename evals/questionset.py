"""The questions of an evaluation, as data: ``evals/questions/dev.toml`` and ``test.toml``.

    [[question]]
    id = "cohort-2018-count"      # the same for both languages of a pair
    language = "id"
    text = "Berapa daerah yang ikut Gerakan Menuju 100 Smart City pada 2018?"
    status = "found"              # or "not_found"
    facts = [["50"], ["2018"]]    # of every inner list, one spelling must stand in the answer
    topic = "programme/cohort-2018"  # a digest that holds the evidence; a list for several
    outside = true                # only with "not_found": nothing to do with smart cities

Tune on ``dev`` as you like. ``test`` is locked: whoever tunes never reads it.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.resources import files
from typing import Annotated, Any, Literal, get_args

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from corpus.document import LANGUAGES, Language
from corpus.errors import PilarError

SetName = Literal["dev", "test"]
SET_NAMES: tuple[SetName, ...] = get_args(SetName)

Kind = Literal["answerable", "unanswerable", "outside"]

_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Topic = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9-]+$")]


class QuestionSetError(PilarError):
    """A set of questions is wrong, unknown or locked."""

    code = "question-set"


class Question(BaseModel):
    """A question with what a right answer to it holds.

    :ivar facts: every inner tuple is one fact in its alternative spellings.
    :ivar topics: digests that hold the evidence, as ``<theme>/<topic>``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    language: Language
    text: _Text
    status: Literal["found", "not_found"]
    facts: tuple[Annotated[tuple[_Text, ...], Field(min_length=1)], ...] = ()
    topics: tuple[_Topic, ...] = Field((), alias="topic")
    outside: bool = False

    @field_validator("topics", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _facts_fit_status(self) -> Question:
        if self.status == "found" and not self.facts:
            raise ValueError("an answerable question needs facts")
        if self.status == "found" and self.outside:
            raise ValueError("a question from outside cannot be answerable")
        if self.status == "not_found" and (self.facts or self.topics):
            raise ValueError("a question without an answer has no facts and no topic")
        return self

    @cached_property
    def kind(self) -> Kind:
        """What the question tries."""
        if self.status == "found":
            return "answerable"
        return "outside" if self.outside else "unanswerable"


def find_set(name: str) -> SetName:
    """Return the name of a set.

    :raises QuestionSetError: when there is none of this name.
    """
    for known in SET_NAMES:
        if known == name:
            return known
    raise QuestionSetError(f"There is no set {name!r}.", f"Known: {', '.join(SET_NAMES)}.")


def refuse_failures(name: SetName) -> None:
    """Refuse to show single answers to a locked set.

    :raises QuestionSetError: for every set but the one for tuning.
    """
    if name != "dev":
        raise QuestionSetError(
            f"The set {name!r} is locked: its failures are not shown, so that nobody tunes on it.",
            "Use --set dev, or leave --failures out.",
        )


def load_set(name: SetName) -> list[Question]:
    """Return the questions of a shipped set, in the order of the file.

    :raises QuestionSetError: naming the first entry that is wrong.
    """
    file = files("evals") / "questions" / f"{name}.toml"
    return parse_set(file.read_text("utf-8"), f"{name}.toml")


def parse_set(source: str, name: str) -> list[Question]:
    """Read a set.

    :param name: of the file, for messages.
    :raises QuestionSetError: naming the first entry that is wrong.
    """
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise QuestionSetError(f"{name} is no TOML: {error}.") from error
    stray = sorted(content.keys() - {"question"})
    if stray or not content.get("question"):
        found = f"holds {stray[0]!r}" if stray else "holds no questions"
        raise QuestionSetError(f"{name} {found}; expected only [[question]] entries.")
    entries = enumerate(content["question"], start=1)
    questions = [_question(entry, number, name) for number, entry in entries]
    for problem in _problems(questions):
        raise QuestionSetError(f"{name}: {problem}.")
    return questions


def _question(entry: dict[str, Any], number: int, name: str) -> Question:
    try:
        return Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        where = f"entry {number} ({entry.get('id', 'no id')}, {entry.get('language', '?')})"
        told = first["msg"].removeprefix("Value error, ").lower()
        raise QuestionSetError(
            f"{name}, {where}: {field + ': ' if field else ''}{told}."
        ) from error


def _problems(questions: Sequence[Question]) -> Iterator[str]:
    """Yield what is wrong between entries: doubles and halves of pairs."""
    counts = Counter((question.id, question.language) for question in questions)
    for (id_, language), count in counts.items():
        if count > 1:
            yield f"{id_!r} stands {count} times in {language!r}"
    for question in questions:
        if question.outside:
            continue
        missing = [language for language in LANGUAGES if (question.id, language) not in counts]
        if missing:
            yield f"{question.id!r} lacks its twin in {missing[0]!r}"
