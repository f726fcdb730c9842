"""How well the main text of a page is found, on the pages under tests/pages.

    python benchmarks/extraction.py [--half locked]

Prints token F1 per page for our reader, for all text of the page and for trafilatura alone, then
mean and worst, how many headings, items and rows kept their kind, how many days of posting and
of events are right, and pages per second on one core. The title counts as text for all three.
The halves: `tuned` was looked at while the rules were written, `locked` was not.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import trafilatura
from bs4 import BeautifulSoup

from crawler.html import HtmlPage, read_html
from evals.tokens import token_f1, tokens

PAGES = Path(__file__).parent.parent / "tests" / "pages"
SPEED_ROUNDS = 20


@dataclass(frozen=True)
class Page:
    """A page and what was written down about it by hand."""

    path: Path
    content: bytes
    gold: dict[str, Any]

    @property
    def half(self) -> str:
        """``tuned`` or ``locked``."""
        return self.path.parent.name

    @property
    def tokens(self) -> list[str]:
        """The words of title and main text."""
        return tokens("\n".join((self.gold["title"], *(t for _, _, t in self.gold["text"]))))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=("tuned", "locked"), help="only these pages")
    parser.add_argument("--show", action="store_true", help="print what is missing and too much")
    options = parser.parse_args()
    pages = [page for page in load() if options.half in (None, page.half)]
    print(f"{'page':<62}{'half':<8}{'layout':<12}{'ours':>7}{'all':>7}{'traf.':>7}")
    for half in ("tuned", "locked"):
        _report([page for page in pages if page.half == half], half, show=options.show)
    _speed(pages)


def load() -> list[Page]:
    """Return every page with its gold, in order."""
    found = sorted(PAGES.glob("*/*/*.html"))
    return [
        Page(path, path.read_bytes(), json.loads(path.with_suffix(".json").read_text("utf-8")))
        for path in found
    ]


def _report(pages: list[Page], half: str, *, show: bool) -> None:
    if not pages:
        return
    scores: dict[str, list[float]] = {"ours": [], "all": [], "trafilatura": []}
    kinds: Counter[str] = Counter()
    for page in pages:
        read = read_html(page.content, page.gold["url"])
        ours = tokens(f"{read.title}\n{read.text}")
        texts = {"ours": ours, "all": _all_text(page), "trafilatura": _trafilatura(page)}
        for name, found in texts.items():
            scores[name].append(token_f1(found, page.tokens))
        name = f"{page.path.parent.parent.name}/{page.path.stem}"[:60]
        row = "".join(f"{scores[name][-1]:>7.3f}" for name in scores)
        print(f"{name:<62}{half:<8}{read.layout:<12}{row}")
        kinds += _kinds(read, page.gold)
        if show:
            print("   missing", list((Counter(page.tokens) - Counter(ours)).elements())[:30])
            print("   too much", list((Counter(ours) - Counter(page.tokens)).elements())[:30])
            for field in ("published", "author"):
                if getattr(read, field) != page.gold.get(field):
                    print("  ", field, getattr(read, field), page.gold.get(field))
    for label, measure in (("mean", statistics.mean), ("worst", min)):
        row = "".join(f"{measure(values):>7.3f}" for values in scores.values())
        print(f"{f'{half}: {label} token F1':<82}{row}")
    for what in ("structure", "published", "author", "events", "captions", "related"):
        print(f"{half}: {what} right {kinds[what]} of {kinds[what + ' of']}")
    print()


def _kinds(read: HtmlPage, gold: dict[str, Any]) -> Counter[str]:
    """Count the headings, items and rows that kept their kind, and the fields that are right."""
    structure = [(kind, text) for kind, _, text in gold["text"] if kind != "paragraph"]
    kept = Counter((b.kind, read.text[b.start : b.end]) for b in read.blocks)
    found: Counter[str] = Counter()
    found["structure of"] = len(structure)
    found["structure"] = (kept & Counter(structure)).total()
    events = sorted({event.first for event in read.events})
    pairs = {
        "published": (read.published, gold.get("published")),
        "author": (read.author, gold.get("author")),
        "events": (events, gold.get("events", [])),
        "captions": (sorted(read.captions), sorted(gold.get("captions", []))),
        "related": (sorted(read.related), sorted(gold.get("related", []))),
    }
    for name, (got, expected) in pairs.items():
        found[f"{name} of"] += 1
        found[name] += got == expected
    return found


def _all_text(page: Page) -> list[str]:
    return tokens(BeautifulSoup(page.content, "lxml").get_text(" "))


def _trafilatura(page: Page) -> list[str]:
    found = trafilatura.bare_extraction(page.content.decode(), include_comments=False)
    if found is None or isinstance(found, dict):
        return []
    text = found.text or ""
    title = found.title or ""
    return tokens(text if text.startswith(title) else f"{title}\n{text}")


def _speed(pages: list[Page]) -> None:
    def read(page: Page) -> None:
        read_html(page.content, page.gold["url"])

    print(f"{'pages/s, one core':<40}{_rate(read, pages):>8.0f}")
    print(f"{'of it: parsing alone':<40}{_rate(_parse, pages):>8.0f}")
    print(f"{'trafilatura alone':<40}{_rate(_trafilatura, pages):>8.0f}")
    print(f"{'ours, pages padded to 60 KiB':<40}{_rate(read, [_padded(p) for p in pages]):>8.0f}")
    size = statistics.mean(len(page.content) for page in pages)
    print(f"{'mean page':<40}{size / 1024:>8.1f} KiB")


def _padded(page: Page) -> Page:
    """Return the page with as much menu, style and script around it as real sites send."""
    entry = b'<li class="menu-item menu-item-type-custom"><a href="/layanan/x/">Layanan</a></li>'
    menu = b"<nav><ul>" + entry * 150 + b"</ul></nav>"
    code = b"<style>" + b".tema{margin:0 auto}" * 1_000 + b"</style>"
    code += b"<script>" + b"window.x=window.x||[];" * 1_000 + b"</script>"
    return Page(page.path, page.content.replace(b"</body>", menu + code + b"</body>"), page.gold)


def _parse(page: Page) -> None:
    BeautifulSoup(page.content.decode(), "lxml")


def _rate(work: Callable[[Page], object], pages: list[Page]) -> float:
    started = time.process_time()
    for _ in range(SPEED_ROUNDS):
        for page in pages:
            work(page)
    return SPEED_ROUNDS * len(pages) / (time.process_time() - started)


if __name__ == "__main__":
    main()
