"""Writing a memo to a file in the form of its ending."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.export.file import FORMATS, exported, format_of, write_export
from api.export.memo import Memo
from corpus.errors import StorageError, UnknownNameError
from tests.api.export.conftest import answered


@pytest.mark.parametrize("form", FORMATS)
def test_the_ending_chooses_the_form(memo: Memo, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"memo.{form.upper()}"
    write_export(path, memo, answered())
    assert path.read_bytes()[:2] == {"md": b"# ", "docx": b"PK", "csv": b"\xef\xbb"}.get(
        form, b"{\n"
    )
    assert [file.name for file in tmp_path.iterdir()] == [path.name], "nothing unfinished is left"


def test_json_holds_the_whole_answer(memo: Memo) -> None:
    told = json.loads(exported(memo, "json", whole=answered()))
    assert told["status"] == "found"
    assert told["citations"][0]["archived_url"].startswith("/v1/")


@pytest.mark.parametrize("name", ["memo", "memo.pdf", "memo.docx.exe", ".docx"])
def test_another_ending_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(UnknownNameError, match=r"ends in \.docx, \.md, \.csv or \.json\."):
        format_of(Path(name))


def test_the_ending_that_was_found_is_named() -> None:
    with pytest.raises(UnknownNameError, match=r"^memo\.pdf ends in \.pdf, which cannot be writ"):
        format_of(Path("memo.pdf"))
    with pytest.raises(UnknownNameError, match=r"^memo has no ending\."):
        format_of(Path("memo"))


def test_a_folder_that_is_not_there_is_one_clear_error(memo: Memo, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="memo"):
        write_export(tmp_path / "gone" / "memo.md", memo, answered())
