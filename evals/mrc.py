"""Reading comprehension sets in SQuAD's form, as lessons: questions on paragraphs, some untold.

Files are not part of the project. The reader learned from IDK-MRC (Putri and Oh 2022: Indonesian
questions that people wrote so that a paragraph does not answer them), the questions for development
of SQuAD 2.0 (Rajpurkar et al. 2018) and their Indonesian translation, which IDK-MRC brings along.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from api.focus import Span, neighbourhood
from corpus.errors import PilarError
from corpus.sentences import sentence_spans
from evals.lessons import Lesson
from index.reader import Told

_SHOWN = 6  # stretches of a paragraph
_FEWEST = 4  # stretches in all; others come from the paragraphs beside it
_OPENING = 9  # words of a paragraph that stand for its title
_WORD = re.compile(r"\w{3,}")
_STEM = 6  # letters


class MrcError(PilarError):
    """A file is no reading comprehension set."""

    code = "mrc"


class _Answer(BaseModel):
    answer_start: int


class _Question(BaseModel):
    question: Annotated[str, Field(min_length=1)]
    answers: list[_Answer] = []
    is_impossible: bool = False


class _Paragraph(BaseModel):
    context: str
    qas: list[_Question]


class _Article(BaseModel):
    paragraphs: list[_Paragraph]


class _Squad(BaseModel):
    data: list[_Article]


_FORMS: TypeAdapter[_Squad | list[_Paragraph]] = TypeAdapter(_Squad | list[_Paragraph])


def on_reading_set(path: Path) -> Iterator[Lesson]:
    """Yield the lessons of a file: SQuAD's articles, or the list of paragraphs of IDK-MRC.

    :raises MrcError: when it is neither.
    """
    try:
        read = _FORMS.validate_python(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as error:
        raise MrcError(f"{path} is no reading comprehension set in SQuAD's form.") from error
    articles = [article.paragraphs for article in read.data] if isinstance(read, _Squad) else [read]
    paragraphs = [paragraph for article in articles for paragraph in article]
    for place, paragraph in enumerate(paragraphs):
        near = [p.context for p in paragraphs[max(place - 2, 0) : place + 3] if p != paragraph]
        for asked in paragraph.qas:
            if lesson := _lesson(asked, paragraph.context, near):
                yield lesson


def _lesson(asked: _Question, context: str, near: Sequence[str]) -> Lesson | None:
    spans = [*sentence_spans(context)]
    answers = [] if asked.is_impossible else [one.answer_start for one in asked.answers[:1]]
    right = {span for start in answers for span in spans if span[0] <= start < span[1]}
    if answers and not right:
        return None
    wanted = _stems(asked.question)
    order = sorted(spans, key=lambda s: (s not in right, -len(wanted & _stems(context[slice(*s)]))))
    shown: list[Told] = []
    told: list[tuple[bool, ...]] = []
    seen: set[Span] = set()
    opening = " ".join(context.split()[:_OPENING])
    for span in order:
        if len(shown) < _SHOWN and span not in seen:
            stretch, inside = _stretch(context, spans, span, opening)
            shown.append(stretch)
            told.append(tuple(one in right for one in inside))
            seen.update(inside)
    for other in near[: max(_FEWEST - len(shown), 0)]:
        theirs = [*sentence_spans(other)]
        best = max(theirs, key=lambda s: len(wanted & _stems(other[slice(*s)])), default=None)
        if best:
            stretch, inside = _stretch(other, theirs, best, "")
            shown.append(stretch)
            told.append((False,) * len(inside))
    return Lesson(asked.question.strip(), tuple(shown), tuple(told))


def _stretch(text: str, spans: Sequence[Span], own: Span, opening: str) -> tuple[Told, list[Span]]:
    """Return a sentence among its neighbours, and which sentences these are, its own first."""
    start, end = neighbourhood(spans, own)
    inside = [own, *(s for s in spans if s != own and start <= s[0] and s[1] <= end)]
    title = opening if own[0] else ""
    placed = tuple((s - start, e - start) for s, e in inside)
    return Told(title, "", text[start:end], placed), inside


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM].lower() for word in _WORD.findall(text))
