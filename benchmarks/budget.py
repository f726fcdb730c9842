"""Whether the bound on tokens holds, and whether it is cheaper than counting.

    python benchmarks/budget.py [--shared ../shared] [--ocr DATA/ocr]

Texts are the passages of every eighth law, of the real PDFs (with ``--ocr`` the scanned ones too,
as `pilar crawl` read them), of the digests that ship and of encyclopedia articles in both
languages, each as the model reads it. ``benchmarks/structure.py --model`` counts all laws.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import perf_counter

from corpus.digest import seed_digests
from corpus.document import Document
from corpus.markdown import read_markdown
from corpus.ocrpage import OcrStore
from corpus.regulationtitle import regulation_title
from corpus.settings import load_settings
from crawler.extract import document_from_pdf
from crawler.pdfworker import PdfReader
from crawler.source import FolderSource
from index.budget import LONGEST, tokens_at_most
from index.embedder import Embedder
from index.splitter import split

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PILAR_SHARED") or ROOT.parent / "shared")
EVERY = 8  # laws


def main() -> None:
    """Print a row for each kind of text, and the times."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--shared", type=Path, default=SHARED)
    options.add_argument("--ocr", type=Path, default=Path("data/ocr"))
    asked = options.parse_args()
    data = asked.shared / "data"
    embedder = Embedder.open(load_settings())
    kinds = {
        "laws": laws(data / "regulations" / "regulations.tar.gz"),
        "PDFs": pdfs(data / "pdf", asked.ocr),
        "digests": iter(seed_digests()),
        "encyclopedia, Indonesian": articles(data / "beir" / "tydi-id-valid"),
        "encyclopedia, English": articles(data / "beir" / "squad-id-en"),
    }
    print("| text | passages | longest | letters a token | nearest to the bound | above it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for kind, documents in kinds.items():
        row(kind, documents, embedder)


def row(kind: str, documents: Iterable[Document], embedder: Embedder) -> None:
    """Print how the tokens of some texts compare with the bound."""
    started = perf_counter()
    texts = [p.embedded_text(one.title) for one in documents for p in split(one)]
    divided = perf_counter() - started
    started = perf_counter()
    counts = [len(embedder.tokenize(text)) for text in texts]
    counted = perf_counter() - started
    started = perf_counter()
    bounds = [tokens_at_most(text) for text in texts]
    bounded = perf_counter() - started
    pairs = list(zip(counts, bounds, strict=True))
    letters = sum(c.islower() for text in texts for c in text) / sum(counts)
    print(
        f"| {kind} | {len(texts):,} | {max(counts)} of {LONGEST} | {letters:.1f} "
        f"| {max(count / bound for count, bound in pairs):.2f} "
        f"| {sum(count > bound for count, bound in pairs)} |"
    )
    each = 1000 / len(texts)
    print(
        f"    a passage: read and split {divided * each:.2f} ms, "
        f"counted {counted * each:.2f} ms, bounded {bounded * each:.3f} ms"
    )


def laws(archive: Path) -> Iterator[Document]:
    """Yield every eighth law."""
    with tarfile.open(archive) as packed:
        members = sorted((m for m in packed if m.name.endswith(".md")), key=lambda m: m.name)
        for member in members[::EVERY]:
            file = packed.extractfile(member)
            assert file is not None
            read = read_markdown(file.read().decode(), member.name)
            yield Document(
                origin=f"file:regulations/{member.name}",
                source="regulations",
                kind="regulation",
                title=regulation_title(read.text) or member.name,
                text=read.text,
                language="id",
                blocks=read.blocks,
            )


def pdfs(folder: Path, ocr: Path) -> Iterator[Document]:
    """Yield the real PDFs."""
    source = FolderSource(name="uji", kind="folder", path=folder, why="benchmark")
    with PdfReader(OcrStore(ocr)) as reader:
        for path in sorted(folder.glob("*.pdf")):
            origin, content = f"file:uji/{path.name}", path.read_bytes()
            yield document_from_pdf(
                content, source, reader, origin=origin, url=None, name=path.name
            )[0]


def articles(folder: Path) -> Iterator[Document]:
    """Yield paragraphs of an encyclopedia."""
    with gzip.open(folder / "corpus.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            yield Document(
                origin=f"file:beir/{one['_id']}",
                source="beir",
                kind="page",
                title=one["title"],
                text=one["text"],
                language="id",
            )


if __name__ == "__main__":
    main()
