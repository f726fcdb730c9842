"""A Tag: a pillar or sub-dimension that a text is about, how sure that is, and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Reason = Literal[
    "maintainer", "editor", "source", "heading", "words", "model", "definition", "passages"
]
"""What gave a tag: a correction, a digest's editor, the source's settings, a name in the title or
a heading, keywords, the classifier, nearness to the pillar's definition, or (of a document) its
passages."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A pillar id or sub-dimension id.

    :ivar confidence: 0 to 1; of a document's tag, the mean over the passages that bear it.
    :ivar evidence: what a person checks it by: the name, the keywords, the maintainer's words.
    """

    label: str
    confidence: float
    reason: Reason
    evidence: str = ""

    def json(self) -> dict[str, Any]:
        """Return the tag as the index stores it and the API shows it."""
        return asdict(self)
