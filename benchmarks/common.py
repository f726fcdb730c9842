"""How well text that documents share is told from text of their own, and how fast.

    python benchmarks/common.py

Copies are made of the passages of digests on places that ship: every name of a place in one is
replaced by that of another place, as in a plan that was copied from a neighbour's. They should be
alike; passages of different digests should not. Both are counted for runs of one to five words by
the true share of runs in common, with the names of places as they are and each as one word; then
by the signatures that the index keeps, which estimate the latter for runs of three. Speed is that
of random signatures, of which one in ten is another's copy.
"""

from __future__ import annotations

import random
from itertools import combinations
from time import perf_counter

import numpy as np

from corpus.digest import seed_digests
from corpus.mentions import find_mentions
from corpus.regions import gazetteer
from index.common import ALIKE, documents_sharing, signature, stacked, without_places
from index.splitter import split
from index.terms import tokens

SEED = 11
PASSAGES = 150_000
SHORTEST = 200  # characters: of passages that are compared
OTHER_PLACES = ("Kabupaten Lumajang", "Kota Bukittinggi", "Kabupaten Ogan Komering Ulu Timur")


def main() -> None:
    """Print the tables."""
    texts = [p.text for d in seed_digests() for p in split(d) if len(p.text) >= SHORTEST]
    copies = [(text, copied(text, place)) for text in texts for place in OTHER_PLACES]
    copies = [(text, copy) for text, copy in copies if text != copy]
    chance = random.Random(SEED)  # noqa: S311 - a draw that can be repeated
    strangers = chance.sample(list(combinations(texts, 2)), 10_000)
    print(f"{len(copies)} copies with other places, {len(strangers)} pairs of other text")
    print("| run of words | copies alike | places as one word | others alike |")
    print("| --- | --- | --- | --- |")
    for run in range(1, 6):
        as_is = share([shared(a, b, run) for a, b in copies])
        one_word, others = (
            share([shared(without_places(a), without_places(b), run) for a, b in pairs])
            for pairs in (copies, strangers)
        )
        print(f"| {run} | {as_is:.3f} | {one_word:.3f} | {others:.5f} |")
    found = [np.mean([marked(a, b) for a, b in pairs]) for pairs in (copies, strangers[:2_000])]
    print(f"by the index's signatures: {found[0]:.3f} of copies, {found[1]:.5f} of others")
    speed()


def copied(text: str, place: str) -> str:
    """Return a text with every place replaced by another."""
    for mention in reversed(find_mentions(text, gazetteer())):
        text = text[: mention.start] + place + text[mention.end :]
    return text


def shared(one: str, other: str, run: int) -> float:
    """Return the share of the runs of words that two texts have in common (Jaccard)."""
    a, b = (
        {tuple(words[at : at + run]) for at in range(len(words) - run + 1)}
        for words in (tokens(one), tokens(other))
    )
    return len(a & b) / max(1, len(a | b))


def share(likenesses: list[float]) -> float:
    """Return the share of pairs that are alike."""
    return float(np.mean([likeness >= ALIKE for likeness in likenesses]))


def marked(one: str, other: str) -> bool:
    """Tell whether the index would find two texts to be one."""
    return bool(documents_sharing(stacked([signature(one), signature(other)]), [0, 1])[0] == 2)  # noqa: PLR2004


def speed() -> None:
    """Print how long a whole index of signatures takes."""
    made = np.random.default_rng(SEED)
    signatures = made.integers(0, 2**32, (PASSAGES, 64), dtype=np.uint32)
    signatures[::10] = signatures[1]
    started = perf_counter()
    found = documents_sharing(signatures, np.arange(PASSAGES) // 40)
    took = perf_counter() - started
    print(f"{PASSAGES:,} passages: {took:.1f} s, {int((found > 1).sum()):,} shared")


if __name__ == "__main__":
    main()
