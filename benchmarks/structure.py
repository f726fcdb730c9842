"""How regulations are read and split: whether each Pasal is found, is right, and how fast.

    python benchmarks/structure.py [--folder DIR] [--model]

The 308 laws lie in ``shared/data/regulations`` beside the checkout (or under PILAR_SHARED). The
rule that counts Pasal is written apart from the parser: a line of the raw file that says "Pasal"
and a number, and nothing else. Three samples of 150 passages, each of 30 other files, were drawn
with a fixed seed and read against the raw text (``evals/structure``). The first two were looked at
while the parser was mended, the third only once it was. With ``--model`` the tokens of every
passage are counted by the model, which takes minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tarfile
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from corpus.document import Document
from corpus.language import detect_language
from corpus.markdown import read_markdown
from corpus.passage import Passage
from corpus.regulation import find_regulations, own_regulation
from corpus.regulationtext import EXPLANATION
from corpus.regulationtitle import regulation_title
from corpus.sections import sections
from index.budget import Budget, tokens_at_most
from index.common import signature
from index.pieces import pieces
from index.splitter import split
from index.tagger import tag

ROOT = Path(__file__).resolve().parent.parent
JUDGEMENTS = ROOT / "evals" / "structure"
_LONE_PASAL = re.compile(r"^[ \t]*Pasal +(\d+[A-Z]?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class Law:
    """One file: its raw text and the document that it is read into."""

    name: str
    raw: str
    document: Document


def main() -> None:
    """Print the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, help="unpacked laws; else the archive is unpacked")
    options.add_argument("--model", action="store_true", help="count tokens with the model")
    asked = options.parse_args()
    shared = Path(os.environ.get("PILAR_SHARED") or ROOT.parent / "shared")
    archive = shared / "data" / "regulations" / "regulations.tar.gz"
    if not asked.folder and not archive.exists():
        sys.exit(f"No regulations: {archive} is missing. Set PILAR_SHARED or name --folder.")
    with tempfile.TemporaryDirectory() as unpacked:
        folder = asked.folder or Path(unpacked)
        if not asked.folder:
            with tarfile.open(archive) as packed:
                packed.extractall(folder, filter="data")
        laws, passages = _timed(folder)
    _pasal(laws)
    for path in sorted(JUDGEMENTS.glob("*.jsonl")):
        _judged(path, laws, passages)
    _lengths(laws, passages, model=asked.model)
    _breakdown(laws, passages)


def _timed(folder: Path) -> tuple[list[Law], dict[str, list[Passage]]]:
    started, busy = time.perf_counter(), time.process_time()
    laws = [_law(path, folder) for path in sorted(folder.rglob("*.md"))]
    read = time.perf_counter()
    passages = {law.name: split(law.document) for law in laws}
    done, busy = time.perf_counter(), time.process_time() - busy
    count = sum(map(len, passages.values()))
    keyed = sum(own_regulation(law.document.title) == _key(law.name) for law in laws)
    print(f"{len(laws)} files, {sum(len(law.raw) for law in laws):,} characters")
    print(
        f"read {read - started:.1f} s, split {done - read:.1f} s, "
        f"together {done - started:.1f} s, {busy:.1f} s of the processor"
    )
    print(f"{count:,} passages, {(done - read) / count * 1000:.2f} ms each")
    print(f"{keyed} of {len(laws)} files know from their own text which regulation they are")
    return laws, passages


def _law(path: Path, folder: Path) -> Law:
    name = path.relative_to(folder).as_posix()
    raw = path.read_text("utf-8")
    markdown = read_markdown(raw, name)
    document = Document(
        origin=f"file:regulations/{name}",
        source="regulations",
        kind="regulation",
        title=regulation_title(markdown.text) or name,
        text=markdown.text,
        language="id",
        blocks=markdown.blocks,
        media_type="text/markdown",
    )
    return Law(name, raw, document)


def _key(name: str) -> str:
    kind, year, number = name.removesuffix(".md").split("/")
    return f"{kind}-{number}-{year}"


def _pasal(laws: Iterable[Law]) -> None:
    """Compare, for each file, the numbers on lone lines with the articles that were found."""
    listed, found = 0, 0
    worst: list[tuple[int, str]] = []
    for law in laws:
        raw = Counter(number for number, _ in groupby(_LONE_PASAL.findall(law.raw)))
        articles = (section.article.split("/")[-1] for section in sections(law.document.text))
        ours = Counter(number for number, _ in groupby(articles) if number)
        both = sum((raw & ours).values())
        listed += raw.total()
        found += both
        worst.append((raw.total() - both, law.name))
    print(f"\nPasal on lines of their own: {listed:,}; found: {found:,} ({found / listed:.2%})")
    print("most missing:", *(f"{name} {count}" for count, name in sorted(worst)[::-1][:5]))


def _judged(path: Path, laws: Iterable[Law], passages: dict[str, list[Passage]]) -> None:
    texts = {law.name: law.document.text for law in laws}
    judged = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    right, wrong = 0, []
    wanted: defaultdict[tuple[str, str], set[tuple[str, bool]]] = defaultdict(set)
    for one in judged:  # a text that a law says twice is judged twice
        place = one["article"], one["part"] == "penjelasan"
        wanted[one["file"], one["quote"]].add(place)
    for (name, quote), places in wanted.items():
        begins = [found.start() for found in re.finditer(re.escape(quote), texts[name])]
        among = [p for p in passages[name] if any(p.start <= at < p.end for at in begins)]
        got = {(p.article.split("/")[-1], p.heading.startswith(EXPLANATION)) for p in among}
        if got == places:
            right += len(places)
        else:
            wrong.append(f"  {name}: {sorted(got)} for {sorted(places)}: {quote[:50]!r}")
    files = len({name for name, _ in wanted})
    articles = sum(bool(one["article"]) for one in judged)
    print(f"\n{path.stem} sample: {len(judged)} passages of {files} files, {articles} in a Pasal")
    print(f"right: {right} ({right / len(judged):.1%})", *wrong, sep="\n")


def _lengths(laws: Iterable[Law], passages: dict[str, list[Passage]], *, model: bool) -> None:
    texts = [p.embedded_text(law.document.title) for law in laws for p in passages[law.name]]
    bounds = [tokens_at_most(text) for text in texts]
    print(f"\nlongest by the bound: {max(bounds):.0f} tokens of 512")
    if model:
        from corpus.settings import load_settings
        from index.embedder import Embedder

        embedder = Embedder.open(load_settings())
        counts = [len(embedder.tokenize(text)) for text in texts]
        under = sum(count > bound for count, bound in zip(counts, bounds, strict=True))
        print(f"longest by the model: {max(counts)} tokens; above the bound: {under} passages")
    lost = 0
    for law in laws:
        text = law.document.text
        covered = bytearray(len(text))
        for piece in pieces(law.document, Budget()):
            covered[piece.start : piece.end] = b"\x01" * (piece.end - piece.start)
        for section in sections(text, law.document.blocks):
            lost += sum(
                not covered[at] and not text[at].isspace()
                for at in range(section.start, section.end)
            )
    print(f"characters of sections that no piece holds: {lost}")


def _breakdown(laws: Iterable[Law], passages: dict[str, list[Passage]]) -> None:
    pairs = [(law.document, p) for law in laws for p in passages[law.name]]
    steps: dict[str, Callable[[], object]] = {
        "structure and dividing": lambda: [list(pieces(law.document, Budget())) for law in laws],
        "pillars and regions": lambda: [tag(d, p.heading, p.text) for d, p in pairs],
        "language": lambda: [detect_language(p.text, default="id") for _, p in pairs],
        "regulations cited (in indexing)": lambda: [find_regulations(p.text) for _, p in pairs],
        "signatures (in indexing)": lambda: [signature(p.text) for _, p in pairs],
    }
    print("\n| step | seconds | ms a passage |\n| --- | --- | --- |")
    for name, step in steps.items():
        started = time.perf_counter()
        step()
        took = time.perf_counter() - started
        print(f"| {name} | {took:.1f} | {took / len(pairs) * 1000:.2f} |")


if __name__ == "__main__":
    main()
