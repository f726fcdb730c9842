"""The forms that a memo is exported in, by the ending of the file."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Literal, get_args

from api.answer import Answer
from api.binder import Binder
from api.comparison import Comparison
from api.export.docx import to_docx
from api.export.markdown import to_markdown
from api.export.memo import Memo
from api.export.table import to_csv
from corpus.errors import UnknownNameError, disk_errors

Format = Literal["docx", "md", "csv", "json"]
Exportable = Answer | Binder | Comparison

FORMATS: dict[Format, str] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""Ending -> media type."""


def exported(memo: Memo, form: Format, *, whole: Exportable) -> bytes:
    """Return the bytes of a file.

    :param whole: what the memo was made of; JSON gives it complete.
    """
    match form:
        case "docx":
            return to_docx(memo)
        case "md":
            return to_markdown(memo).encode()
        case "csv":
            return to_csv(memo).encode()
        case "json":
            return json.dumps(asdict(whole), ensure_ascii=False, indent=2).encode()


def format_of(path: Path) -> Format:
    """Return the form that a file's ending asks for.

    :raises UnknownNameError: for any other ending.
    """
    for form in get_args(Format):
        if path.suffix.lower() == f".{form}":
            return form  # type: ignore[no-any-return]
    *others, last = (f".{form}" for form in get_args(Format))
    found = f"ends in {path.suffix}, which cannot be written" if path.suffix else "has no ending"
    raise UnknownNameError(
        f"{path.name} {found}.", f"Name a file that ends in {', '.join(others)} or {last}."
    )


def write_export(path: Path, memo: Memo, whole: Exportable) -> None:
    """Write a memo to a file in the form of its ending.

    :raises StorageError: when the disk refuses.
    """
    content = exported(memo, format_of(path), whole=whole)
    with disk_errors(path):
        unfinished = path.with_name(f".{path.name}.new")
        unfinished.write_bytes(content)
        unfinished.replace(path)
