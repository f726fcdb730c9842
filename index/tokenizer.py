"""The tokenizer of the shipped model, in memory once: it takes 300 MB."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@cache
def tokenizer_at(path: Path) -> Tokenizer:
    """Return the tokenizer of a file; it neither fills up nor cuts."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_padding()
    found.no_truncation()
    return found
