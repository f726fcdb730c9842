"""The pages under tests/pages, in the markup of six families of sites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crawler.html import read_html
from evals.tokens import token_f1, tokens

FOLDER = Path(__file__).parent.parent / "pages"
PAGES = sorted(FOLDER.glob("*/*/*.html"))
LAYOUTS = {
    "bootstrap-portal": {"article", "column"},
    "jdih-regulation": {"regulation"},
    "listing": {"listing"},
    "nextjs-news": {"article"},
    "wordpress-block": {"article"},
    "wordpress-classic": {"article"},
}


def gold(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def test_there_are_three_pages_of_each_family_and_half_of_them_are_locked() -> None:
    for family in LAYOUTS:
        halves = [page.parent.name for page in PAGES if page.parent.parent.name == family]
        assert len(halves) >= 3
        assert halves.count("locked") * 2 >= len(halves)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_the_main_text_is_found(path: Path) -> None:
    expected = gold(path)
    page = read_html(path.read_bytes(), expected["url"])
    text = "\n".join((expected["title"], *(text for _, _, text in expected["text"])))
    assert token_f1(tokens(f"{page.title}\n{page.text}"), tokens(text)) >= 0.85
    assert page.layout in LAYOUTS[path.parent.parent.name]
    assert page.title == expected["title"]
    assert page.published == expected.get("published")
    assert sorted({event.first for event in page.events}) == expected.get("events", [])


def test_sub_headings_of_a_bundled_post_stay_headings() -> None:
    path = next(page for page in PAGES if "literasi-digital-pusat" in page.name)
    page = read_html(path.read_bytes(), gold(path)["url"])
    headings = [page.text[b.start : b.end] for b in page.blocks if b.kind == "heading"]
    assert headings == [text for kind, _, text in gold(path)["text"] if kind == "heading"]
    assert len(headings) == 3
