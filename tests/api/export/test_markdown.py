"""A memo as Markdown, read back by a Markdown parser."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from api.export.markdown import escaped, to_markdown
from api.export.memo import Memo
from tests.api.export.conftest import HOSTILE, NEWS, SERVICE, citation


def test_every_mark_has_its_footnote(memo: Memo) -> None:
    written = to_markdown(memo)
    marks = set(re.findall(r"\[\^(\d+)\](?!:)", written))
    assert marks == set(re.findall(r"^\[\^(\d+)\]:", written, re.MULTILINE)) == {"1", "2"}
    assert f"<{NEWS}>" in written
    assert f"<{SERVICE}/v1/documents/d1/file?version=v1>" in written


def test_text_from_documents_is_shown_as_it_is_and_never_as_markup() -> None:
    page = MarkdownIt().parse(escaped(f"{HOSTILE} &lt; 1. #"))
    inline = [child for token in page for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline) == f"{HOSTILE} &lt; 1. #"


def test_a_text_cannot_begin_a_list_a_heading_or_a_rule() -> None:
    for text in ("1. satu", "- satu", "# satu", "=====", "---", "+ satu", "> satu", "    kode"):
        assert MarkdownIt().parse(escaped(text))[0].type == "paragraph_open"


@pytest.mark.parametrize(
    "url", ["https://a.example/><script>alert(1)</script>", "javascript:alert(1)"]
)
def test_an_address_that_could_break_out_stays_text(memo: Memo, url: str) -> None:
    cited = citation(url=url, archived_url=None)
    page = MarkdownIt().parse(to_markdown(replace(memo, citations=(cited,))))
    kinds = {child.type for token in page for child in token.children or ()}
    assert not kinds & {"html_inline", "link_open"}
    assert not any(token.type == "html_block" for token in page)


def test_a_refusal_has_its_verdict_and_no_footnotes(refusal: Memo) -> None:
    written = to_markdown(refusal)
    assert "*Tidak dimuat.*" in written
    assert "Angkatan 2018" in written
    assert "[^" not in written
