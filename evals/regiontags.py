"""How well passages and documents are tagged with the regions that they speak about.

    python -m evals.regiontags [--set dev|locked]

Prints precision and recall over region codes, traps apart, and every failure with the reasons
that the tagger gave. The rules were written on `dev` alone. `locked` holds passages written apart
from the rules, and the seed's digests on places, which an editor tagged before there were rules:
they are tagged here as if a crawler had found them, without their editor's tags.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.digest import seed_digests
from corpus.document import Document
from corpus.regions import gazetteer
from index.regiontags import RegionTag, region_tags

SETS = Path(__file__).parent / "regions"


@dataclass(frozen=True)
class Case:
    """A labelled text.

    :ivar trap: ``same`` for names that a Kota and a Kabupaten share, ``passing`` for places that
        the text is not about, ``plain``, or ``seed``.
    """

    id: str
    trap: str
    document: Document
    regions: frozenset[str]


@dataclass
class Score:
    """Codes that were right, too much and missing."""

    cases: int = 0
    right: int = 0
    excess: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        """Return the share of given codes that are right."""
        return self.right / max(1, self.right + self.excess)

    @property
    def recall(self) -> float:
        """Return the share of expected codes that were given."""
        return self.right / max(1, self.right + self.missing)

    def add(self, given: frozenset[str], expected: frozenset[str]) -> None:
        """Count one case."""
        self.cases += 1
        self.right += len(given & expected)
        self.excess += len(given - expected)
        self.missing += len(expected - given)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", choices=("dev", "locked"), default="dev")
    parser.add_argument("--quiet", action="store_true", help="only the figures")
    options = parser.parse_args()
    scores: dict[str, Score] = {"all": Score()}
    for case in cases(options.set):
        tags = region_tags(case.document, "", case.document.text)
        given = frozenset(tag.code for tag in tags)
        for name in ("all", case.trap):
            scores.setdefault(name, Score()).add(given, case.regions)
        if given != case.regions and not options.quiet:
            _show(case, tags)
    print(f"{options.set:<12}{'cases':>7}{'precision':>11}{'recall':>9}")
    for name, score in scores.items():
        print(f"{name:<12}{score.cases:>7}{score.precision:>11.3f}{score.recall:>9.3f}")


def cases(half: str) -> Iterator[Case]:
    """Yield the labelled texts of a set."""
    for line in (SETS / f"{half}.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        document = _document(item["id"], item["title"], item["text"])
        yield Case(item["id"], item["trap"], document, frozenset(item["regions"]))
    if half == "locked":
        for digest in seed_digests():
            if "/places/" in digest.origin:
                found = replace(digest, kind="article", regions=(), pillars=(), url=None)
                yield Case(digest.origin, "seed", found, frozenset(digest.regions))


def _document(name: str, title: str, text: str) -> Document:
    return Document(
        origin=name, source="evals", kind="article", title=title, text=text, language="id"
    )


def _show(case: Case, tags: tuple[RegionTag, ...]) -> None:
    print(f"{case.id} ({case.trap}): {case.document.title}\n  {case.document.text[:200]}")
    print(f"  expected {_labels(case.regions) or 'none'}")
    for tag in tags:
        print(f"  given    {gazetteer().get(tag.code).label}: {tag.why} {tag.words!r} x{tag.count}")


def _labels(codes: frozenset[str]) -> str:
    return ", ".join(gazetteer().get(code).label for code in sorted(codes))


if __name__ == "__main__":
    main()
