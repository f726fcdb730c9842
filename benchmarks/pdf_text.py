"""PDF text: pages a second, memory for a file of 400 pages, and what is lost with the furniture.

    python benchmarks/pdf_text.py [--pdfs ../shared/data/pdf]

The labels of what must go are in evals/pdf/furniture.toml.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import resource
import tomllib
from pathlib import Path
from time import perf_counter
from typing import Any

import pypdfium2 as pdfium
from pypdf import PdfReader as PypdfReader
from pypdf import PdfWriter

from corpus.glyphs import HYPHEN, letters
from crawler.pdf import read_pdf
from crawler.pdffurniture import without_furniture
from crawler.pdfpage import read_sheet
from crawler.pdfsheet import Line, Sheet
from crawler.pdfworker import PdfReader

ROOT = Path(__file__).resolve().parent.parent
LABELS = ROOT / "evals" / "pdf" / "furniture.toml"
SHARED = Path(os.environ.get("PILAR_SHARED") or ROOT.parent / "shared")
TIMED = ("uu-14-2008", "renstra-bangka-2021-2023", "spbe-architecture-ntb")
ROUNDS = 3
LARGE = 400  # pages


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pdfs", type=Path, default=SHARED / "data" / "pdf")
    pdfs: Path = parser.parse_args().pdfs
    files = {name: (pdfs / f"{name}.pdf").read_bytes() for name in TIMED}
    speed(files)
    memory(files)
    furniture(files)


def speed(files: dict[str, bytes]) -> None:
    """Print the pages a second of the whole extraction, one process, best of three rounds."""
    print(f"{'file':30} {'pages':>5} {'pages/s':>8}")
    pages_of_all, seconds_of_all = 0, 0.0
    for name, content in files.items():
        best, pages = float("inf"), 0
        for _ in range(ROUNDS):
            started = perf_counter()
            pages = len(read_pdf(content, name).pages)
            best = min(best, perf_counter() - started)
        pages_of_all, seconds_of_all = pages_of_all + pages, seconds_of_all + best
        print(f"{name:30} {pages:5} {pages / best:8.0f}")
    print(f"{'all':30} {pages_of_all:5} {pages_of_all / seconds_of_all:8.0f}")


def memory(files: dict[str, bytes]) -> None:
    """Print what the worker takes at most for one file of 400 pages made of these."""
    writer = PdfWriter()
    while len(writer.pages) < LARGE:
        for content in files.values():
            writer.append(PypdfReader(io.BytesIO(content)))
    out = io.BytesIO()
    writer.write(out)
    with PdfReader() as reader:
        started = perf_counter()
        pages = len(reader.read(out.getvalue(), "besar.pdf").pages)
        seconds = perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    size = len(out.getvalue()) / 1e6
    print(f"\n{pages} pages, {size:.1f} MB: {seconds:.1f} s in the worker, at most {peak:.0f} MB")


def furniture(files: dict[str, bytes]) -> None:
    """Print how much of the furniture is gone, and which lines of the body are."""
    labels = tomllib.loads(LABELS.read_text(encoding="utf-8"))
    print(f"\n{'file':30} {'to go':>9} {'gone':>5} {'body':>10} {'lost':>5} {'words':>6} gone")
    for name, content in files.items():
        document = pdfium.PdfDocument(content)
        before = [read_sheet(document, number) for number in range(len(document))]
        document.close()
        kept = {id(line) for sheet in without_furniture(before) for line in sheet.lines}
        lines = [(sheet, line) for sheet in before for line in sheet.lines]
        must_go = [pair for pair in lines if is_furniture(labels[name], *pair)]
        body = [pair for pair in lines if not is_furniture(labels[name], *pair)]
        gone = [line for _, line in must_go if id(line) not in kept]
        lost = [line for _, line in body if id(line) not in kept]
        words, missing = words_lost(content, name, body)
        print(
            f"{name:30} {len(must_go):9} {len(gone) / len(must_go):5.1%} {len(body):10} "
            f"{len(lost):5} {words:6} {missing}"
        )
        for line in lost:
            print(f"    lost: {line.text}")


def is_furniture(labels: dict[str, Any], sheet: Sheet, line: Line) -> bool:
    """Tell whether the labels say that a line must go."""
    at_edge = min(line.bottom, sheet.height - line.top) < sheet.height / 4
    number = sheet.number
    if not at_edge:
        return False
    for label in labels.get("numbers", ()):
        if label["pages"][0] <= number <= label["pages"][1]:
            return (
                bool(line.text == label["form"].format(number + label["plus"]))
                or begins(labels, number, line)
                or is_catchword(labels, number, line)
            )
    return begins(labels, number, line) or is_catchword(labels, number, line)


def begins(labels: dict[str, Any], number: int, line: Line) -> bool:
    """Tell whether a line begins as a running header or footer of its page does."""
    return any(
        label["pages"][0] <= number <= label["pages"][1] and line.text.startswith(label["begins"])
        for label in labels.get("headed", ())
    )


def is_catchword(labels: dict[str, Any], number: int, line: Line) -> bool:
    """Tell whether a line announces the next page."""
    pages = labels.get("catchwords", ())
    return any(first <= number <= last for first, last in pages) and line.text.endswith("…")


def words_lost(content: bytes, name: str, body: list[tuple[Sheet, Line]]) -> tuple[int, int]:
    """Return how many words the body has, and how many its page's text does not have."""
    found = read_pdf(content, name)
    texts = {page.number: letters(found.text[page.start : page.end]) for page in found.pages}
    words = [
        (sheet.number, letters(word))
        for sheet, line in body
        for word in re.split(rf"[\s{HYPHEN}]+", line.text)
    ]
    return len(words), sum(1 for number, word in words if word not in texts[number])


if __name__ == "__main__":
    main()
