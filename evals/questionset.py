"""The questions of an evaluation, as data: the files under ``evals/questions``.

One question in both languages is a pair; what both share is said once, what differs stands in
``id`` and ``en``, and either may be left out of a colloquial or an outside question:

    [[pair]]
    name = "cohort-2018-count"
    category = "numeric"
    why = "The plainest count; the target of 75 stands beside it."
    topic = "programme/cohort-2018"  # a digest that holds the evidence; a list for several
    pages = "masterplan.pdf#3"       # or a page of a file in evals/documents; a list for several
    facts = [["50"]]                 # of every inner list, one spelling must stand in the answer
    never = ["75 daerah"]            # what must not stand in it
    id = { text = "Berapa daerah yang ikut pada 2018?" }
    en = { text = "How many regions joined in 2018?", never = ["75 regions"] }

``status`` is the state that the answer should have, ``found`` where it is left out. A question in
one language alone may stand as ``[[question]]`` with the same fields and ``id`` and ``language``.
A ``why`` at the head of a file is that of every entry without one.

A file whose name begins with ``test`` belongs to the locked half: whoever tunes never reads it.
One that begins with ``seen`` belonged to it until its figures had been looked at too often for
another claim; those and all others are for tuning.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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

from api.answer import Status
from corpus.document import LANGUAGES, Language
from corpus.errors import PilarError

SetName = Literal["dev", "seen", "test"]
SET_NAMES: tuple[SetName, ...] = get_args(SetName)
LOCKED: SetName = "test"
TUNING: tuple[SetName, ...] = ("dev", "seen")

Kind = Literal["answerable", "unanswerable", "outside"]

Category = Literal[
    "factual",
    "numeric",
    "list",
    "definitional",
    "procedural",
    "comparative",
    "temporal",
    "conflicting",
    "multi-document",
    "near-miss",
    "out-of-scope",
    "adversarial",
    "colloquial",
]
CATEGORIES: tuple[Category, ...] = get_args(Category)
"""Near-miss: the corpus knows the topic but not the answer. Adversarial: instructions inside
documents, false premises, requests for personal data. Colloquial: typos and spoken language."""

_LONE_CATEGORIES = ("out-of-scope", "colloquial")  # need no twin in the other language
_CATEGORY_OF: dict[Status, Category] = {"not_found": "near-miss", "out_of_scope": "out-of-scope"}

_Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
_Topic = Annotated[str, StringConstraints(pattern=r"^[a-z]+/[a-z0-9-]+$")]
_Page = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z]+(#[1-9][0-9]*)?$")]


class QuestionSetError(PilarError):
    """A set of questions is wrong, unknown or locked."""

    code = "question-set"


class Question(BaseModel):
    """A question with what a right answer to it holds.

    :ivar status: the state that a right answer has.
    :ivar why: what the case tries.
    :ivar facts: every inner tuple is one fact in its alternative spellings.
    :ivar never: spellings that a right answer does not hold.
    :ivar topics: digests that hold the evidence, as ``<theme>/<topic>``.
    :ivar pages: files of evals/documents that hold it, as ``<name>#<page>`` where they have pages.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+$")]
    language: Language
    text: _Text
    category: Category
    why: str = ""
    status: Status = "found"
    facts: tuple[Annotated[tuple[_Text, ...], Field(min_length=1)], ...] = ()
    never: tuple[_Text, ...] = ()
    topics: tuple[_Topic, ...] = Field((), alias="topic")
    pages: tuple[_Page, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _category_of_status(cls, value: Any) -> Any:  # noqa: ANN401 - whatever TOML holds
        if isinstance(value, dict) and "category" not in value:
            return value | {"category": _CATEGORY_OF.get(value.get("status", ""), "factual")}
        return value

    @field_validator("topics", "pages", "never", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value

    @model_validator(mode="after")
    def _facts_fit_status(self) -> Question:
        if self.kind == "answerable" and not self.facts:
            raise ValueError("an answerable question needs facts")
        if self.kind != "answerable" and (self.facts or self.topics or self.pages):
            raise ValueError("a question without an answer has no facts, no topic and no pages")
        return self

    @cached_property
    def kind(self) -> Kind:
        """What the question tries."""
        if self.status == "not_found":
            return "unanswerable"
        return "outside" if self.status == "out_of_scope" else "answerable"

    @property
    def name(self) -> str:
        """What tells it from every other question: id and language."""
        return f"{self.id}/{self.language}"


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

    :raises QuestionSetError: for the locked set.
    """
    if name == LOCKED:
        raise QuestionSetError(
            f"The set {name!r} is locked: its failures are not shown, so that nobody tunes on it.",
            "Use --set dev, or leave --failures out.",
        )


def load_set(name: SetName) -> list[Question]:
    """Return the questions of a shipped set, file by file.

    :raises QuestionSetError: naming the first entry that is wrong.
    """
    questions: list[Question] = []
    for file in sorted((files("evals") / "questions").iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml") and _set_of(file.name) == name:
            questions += parse_set(file.read_text("utf-8"), file.name)
    _refuse_problems(questions, name)
    return questions


def _set_of(file: str) -> SetName:
    return next((name for name in SET_NAMES if file.startswith(name)), "dev")


def parse_set(source: str, name: str) -> list[Question]:
    """Read one file of a set.

    :param name: of the file, for messages.
    :raises QuestionSetError: naming the first entry that is wrong.
    """
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise QuestionSetError(f"{name} is no TOML: {error}.") from error
    shared = {"why": content.pop("why")} if "why" in content else {}
    stray = sorted(content.keys() - {"question", "pair"})
    if stray or not any(content.values()):
        found = f"holds {stray[0]!r}" if stray else "holds no questions"
        raise QuestionSetError(f"{name} {found}; expected only [[pair]] and [[question]] entries.")
    entries = [half for pair in content.get("pair", ()) for half in _halves(pair, name)]
    entries += content.get("question", ())
    questions = [_question(shared | entry, name) for entry in entries]
    _refuse_problems(questions, name)
    return questions


def _halves(pair: dict[str, Any], file: str) -> Iterator[dict[str, Any]]:
    """Yield the questions of a pair, each with what both share."""
    shared = {key: value for key, value in pair.items() if key not in ("name", *LANGUAGES)}
    halves = [language for language in LANGUAGES if isinstance(pair.get(language), dict)]
    if not halves:
        raise QuestionSetError(f"{file}, {pair.get('name', 'no name')}: expected `id` and `en`.")
    for language in halves:
        yield shared | {"id": pair.get("name", ""), "language": language} | pair[language]


def _question(entry: dict[str, Any], file: str) -> Question:
    try:
        return Question.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        where = f"{entry.get('id') or 'no name'} ({entry.get('language', '?')})"
        told = first["msg"].removeprefix("Value error, ").lower()
        raise QuestionSetError(
            f"{file}, {where}: {field + ': ' if field else ''}{told}."
        ) from error


def _refuse_problems(questions: Sequence[Question], name: str) -> None:
    for problem in _problems(questions):
        raise QuestionSetError(f"{name}: {problem}.")


def _problems(questions: Iterable[Question]) -> Iterator[str]:
    """Yield what is wrong between entries: doubles and halves of pairs."""
    known = list(questions)
    counts = Counter((question.id, question.language) for question in known)
    for (id_, language), count in counts.items():
        if count > 1:
            yield f"{id_!r} stands {count} times in {language!r}"
    for question in known:
        if question.category in _LONE_CATEGORIES:
            continue
        missing = [language for language in LANGUAGES if (question.id, language) not in counts]
        if missing:
            yield f"{question.id!r} lacks its twin in {missing[0]!r}"
