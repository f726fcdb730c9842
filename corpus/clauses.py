"""The ayat and huruf inside a Pasal: where each begins.

>>> text = "(1) Setiap orang wajib: a. daftar; b. lapor. (2) Cukup."
>>> for clause in clauses(text, 0, len(text)):
...     print(text[clause.start :][:7], *clause.label)
(1) Set ayat (1)
a. daft ayat (1) huruf a
b. lapo ayat (1) huruf b
(2) Cuk ayat (2)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARK = re.compile(
    r"(?:(?<=[\n.;:”\"])|(?<=[.;:”\"] )|\A|(?<=\b(?:dan) )|(?<=atau )|(?<=;dan))"
    r"(?:\((?P<ayat>\d{1,2}|[lI])(?P<inserted>[a-z]?)\)\s?(?=\S)"
    r"|(?P<letter>[a-z]{1,2})[.)]\s(?=\S)|(?P<number>\d{1,3})\.\s(?=[A-Z]))"
    r"|\bAyat\s?\((?P<explained>\d{1,2}|[lI])\)|\bHuruf\s?(?P<explained_letter>[a-z]{1,2})\b"
    r"|\bAngka\s(?P<explained_number>\d{1,3})\b"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a Pasal that begins at ``start``; ``label`` is ``("ayat (2)", "huruf b")``."""

    start: int
    label: tuple[str, ...]


def clauses(text: str, start: int, end: int) -> Iterator[Clause]:
    """Yield the clauses of the Pasal ``text[start:end]``, in order.

    A number opens an ayat only in its turn, so that "ayat (2)" cited at a line's beginning or a
    scanner's "(21" opens none; the clauses of an explanation are named in words ("Ayat (2)").
    """
    ayat, letter, number = "", "", 0
    last = 0
    for mark in _MARK.finditer(text, start, end):
        found = mark["ayat"] or mark["explained"]
        if found:
            value = 1 if found in "lI" else int(found)
            if not (last <= value <= last + 2) or (value == last and not mark["inserted"]):
                continue
            last, ayat = value, f"ayat ({value}{mark['inserted'] or ''})"
            letter, number = "", 0
            yield Clause(mark.start(), (ayat,))
        elif mark["letter"] or mark["explained_letter"]:
            found_letter = mark["letter"] or mark["explained_letter"]
            if not _is_next(letter, found_letter):
                continue
            letter = found_letter
            yield Clause(mark.start(), tuple(part for part in (ayat, f"huruf {letter}") if part))
        else:
            value = int(mark["number"] or mark["explained_number"])
            if letter or not 0 < value - number <= 2:  # noqa: PLR2004 - one may be missing
                continue
            number = value
            yield Clause(mark.start(), tuple(part for part in (ayat, f"angka {value}") if part))


def _is_next(last: str, found: str) -> bool:
    """Tell whether a letter follows another in a list, or begins one; one may be missing."""
    if found == "a":
        return True
    return bool(last) and 0 < _place(found) - _place(last) <= 2  # noqa: PLR2004


def _place(letter: str) -> int:
    return ord(letter[0]) - ord("a") + 26 * (len(letter) - 1)
