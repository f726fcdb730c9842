"""A language model behind any OpenAI-compatible endpoint, through LlamaIndex.

vLLM, llama.cpp, Ollama and the clouds all speak that protocol. What goes wrong on the way
becomes one error of ours, which the answer survives.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol

from corpus.errors import PilarError, SettingsError
from corpus.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM, ChatResponse

KIND = "openai-like"
_LONGEST = 20_000  # characters of one answer: a model that rambles on is cut off
_MOST_TOKENS = 1_200

Role = Literal["system", "user"]


class LanguageModelError(PilarError):
    """The language model did not answer, or not to the end."""

    code = "language-model"


class LanguageModel(Protocol):
    """Whatever writes."""

    name: str

    def stream(self, messages: Sequence[tuple[Role, str]]) -> Iterator[str]:
        """Yield the answer piece by piece.

        :raises LanguageModelError: when it does not come, not in time or not to the end.
        """
        ...


class OpenAILikeModel:
    """A model at an endpoint.

    :param timeout: seconds that may pass without a sign of life.
    :param deadline: seconds that the whole answer may take.
    """

    def __init__(self, name: str, url: str, key: str, *, timeout: float, deadline: float) -> None:
        from llama_index.llms.openai_like import OpenAILike

        self.name = name
        self._deadline = deadline
        self._llm: LLM = OpenAILike(
            model=name,
            api_base=url,
            api_key=key,
            is_chat_model=True,
            max_tokens=_MOST_TOKENS,
            temperature=0.0,
            timeout=timeout,
            max_retries=0,  # the extractive answer is a better second try
        )

    def stream(self, messages: Sequence[tuple[Role, str]]) -> Iterator[str]:
        """Yield the answer piece by piece."""
        from llama_index.core.llms import ChatMessage

        chat = [ChatMessage(role=role, content=text) for role, text in messages]
        try:
            yield from self._within_limits(_to_the_end(self._llm.stream_chat(chat)))
        except LanguageModelError:
            raise
        # The client, the transport under it and LlamaIndex each raise a family of their own, and
        # a server that talks nonsense reaches all of them.
        except Exception as error:
            raise LanguageModelError(_reason(error)) from error

    def _within_limits(self, pieces: Iterator[str]) -> Iterator[str]:
        started, length = time.monotonic(), 0
        for piece in pieces:
            length += len(piece)
            if time.monotonic() - started > self._deadline:
                raise LanguageModelError(f"It took longer than {self._deadline:g} s.")
            if length > _LONGEST:
                raise LanguageModelError(f"It wrote more than {_LONGEST} characters.")
            yield piece


def open_language_model(settings: Settings) -> LanguageModel | None:
    """Return the model that the settings name, or None where answers are extractive.

    :raises SettingsError: when the setting is not of the form ``openai-like:MODEL``.
    """
    if not settings.llm:
        return None
    kind, _, name = settings.llm.partition(":")
    if kind != KIND or not name:
        raise SettingsError(
            f"PILAR_LLM is {settings.llm!r}, expected {KIND}:MODEL.",
            f"For example PILAR_LLM={KIND}:qwen2.5-7b-instruct and "
            "PILAR_LLM_URL=http://127.0.0.1:8080/v1; unset it for extractive answers.",
        )
    if not settings.llm_url:
        raise SettingsError(
            "PILAR_LLM is set, and PILAR_LLM_URL is not.",
            "Set it to the endpoint, for example http://127.0.0.1:8080/v1.",
        )
    key = settings.llm_key.get_secret_value() if settings.llm_key else "none"
    return OpenAILikeModel(
        name, settings.llm_url, key, timeout=settings.llm_timeout, deadline=settings.llm_deadline
    )


def _to_the_end(pieces: Iterator[ChatResponse]) -> Iterator[str]:
    """Yield the text of a stream.

    :raises LanguageModelError: when the stream closes before the model says that it has finished,
        or the model ran out of tokens: the last sentence, and a figure in it, may be half.
    """
    finish = None
    for piece in pieces:
        choices = getattr(piece.raw, "choices", None) or ()
        finish = next((one.finish_reason for one in choices if one.finish_reason), finish)
        yield piece.delta or ""
    if finish is None:
        raise LanguageModelError("It broke off in the middle.")
    if finish == "length":
        raise LanguageModelError(f"It wrote more than {_MOST_TOKENS} tokens.")


def _reason(error: Exception) -> str:
    if "timeout" in type(error).__name__.lower() or "timed out" in str(error).lower():
        return "It did not answer in time."
    told = " ".join(str(error).split())
    return f"It failed: {told[:200] or type(error).__name__}"
