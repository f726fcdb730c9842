"""What the page itself says: complete in both languages, and no word of the markup is missing."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from selenium.webdriver.common.by import By

from tests.conftest import ROOT
from tests.ui.chatpage import ChatPage

pytestmark = pytest.mark.slow

# name -> text, or for a sentence with gaps "function of N"
READ = """
const done = arguments[0];
const flat = (value, path) => {
  if (typeof value === 'function') return [[path, `function of ${value.length}`]];
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value).flatMap(([name, one]) => flat(one, path ? `${path}.${name}` : name));
};
import('/strings.js').then(({ STRINGS }) =>
  done([Object.fromEntries(flat(STRINGS.id, '')), Object.fromEntries(flat(STRINGS.en, ''))]),
);
"""
SAME_IN_BOTH = {"home"}
SILENT = {"verdict.found.title", "verdict.found.text"}  # all is well: nothing is to be told


def test_both_languages_say_the_same_things(page: ChatPage) -> None:
    indonesian, english = page.driver.execute_async_script(READ)
    assert list(indonesian) == list(english)
    for name, text in indonesian.items():
        if name in SILENT:
            continue
        assert text.strip(), name
        assert english[name].strip(), name
        if text.startswith("function of"):
            assert text == english[name], name
        else:
            assert (text == english[name]) == (name in SAME_IN_BOTH), name


def test_every_word_of_the_markup_is_there(page: ChatPage) -> None:
    indonesian, _ = page.driver.execute_async_script(READ)
    for attribute in ("data-text", "data-label"):
        for node in page.driver.find_elements(By.CSS_SELECTOR, f"[{attribute}]"):
            assert node.get_attribute(attribute) in indonesian


def test_no_word_is_left_that_nothing_says(page: ChatPage) -> None:
    indonesian, _ = page.driver.execute_async_script(READ)
    web = ROOT / "ui" / "web"
    files = [*web.glob("*.html"), *(file for file in web.glob("*.js") if file.name != "strings.js")]
    said = "\n".join(file.read_text("utf-8") for file in files)
    for name in {name.split(".")[0] for name in indonesian}:
        assert re.search(rf"\b{name}\b", said), f"{name} is said nowhere"


FIGURES: list[tuple[list[str], list[str]]] = [
    (["Ada 58 bank sampah pada 2023.", "There were 63 waste banks in 2023."], ["58", "63"]),
    (["Sumber berbeda: 27.400 pada April 2021, 24.700 pada 2022."], ["27.400", "24.700"]),
    (["Surat 3 Juni 2022 menyebut 47, lalu 28 Februari 2023 disebut 50."], ["47", "50"]),
    (
        ["Anggarannya Rp19,8 miliar.", "Anggarannya Rp24,6 miliar."],
        ["Rp19,8 miliar", "Rp24,6 miliar"],
    ),
    (["Diluncurkan pada 2018.", "Diluncurkan pada 2019."], ["2018", "2019"]),
    (["Pasal 5 menyebut 10 persen.", "Pasal 6 menyebut 12 persen."], ["10 persen", "12 persen"]),
    (["Dinas setuju.", "Dinas menolak."], []),
]


@pytest.mark.parametrize(("texts", "figures"), FIGURES)
def test_the_figures_that_differ_catch_the_eye(
    page: ChatPage, texts: list[str], figures: list[str]
) -> None:
    marked: dict[str, Any] = page.driver.execute_async_script(
        """
        const [texts, done] = arguments;
        import('/figures.js').then(({ disputedFigures, markFigures }) => {
          const figures = disputedFigures(texts);
          const parts = texts.map((text) => markFigures(text, figures)).flat();
          const whole = parts.map((part) => part.textContent ?? part).join('');
          const strong = parts.filter((part) => part.tagName).map((part) => part.textContent);
          done({ whole, strong });
        });
        """,
        texts,
    )
    assert marked == {"whole": "".join(texts), "strong": figures}, json.dumps(marked)
