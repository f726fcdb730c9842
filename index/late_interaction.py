"""Late interaction: comparing a question and a text word by word (Khattab and Zaharia 2020).

Every token of the question looks for its nearest token in the text; the score is the mean of
those nearest cosines. The vectors are those of the shipped model before pooling, with the
corpus's mean token taken out, because all tokens of such a model lean the same way. Without any
training this ranks better than the pooled vectors on every set that was measured.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

TokenVectors = npt.NDArray[np.float32]
"""Shape (tokens, dimensions), float32, rows of length 1."""

Centre = npt.NDArray[np.float32]
"""The mean of a corpus's token vectors, shape (dimensions,)."""


def centred(tokens: TokenVectors, centre: Centre) -> TokenVectors:
    """Take the centre out of token vectors and bring them back to length 1."""
    return unit(tokens - centre)


def unit(vectors: npt.NDArray[np.float32]) -> TokenVectors:
    """Bring rows to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: TokenVectors = np.divide(
        vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0
    )
    return scaled


def maxsim(question: TokenVectors, text: TokenVectors) -> float:
    """Return the mean, over the question's tokens, of the best cosine in the text."""
    if not len(question) or not len(text):
        return 0.0
    return float((question @ text.T).max(axis=1).mean())
