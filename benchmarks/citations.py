"""Where citations point: 60 quotes of the real PDFs, their page and the mark on its picture.

    python benchmarks/citations.py --ocr DATA/ocr [--pdfs ../shared/data/pdf] [--pictures FOLDER]

Quotes are sentences of passages, drawn with a fixed seed, ten from each file. A page is right
when no other page of the file has more of the quote's words. A mark is right when the text that
PDFium finds inside its boxes (on a scan: the words that OCR saw there) is the quote: at least
95 % of its letters, and at most one letter in five of another. ``--ocr`` names what `pilar crawl`
read of the scans; without it they are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium

from corpus.document import Document
from corpus.glyphs import Box, letters
from corpus.ocrpage import OcrPage, OcrStore
from corpus.pagepicture import page_picture
from corpus.passage import Passage
from corpus.sentences import sentence_spans
from crawler.extract import document_from_pdf
from crawler.pdfworker import PdfReader
from crawler.source import FolderSource
from index.splitter import split

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PILAR_SHARED") or ROOT.parent / "shared")
SEED = 4
EACH = 10
SHORTEST = 30  # characters of a quote
COVERED = 0.95
STRANGE = 0.2


def main() -> None:
    """Print a line for each quote that is wrong, and the sums."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pdfs", type=Path, default=SHARED / "data" / "pdf")
    parser.add_argument("--ocr", type=Path, default=Path("data/ocr"))
    parser.add_argument("--pictures", type=Path, help="a folder for the marked pages")
    options = parser.parse_args()
    store = OcrStore(options.ocr)
    chance = random.Random(SEED)  # noqa: S311 - a draw that can be repeated
    drawn = pages_right = marks_right = 0
    with PdfReader(store) as reader:
        for path in sorted(options.pdfs.glob("*.pdf")):
            content = path.read_bytes()
            source = FolderSource(name="uji", kind="folder", path=path.parent, why="benchmark")
            document, _ = document_from_pdf(
                content, source, reader, origin=f"file:uji/{path.name}", url=None, name=path.name
            )
            ocr = store.pages(hashlib.sha256(content).hexdigest())
            quotes = [q for passage in split(document) for q in quotes_of(passage)]
            for passage, quote, start in chance.sample(quotes, min(EACH, len(quotes))):
                page = passage.page or 0
                scan = ocr.get(page) if passage.method.startswith("ocr") else None
                drawn += 1
                is_page = page in best_pages(content, quote, ocr if scan else {})
                picture = page_picture(
                    content, page, quote, occurrence(document, quote, start), scan
                )
                covers, strange = compared(quote, inside(content, page, picture.marks, scan))
                is_mark = covers >= COVERED and strange <= STRANGE
                pages_right, marks_right = pages_right + is_page, marks_right + is_mark
                if not (is_page and is_mark):
                    found = f"page {is_page}, {covers:.0%} marked, {strange:.0%} strange"
                    print(f"{path.stem} {page}: {found}: {quote!r}")
                if options.pictures:
                    options.pictures.mkdir(parents=True, exist_ok=True)
                    name = f"{drawn:02}-{path.stem}-{page}.png"
                    (options.pictures / name).write_bytes(picture.png)
    print(f"page right {pages_right} of {drawn}, mark right {marks_right} of {drawn}")


def quotes_of(passage: Passage) -> list[tuple[Passage, str, int]]:
    """Return the sentences of a passage that are long enough, with their places."""
    spans = [(a, b) for a, b in sentence_spans(passage.text) if b - a >= SHORTEST]
    return [(passage, passage.text[a:b], passage.start + a) for a, b in spans]


def occurrence(document: Document, quote: str, start: int) -> int:
    """Return how often the page says the quote before this place, as the service counts."""
    page = document.page_at(start)
    assert page is not None
    return letters(document.text[page.start : start]).count(letters(quote))


def best_pages(content: bytes, quote: str, ocr: dict[int, OcrPage]) -> set[int]:
    """Return the pages that have the most of the quote's words."""
    wanted = {letters(word) for word in quote.split()}
    shares: dict[int, int] = {}
    if ocr:
        for number, page in ocr.items():
            shares[number] = sum(
                word in letters(" ".join(w.text for w in page.words)) for word in wanted
            )
    else:
        document = pdfium.PdfDocument(content)
        for index in range(len(document)):
            text = letters(document[index].get_textpage().get_text_bounded())
            shares[index + 1] = sum(word in text for word in wanted)
    most = max(shares.values())
    return {number for number, share in shares.items() if share == most}


def inside(content: bytes, number: int, marks: tuple[Box, ...], scan: OcrPage | None) -> str:
    """Return the text inside the marks."""
    if scan:
        return "".join(
            word.text
            for word in scan.words
            if any(
                box.left <= (word.left + word.right) / 2 <= box.right
                and box.bottom <= (word.bottom + word.top) / 2 <= box.top
                for box in marks
            )
        )
    document = pdfium.PdfDocument(content)
    textpage = document[number - 1].get_textpage()
    return "".join(textpage.get_text_bounded(*box) for box in marks)


def compared(quote: str, marked: str) -> tuple[float, float]:
    """Return the share of the quote's letters that is marked, and of the marked that is strange."""
    wanted, found = Counter(letters(quote)), Counter(letters(re.sub(r"\s", "", marked)))
    both = (wanted & found).total()
    return both / max(1, wanted.total()), 1 - both / max(1, found.total())


if __name__ == "__main__":
    main()
