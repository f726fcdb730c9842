"""Who issued a regulation: the ministry or agency of a Permen, the region of a Perda."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from corpus.errors import UnknownNameError
from corpus.regions import gazetteer

_NO_LETTER = re.compile(r"[\W_]+")
_BESIDE = re.compile(r"\b(?:republik indonesia|republic of indonesia|negara republik|the)\b|\bri\b")


@cache
def listed() -> dict[str, dict[str, list[str] | str]]:
    """Return the tables of ``ministries.toml``: ``ministries`` and ``nicknames``."""
    return tomllib.loads((files("corpus") / "ministries.toml").read_text("utf-8"))


@cache
def ministry(words: str) -> str:
    """Return the short id of the ministry or agency that the words name, or ``""``.

    >>> ministry("Komunikasi dan Informatika Republik Indonesia")
    'kominfo'
    """
    known = _ministries()
    name = key(_BESIDE.sub(" ", words.lower()))
    for prefix in ("", "menteri", "men", "mentri", "negara", "kepala"):
        if name.startswith(prefix) and name[len(prefix) :] in known:
            return known[name[len(prefix) :]]
    # "Kesehatan tentang Rumah Sakit": the longest name that the words begin with.
    begins = [spelling for spelling in known if len(spelling) > 4 and name.startswith(spelling)]  # noqa: PLR2004
    return known[max(begins, key=len)] if begins else ""


@cache
def region(words: str, office: str) -> str:
    """Return the official code of the region that the words name, or ``""``.

    :param office: ``kabupaten``, ``kota`` or ``provinsi`` where the type tells, else ``""``.
    """
    name = " ".join(_BESIDE.sub(" ", words.lower().strip(" ,")).split())
    for spelling in (f"{office} {name}", name) if office else (name,):
        try:
            return gazetteer().resolve(spelling).code
        except UnknownNameError:
            continue
    return ""


def key(name: str) -> str:
    """Return a name in the form that spellings are compared in."""
    return _NO_LETTER.sub("", name.lower())


@cache
def _ministries() -> dict[str, str]:
    return {key(name): short for short, names in listed()["ministries"].items() for name in names}
