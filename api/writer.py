"""Answers that a language model words, each sentence checked before anybody sees it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from api.draft import DraftReader, DraftSentence
from api.flaws import Flaw
from api.languagemodel import LanguageModel, LanguageModelError
from api.prompt import messages
from api.question import Question
from api.statement import Statement
from api.support import SupportChecker, Verdict
from corpus.language import detect_language
from index.hit import Hit

_REFUSALS = ("NO ANSWER", "TIDAK ADA JAWABAN")
_MOST_SENTENCES = 8
_TELLS_LANGUAGE = 5  # words: fewer may be names alone


@dataclass
class Outcome:
    """How the writing went; filled in while the sentences come.

    :ivar removed: why each sentence that did not pass was left out.
    :ivar failure: why the model stopped short, None where it came to its end.
    :ivar refused: the model says that the evidence does not hold the answer.
    """

    removed: list[Flaw] = field(default_factory=list)
    failure: LanguageModelError | None = None
    refused: bool = False


class Writer:
    """Lets a model word an answer from evidence and keeps what the evidence supports."""

    def __init__(self, model: LanguageModel, checker: SupportChecker) -> None:
        self._model = model
        self.name = model.name
        self._checker = checker

    def write(
        self, question: Question, evidence: Sequence[Hit], outcome: Outcome
    ) -> Iterator[Statement]:
        """Yield the sentences that are supported, as soon as each of them is known to be.

        Whatever the model does, this ends without an error; the outcome says what went wrong.
        """
        tokens = {f"E{number}": hit for number, hit in enumerate(evidence, start=1)}
        said: set[str] = set()
        for drafted in self._drafted(question, evidence, outcome):
            if drafted.text.rstrip(".").upper() in _REFUSALS:
                outcome.refused = True
                return
            if drafted.text in said:
                continue
            said.add(drafted.text)
            verdict = self._verdict(drafted, tokens, question)
            if verdict.flaw is None:
                yield Statement(drafted.text, question.language, verdict.quotes, is_quoted=False)
            else:
                outcome.removed.append(verdict.flaw)
            if len(said) == _MOST_SENTENCES:
                return

    def _drafted(
        self, question: Question, evidence: Sequence[Hit], outcome: Outcome
    ) -> Iterator[DraftSentence]:
        reader = DraftReader()
        try:
            for piece in self._model.stream(messages(question, evidence)):
                yield from reader.feed(piece)
        except LanguageModelError as error:
            # What came last may be half a sentence, and half a figure with it: it is dropped.
            outcome.failure = error
            return
        yield from reader.finish()

    def _verdict(
        self, drafted: DraftSentence, tokens: dict[str, Hit], question: Question
    ) -> Verdict:
        if any(token not in tokens for token in drafted.tokens):
            return Verdict(Flaw("uncited", "a token that was not given"))
        is_long = len(drafted.text.split()) >= _TELLS_LANGUAGE
        if is_long and detect_language(drafted.text) != question.language:
            return Verdict(Flaw("language"))
        return self._checker.check(drafted.text, [tokens[token] for token in drafted.tokens])
