from __future__ import annotations

from corpus.clauses import clauses


def test_clauses_open_in_their_turn_only() -> None:
    text = "(1) Satu menurut\n(4) lain: a. x; b. y. (2) Dua sesuai ayat (1).\n(3) Tiga."
    assert [" ".join(clause.label) for clause in clauses(text, 0, len(text))] == [
        "ayat (1)",
        "ayat (1) huruf a",
        "ayat (1) huruf b",
        "ayat (2)",
        "ayat (3)",
    ]
