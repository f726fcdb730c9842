"""How well and how fast scans are read: word error rate, pages a minute, and a second run.

Run it on the real files, alone on the machine:

    python benchmarks/scans.py [--pdfs ../shared/data/pdf] [--pages N]

The five pages of evals/ocr were typed by hand from the page pictures. ``--pages`` reads only the
first N pages of each scan, and the typed ones.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import tempfile
from pathlib import Path
from time import perf_counter

from corpus.ocrpage import DOUBTFUL, OcrPage, OcrStore
from corpus.worker import Worker
from crawler.ocr import Ocr
from crawler.pdf import read_pdf
from crawler.pdfworker import PdfReader

ROOT = Path(__file__).resolve().parent.parent
TYPED = ROOT / "evals" / "ocr"
SHARED = Path(os.environ.get("PILAR_SHARED") or ROOT.parent / "shared")
SCANS = ("kepmendagri-scan", "renstra-bangka-2019-2023-scan")
BROKEN = "perka-bkn-3-2016-bad-ocr-layer"
CLEAN = ("uu-14-2008", "renstra-bangka-2021-2023", "spbe-architecture-ntb")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pdfs", type=Path, default=SHARED / "data" / "pdf")
    parser.add_argument("--pages", type=int, default=10_000, help="of each scan; all without")
    options = parser.parse_args()
    layers(options.pdfs)
    with tempfile.TemporaryDirectory() as folder, Worker() as worker:
        store = OcrStore(Path(folder))
        speed(options.pdfs, options.pages, store, worker)
        errors(options.pdfs, store)
        searchable(options.pdfs, store)


def layers(pdfs: Path) -> None:
    """Print which text layers are found broken."""
    print(f"{'file':40} {'pages':>5}  text layer")
    for name in (BROKEN, *CLEAN):
        found = read_pdf((pdfs / f"{name}.pdf").read_bytes(), name)
        state = "broken, to OCR" if found.broken_ocr else f"kept, {len(found.unread)} pages to OCR"
        print(f"{name:40} {len(found.pages):5}  {state}")


def speed(pdfs: Path, most: int, store: OcrStore, worker: Worker) -> None:
    """Print how many pages a minute are read, and how many a second time."""
    ocr = Ocr(store, worker)
    print(f"\n{ocr.settings}, {os.cpu_count()} processors")
    print(f"{'file':40} {'pages':>5} {'pages/min':>10} {'second run':>11}")
    for name in SCANS:
        content = (pdfs / f"{name}.pdf").read_bytes()
        unread = read_pdf(content, name).unread
        typed = {int(path.stem.rpartition(".")[2]) for path in TYPED.glob(f"{name}.*.txt")}
        pages = [page for page in unread if page <= most or page in typed]
        started = perf_counter()
        read = ocr.read(content, pages)
        minutes = (perf_counter() - started) / 60
        again = ocr.read(content, pages)
        print(f"{name:40} {read:5} {read / minutes:10.1f} {again:11}")


def errors(pdfs: Path, store: OcrStore) -> None:
    """Print the word error rate of each typed page and of all."""
    print(f"\n{'typed page':40} {'words':>5} {'wrong':>6} {'WER':>6} {'confidence':>11}")
    wrong_of_all = words_of_all = 0
    for path in sorted(TYPED.glob("*.txt")):
        name, _, number = path.stem.rpartition(".")
        digest = hashlib.sha256((pdfs / f"{name}.pdf").read_bytes()).hexdigest()
        page = store.get(digest, int(number))
        assert page is not None
        typed = path.read_text(encoding="utf-8").split()
        wrong = distance(typed, read_words(page))
        wrong_of_all, words_of_all = wrong_of_all + wrong, words_of_all + len(typed)
        rate = wrong / len(typed)
        print(f"{path.stem:40} {len(typed):5} {wrong:6} {rate:6.1%} {page.confidence:11.1f}")
    print(f"{'all':40} {words_of_all:5} {wrong_of_all:6} {wrong_of_all / words_of_all:6.1%}")


def read_words(page: OcrPage) -> list[str]:
    """Return the words in the order in which OCR gives them."""
    return [word.text for line in page.lines() for word in line]


def distance(one: list[str], other: list[str]) -> int:
    """Return the least number of words to put in, take out or change (Levenshtein 1966)."""
    row = list(range(len(other) + 1))
    for count, word in enumerate(one, start=1):
        before, row[0] = row[0], count
        for place, against in enumerate(other, start=1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (word != against)),
            )
    return row[-1]


def searchable(pdfs: Path, store: OcrStore) -> None:
    """Print what the pipeline makes of the scans: characters, and pages by how they were read."""
    print(f"\n{'file':40} {'characters':>10} {'ocr':>5} {'doubtful':>9} (below {DOUBTFUL:.0f})")
    with PdfReader(store) as reader:
        for name in SCANS:
            found = reader.read((pdfs / f"{name}.pdf").read_bytes(), name)
            methods = [page.method for page in found.pages]
            print(
                f"{name:40} {len(found.text):10} {methods.count('ocr'):5} "
                f"{methods.count('ocr_low_confidence'):9}"
            )


if __name__ == "__main__":
    main()
