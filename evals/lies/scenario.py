"""A Scenario: a question, what a scripted model says to it, and what must and must not come out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from evals.scriptedmodel import Evidence, Script, Step, token_of

Kind = Literal["lie", "planted", "truth"]

_Text = Annotated[str, StringConstraints(min_length=1)]
_TOKEN = re.compile(r"\[@([^\]]+)\]")


class Scenario(BaseModel):
    """One run.

    :ivar says: the model's answer; ``[@words]`` becomes the token of the passage that holds them.
    :ivar never: texts that no sentence of the answer may hold, quotes of a lie's source apart.
    :ivar keeps: texts that a sentence worded by the model must hold: what it said truly.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    question: _Text
    says: _Text
    never: tuple[_Text, ...] = ()
    keeps: tuple[_Text, ...] = ()
    why: str = Field("", description="The kind of lie.")

    @property
    def script(self) -> Script:
        """What the model does: it says its text in one go."""

        def run(evidence: Evidence) -> Iterator[Step]:
            yield _TOKEN.sub(lambda match: f"[{token_of(evidence, match[1])}]", self.says)

        return run


def scenarios() -> list[Scenario]:
    """Return all scenarios that ship, lies first."""
    folder = files("evals") / "lies"
    found = []
    for name in ("lies.toml", "planted.toml"):
        listed = tomllib.loads((folder / name).read_text("utf-8"))
        for kind, entries in listed.items():
            found += [Scenario(kind=kind, **entry) for entry in entries]
    return found
