"""Colloquial spellings: "brp kab yg ikut" asks for "berapa kabupaten yang ikut"."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"(?<![\w@/.-])[a-z]+\d?(?![\w@/-]|\.\w)\.?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"\b((?:di|me)(?!m?p?impin|n?jamin|n?y?alin|m?bikin|ngizin|izin|lain|yakin)[a-z]{3,})in\b"
)
"""The spoken ending of "diresmiin" and "diadain", for "diresmikan", "diadakan"."""
_GAPS = re.compile(r" {2,}")


def spelled_out(text: str) -> str:
    """Return a question in the words that documents use.

    >>> spelled_out("gimana caranya, dan brp thn?")
    'bagaimana caranya, dan berapa tahun?'
    """
    words = _words()

    def plain(match: re.Match[str]) -> str:
        written = match[0].rstrip(".")
        found = words.get(written.lower())
        # Capitals throughout are an acronym, one within a question a name: "Sagara Sapa".
        is_name = written[0].isupper() and match.start() > 0
        if found is None or is_name or (written.isupper() and len(written) > 1):
            return match[0]
        return found.capitalize() if written[0].isupper() else found

    formal = _SPOKEN.sub(r"\1kan", _WORD.sub(plain, text))
    return _GAPS.sub(" ", formal).strip()


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = tomllib.loads((files("api") / "colloquial.toml").read_text("utf-8"))[
        "words"
    ]
    return words
