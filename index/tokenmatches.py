"""How the tokens of a passage match those of a question, and what any part of it scores by that."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Spans = npt.NDArray[np.int32]
"""Shape (tokens, 2): start and end of each token, in characters."""

Similarities = npt.NDArray[np.float32]
"""Shape (passage tokens, question tokens): cosines."""


@dataclass(frozen=True, slots=True)
class TokenMatches:
    """How each token of a passage matches each token of a question.

    :ivar spans: in the passage's text; (0, 0) for tokens of the title and headings.
    :ivar similar: cosines, shape (passage tokens, question tokens).
    """

    spans: Spans
    similar: Similarities

    def maxsim(self, start: int = 0, end: int | None = None) -> float:
        """Return the mean, over the question's tokens, of the best cosine in a part of the text.

        The whole passage, its title and headings included, when no ``end`` is given.
        """
        similar = self.similar if end is None else self.similar[self.within(start, end)]
        return float(similar.max(axis=0).mean()) if similar.size else 0.0

    def within(self, start: int, end: int) -> slice:
        """Return which tokens stand in a part of the text: they are in the order of the text."""
        first = np.searchsorted(self.spans[:, 1], start, side="right")
        return slice(int(first), int(np.searchsorted(self.spans[:, 0], end)))

    def best(self) -> list[tuple[int, int, float]]:
        """Return, for each token of the question, start, end and cosine of its best match.

        Tokens of the title and headings are passed over.
        """
        own = np.flatnonzero(self.spans[:, 1] > 0)
        if not len(own):
            return []
        similar = self.similar[own]
        places = own[similar.argmax(axis=0)]
        cosines = similar.max(axis=0)
        return [
            (int(self.spans[place, 0]), int(self.spans[place, 1]), float(cosine))
            for place, cosine in zip(places, cosines, strict=True)
        ]
